"""What a question puts before, after or in: "before the war", "in Bakhmut". An entry may put something else there."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from rapidfuzz import fuzz

from knowledge.search import text
from knowledge.search.index import Index
from knowledge.search.phrasings import Phrasings
from knowledge.search.question_parts import IN_EVERY_QUESTION
from knowledge.search.question_type import ARTICLES
from knowledge.search.ragged import Flags, Ints, Keys

_TIMES = frozenset({"before", "after", "since", "until", "during"})
_FIXED = frozenset({"before", "since", "until"})  # "after" and "during" are said in other words as often
_MISSPELT = 75  # of 100; a name more alike than this is the same
_PLACES = frozenset({"in", "near", "at", "from", "to", "of", "around", "inside", "outside"})
_BETWEEN = ARTICLES | {"his", "her", "its", "their", "this", "that"}
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


def differing(
    relation: Relation, key: int, has: Flags, index: Index, phrasings: Phrasings, names: Container[str]
) -> Flags:
    """Return for each entry whether it says something else than the question's `relation`.

    key: of the stem the relation is to
    has: for each entry of the `phrasings` whether it has the preposition, if it tells a time, or else the word after it
    names: the stems of proper names

    Of times: it puts the word after another preposition only, or has no "before", "since" or "until" at all. Of places:
    it doesn't have the name, and puts another name after the same preposition.
    """
    words, listed = phrasings.words, index.word_list
    entries, n_entries = phrasings.entry_of[phrasings.phrasing_of], len(has)
    numbers = {word: index.words.get(word, -1) for word in (*_TIMES, *_BETWEEN, relation.preposition)}
    between = np.isin(words, [numbers[word] for word in _BETWEEN])
    if relation.when:
        at = np.flatnonzero(index.stems.statistics.keys[index.word_stems[words]] == key)
        before = _word_before(at, words, between, phrasings.phrasing_of)
        own = _entries(entries[at[before == numbers[relation.preposition]]], n_entries)
        others = np.isin(before, [numbers[word] for word in _TIMES - {relation.preposition}])
        other = _entries(entries[at[others]], n_entries)
        differs: Flags = ~own & (other | ~has if relation.preposition in _FIXED else other)
        return differs
    within = phrasings.phrasing_of[1:] == phrasings.phrasing_of[:-1]
    at = np.flatnonzero((words[:-1] == numbers[relation.preposition]) & within) + 1
    named = np.array([text.stem(listed[word]) in names for word in words[at]], bool)
    alike = np.array([fuzz.ratio(relation.word, listed[word]) >= _MISSPELT for word in words[at]], bool)
    has = has | _entries(entries[at[alike]], n_entries)
    lacks: Flags = ~has & _entries(entries[at[named]], n_entries)
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
