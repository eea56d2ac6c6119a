"""The retriever: picks the entries that are worth a closer look, out of all entries of a base."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from knowledge.search.index import Index
from knowledge.search.layers import Layer, entry_numbers
from knowledge.search.query import Query
from knowledge.search.ragged import Flags, Keys, Numbers
from knowledge.search.retrieval_features import retrieval_features
from knowledge.search.weights import BaseWeights

CANDIDATES = 16
_FEWEST_FACTS = 8  # so that there are facts to suggest even if gaps come closer


@dataclass(frozen=True)
class LayerCandidates:
    """The candidates in one layer.

    local: their numbers in the layer's index
    entries: their numbers in the base (facts first, then gaps)
    features: candidates × `RETRIEVAL_FEATURES`
    exact: whether each has the question as a phrasing, word for word
    """

    local: Keys
    entries: Keys
    features: Numbers
    exact: Flags


def retrieve(query: Query, layers: Sequence[Layer], n_facts: int, weights: BaseWeights) -> list[LayerCandidates]:
    """Return the candidates in each layer: about `CANDIDATES` in all, a few facts always among them.

    An entry that has no term of the question, or nothing that speaks for it, is no candidate, unless it's exact.
    """
    features = [retrieval_features(query, layer.index) for layer in layers]
    entries = entry_numbers(layers)
    exact = np.concatenate([_exact(query, layer.index) for layer in layers]) & (entries >= 0)
    scores = np.concatenate(features) @ weights.retrieval
    scores[(entries < 0) | (scores <= 0)] = -np.inf
    chosen = exact.copy()  # not np.union1d: that imports numpy.ma, a tenth of a second and 5 MB
    chosen[_best(scores, CANDIDATES)] = True
    chosen[_best(np.where(entries < n_facts, scores, -np.inf), _FEWEST_FACTS)] = True
    candidates = []
    first = 0
    for layer, each in zip(layers, features, strict=True):
        after = first + len(each)
        local = np.flatnonzero(chosen[first:after])
        candidates.append(
            LayerCandidates(local, layer.entries[local].astype(np.int64), each[local], exact[first:after][local])
        )
        first = after
    return candidates


def entries_asked_exactly(query: Query, index: Index) -> Keys:
    """Return the entries of `index` that have just the question as a phrasing, in the same order of words.

    None for a word alone: it's too little to be sure by.
    """
    wanted = [index.words.get(word, -1) for word in query.typed_words]
    if len(wanted) < 2 or -1 in wanted:
        return np.zeros(0, np.int64)
    found = np.flatnonzero(index.phrasing_lengths == len(wanted))
    for place, word in enumerate(wanted):
        found = found[index.phrasing_words[index.phrasing_starts[found] + place] == word]
    return np.unique(np.searchsorted(index.entry_starts, found, side="right") - 1)


def _exact(query: Query, index: Index) -> Flags:
    flags = np.zeros(index.n_entries, bool)
    flags[entries_asked_exactly(query, index)] = True
    return flags


def _best(scores: Numbers, n: int) -> Keys:
    """Return the places of the `n` best of `scores`, in any order; those of -inf are never among them."""
    best = np.argpartition(-scores, n)[:n] if len(scores) > n else np.arange(len(scores))
    return best[np.isfinite(scores[best])]
