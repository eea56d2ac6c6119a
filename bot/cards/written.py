"""A record put in words for Discord, cut where it must be, never without speaker, source, date and caveat."""

from __future__ import annotations

from dataclasses import dataclass

from bot.cards.plain import inert
from bot.cards.wording import STATUS_WORDS, as_of, place, said_by
from knowledge.models import STATEMENT_LENGTH
from knowledge.record import Record

MOST_TEXT = 3900  # of the 4,000 characters that Discord shows in one message; the rest is for what surrounds it

# How long each "says" and quote, and each of the other texts, may be, escapes counted; the first that fits is taken.
# A legal record has at most 6 of the ones and 24 of the others beside its answer: the last always fits.
_LENGTHS = ((800, 1000), (800, 200), (800, 100), (800, 60), (400, 60), (400, 40), (300, 40), (200, 40))


@dataclass(frozen=True)
class Written:
    """The parts of a card as Markdown, in the order in which they are to be read. `cut`: something was left out."""

    question: str
    caveat: str  # the status, and for a disputed fact who contests it and what they say
    answer: str  # with the quote, if there is one
    attribution: str  # who said it, where it is written, as of when
    cut: bool

    @property
    def block(self) -> str:
        """All of it, as one of several in a list."""
        return "\n".join((f"**{self.question}**", self.caveat, self.answer, self.attribution))


def written(record: Record, most: int = MOST_TEXT) -> Written:
    """Return `record` in at most `most` characters, which must be 3,400 or more for the longest legal record to fit."""
    for statement, other in _LENGTHS:
        parts = _parts(record, statement, other)
        if len(parts.block) <= most:
            break
    return parts


def _parts(record: Record, statement: int, other: int) -> Written:
    cut = False

    def fitted(text: str, length: int) -> str:
        nonlocal cut
        shown = inert(text, length)
        cut = cut or shown != inert(text)
        return shown

    caveat = [f"**{STATUS_WORDS[record.status]}**{' by' if record.contests else ''}"]
    for contest in record.contests:
        who = f"**{fitted(contest.speaker.name, other)}** ({fitted(contest.speaker.side, other)})"
        where = contest.where if isinstance(contest.where, str) else place(contest.where or ())
        told = f" · {fitted(where, other)}" if where else ""
        caveat.append(f"- {who}: {fitted(contest.says, statement)}{told}")
    answer = [inert(record.fact.answer, 2 * STATEMENT_LENGTH)]
    if record.fact.quote:
        answer.append(f"> “{fitted(record.fact.quote, statement)}”")
    source = [record.source.title, place(record.fact.paragraphs), as_of(record)]
    return Written(
        question=fitted(record.fact.question, other),
        caveat="\n".join(caveat),
        answer="\n".join(answer),
        attribution="\n".join(
            [
                *(f"**Said by** {fitted(line, other)}" for line in said_by(record)),
                f"-# {' · '.join(fitted(part, other) for part in source if part)}",
            ]
        ),
        cut=cut,
    )
