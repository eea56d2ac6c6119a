"""The ranking: which entries come closest to a question, and by how much."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from knowledge.search.arrays import Keys, Numbers
from knowledge.search.features import FEATURES, candidate_features, profile_features
from knowledge.search.parts import Part, numbers
from knowledge.search.question import Question
from knowledge.search.weights import Weights

CANDIDATES = 24
_FEWEST_FACTS = 6


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
    picked = np.flatnonzero(chosen)
    features = np.zeros((len(picked), len(FEATURES)))
    first = 0
    for part, profile in zip(parts, profiles, strict=True):
        here = (picked >= first) & (picked < first + len(profile))
        if here.any():
            local = picked[here] - first
            features[here] = np.hstack([profile[local], candidate_features(question, part.index, local)])
        first += len(profile)
    fits = features @ weights.ranking
    order = np.lexsort((entries[picked], -np.round(fits, 9)))
    return Ranked(entries[picked][order].astype(np.int64), features[order], fits[order])


def _best(scores: Numbers, n: int) -> Keys:
    best = np.argpartition(-scores, n)[:n] if len(scores) > n else np.arange(len(scores))
    return best[np.isfinite(scores[best])]
