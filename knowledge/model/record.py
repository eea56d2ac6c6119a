"""A record: a fact together with everything that it must never be shown without."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from knowledge.model.entries import Fact, Source, Speaker, Status

THE_ARTICLE_ITSELF = "the article itself"


@dataclass(frozen=True)
class Contest:
    """A dispute with its speaker looked up. `where` and `fact` as in `entries.Dispute`."""

    speaker: Speaker
    says: str
    where: tuple[int, ...] | str | None
    fact: str | None

    def __str__(self) -> str:
        return f"Disputed by {self.speaker.name} ({self.speaker.side}): {self.says}"


@dataclass(frozen=True)
class Side:
    """One side of a fact that sums up several: who, what they say, and whether they contest the fact.

    says: None if that's in the fact's answer only
    """

    speaker: Speaker
    says: str | None
    contests: bool


@dataclass(frozen=True)
class Record:
    """What every card is made from: there is none without speakers (or the article itself), source and date.

    Made by `Base.record`, which has checked that all of them exist.
    """

    fact: Fact
    speakers: tuple[Speaker, ...]
    source: Source
    contests: tuple[Contest, ...]

    def __post_init__(self) -> None:
        if len(self.contests) != len(self.fact.disputes) or len(self.speakers) != len(self.fact.speakers):
            raise ValueError(f"the record of '{self.fact.id}' leaves out a speaker or a dispute of it")

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
    def sides(self) -> tuple[Side, ...]:
        """Every side with its speaker, the contesting ones last; empty unless the answer sums up the sides.

        It does if the fact has a statement for each side, or if it's disputed and the answer names all who contest it.
        """
        if not self.fact.statements and not self._answer_names_all_who_contest:
            return ()
        says = {each.speaker: each.says for each in self.fact.statements}
        own = (Side(speaker, says.get(speaker.id), contests=False) for speaker in self.speakers)
        return (*own, *(Side(each.speaker, each.says, contests=True) for each in self.contests))

    @property
    def answer_with_sides(self) -> str:
        """The answer in one text: if the fact has statements for its sides, they follow it."""
        if not self.fact.statements:
            return self.fact.answer
        return " ".join([self.fact.answer, *(f"{side.speaker.name}: {side.says}" for side in self.sides if side.says)])

    @property
    def _answer_names_all_who_contest(self) -> bool:
        return bool(self.contests) and all(_names(self.fact.answer, contest.speaker) for contest in self.contests)

    @property
    def said_by(self) -> str:
        """The speakers' names, or "the article itself"."""
        return ", ".join(speaker.name for speaker in self.speakers) or THE_ARTICLE_ITSELF


def _names(text: str, speaker: Speaker) -> bool:
    """Say whether `text` names `speaker`, by their name or another spelling of it."""
    spellings = "|".join(map(re.escape, (speaker.name, *speaker.variants)))
    return re.search(rf"\b(?:{spellings})\b", text, re.IGNORECASE) is not None
