"""Finds the phrasings that are worded most like given texts: what a change of those texts may reach.

Likeness is the cosine of TF-IDF vectors of stems. It ranks nothing, but looks at all phrasings of a base at once.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from knowledge.search import text
from knowledge.search.index import Index
from knowledge.search.layers import Layer
from knowledge.search.ragged import Floats, Keys, Numbers, sum_at
from knowledge.search.term_keys import stem_key


def most_alike(texts: Iterable[str], layers: Sequence[Layer], among: Keys, most: int) -> list[tuple[int, int]]:
    """Return at most `most` phrasings of the entries `among` that are most like any of `texts`, the closest first.

    Each is given as the number of its entry in the base and its place among that entry's phrasings. A phrasing that
    shares no word with any of the texts is none of them.
    """
    keys = [np.unique([stem_key(text.stem(word)) for word in words]) for words in map(text.words, texts) if words]
    likeness = np.concatenate([_likeness(keys, layer.index) for layer in layers])
    entries = np.concatenate([np.repeat(layer.entries, np.diff(layer.index.entry_starts)) for layer in layers])
    places = np.concatenate([_places(layer.index) for layer in layers])
    likeness[~np.isin(entries, among)] = 0
    best = np.argsort(-likeness, kind="stable")[:most]
    return [(int(entries[n]), int(places[n])) for n in best if likeness[n] > 0]


def _likeness(texts: Sequence[Keys], index: Index) -> Numbers:
    """Return for each phrasing of `index` how like it is to the text that is most like it, 0 to about 1."""
    statistics = index.stems.statistics
    n = len(index.phrasing_starts) - 1
    closest = np.zeros(n)
    owners, stems = np.repeat(np.arange(n), index.phrasing_lengths), index.word_stems[index.phrasing_words]
    for keys in texts:
        squares = statistics.idf_of(keys) ** 2
        numbers = statistics.find(keys)
        weights: Floats = np.zeros(len(statistics.keys), np.float32)
        weights[numbers[numbers >= 0]] = squares[numbers >= 0]
        shared = sum_at(owners, weights[stems], n)
        np.maximum(closest, shared / np.sqrt(squares.sum()), out=closest)
    return closest / np.maximum(index.stem_norms, np.float32(1e-9))


def _places(index: Index) -> Keys:
    """Return the place of each phrasing among those of its entry."""
    sizes = np.diff(index.entry_starts)
    return np.arange(len(index.phrasing_starts) - 1) - np.repeat(index.entry_starts[:-1], sizes)
