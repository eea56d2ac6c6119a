"""The search engine: a question in, an outcome out."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from functools import cached_property, lru_cache

import numpy as np

from knowledge.model.base import Base
from knowledge.model.entries import Entry, Fact
from knowledge.model.outcome import Chatted, Outcome
from knowledge.search import explanation, layers, text
from knowledge.search.decision import decide
from knowledge.search.explanation import Explanation
from knowledge.search.implied import ImpliedWords
from knowledge.search.introductions import Introductions
from knowledge.search.later import asks_about_later
from knowledge.search.layers import LayeredIndex
from knowledge.search.likeness import most_alike
from knowledge.search.query import Query, analyze
from knowledge.search.ranker import Ranking, rank
from knowledge.search.retriever import retrieve
from knowledge.search.richness import richness_of
from knowledge.search.said_by_others import said_by_others
from knowledge.search.speakers import Mention, SpeakerNames
from knowledge.search.weights import Weights, shipped


class Search:
    """Answers questions against one base. Immutable: a changed base gets a new one.

    A base that has much in common with another is given that one's search as `shared`: what they have in common is
    then used from there, and only what differs is indexed. Other `weights` than the shipped ones are for measuring, and
    so are searches that aren't `cached` on disk, because nobody will need their index again.
    """

    def __init__(
        self, base: Base, shared: Search | None = None, weights: Weights | None = None, *, cached: bool = True
    ) -> None:
        self.base = base
        self._weights = (shipped() if weights is None else weights).for_base(richness_of(base))
        self._names = SpeakerNames(base)
        self._implied = ImpliedWords(base)
        if shared is None:
            self._index: LayeredIndex = layers.build(base, cached=cached)
        else:
            self._index = layers.build_sharing(base, shared._index, cached=cached)  # noqa: SLF001  # one class

    def is_close_to(self, base: Base) -> bool:
        """Say whether a search over `base` that is given this one as `shared` would index no more than what differs."""
        return layers.compare(base, self._index.bottom.base).small

    def shares_index_of(self, other: Search) -> bool:
        """Say whether what this one was built over is the index of `other`."""
        return self._index.bottom is other._index.bottom

    def ask(self, question: str) -> Outcome:
        """Return what `question` (any text) gets."""
        query, ranking, mention = self._ranked(question)
        outcome = decide(question, query, ranking, self.base, self._weights)
        return self._dated(self._given(query, mention, outcome))

    def explain(self, question: str) -> Explanation:
        """Return why `ask` gives what it gives: the candidates, and what spoke for and against each."""
        query, ranking, mention = self._ranked(question)
        outcome = decide(question, query, ranking, self.base, self._weights)
        why = explanation.explain(outcome, query, ranking, base=self.base, index=self._index, weights=self._weights)
        given = self._given(query, mention, outcome)
        # Where a name decides, nothing of what the confidence is made of does.
        return replace(why, outcome=self._dated(given), confidence=why.confidence if given is outcome else ())

    def _given(self, query: Query, mention: Mention, outcome: Outcome) -> Outcome:
        """Return what the question gets, where the ranking alone gives `outcome`."""
        introduced = self._introductions.answer(outcome.question, outcome)
        return introduced if introduced is not outcome else self._attributed(query, mention, outcome)

    def _dated(self, outcome: Outcome) -> Outcome:
        """Return `outcome` with the newest date on record, if its question is about a later time."""
        if isinstance(outcome, Chatted):
            return outcome
        later = asks_about_later(outcome.question, outcome, self.base, datetime.now(UTC).date())
        return replace(outcome, knows_until=self.base.newest) if later else outcome

    def complete(self, typed: str, limit: int = 25) -> list[str]:
        """Return the ids of the facts that come nearest to what somebody has typed so far, best first.

        First those whose question has a word that starts like each typed one, then what a search finds.
        """
        words = text.words(typed)
        if not words:
            return [fact.id for fact in self.base.facts[:limit]]
        begun, found = self._begun_and_found(words, typed, self.base.facts, 0)
        return list(dict.fromkeys([*begun, *self._introductions.begun(words), *found]))[:limit]

    def complete_gap(self, typed: str, limit: int = 25) -> list[str]:
        """Return the ids of the gaps that come nearest to what somebody has typed so far, as `complete` does of facts.

        The base's gaps are ranked behind its facts.
        """
        words = text.words(typed)
        if not words:
            return [gap.id for gap in self.base.gaps[:limit]]
        begun, found = self._begun_and_found(words, typed, self.base.gaps, len(self.base.facts))
        return list(dict.fromkeys([*begun, *found]))[:limit]

    def _begun_and_found(
        self, words: list[str], typed: str, entries: Sequence[Entry], first: int
    ) -> tuple[list[str], list[str]]:
        """Return the ids of the entries whose question begins like `typed`, and of those that a search for it finds.

        first: the place of the first of `entries` in a ranking
        """
        _, ranking = self.rank(typed)
        found = [entries[n - first].id for n in ranking.entries if first <= n < first + len(entries)]
        place = {id: n for n, id in enumerate(found)}
        begun = [entry.id for entry in entries if _begins(words, entry)]
        return sorted(begun, key=lambda entry: place.get(entry, len(place))), found

    def most_alike(self, texts: Iterable[str], without: Collection[str], most: int) -> list[tuple[str, Fact]]:
        """Return at most `most` phrasings of facts that are worded most like any of `texts`, each with its fact.

        The closest come first. None of the facts with the ids `without`. Takes a millisecond a text for a large base.
        """
        facts = self.base.facts
        among = np.array([n for n, fact in enumerate(facts) if fact.id not in without], np.int64)
        found = most_alike(texts, self._index.layers, among, most)
        return [(facts[n].asked_as[place], facts[n]) for n, place in found]

    @cached_property
    def _introductions(self) -> Introductions:
        return Introductions(self.base, self._index.knows)

    def rank(self, question: str) -> tuple[Query, Ranking]:
        """Return `question` as it was analyzed, and the entries that come closest to it."""
        query, ranking, _ = self._ranked(question)
        return query, ranking

    def _ranked(self, question: str) -> tuple[Query, Ranking, Mention]:
        query = analyze(question, self._index)
        mention = self._names.mentioned(query.typed_words, query.words, query.capitalized)
        with np.errstate(invalid="ignore"):  # OpenBLAS sometimes raises that flag for numbers that are all fine
            retrieved = retrieve(query, self._index.layers, len(self.base.facts), self._weights)
            n_gaps = len(self.base.gaps)
            ranking = rank(
                query, mention, self._index.layers, retrieved, self._names, self._implied, n_gaps, self._weights
            )
        return query, ranking, mention

    def _attributed(self, query: Query, mention: Mention, outcome: Outcome) -> Outcome:
        def ask(question: str) -> Outcome:
            query, ranking, _ = self._ranked(question)
            return decide(question, query, ranking, self.base, self._weights)

        return said_by_others(outcome, query, mention, self.base, ask, self._index.knows)


def _begins(words: list[str], entry: Entry) -> bool:
    in_question = _words(entry.question)
    return all(any(other.startswith(word) for other in in_question) for word in words)


@lru_cache(maxsize=4096)
def _words(phrasing: str) -> tuple[str, ...]:
    return tuple(text.words(phrasing))
