"""The ranking: which entries come closest to a question, and by how much."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from knowledge.search.arrays import Flags, Keys, Numbers
from knowledge.search.features import FEATURES, candidate_features, profile_features, word_for_word
from knowledge.search.parts import Part, numbers
from knowledge.search.question import Question
from knowledge.search.weights import Weights

CANDIDATES = 24
_FEWEST_FACTS = 6
_AHEAD = 4.0  # by how much, at least, what is asked for word for word comes before what is not and would have won


@dataclass(frozen=True)
class Ranked:
    """The candidates, best first: their number in the base (facts first, then gaps), features and fit (a logit)."""

    entries: Keys
    features: Numbers
    fits: Numbers


def rank(question: Question, parts: Sequence[Part], n_facts: int, weights: Weights) -> Ranked:
    """Return the entries of `parts` that come closest to `question`, a few facts always among them."""
    profiles = [profile_features(question, part.index) for part in parts]
    entries = numbers(parts)
    scores = np.concatenate(profiles) @ weights.picking
    scores[(entries < 0) | (scores <= 0)] = -np.inf
    chosen = np.zeros(len(scores), bool)  # not np.union1d: that imports numpy.ma, a tenth of a second and 5 MB
    chosen[_best(scores, CANDIDATES)] = True
    chosen[_best(np.where(entries < n_facts, scores, -np.inf), _FEWEST_FACTS)] = True
    exact = _asked_word_for_word(question, parts) & (entries >= 0)
    chosen |= exact
    picked = np.flatnonzero(chosen)
    features = np.zeros((len(picked), len(FEATURES)))
    first = 0
    for part, profile in zip(parts, profiles, strict=True):
        here = (picked >= first) & (picked < first + len(profile))
        if here.any():
            local = picked[here] - first
            features[here] = np.hstack([profile[local], candidate_features(question, part.index, local)])
        first += len(profile)
    fits = _with_lead(features @ weights.ranking, exact[picked])
    order = np.lexsort((entries[picked], -np.round(fits, 9)))
    return Ranked(entries[picked][order].astype(np.int64), features[order], fits[order])


def _asked_word_for_word(question: Question, parts: Sequence[Part]) -> Flags:
    found = [np.zeros(part.index.n_entries, bool) for part in parts]
    for part, exact in zip(parts, found, strict=True):
        exact[word_for_word(question, part.index)] = True
    return np.concatenate(found)


def _with_lead(fits: Numbers, exact: Flags) -> Numbers:
    """Put what is `exact` first: among twins that differ in a word, what was learned may speak for another one."""
    if not exact.any() or exact.all() or fits[exact].max() > fits[~exact].max():
        return fits
    return np.where(exact, fits + fits[~exact].max() + _AHEAD - fits[exact].max(), fits)


def _best(scores: Numbers, n: int) -> Keys:
    best = np.argpartition(-scores, n)[:n] if len(scores) > n else np.arange(len(scores))
    return best[np.isfinite(scores[best])]
