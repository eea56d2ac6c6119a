"""Which speakers a question names, and whether it asks for their words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from knowledge.model.base import Base
from knowledge.model.entries import Fact, Speaker
from knowledge.search import text
from knowledge.search.ragged import Flags
from knowledge.search.speller import english

_SAYING = (
    "say said tell told claim think thought call describe comment announce mention state explain deny believe argue "
    "react reaction respond response accuse warn insist admit quote statement suggest report compare blame promise "
    "opinion view write tweet post"
)
WORDS_OF_SAYING = frozenset(map(text.stem, _SAYING.split()))  # these two as stems
WORDS_BEFORE_A_NAME = frozenset(text.stem(word) for word in ("according", "opinion", "view", "words", "ask"))
_NEAR = 3  # words between a name and a word of saying


@dataclass(frozen=True)
class Mention:
    """The speakers that a question names.

    named: for each speaker of the base, whether it's named
    asked: for each, whether the question asks what it says
    by_name: for each, whether it's a person's or a body's own name, and not what others of its side are called too
    """

    named: Flags
    asked: Flags
    by_name: Flags


class SpeakerNames:
    """The names of a base's speakers, and who speaks in each of its facts. Immutable."""

    def __init__(self, base: Base) -> None:
        number = {speaker.id: n for n, speaker in enumerate(base.speakers)}
        self._n = len(number)
        self._spellings: dict[str, list[_Spelling]] = {}  # by their first stem
        for speaker in base.speakers:
            for spelling in _spellings(speaker, number[speaker.id]):
                self._spellings.setdefault(spelling.stems[0], []).append(spelling)
        self.said_by = np.zeros((len(base.facts), self._n), bool)  # or disputed
        for row, fact in enumerate(base.facts):
            self.said_by[row, [number[id] for id in _voices(fact)]] = True
        sides = [speaker.stated_side or speaker.id for speaker in base.speakers]
        self._same_side = np.array([[a == b for b in sides] for a in sides], bool).reshape(self._n, self._n)

    def mentioned(self, words: Sequence[str]) -> Mention:
        """Return whom the plain `words` of a question name."""
        stems = [text.stem(word) for word in words]
        found = [
            (place, spelling)
            for place, stem in enumerate(stems)
            for spelling in self._spellings.get(stem, ())
            if tuple(stems[place : place + len(spelling.stems)]) == spelling.stems
        ]
        longest = np.zeros(len(stems), int)  # "the health minister" isn't "the minister"
        for place, spelling in found:
            here = slice(place, place + len(spelling.stems))
            longest[here] = np.maximum(longest[here], len(spelling.stems))
        named, asked, by_name = (np.zeros(self._n, bool) for _ in range(3))
        for place, spelling in found:
            after = place + len(spelling.stems)
            if len(spelling.stems) < longest[place:after].max():
                continue
            named[spelling.speaker] = True
            by_name[spelling.speaker] |= spelling.own
            says = not WORDS_OF_SAYING.isdisjoint(stems[after : after + _NEAR])
            asked[spelling.speaker] |= says or not WORDS_BEFORE_A_NAME.isdisjoint(stems[max(place - _NEAR, 0) : place])
        return Mention(named, asked, by_name)

    def heard(self, mention: Mention, facts: NDArray[np.integer]) -> Flags:
        """Return facts × speakers: whether each speaker says or disputes it.

        For one who isn't called by a name of its own, anybody of the same side will do: "Ukrainian officials".
        """
        said = self.said_by[facts]
        by_side = said @ self._same_side
        heard: Flags = np.where(mention.by_name, said, by_side)
        return heard


@dataclass(frozen=True)
class _Spelling:
    """How a speaker (its number) is called, as stems, and whether that's a name of its own."""

    stems: tuple[str, ...]
    speaker: int
    own: bool


def _voices(fact: Fact) -> Iterator[str]:
    yield from fact.speakers
    yield from (statement.speaker for statement in fact.statements)
    yield from (dispute.speaker for dispute in fact.disputes)


def _spellings(speaker: Speaker, number: int) -> Iterator[_Spelling]:
    """Yield each of a speaker's spellings whole, and a person's family name alone."""
    for name in (speaker.name, *speaker.variants):
        words = [word for word in text.words(name) if word != "the"]
        if not words:
            continue
        stems = tuple(text.stem(word) for word in words)
        personal = stems[-1] not in english() and not words[-1].isdigit()
        yield _Spelling(stems, number, personal and len(words) > 1)
        if len(words) > 1 and personal:
            yield _Spelling(stems[-1:], number, own=True)
