"""Decides what a question gets, given the ranking: an answer, suggestions, a gap's note, small talk, or nothing."""

from __future__ import annotations

import numpy as np

from knowledge.model.base import Base
from knowledge.model.entries import Gap, SmallTalk
from knowledge.model.outcome import MOST_SUGGESTIONS, Answered, Candidate, Chatted, Outcome, Suggested, Unanswered
from knowledge.search.confidence import probability
from knowledge.search.features import FEATURES
from knowledge.search.layers import searchable_entries
from knowledge.search.phrasing_features import has_phrasing
from knowledge.search.query import Query
from knowledge.search.ragged import Numbers
from knowledge.search.ranker import Ranking
from knowledge.search.weights import BaseWeights

_COVERAGE = FEATURES.index("content_match")
_ALL = 0.99


def decide(question: str, query: Query, ranking: Ranking, base: Base, weights: BaseWeights) -> Outcome:
    """Return what `question`, which was analyzed as `query`, gets from the `ranking` of the entries of `base`.

    The confidence of the second fact and the following is that of the first, times how likely each is beside it.
    A generic gap can only lower that confidence; it never says that the source doesn't say.
    """
    facts = np.flatnonzero(ranking.are_facts)[:MOST_SUGGESTIONS]
    confidence = probability(query, ranking, int(facts[0]), weights.fact) if len(facts) else 0.0
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
    small_talk = _small_talk(ranking, base, confidence, weights)
    if small_talk is not None:
        return Chatted(question, confidence, small_talk, candidates)
    gap = _gap(query, ranking, base, weights)
    if gap is not None:
        return Unanswered(question, confidence, gap, candidates, see=tuple(map(base.record, gap.see)))
    if candidates and confidence >= weights.suggest_threshold:
        return Suggested(question, confidence, candidates)
    return Unanswered(question, confidence, None, candidates)


def _gap(query: Query, ranking: Ranking, base: Base, weights: BaseWeights) -> Gap | None:
    """Return the gap of the base's own that the question is about, if it comes before all facts and that's likely."""
    gaps, facts = np.flatnonzero(ranking.are_gaps)[:1], np.flatnonzero(ranking.are_facts)[:1]
    if not len(gaps):
        return None
    nearest = not len(facts) or gaps[0] < facts[0]
    sure = nearest and probability(query, ranking, int(gaps[0]), weights.gap) >= weights.gap_threshold
    if not sure and not has_phrasing(ranking.features[gaps[0]]):
        return None
    return base.gaps[int(ranking.entries[gaps[0]]) - len(base.facts)]


def _small_talk(ranking: Ranking, base: Base, confidence: float, weights: BaseWeights) -> SmallTalk | None:
    """Return the small talk that the question is, if nothing else comes as near."""
    if not len(ranking.entries) or not _is_small_talk(ranking.features[0], confidence, weights):
        return None
    entry = searchable_entries(base)[ranking.entries[0]]
    return entry if isinstance(entry, SmallTalk) else None


def _is_small_talk(features: Numbers, confidence: float, weights: BaseWeights) -> bool:
    """Say whether small talk's reply fits: it stands for everything off topic, but it can only speak for itself.

    It fits its own phrasings, and else questions made of its words alone that no fact might answer.
    """
    return has_phrasing(features) or (features[_COVERAGE] >= _ALL and confidence < weights.suggest_threshold)
