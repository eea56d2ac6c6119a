"""A record: a fact together with everything that it must never be shown without."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from knowledge.model.entries import Fact, Source, Speaker, Status
from knowledge.model.introductions import Introduction

THE_ARTICLE_ITSELF = "the article itself"


@dataclass(frozen=True)
class Said:
    """A statement with its speaker looked up (None: the article itself), and its source and date if not the fact's.

    where: the paragraphs, or a place in words; nothing if it isn't known better than where the fact stands
    """

    speaker: Speaker | None
    says: str
    where: tuple[int, ...] | str | None = None
    source: Source | None = None
    as_of: date | None = None

    @property
    def name(self) -> str:
        """The speaker's name, or "the article itself"."""
        return self.speaker.name if self.speaker else THE_ARTICLE_ITSELF


@dataclass(frozen=True, kw_only=True)
class Contest(Said):
    """A dispute, likewise.

    `fact` as in `entries.Dispute`. A dispute that doesn't say where stands where the fact of the other side does, if
    there is one.
    """

    speaker: Speaker
    fact: str | None

    def __str__(self) -> str:
        side = f" ({self.speaker.stated_side})" if self.speaker.stated_side else ""
        return f"Disputed by {self.speaker.name}{side}: {self.says}"


@dataclass(frozen=True)
class Place:
    """A source, and the paragraphs of it."""

    source: Source
    paragraphs: tuple[int, ...]


@dataclass(frozen=True)
class Record:
    """What every card is made from: there is none without speakers (or the article itself), source and date.

    Made by `Base.record`, which has checked that all of them exist.
    """

    fact: Fact
    speakers: tuple[Speaker, ...]
    source: Source
    contests: tuple[Contest, ...]
    also_in: tuple[Place, ...] = ()
    statements: tuple[Said, ...] = ()

    def __post_init__(self) -> None:
        fact = self.fact
        told = (self.speakers, self.contests, self.also_in, self.statements)
        if [*map(len, told)] != [*map(len, (fact.speakers, fact.disputes, fact.also_in, fact.statements))]:
            raise ValueError(
                f"the record of '{fact.id}' leaves out a speaker, a dispute, a source or a statement of it"
            )

    @property
    def places(self) -> tuple[Place, ...]:
        """Everywhere the fact stands, its own source first."""
        return (Place(self.source, self.fact.paragraphs), *self.also_in)

    @property
    def introduces(self) -> bool:
        """Whether it says who a speaker is. Its further sources are then those that the speaker is on record in."""
        return isinstance(self.fact, Introduction)

    @property
    def status(self) -> Status:
        """How settled the fact is."""
        return self.fact.status

    @property
    def as_of(self) -> date:
        """The date as of which the answer stood: the fact's own, or else its source's."""
        return self.fact.as_of or self.source.as_of

    @property
    def caveat(self) -> str | None:
        """Who contests the fact and what they say instead; None where nobody does."""
        return " ".join(map(str, self.contests)) or None

    @property
    def sides(self) -> tuple[Said, ...]:
        """What each side says, for a fact with statements: those, then what whoever contests it says."""
        return (*self.statements, *self.contests) if self.statements else ()

    @property
    def sums_up_sides(self) -> bool:
        """Whether the fact has several sides in it: statements, or an answer that names everyone who contests it."""
        if self.fact.statements:
            return True
        return bool(self.contests) and all(_names(self.fact.answer, contest.speaker) for contest in self.contests)

    @property
    def answer_with_sides(self) -> str:
        """The answer in one text: if the fact has statements for its sides, they follow it."""
        if not self.fact.statements:
            return self.fact.answer
        return " ".join([self.fact.answer, *(f"{side.name}: {side.says}" for side in self.sides)])

    @property
    def said_by(self) -> str:
        """The speakers' names, or "the article itself"."""
        return ", ".join(speaker.name for speaker in self.speakers) or THE_ARTICLE_ITSELF


def _names(text: str, speaker: Speaker) -> bool:
    """Say whether `text` names `speaker`, by their name or another spelling of it.

    A name in one word must be spelt with its capitals, so that "may" isn't the minister May.
    """
    spellings = (speaker.name, *speaker.variants)
    return any(
        re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text, re.IGNORECASE if " " in name else 0) for name in spellings
    )
