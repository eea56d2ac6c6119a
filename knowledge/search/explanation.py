"""Explains an outcome: the candidates, and what spoke for and against each of them."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from knowledge.model.base import Base
from knowledge.model.entries import Fact, Gap
from knowledge.model.outcome import Outcome
from knowledge.search.confidence import is_contradicted, probability, signals
from knowledge.search.features import FEATURES, SIGNALS
from knowledge.search.labels import LABELS
from knowledge.search.layers import LayeredIndex, searchable_entries
from knowledge.search.phrasing_features import nearest_phrasing
from knowledge.search.query import Query
from knowledge.search.ragged import Numbers
from knowledge.search.ranker import Ranking
from knowledge.search.speller import Respelling
from knowledge.search.weights import BaseWeights

_SHOWN = 5


@dataclass(frozen=True)
class Reason:
    """A feature or signal, its value, and what it contributed: the value times its learned weight, a logit."""

    name: str
    value: float
    contribution: float

    @property
    def label(self) -> str:
        """What people see instead of the name."""
        return LABELS[self.name]


@dataclass(frozen=True)
class Considered:
    """A candidate that was considered.

    score: the sum of what the reasons contributed, and the lead if the question is word for word one of its phrasings
    phrasing: the one nearest to the question
    missing: the question's words that none of its phrasings has, the weightiest first
    """

    entry: Fact | Gap
    score: float
    reasons: tuple[Reason, ...]
    phrasing: str
    missing: tuple[str, ...]


@dataclass(frozen=True)
class Explanation:
    """How the outcome came about.

    words: the question's, as they were looked up
    respellings: the words that were taken for others
    unknown: the words that no phrasing has
    candidates: facts and gaps, best first
    confidence: what the confidence in the best fact is made of; the contributions add up to its logit
    """

    outcome: Outcome
    words: tuple[str, ...]
    respellings: tuple[Respelling, ...]
    unknown: tuple[str, ...]
    candidates: tuple[Considered, ...]
    confidence: tuple[Reason, ...]
    answer_threshold: float
    suggest_threshold: float


def explain(
    outcome: Outcome, query: Query, ranking: Ranking, *, base: Base, index: LayeredIndex, weights: BaseWeights
) -> Explanation:
    """Explain the `outcome` of `query`, whose candidates were ranked as in `ranking`."""
    facts = np.flatnonzero(ranking.are_facts)[:1].tolist()
    shown = sorted({*range(min(_SHOWN, len(ranking.entries))), *facts})
    confidence: tuple[Reason, ...] = ()
    if facts:
        confidence = (
            *_reasons(SIGNALS, signals(query, ranking, facts[0]), weights.fact.weights),
            Reason("bias", 1.0, weights.fact.bias),
            *_contradiction(query, ranking, facts[0], weights),
        )
    return Explanation(
        outcome=outcome,
        words=query.words,
        respellings=query.respellings,
        unknown=tuple(dict.fromkeys(w for w, known in zip(query.words, query.known, strict=True) if not known)),
        candidates=tuple(_considered(n, query, ranking, base=base, index=index, weights=weights) for n in shown),
        confidence=confidence,
        answer_threshold=weights.answer_threshold,
        suggest_threshold=weights.suggest_threshold,
    )


def _contradiction(query: Query, ranking: Ranking, n: int, weights: BaseWeights) -> Iterator[Reason]:
    """Yield what a contradiction takes from the confidence in candidate `n`, if there is one."""
    if is_contradicted(query, ranking, n):
        logit = float(signals(query, ranking, n) @ weights.fact.weights) + weights.fact.bias
        chance = probability(query, ranking, n, weights.fact)
        yield Reason("contradiction", 1.0, math.log(chance / (1 - chance)) - logit)


def _considered(
    n: int, query: Query, ranking: Ranking, *, base: Base, index: LayeredIndex, weights: BaseWeights
) -> Considered:
    number = int(ranking.entries[n])
    entry = searchable_entries(base)[number]
    layer = next(layer for layer in index.layers if number in layer.entries)
    local = int(np.flatnonzero(layer.entries == number)[0])
    nearest, has = nearest_phrasing(query, layer.index, local)
    order = np.argsort(-query.word_weights, kind="stable")
    return Considered(
        entry=entry,  # type: ignore[arg-type]  # an entry of a base is a fact or a gap
        score=float(ranking.scores[n]),
        reasons=_reasons(FEATURES, ranking.features[n], weights.ranking),
        phrasing=entry.asked_as[nearest],
        missing=tuple(dict.fromkeys(query.words[w] for w in order if not has[w])),
    )


def _reasons(names: Sequence[str], values: Numbers, weights: Numbers) -> tuple[Reason, ...]:
    return tuple(
        Reason(name, float(value), float(value * weight))
        for name, value, weight in zip(names, values, weights, strict=True)
    )
