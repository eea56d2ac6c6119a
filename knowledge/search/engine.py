"""The engine: a question in, an outcome out."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict

from knowledge.base import Base
from knowledge.models import Entry
from knowledge.outcome import MOST_SUGGESTIONS, Answered, Candidate, Outcome, Suggested, Unanswered

LONGEST_QUESTION = 4000


def _tokens(text: str) -> list[str]:
    words = re.findall(r"\w+", text[:LONGEST_QUESTION].casefold())
    return words + [f"#{w[i : i + 3]}" for w in words for i in range(len(w) - 2)]


class Search:
    """Answers questions against one base. Immutable: a changed base gets a new one."""

    def __init__(self, base: Base) -> None:
        self.base = base
        self._entries: list[Entry] = [*base.facts, *base.gaps]
        docs = [(n, Counter(_tokens(p))) for n, entry in enumerate(self._entries) for p in entry.asked_as]
        df = Counter(t for _, doc in docs for t in doc)
        self._idf = {t: math.log(1 + len(docs) / n) for t, n in df.items()}
        self._owner = [n for n, _ in docs]
        self._postings: defaultdict[str, list[tuple[int, float]]] = defaultdict(list)
        for d, (_, doc) in enumerate(docs):
            vector = {t: (1 + math.log(c)) * self._idf[t] for t, c in doc.items()}
            norm = math.sqrt(sum(v * v for v in vector.values())) or 1
            for t, v in vector.items():
                self._postings[t].append((d, v / norm))
        self._unseen = math.log(1 + len(docs))

    def ask(self, question: str) -> Outcome:
        """Return what `question` (any text) gets."""
        vector = {t: (1 + math.log(c)) * self._idf.get(t, self._unseen) for t, c in Counter(_tokens(question)).items()}
        norm = math.sqrt(sum(v * v for v in vector.values())) or 1
        scores: defaultdict[int, float] = defaultdict(float)
        for t, v in vector.items():
            for d, w in self._postings.get(t, ()):
                scores[d] += v * w / norm
        best: dict[int, float] = {}
        for d, s in scores.items():
            n = self._owner[d]
            best[n] = max(best.get(n, 0.0), min(s, 1.0))
        ranked = sorted(best.items(), key=lambda item: (-item[1], item[0]))
        facts = [(n, s) for n, s in ranked if n < len(self.base.facts)][:MOST_SUGGESTIONS]
        candidates = tuple(Candidate(self.base.record(self._entries[n].id), s) for n, s in facts)
        confidence = candidates[0].confidence if candidates else 0.0
        if ranked and ranked[0][1] >= 0.3 and ranked[0][0] >= len(self.base.facts):
            return Unanswered(question, confidence, self.base.gaps[ranked[0][0] - len(self.base.facts)], candidates)
        if confidence >= 0.45:
            return Answered(question, candidates[0].record, confidence, candidates)
        if confidence >= 0.3:
            return Suggested(question, confidence, candidates)
        return Unanswered(question, confidence, None, candidates)

    def complete(self, text: str, limit: int = 25) -> list[str]:
        """Return the ids of the facts that come nearest to what somebody has typed so far, best first."""
        if not text.strip():
            return [fact.id for fact in self.base.facts[:limit]]
        candidates = [c.record.fact.id for c in self.ask(text).candidates]
        words = text.casefold().split()
        literal = [f.id for f in self.base.facts if all(w in f.question.casefold() for w in words)]
        return list(dict.fromkeys(literal + candidates))[:limit]
