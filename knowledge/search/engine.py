"""The engine: a question in, an outcome out."""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from knowledge.model.base import Base
from knowledge.model.entries import Fact
from knowledge.model.outcome import MOST_SUGGESTIONS, Answered, Candidate, Outcome, Suggested, Unanswered
from knowledge.search import parts, question, ranking, text
from knowledge.search.confidence import probability, signals
from knowledge.search.explanation import Explanation, explained
from knowledge.search.features import has_phrasing
from knowledge.search.parts import Parts
from knowledge.search.question import Question
from knowledge.search.ranking import Ranked
from knowledge.search.weights import shipped


class Search:
    """Answers questions against one base. Immutable: a changed base gets a new one.

    A base that has much in common with another is given that one's search as `shared`: what they have in common is
    then used from there, and only what differs is indexed.
    """

    def __init__(self, base: Base, shared: Search | None = None) -> None:
        self.base = base
        self._weights = shipped()
        self._below: Search = shared._below if shared is not None else self  # noqa: SLF001  # one class, two objects
        difference = parts.difference(base, self._below.base)
        if self._below is not self and difference.small:
            self._parts: Parts = parts.laid_over(base, difference, self._below._parts)  # noqa: SLF001  # the same
        else:
            self._below, self._parts = self, parts.indexed(base)

    def is_close_to(self, base: Base) -> bool:
        """Say whether a search over `base` that is given this one as `shared` would index no more than what differs."""
        return parts.difference(base, self._below.base).small

    def ask(self, typed: str) -> Outcome:
        """Return what the question `typed` (any text) gets."""
        asked, ranked = self.rank(typed)
        return self._decided(typed, asked, ranked)

    def explain(self, typed: str) -> Explanation:
        """Return why `ask` gives what it gives: the candidates, and what spoke for and against each."""
        asked, ranked = self.rank(typed)
        outcome = self._decided(typed, asked, ranked)
        return explained(outcome, asked, ranked, base=self.base, searched=self._parts, weights=self._weights)

    def complete(self, typed: str, limit: int = 25) -> list[str]:
        """Return the ids of the facts that come nearest to what somebody has typed so far, best first.

        First those whose question has a word that starts like each typed one, then what a search finds.
        """
        words = text.words(typed)
        if not words:
            return [fact.id for fact in self.base.facts[:limit]]
        _, ranked = self.rank(typed)
        found = [self.base.facts[n].id for n in ranked.entries if n < len(self.base.facts)]
        place = {id: n for n, id in enumerate(found)}
        begun = [fact.id for fact in self.base.facts if _begins(words, fact)]
        begun.sort(key=lambda fact: place.get(fact, len(place)))
        return list(dict.fromkeys([*begun, *found]))[:limit]

    def rank(self, typed: str) -> tuple[Question, Ranked]:
        """Return `typed` as it was read, and the entries that come closest to it with all that speaks for each."""
        asked = question.read(typed, self._parts)
        return asked, ranking.rank(asked, self._parts.parts, len(self.base.facts), self._weights)

    def _decided(self, typed: str, asked: Question, ranked: Ranked) -> Outcome:
        n_facts = len(self.base.facts)
        facts = np.flatnonzero(ranked.entries < n_facts)[:MOST_SUGGESTIONS]
        gaps = np.flatnonzero(ranked.entries >= n_facts)[:1]
        confidence = self._probability(asked, ranked, int(facts[0])) if len(facts) else 0.0
        candidates = tuple(
            Candidate(
                self.base.record(self.base.facts[ranked.entries[n]].id),
                confidence * float(np.exp(ranked.fits[n] - ranked.fits[facts[0]])),
            )
            for n in facts
        )
        if candidates and confidence >= self._weights.answer:
            return Answered(typed, candidates[0].record, confidence, candidates)
        # A name alone may be too little to be sure of an answer, but it is too much for "nothing on record".
        if any(has_phrasing(ranked.features[n]) for n in facts):
            return Suggested(typed, confidence, candidates)
        nearest_is_gap = len(gaps) > 0 and (not candidates or gaps[0] < facts[0])
        if len(gaps):
            gap = self.base.gaps[ranked.entries[gaps[0]] - n_facts]
            sure = nearest_is_gap and self._probability(asked, ranked, int(gaps[0])) >= self._weights.note
            if sure or has_phrasing(ranked.features[gaps[0]]):
                return Unanswered(typed, confidence, gap, candidates)
        if candidates and confidence >= self._weights.suggest:
            return Suggested(typed, confidence, candidates)
        return Unanswered(typed, confidence, None, candidates)

    def _probability(self, asked: Question, ranked: Ranked, n: int) -> float:
        is_fact = ranked.entries < len(self.base.facts)
        values = signals(asked, ranked.features, ranked.fits, is_fact == is_fact[n], n)
        return probability(values, self._weights.confidence(bool(self.base.gaps)))


def _begins(words: list[str], fact: Fact) -> bool:
    in_question = _words(fact.question)
    return all(any(other.startswith(word) for other in in_question) for word in words)


@lru_cache(maxsize=4096)
def _words(phrasing: str) -> tuple[str, ...]:
    return tuple(text.words(phrasing))
