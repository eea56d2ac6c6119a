"""The formulas of the search in plain Python, one text at a time: what its arrays have to come to.

Texts here are plain words already: lower case, no signs.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Sequence
from itertools import pairwise

from knowledge.search.text import stem

Terms = Callable[[str], set[str]]
Vector = dict[str, float]


def stems(text: str) -> set[str]:
    return set(map(stem, text.split()))


def pairs(text: str) -> set[str]:
    words = [stem(word) for word in text.split()]
    return {*words, *(f"{one} {other}" for one, other in pairwise(words))}


def letters(text: str) -> set[str]:
    return {f" {word} "[n : n + 3] for word in text.split() for n in range(len(word))}


FAMILIES: dict[str, Terms] = {"stem": stems, "pair": pairs, "letter": letters}


class Family:
    """One family of terms of `entries`, each a list of phrasings."""

    def __init__(self, terms: Terms, entries: Sequence[Sequence[str]]) -> None:
        self.terms = terms
        self.entries = entries
        self.phrasings = [text for entry in entries for text in entry]
        self.frequency = Counter(term for text in self.phrasings for term in terms(text))

    def idf(self, term: str) -> float:
        return math.log((1 + len(self.phrasings)) / (1 + self.frequency[term])) + 1

    def vector(self, text: str) -> Vector:
        """The TF-IDF vector of `text`, of length 1."""
        return _unit({term: self.idf(term) for term in self.terms(text)})

    def profile(self, texts: Sequence[str]) -> Vector:
        """The root of the sum of the vectors of `texts`, of length 1."""
        total: Counter[str] = Counter()
        for text in texts:
            total.update(self.vector(text))
        return _unit({term: math.sqrt(weight) for term, weight in total.items()})

    def cosine(self, question: str, entry: int) -> float:
        return dot(self.vector(question), self.profile(self.entries[entry]))

    def likelihood(self, question: str, entry: int) -> float:
        counts = Counter(term for text in self.entries[entry] for term in self.terms(text))
        everything = sum(self.frequency.values()) + 0.5 * len(self.frequency)
        return sum(
            weight * math.log1p(counts[term] / counts.total() / ((self.frequency[term] + 0.5) / everything))
            for term, weight in self.vector(question).items()
            if term in counts
        )


def discriminative_weights(family: Family, rivals: int = 8) -> list[Vector]:
    """Four steps of a softmax classifier, from the profiles on, the first scores without the phrasing itself.

    Each phrasing learns to tell its own entry from the `rivals` that are most like it.
    """
    shared = {term for term, times in family.frequency.items() if times > 1}
    profiles = [{term: 12 * weight for term, weight in family.profile(e).items()} for e in family.entries]
    asked = []
    for own, entry in enumerate(family.entries):
        for n, text in enumerate(entry):
            vector = family.vector(text)
            scores = {other: dot(vector, profile) for other, profile in enumerate(profiles)}
            near = sorted(scores, key=lambda other: (other != own, -scores[other]))[: rivals + 1]
            scores[own] = 12 * dot(vector, family.profile([*entry[:n], *entry[n + 1 :]]))
            asked.append((own, vector, {other: scores[other] for other in near}))
    learned: list[Vector] = [dict.fromkeys(shared, 0.0) for _ in family.entries]
    speed: list[Vector] = [dict.fromkeys(shared, 0.0) for _ in family.entries]
    for _ in range(4):
        speed = [{term: 0.7 * value for term, value in each.items()} for each in speed]
        for own, vector, scores in asked:
            total = sum(map(math.exp, scores.values()))
            for other, score in scores.items():
                error = (other == own) - math.exp(score) / total
                if abs(error) >= 0.02:
                    for term in shared & vector.keys():
                        speed[other][term] += 15 / len(family.entries[own]) * error * vector[term]
        for each, moved in zip(learned, speed, strict=True):
            for term, value in moved.items():
                each[term] += value
        for _, vector, scores in asked:
            for other in scores:
                scores[other] += dot(vector, speed[other])
    return [{term: value for term, value in each.items() if abs(value) > 0.02} for each in learned]


def dot(one: Vector, other: Vector) -> float:
    return sum(weight * other[term] for term, weight in one.items() if term in other)


def _unit(vector: Vector) -> Vector:
    length = math.sqrt(sum(weight * weight for weight in vector.values()))
    return {term: weight / length for term, weight in vector.items()}
