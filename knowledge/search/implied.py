"""What a base's facts are about without a word of it in their phrasings: their days, and who says or disputes them."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz

from knowledge.model.base import Base
from knowledge.model.dates import NotADayError, read_day
from knowledge.search import text
from knowledge.search.layers import answer_of
from knowledge.search.relations import nationalities
from knowledge.search.speakers import voices
from knowledge.search.speller import english

_MISSPELT = 85  # of 100; a nationality more alike than this is the same
_DATE = re.compile(r"\b\d{1,2} [A-Z][a-z]{2,8} \d{4}\b|\b[A-Z][a-z]{2,8} \d{1,2}, \d{4}\b|\b\d{4}-\d\d-\d\d\b")
_CAPITALIZED = re.compile(r"(?<=[a-z,;:’'\"“(] )[A-Z][\w-]{2,}")  # within a sentence


@dataclass(frozen=True)
class Implied:
    """What's implied in one fact.

    stems: those of the weekday, month and year of its date, and of dates in its answer, and those of the names of all
        who say or dispute it
    described: for the stem of a noun in its answer, the nationalities that stand before it
    """

    stems: frozenset[str]
    described: Mapping[str, Collection[str]]

    def contradicts(self, nationality: str, noun: str) -> bool:
        """Say whether the answer gives the noun another nationality, as "Russian bodies" does to "Ukrainian bodies"."""
        told = self.described.get(noun, ())
        return bool(told) and not any(fuzz.ratio(nationality, each) >= _MISSPELT for each in told)


_NOTHING = Implied(frozenset(), {})


class ImpliedWords:
    """The words that belong to a base's facts beside their own. Immutable; works them out when they're first needed."""

    def __init__(self, base: Base) -> None:
        self._base = base
        self._of = lru_cache(maxsize=256)(self._worked_out)

    def of(self, number: int) -> Implied:
        """Return what's implied in the fact with this number; nothing if it's no fact."""
        return self._of(number) if number < len(self._base.facts) else _NOTHING

    @cached_property
    def names(self) -> frozenset[str]:
        """The stems of all proper names in questions and answers."""
        told = (said for fact in self._base.facts for said in (fact.question, answer_of(fact)))
        words = {word for said in told for name in _CAPITALIZED.findall(said) for word in text.words(name)}
        return frozenset(stem for stem in map(text.stem, words) if stem not in english())

    @cached_property
    def telling_names(self) -> frozenset[str]:
        """Those of the `names` that aren't in a source's title, which may be meant by every question."""
        return self.names - {text.stem(word) for source in self._base.sources for word in text.words(source.title)}

    def _worked_out(self, number: int) -> Implied:
        fact = self._base.facts[number]
        days = [fact.as_of or self._base.sources_by_id[fact.source].as_of, *_days(answer_of(fact))]
        speakers = (self._base.speakers_by_id[id] for id in voices(fact))
        called = " ".join(name for speaker in speakers for name in (speaker.name, *speaker.variants, speaker.role))
        dated = " ".join(f"{day:%A %B %Y}" for day in days)
        described: dict[str, set[str]] = {}
        for nationality, noun in nationalities(text.words(answer_of(fact))):
            described.setdefault(noun, set()).add(nationality)
        return Implied(frozenset(map(text.stem, text.words(f"{dated} {called}"))), described)


@dataclass(frozen=True)
class ImpliedIn:
    """What's implied in the entries with these `numbers` in the base. Few questions need it."""

    words: ImpliedWords
    numbers: NDArray[np.integer]

    def each(self) -> list[Implied]:
        """Return it, entry by entry."""
        return [self.words.of(int(number)) for number in self.numbers]


def _days(said: str) -> Iterator[date]:
    for found in _DATE.findall(said):
        try:
            yield read_day(found)
        except NotADayError:
            continue
