"""Who does what to whom, by the order of words: "did Russia cut off Ukraine" isn't the reverse."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from knowledge.search.index import Index
from knowledge.search.phrasings import Phrasings
from knowledge.search.question_parts import IN_EVERY_QUESTION, PREPOSITIONS
from knowledge.search.question_type import ARTICLES, AUXILIARIES, BEING, QUESTION_WORDS
from knowledge.search.ragged import Flags, Keys, Numbers

_DOING = AUXILIARIES - BEING
_ENDS = (AUXILIARIES - BEING) | QUESTION_WORDS | {"according", "and", "but", "or", "because", "if"}
_MOST = 12  # words compared
_FEWEST = 2  # pairs, to tell
_RARELY = 0.2  # of an entry's phrasings with both words; in fewer they come in the question's order by exception


def in_order(words: Sequence[str], are_names: Sequence[bool] | Flags) -> list[int]:
    """Return the places of the plain `words` of the clause that asks who does something, each word's first place once.

    In the order of who does something, what, and to whom: "was Ada seen by Bo" is turned into "Bo seen Ada". Names
    after a preposition are left out, because they may come anywhere. None if the order tells nothing.
    """
    clause = _clause(words)
    by = next((n for n in clause if words[n] == "by" and not BEING.isdisjoint(words[:n])), None)
    places = [n for n in clause if words[n] not in IN_EVERY_QUESTION and not (are_names[n] and _is_aside(words, n))]
    turned = places if by is None else [n for n in places if n > by] + [n for n in reversed(places) if n < by]
    first: dict[str, int] = {}
    for n in turned:
        first.setdefault(words[n], n)
    return list(first.values())[:_MOST]


def _clause(words: Sequence[str]) -> range:
    """Return what comes after "did" and the like, or after "who", up to where another clause begins."""
    start = next((n for n, word in enumerate(words) if word in _DOING), None)
    if start is None:
        start = next((n for n, word in enumerate(words) if word == "who" or word in BEING), len(words))
    asks_who = words[start : start + 1] == ["who"]
    ends = (n for n in range(start + 1, len(words)) if words[n] in _ENDS or (asks_who and words[n] in BEING))
    return range(start + 1, next(ends, len(words)))


def _is_aside(words: Sequence[str], n: int) -> bool:
    """Say whether a preposition comes before the word at `n`, but for "by", which names who does something."""
    before = next((words[m] for m in range(n - 1, -1, -1) if words[m] not in ARTICLES), "")
    return before in PREPOSITIONS - {"by"}


def order_match(keys: Keys, are_names: Flags, index: Index, phrasings: Phrasings) -> Numbers:
    """Return for each entry how many pairs of a name and another word its `phrasings` have in order, less 1.

    keys, are_names: of the question's telling stems, in order (see `in_order`)

    In order means as in the question. -1 to 0; 0 if there are fewer than two such pairs. A pair is in order unless
    nearly all phrasings with both words turn it round. Phrasings that say "by" don't count: that may turn everything.
    """
    words, phrasing_of, entry_of = phrasings.words, phrasings.phrasing_of, phrasings.entry_of
    n_entries = len(phrasings.sizes)
    result = np.zeros(n_entries)
    i, j = np.triu_indices(len(keys), 1)
    some = are_names[i] | are_names[j]
    i, j = i[some], j[some]
    if not len(i):
        return result
    stems = index.stems.statistics.keys[index.word_stems[words]]
    place = np.full((len(keys), len(entry_of)), np.inf)
    for row, key in enumerate(keys):
        here = np.flatnonzero(stems == key)[::-1]  # so that the first place in a phrasing wins
        place[row, phrasing_of[here]] = here
    by = index.words.get("by")
    if by is not None:
        place[:, phrasing_of[words == by]] = np.inf
    both = np.isfinite(place[i]) & np.isfinite(place[j])
    kept = both & (place[i] < place[j])
    pairs = np.arange(len(i))[:, None] * n_entries + entry_of[None, :]
    having = np.bincount(pairs[both], minlength=len(i) * n_entries).reshape(len(i), n_entries)
    keeping = np.bincount(pairs[kept], minlength=len(i) * n_entries).reshape(len(i), n_entries)
    told = having > 0
    turned = told & (keeping < _RARELY * having)
    seen = told.sum(0)
    enough = seen >= _FEWEST
    result[enough] = -(turned.sum(0)[enough] / seen[enough])
    return result
