"""The engine: a question in, an outcome out."""

from __future__ import annotations

import itertools
import math
from collections import Counter

import numpy as np
from numpy.typing import NDArray

from knowledge.base import Base
from knowledge.models import Entry
from knowledge.outcome import MOST_SUGGESTIONS, Answered, Candidate, Outcome, Suggested, Unanswered
from knowledge.search import text
from knowledge.search.postings import Postings


def _word_features(words: list[str]) -> list[str]:
    stems = [text.stem(word) for word in words]
    return stems + [f"{a} {b}" for a, b in itertools.pairwise(stems)]


def _letter_features(words: list[str]) -> list[str]:
    return [f" {word} "[i : i + 3] for word in words for i in range(len(word))]


class _Matrix:
    def __init__(self, documents: list[list[str]]) -> None:
        counts = [Counter(features) for features in documents]
        self.ids: dict[str, int] = {}
        rows = [(d, self.ids.setdefault(f, len(self.ids)), n) for d, c in enumerate(counts) for f, n in c.items()]
        d, f, n = np.array(rows).T if rows else np.zeros((3, 0), int)
        self.postings = Postings(d, f, n.astype(float), len(documents), len(self.ids))

    def scores(self, features: list[str]) -> NDArray[np.float64]:
        counts = Counter(features)
        known = {f: (1 + math.log(n)) for f, n in counts.items() if f in self.ids}
        ids = [self.ids[f] for f in known]
        weights = [n * float(self.postings.idf[i]) for n, i in zip(known.values(), ids, strict=True)]
        unseen = (len(counts) - len(known)) * self.postings.unseen_idf**2
        norm = math.sqrt(sum(w * w for w in weights) + unseen) or 1.0
        return self.postings.scores(ids, [w / norm for w in weights])


class Search:
    """Answers questions against one base. Immutable: a changed base gets a new one."""

    def __init__(self, base: Base) -> None:
        self.base = base
        self._entries: list[Entry] = [*base.facts, *base.gaps]
        asked = [entry.asked_as for entry in self._entries]
        documents = text.words_of_all([phrasing for phrasings in asked for phrasing in phrasings])
        self._starts = np.cumsum([0, *map(len, asked)])[:-1]
        self._words = _Matrix([_word_features(words) for words in documents])
        self._letters = _Matrix([_letter_features(words) for words in documents])

    def _entry_scores(self, question: str) -> NDArray[np.float64]:
        words = text.words(question)
        if not words or not self._entries:
            return np.zeros(len(self._entries))
        scores = self._words.scores(_word_features(words)) + 1.5 * self._letters.scores(_letter_features(words))
        best = np.maximum.reduceat(scores, self._starts)
        for _ in range(2):
            scores = np.where(scores >= np.repeat(best, np.diff([*self._starts, len(scores)])), 0, scores)
            best = best + 0.3 * np.maximum.reduceat(scores, self._starts)
            break
        return best / 3.2

    def ask(self, question: str) -> Outcome:
        """Return what `question` (any text) gets."""
        scores = self._entry_scores(question)
        n_facts = len(self.base.facts)
        facts = [int(n) for n in np.argsort(-scores[:n_facts], kind="stable")[:MOST_SUGGESTIONS] if scores[n] > 0]
        top_gap = int(np.argmax(scores[n_facts:])) if self.base.gaps else None
        best_fact = float(scores[facts[0]]) if facts else 0.0
        best_gap = float(scores[n_facts + top_gap]) if top_gap is not None else 0.0
        probabilities = [1 / (1 + math.exp(-12 * (s - 0.45 - max(0.0, best_gap - s)))) for s in scores[facts]]
        candidates = tuple(
            Candidate(self.base.record(self._entries[n].id), p) for n, p in zip(facts, probabilities, strict=True)
        )
        confidence = probabilities[0] if probabilities else 0.0
        if top_gap is not None and best_gap >= max(best_fact, 0.3):
            return Unanswered(question, confidence, self.base.gaps[top_gap], candidates)
        if confidence >= 0.25:
            return Answered(question, candidates[0].record, confidence, candidates)
        if confidence >= 0.05:
            return Suggested(question, confidence, candidates)
        return Unanswered(question, confidence, None, candidates)

    def complete(self, typed: str, limit: int = 25) -> list[str]:
        """Return the ids of the facts that come nearest to what somebody has typed so far, best first."""
        if not typed.strip():
            return [fact.id for fact in self.base.facts[:limit]]
        candidates = [c.record.fact.id for c in self.ask(typed).candidates]
        words = typed.casefold().split()
        literal = [f.id for f in self.base.facts if all(w in f.question.casefold() for w in words)]
        return list(dict.fromkeys(literal + candidates))[:limit]
