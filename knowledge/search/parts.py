"""What a base is searched in: an index of its own, or another base's with the few entries that differ laid over it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from knowledge.model.base import Base
from knowledge.model.entries import Entry
from knowledge.search import cache, index
from knowledge.search.arrays import Ints
from knowledge.search.index import Index
from knowledge.search.speller import Reading, Speller, names_of

_MOST_NEW = 0.25  # a base that differs in more of its phrasings than this is better indexed anew


@dataclass(frozen=True)
class Part:
    """An index, and for each of its entries which entry of the base it is; -1 for those that the base does not have."""

    index: Index
    entries: Ints


@dataclass(frozen=True)
class Parts:
    """All that is searched for a base: the first part gives the rarity of words, the others are laid over it."""

    parts: tuple[Part, ...]
    spellers: tuple[Speller, ...]
    names: Mapping[str, str]  # the one spelling of names that have several

    def knows(self, word: str) -> bool:
        """Whether any phrasing has the plain `word`."""
        return any(word in part.index.words for part in self.parts)

    def read(self, word: str) -> Reading | None:
        """Return what the plain `word` was meant to be, if anything else than what it says."""
        if word in self.names:
            return Reading(word, self.names[word], "name", 1.0)
        if self.knows(word):
            return None
        return next(filter(None, (speller.read(word) for speller in self.spellers)), None)


@dataclass(frozen=True)
class Difference:
    """How a base differs from another: which of its entries each of the other's is (-1: none), and which are new."""

    kept: Ints
    new: tuple[int, ...]
    small: bool


def entries_of(base: Base) -> list[Entry]:
    """Return what a question can be matched with, in the order that numbers it: the facts, then the gaps."""
    return [*base.facts, *base.gaps]


def indexed(base: Base) -> Parts:
    """Index `base` by itself."""
    entries = entries_of(base)
    names = names_of(base.speakers)
    built = cache.build([entry.asked_as for entry in entries], names)
    return Parts((Part(built, np.arange(len(entries), dtype=np.int32)),), (Speller(built.words),), names)


def difference(base: Base, other: Base) -> Difference:
    """Compare the wording of `base` with that of `other`; answers, speakers and notes do not matter here."""
    # By kind and id: a gap may have the id of a fact.
    known = {(type(entry), entry.id): (n, entry) for n, entry in enumerate(entries_of(other))}
    kept = np.full(len(known), -1, np.int32)
    new: list[int] = []
    changed = total = 0
    for number, entry in enumerate(entries_of(base)):
        n, old = known.get((type(entry), entry.id), (-1, None))
        total += 1 + len(entry.phrasings)
        if old is not None and (entry is old or (entry.question, entry.phrasings) == (old.question, old.phrasings)):
            kept[n] = number
        else:
            new.append(number)
            changed += 1 + len(entry.phrasings)
    return Difference(kept, tuple(new), changed <= _MOST_NEW * total and bool((kept >= 0).any()))


def laid_over(base: Base, differing: Difference, below: Parts) -> Parts:
    """Index what is new in `base` and use `below`, the parts of the base that it differs from, for the rest.

    Rarities stay those of `below`, and the new entries do not sharpen the old ones, so that confidences differ a little
    from those of a base indexed by itself (by less than .05 for 99 questions in 100 after one edit; see the tests).
    """
    first = Part(below.parts[0].index, differing.kept)
    names = {**below.names, **names_of(base.speakers)}
    if not differing.new:
        return Parts((first,), below.spellers, names)
    entries = entries_of(base)
    added = index.build([entries[n].asked_as for n in differing.new], names, like=first.index)
    second = Part(added, np.array(differing.new, np.int32))
    return Parts((first, second), (*below.spellers, Speller(added.words)), names)


def numbers(parts: Sequence[Part]) -> Ints:
    """Return which entry of the base each entry of the parts is, one part after the other."""
    return np.concatenate([part.entries for part in parts])
