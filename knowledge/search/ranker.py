"""The ranker: scores the candidates and puts the best first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from knowledge.search.content_features import content_features
from knowledge.search.entry_features import entries_telling, entry_features
from knowledge.search.features import FEATURES
from knowledge.search.implied import ImpliedIn, ImpliedWords
from knowledge.search.layers import Layer
from knowledge.search.phrasing_features import phrasing_features
from knowledge.search.query import Query
from knowledge.search.ragged import Flags, Keys, Numbers
from knowledge.search.retriever import LayerCandidates
from knowledge.search.speakers import Mention, SpeakerNames
from knowledge.search.weights import BaseWeights

_GAP, _GENERIC_GAP = FEATURES.index("gap"), FEATURES.index("generic_gap")
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

    @property
    def are_facts(self) -> Flags:
        """For each candidate whether it's a fact."""
        flags: Flags = (self.features[:, [_GAP, _GENERIC_GAP]] == 0).all(1)
        return flags

    @property
    def are_gaps(self) -> Flags:
        """For each candidate whether it's a gap of the base's own."""
        flags: Flags = self.features[:, _GAP] == 1
        return flags


def rank(
    query: Query,
    mention: Mention,
    layers: Sequence[Layer],
    retrieved: Sequence[LayerCandidates],
    names: SpeakerNames,
    implied: ImpliedWords,
    n_gaps: int,
    weights: BaseWeights,
) -> Ranking:
    """Return the candidates `retrieved` from `layers`, ranked. Of equal ones, the first in the base comes first."""
    entries = np.concatenate([each.entries for each in retrieved])
    sayer = query.stem_keys[list(mention.sayer_heads)]
    topic = query.are_topic.copy()
    topic[list(mention.sayer)] = False
    telling = np.concatenate(
        [entries_telling(sayer, layer.index, each.local) for layer, each in zip(layers, retrieved, strict=True)]
    )
    of_texts = [
        np.hstack(
            [
                each.features,
                phrasing_features(query, layer.index, each.local),
                content_features(
                    query,
                    layer.index,
                    each.local,
                    ImpliedIn(implied, each.entries),
                    topic if mention.asks_for_words else None,
                ),
            ]
        )
        for layer, each in zip(layers, retrieved, strict=True)
    ]
    features = np.hstack([np.concatenate(of_texts), entry_features(mention, names, n_gaps, entries, telling)])
    scores = _with_lead(features @ weights.ranking, np.concatenate([each.exact for each in retrieved]))
    order = np.lexsort((entries, -np.round(scores, 9)))
    return Ranking(entries[order], features[order], scores[order])


def _with_lead(scores: Numbers, exact: Flags) -> Numbers:
    """Put what is `exact` first: among twins that differ in a word, the learned weights may prefer the wrong one."""
    if not exact.any() or exact.all() or scores[exact].max() > scores[~exact].max():
        return scores
    return np.where(exact, scores + scores[~exact].max() + _EXACT_LEAD - scores[exact].max(), scores)
