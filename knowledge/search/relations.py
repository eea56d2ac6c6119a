"""What a question puts before, after or in: "before the war", "in Bakhmut". An entry may put something else there."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz

from knowledge.search import text
from knowledge.search.index import Index
from knowledge.search.question_parts import IN_EVERY_QUESTION
from knowledge.search.ragged import Flags, Ints, Keys, row_items

_TIMES = frozenset({"before", "after", "since", "until", "during"})
_FIXED = frozenset({"before", "since", "until"})  # "after" and "during" are said in other words as often
_MISSPELT = 75  # of 100; a name more alike than this is the same
_PLACES = frozenset({"in", "near", "at", "from", "to", "of", "around", "inside", "outside"})
_BETWEEN = frozenset({"the", "a", "an", "his", "her", "its", "their", "this", "that"})
_NATIONALITY = ("ian", "ean", "can", "man", "ish", "ese")
_SHORTEST = 5  # letters
ORDINALS = frozenset({"first", "second", "third", "fourth", "fifth", "previous", "another", "twice"})


class Relation(NamedTuple):
    """A preposition, and the word it's put before, with its place; `when`: whether it tells a time, and not a place."""

    preposition: str
    word: str
    place: int
    when: bool


def relations(words: Sequence[str], are_names: Flags) -> list[Relation]:
    """Return the relations in the plain `words` of a question: of times all, of places those that are names."""
    found = []
    for n, word in enumerate(words):
        after = next((m for m in range(n + 1, len(words)) if words[m] not in _BETWEEN), None)
        if after is None or words[after] in IN_EVERY_QUESTION:
            continue
        if word in _TIMES or (word in _PLACES and are_names[after]):
            found.append(Relation(word, words[after], after, word in _TIMES))
    return found


def nationalities(words: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield the stems of each two of the plain `words` of which the first may be a nationality: "Russian bodies"."""
    for word, noun in pairwise(words):
        if word.endswith(_NATIONALITY) and len(word) > _SHORTEST and noun not in IN_EVERY_QUESTION:
            yield text.stem(word), text.stem(noun)


class Phrased(NamedTuple):
    """The words of the phrasings of some entries.

    flat: their places among all words of the index
    phrasing_of: of each word, the place of its phrasing; entry_of: of each phrasing, the place of its entry
    n_entries: how many entries these are
    """

    flat: Keys
    phrasing_of: Keys
    entry_of: Keys
    n_entries: int


def phrased(index: Index, entries: NDArray[np.integer]) -> Phrased:
    """Return the words of the phrasings of `entries`."""
    numbers, entry_of = row_items(index.entry_starts, entries)
    flat, phrasing_of = row_items(index.phrasing_starts, numbers)
    return Phrased(flat, phrasing_of, entry_of, len(entries))


def differing(relation: Relation, key: int, has: Flags, index: Index, phrased: Phrased, names: Container[str]) -> Flags:
    """Return for each entry whether it says something else than the question's `relation`.

    key: of the stem the relation is to
    has: for each entry whether it has the preposition, if it tells a time, or else the word after it
    names: the stems of proper names

    Of times: it puts the word after another preposition only, or has no "before", "since" or "until" at all. Of places:
    it doesn't have the name, and puts another name after the same preposition.
    """
    words = index.phrasing_words[phrased.flat]
    listed = index.word_list
    entries = phrased.entry_of[phrased.phrasing_of]
    numbers = {word: index.words.get(word, -1) for word in (*_TIMES, *_BETWEEN, relation.preposition)}
    between = np.isin(words, [numbers[word] for word in _BETWEEN])
    same = phrased.phrasing_of[1:] == phrased.phrasing_of[:-1]
    if relation.when:
        at = np.flatnonzero(index.stems.statistics.keys[index.word_stems[words]] == key)
        before = _word_before(at, words, between, phrased.phrasing_of)
        own = _entries(entries[at[before == numbers[relation.preposition]]], phrased.n_entries)
        others = np.isin(before, [numbers[word] for word in _TIMES - {relation.preposition}])
        other = _entries(entries[at[others]], phrased.n_entries)
        differs: Flags = ~own & (other | ~has if relation.preposition in _FIXED else other)
        return differs
    at = np.flatnonzero((words[:-1] == numbers[relation.preposition]) & same) + 1
    named = np.array([text.stem(listed[word]) in names for word in words[at]], bool)
    alike = np.array([fuzz.ratio(relation.word, listed[word]) >= _MISSPELT for word in words[at]], bool)
    has = has | _entries(entries[at[alike]], phrased.n_entries)
    lacks: Flags = ~has & _entries(entries[at[named]], phrased.n_entries)
    return lacks


def _word_before(at: Keys, words: Ints, between: Flags, phrasing_of: Keys) -> Keys:
    """Return for each place the word before it in its phrasing, articles passed over; -1 if there's none."""
    before = np.full(len(at), -1)
    for back in (1, 2):
        there = at - back
        inside = (there >= 0) & (phrasing_of[np.maximum(there, 0)] == phrasing_of[at])
        open_ = inside & (before == -1) & ~between[np.maximum(there, 0)]
        before[open_] = words[there[open_]]
    return before


def _entries(entries: Keys, n: int) -> Flags:
    flags = np.zeros(n, bool)
    flags[entries] = True
    return flags
