"""What a question gets: an answer, a few suggestions, small talk, or the plain word that there's nothing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from knowledge.model.entries import Gap, SmallTalk
from knowledge.model.record import Record

MOST_SUGGESTIONS = 5


@dataclass(frozen=True)
class Candidate:
    """A fact and the probability, 0 to 1, that it is the right answer to the question."""

    record: Record
    confidence: float


@dataclass(frozen=True)
class Answered:
    """One fact answers. `candidates` are the nearest facts, best first, the answer among them.

    knows_until: the newest date on record, if the question is about a time after it
    """

    question: str
    record: Record
    confidence: float
    candidates: tuple[Candidate, ...]
    knows_until: date | None = None


@dataclass(frozen=True)
class Suggested:
    """No fact is sure enough: `candidates` are there to pick from. `knows_until` as in `Answered`."""

    question: str
    confidence: float
    candidates: tuple[Candidate, ...]
    knows_until: date | None = None


@dataclass(frozen=True)
class Unanswered:
    """The source doesn't say: `gap` if it's known not to, None if nothing on record comes close.

    not_said_by: whose words were asked for, if they aren't on record about it and others are: the first candidate says
        who. Empty if it's nobody whose name the base has; None if it isn't that.
    see: the facts that the gap names, which say what the source does say
    knows_until: as in `Answered`
    """

    question: str
    confidence: float
    gap: Gap | None
    candidates: tuple[Candidate, ...]
    not_said_by: str | None = None
    see: tuple[Record, ...] = ()
    knows_until: date | None = None


@dataclass(frozen=True)
class Chatted:
    """Nobody asked about the source: `small_talk` has the reply."""

    question: str
    confidence: float
    small_talk: SmallTalk
    candidates: tuple[Candidate, ...]


Outcome = Answered | Suggested | Unanswered | Chatted
