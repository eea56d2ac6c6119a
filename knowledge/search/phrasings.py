"""The phrasings of some entries, with their words, as arrays."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from knowledge.search.index import Index
from knowledge.search.ragged import Ints, Keys, row_items


@dataclass(frozen=True)
class Phrasings:
    """The phrasings of some entries, entry by entry, and the words of the phrasings, phrasing by phrasing.

    numbers: of the phrasings, in the index
    entry_of: of each phrasing, its entry's place among the given entries
    words: the words' numbers in the index
    phrasing_of: of each word, the place of its phrasing
    starts, sizes: of each entry, the place of its first phrasing, and how many it has
    """

    numbers: Keys
    entry_of: Keys
    words: Ints
    phrasing_of: Keys
    starts: Keys
    sizes: Keys


def phrasings_of(index: Index, entries: NDArray[np.integer]) -> Phrasings:
    """Return the phrasings of `entries`, with their words."""
    numbers, entry_of = row_items(index.entry_starts, entries)
    place, phrasing_of = row_items(index.phrasing_starts, numbers)
    sizes = np.bincount(entry_of)  # every entry has a phrasing: its question
    return Phrasings(numbers, entry_of, index.phrasing_words[place], phrasing_of, np.cumsum(sizes) - sizes, sizes)
