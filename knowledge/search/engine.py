"""The engine: a question in, an outcome out."""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from knowledge.base import Base
from knowledge.models import Entry, Fact
from knowledge.outcome import MOST_SUGGESTIONS, Answered, Candidate, Outcome, Suggested, Unanswered
from knowledge.search import cache, index, question, ranking, text
from knowledge.search.confidence import probability, signals
from knowledge.search.ranking import Part, Ranked
from knowledge.search.speller import Reading, Speller, names_of
from knowledge.search.weights import shipped

_MOST_NEW = 0.25  # a base that differs in more of its phrasings than this is better indexed anew


class Search:
    """Answers questions against one base. Immutable: a changed base gets a new one."""

    def __init__(self, base: Base, shared: Search | None = None) -> None:
        """Index `base`; what it has in common with the base of `shared` is not indexed again but used from there."""
        self.base = base
        self._weights = shipped()
        entries: list[Entry] = [*base.facts, *base.gaps]
        root = shared._root if shared is not None else None
        if root is not None:
            known = {entry.id: (n, entry) for n, entry in enumerate([*root.base.facts, *root.base.gaps])}
            kept = np.full(len(known), -1, np.int32)
            new: list[int] = []
            for number, entry in enumerate(entries):
                n, old = known.get(entry.id, (-1, None))
                if old is not None and (
                    entry is old or (entry.question, entry.phrasings) == (old.question, old.phrasings)
                ):
                    kept[n] = number
                else:
                    new.append(number)
            if sum(len(entries[n].phrasings) for n in new) <= _MOST_NEW * len(root._parts[0].index.phrasing_starts):
                self._root: Search = root
                self._spellers = root._spellers
                self._parts: tuple[Part, ...] = (Part(root._parts[0].index, kept),)
                if new:
                    names = names_of(base.speakers)
                    added = index.build([entries[n].asked_as for n in new], names, like=root._parts[0].index)
                    self._parts += (Part(added, np.array(new, np.int32)),)
                    self._spellers += (Speller(added.words, names),)
                return
        self._root = self
        names = names_of(base.speakers)
        built = cache.build([entry.asked_as for entry in entries], names)
        self._parts = (Part(built, np.arange(len(entries), dtype=np.int32)),)
        self._spellers = (Speller(built.words, names),)

    def ask(self, typed: str) -> Outcome:
        """Return what the question `typed` (any text) gets."""
        asked, ranked = self._ranked(typed)
        n_facts = len(self.base.facts)
        is_fact = ranked.entries < n_facts
        facts = np.flatnonzero(is_fact)[:MOST_SUGGESTIONS]
        gaps = np.flatnonzero(~is_fact)[:1]
        confidence = self._probability(asked, ranked, int(facts[0])) if len(facts) else 0.0
        shares = np.exp(ranked.fits[facts] - ranked.fits[facts[0]]) if len(facts) else ()
        candidates = tuple(
            Candidate(self.base.record(self.base.facts[ranked.entries[n]].id), confidence * float(share))
            for n, share in zip(facts, shares, strict=True)
        )
        if candidates and confidence >= self._weights.answer:
            return Answered(typed, candidates[0].record, confidence, candidates)
        if len(gaps) and (not len(facts) or ranked.fits[gaps[0]] > ranked.fits[facts[0]]):
            if self._probability(asked, ranked, int(gaps[0])) >= self._weights.note:
                return Unanswered(typed, confidence, self.base.gaps[ranked.entries[gaps[0]] - n_facts], candidates)
        if candidates and confidence >= self._weights.suggest:
            return Suggested(typed, confidence, candidates)
        return Unanswered(typed, confidence, None, candidates)

    def complete(self, typed: str, limit: int = 25) -> list[str]:
        """Return the ids of the facts that come nearest to what somebody has typed so far, best first.

        First those whose question has a word that starts like each typed one, then what a search finds.
        """
        words = text.words(typed)
        if not words:
            return [fact.id for fact in self.base.facts[:limit]]
        _, ranked = self._ranked(typed)
        found = [self.base.facts[n].id for n in ranked.entries if n < len(self.base.facts)]
        place = {id: n for n, id in enumerate(found)}
        begun = sorted(
            (fact.id for fact in self.base.facts if _begins(words, fact)), key=lambda id: place.get(id, len(place))
        )
        return list(dict.fromkeys([*begun, *found]))[:limit]

    def _ranked(self, typed: str) -> tuple[question.Question, Ranked]:
        asked = question.read(typed, self._parts[0].index, self._read, self._knows)
        return asked, ranking.rank(asked, self._parts, len(self.base.facts), self._weights)

    def _probability(self, asked: question.Question, ranked: Ranked, n: int) -> float:
        is_fact = ranked.entries < len(self.base.facts)
        values = signals(asked, ranked.features, ranked.fits, is_fact == is_fact[n], n)
        learned = self._weights.with_gaps if self.base.gaps else self._weights.without_gaps
        return probability(values, learned.signals, learned.bias)

    def _knows(self, word: str) -> bool:
        return any(word in part.index.words for part in self._parts)

    def _read(self, word: str) -> Reading | None:
        return next(filter(None, (speller.read(word) for speller in self._spellers)), None)


def _begins(words: list[str], fact: Fact) -> bool:
    in_question = _words(fact.question)
    return all(any(other.startswith(word) for other in in_question) for word in words)


@lru_cache(maxsize=4096)
def _words(phrasing: str) -> tuple[str, ...]:
    return tuple(text.words(phrasing))
