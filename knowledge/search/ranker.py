"""The ranker: scores the candidates and puts the best first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from knowledge.search.layers import Layer
from knowledge.search.phrasing_features import phrasing_features
from knowledge.search.query import Query
from knowledge.search.ragged import Flags, Keys, Numbers
from knowledge.search.retriever import LayerCandidates
from knowledge.search.weights import Weights

_EXACT_LEAD = 4.0  # of the best exact candidate over the best other one, if the other would have won


@dataclass(frozen=True)
class Ranking:
    """The candidates, best first.

    entries: their numbers in the base (facts first, then gaps)
    features: candidates × `FEATURES`
    scores: logits; the softmax of them estimates which candidate is right
    """

    entries: Keys
    features: Numbers
    scores: Numbers


def rank(query: Query, layers: Sequence[Layer], retrieved: Sequence[LayerCandidates], weights: Weights) -> Ranking:
    """Return the candidates `retrieved` from `layers`, ranked. Of equal ones, the first in the base comes first."""
    features = np.concatenate(
        [
            np.hstack([each.features, phrasing_features(query, layer.index, each.local)])
            for layer, each in zip(layers, retrieved, strict=True)
        ]
    )
    entries = np.concatenate([each.entries for each in retrieved])
    scores = _with_lead(features @ weights.ranking, np.concatenate([each.exact for each in retrieved]))
    order = np.lexsort((entries, -np.round(scores, 9)))
    return Ranking(entries[order], features[order], scores[order])


def _with_lead(scores: Numbers, exact: Flags) -> Numbers:
    """Put what is `exact` first: among twins that differ in a word, the learned weights may prefer the wrong one."""
    if not exact.any() or exact.all() or scores[exact].max() > scores[~exact].max():
        return scores
    return np.where(exact, scores + scores[~exact].max() + _EXACT_LEAD - scores[exact].max(), scores)
