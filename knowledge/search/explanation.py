"""Why a question got what it got: the candidates, and what spoke for and against each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from knowledge.model.base import Base
from knowledge.model.entries import Fact, Gap
from knowledge.model.outcome import Outcome
from knowledge.search import features
from knowledge.search.arrays import Numbers
from knowledge.search.confidence import SIGNALS, signals
from knowledge.search.features import FEATURES
from knowledge.search.parts import Parts, entries_of
from knowledge.search.question import Question
from knowledge.search.ranking import Ranked
from knowledge.search.speller import Reading
from knowledge.search.weights import Weights

_SHOWN = 5


@dataclass(frozen=True)
class Reason:
    """One thing that was looked at: its name, its value, and what it gave (value by learned weight, a logit)."""

    name: str
    value: float
    gave: float


@dataclass(frozen=True)
class Considered:
    """An entry that was considered, and all that made up its fit."""

    entry: Fact | Gap
    fit: float
    reasons: tuple[Reason, ...]
    phrasing: str  # the one nearest to the question
    missing: tuple[str, ...]  # the question's words that none of its phrasings has, the most telling first


@dataclass(frozen=True)
class Explanation:
    """How the outcome came about."""

    outcome: Outcome
    words: tuple[str, ...]  # of the question, as they were looked up
    readings: tuple[Reading, ...]  # the words that were taken for others
    unknown: tuple[str, ...]  # the words that no phrasing has
    candidates: tuple[Considered, ...]  # facts and gaps, best first
    confidence: tuple[Reason, ...]  # what made up the confidence in the best fact; they add up to its logit
    answer_from: float  # thresholds of confidence
    suggest_from: float


def explained(
    outcome: Outcome, question: Question, ranked: Ranked, *, base: Base, searched: Parts, weights: Weights
) -> Explanation:
    """Explain `outcome`, which `question` got from `ranked`."""
    n_facts = len(base.facts)
    is_fact = ranked.entries < n_facts
    shown = sorted({*range(min(_SHOWN, len(ranked.entries))), *np.flatnonzero(is_fact)[:1].tolist()})
    confidence: tuple[Reason, ...] = ()
    if is_fact.any():
        learned = weights.confidence(bool(base.gaps))
        values = signals(question, ranked.features, ranked.fits, is_fact, int(np.flatnonzero(is_fact)[0]))
        confidence = (*_reasons(SIGNALS, values, learned.signals), Reason("to begin with", 1.0, learned.bias))
    return Explanation(
        outcome=outcome,
        words=question.words,
        readings=question.readings,
        unknown=tuple(dict.fromkeys(w for w, known in zip(question.words, question.known, strict=True) if not known)),
        candidates=tuple(
            _considered(n, question, ranked, base=base, searched=searched, weights=weights) for n in shown
        ),
        confidence=confidence,
        answer_from=weights.answer,
        suggest_from=weights.suggest,
    )


def _considered(
    n: int, question: Question, ranked: Ranked, *, base: Base, searched: Parts, weights: Weights
) -> Considered:
    number = int(ranked.entries[n])
    entry = entries_of(base)[number]
    part = next(part for part in searched.parts if number in part.entries)
    local = np.flatnonzero(part.entries == number)
    nearest, has = features.nearest_and_shared(question, part.index, local)
    order = np.argsort(-question.weight, kind="stable")
    return Considered(
        entry=entry,  # type: ignore[arg-type]  # an entry of a base is a fact or a gap
        fit=float(ranked.fits[n]),
        reasons=_reasons(FEATURES, ranked.features[n], weights.ranking),
        phrasing=entry.asked_as[nearest],
        missing=tuple(dict.fromkeys(question.words[w] for w in order if not has[w])),
    )


def _reasons(names: Sequence[str], values: Numbers, weights: Numbers) -> tuple[Reason, ...]:
    return tuple(
        Reason(name, float(value), float(value * weight))
        for name, value, weight in zip(names, values, weights, strict=True)
    )
