"""A record put in words for Discord, cut where it must be, never without speaker, source, date and caveat."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from bot.text.attribution import STATUS_WORDS, as_of, place, said_where
from bot.text.escape import cut, escape, visible
from knowledge.model.record import THE_ARTICLE_ITSELF, Record

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
    shown = cache(escape)  # each text is made harmless once, and then cut to one length after the other
    for statement, other in _LENGTHS:
        parts = _parts(record, shown, statement, other)
        if len(parts.block) <= most:
            break
    return parts


def _parts(record: Record, shown: Callable[[str], str], statement: int, other: int) -> Written:
    too_long = False

    def fitted(text: str, length: int) -> str:
        nonlocal too_long
        too_long = too_long or len(shown(text)) > length
        return cut(shown(text), length)

    caveat = [f"**{STATUS_WORDS[record.status]}**{' by' if record.contests else ''}"]
    for contest in record.contests:
        who = f"**{fitted(contest.speaker.name, other)}** ({fitted(contest.speaker.side, other)})"
        where = said_where(contest)
        told = f" · {fitted(where, other)}" if where else ""
        caveat.append(f"- {who}: {fitted(contest.says, statement)}{told}")
    answer = [shown(record.fact.answer)]
    if record.fact.quote:
        answer.append(f"> “{fitted(record.fact.quote, statement)}”")
    voices = [f"{visible(s.name)}, {visible(s.role)} ({visible(s.side)})" for s in record.speakers]
    source = [record.source.title, place(record.fact.paragraphs), as_of(record)]
    return Written(
        question=fitted(record.fact.question, other),
        caveat="\n".join(caveat),
        answer="\n".join(answer),
        attribution="\n".join(
            [
                *(f"**Said by** {fitted(line, other)}" for line in voices or [THE_ARTICLE_ITSELF]),
                f"-# {' · '.join(fitted(part, other) for part in source if part)}",
            ]
        ),
        cut=too_long,
    )
