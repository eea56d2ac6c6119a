"""Decides what a question gets, given the ranking: an answer, suggestions, a gap's note, small talk, or nothing."""

from __future__ import annotations

import numpy as np

from knowledge.model.base import Base
from knowledge.model.entries import Gap, SmallTalk
from knowledge.model.outcome import MOST_SUGGESTIONS, Answered, Candidate, Chatted, Outcome, Suggested, Unanswered
from knowledge.search.confidence import probability, signals
from knowledge.search.features import FEATURES
from knowledge.search.layers import searchable_entries
from knowledge.search.phrasing_features import has_phrasing
from knowledge.search.query import Query
from knowledge.search.ragged import Numbers
from knowledge.search.ranker import Ranking
from knowledge.search.weights import Weights

_COVERAGE = FEATURES.index("word_coverage")
_ALL = 0.99


def decide(question: str, query: Query, ranking: Ranking, base: Base, weights: Weights) -> Outcome:
    """Return what `question`, which was analyzed as `query`, gets from the `ranking` of the entries of `base`.

    The confidence of the second fact and the following is that of the first, times how likely each is beside it.
    """
    n_facts = len(base.facts)
    facts = np.flatnonzero(ranking.entries < n_facts)[:MOST_SUGGESTIONS]
    gaps = np.flatnonzero(ranking.entries >= n_facts)[:1]
    confidence = _probability(int(facts[0]), query, ranking, base, weights) if len(facts) else 0.0
    candidates = tuple(
        Candidate(
            base.record(base.facts[ranking.entries[n]].id),
            confidence * float(np.exp(ranking.scores[n] - ranking.scores[facts[0]])),
        )
        for n in facts
    )
    if candidates and confidence >= weights.answer_threshold:
        return Answered(question, candidates[0].record, confidence, candidates)
    # A name alone may be too little to be sure of an answer, but it's too much for "nothing on record".
    if any(has_phrasing(ranking.features[n]) for n in facts):
        return Suggested(question, confidence, candidates)
    if len(gaps):
        nearest = not candidates or gaps[0] < facts[0]
        sure = nearest and _probability(int(gaps[0]), query, ranking, base, weights) >= weights.gap_threshold
        if sure or has_phrasing(ranking.features[gaps[0]]):
            entry = searchable_entries(base)[ranking.entries[gaps[0]]]
            if isinstance(entry, Gap):
                return Unanswered(question, confidence, entry, candidates)
            if isinstance(entry, SmallTalk) and _is_small_talk(ranking.features[gaps[0]], confidence, weights):
                return Chatted(question, confidence, entry, candidates)
    if candidates and confidence >= weights.suggest_threshold:
        return Suggested(question, confidence, candidates)
    return Unanswered(question, confidence, None, candidates)


def signals_of(n: int, query: Query, ranking: Ranking, base: Base) -> Numbers:
    """Return the confidence signals of the `n`-th candidate, the best of its kind."""
    is_fact = ranking.entries < len(base.facts)
    return signals(query, ranking.features, ranking.scores, is_fact == is_fact[n], n)


def _probability(n: int, query: Query, ranking: Ranking, base: Base, weights: Weights) -> float:
    return probability(signals_of(n, query, ranking, base), weights.calibration(bool(base.gaps)))


def _is_small_talk(features: Numbers, confidence: float, weights: Weights) -> bool:
    """Say whether small talk's reply fits: it stands for everything off topic, but it can only speak for itself.

    It fits its own phrasings, and else questions made of its words alone that no fact might answer.
    """
    return has_phrasing(features) or (features[_COVERAGE] >= _ALL and confidence < weights.suggest_threshold)
