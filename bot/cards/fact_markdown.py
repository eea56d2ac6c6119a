"""Renders a fact as Discord Markdown, shortened to fit. The answer is never cut, nor who said it or disputes it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from bot.strings import cards as strings
from bot.text.attribution import SAID_BY, paragraphs_in_short, short_date
from bot.text.escape import cut, escape
from knowledge.model.entries import Speaker, Status
from knowledge.model.record import THE_ARTICLE_ITSELF, Record

MOST_TEXT = 3900  # of the 4,000 characters that Discord shows in one message; the rest is for what surrounds it

SOURCE_LINE = 38  # characters: one line of small text on a phone
_ROLE = 60  # characters of a role; the source button has all of it
# How long each statement or quote, and each name or side, may be, escapes counted; the first pair that fits is taken.
# A legal fact has at most 11 of the former and 20 of the latter beside its answer: the last pair always fits.
_LENGTHS = ((800, 200), (800, 100), (800, 60), (400, 60), (400, 40), (300, 40), (200, 40), (130, 40))


@dataclass(frozen=True)
class FactMarkdown:
    """The lines of a fact, in reading order. `cut` says whether anything but the role was shortened."""

    question: str
    claim: str  # with its date, and the quote if there is one
    said_by: str
    caveats: str  # a line for each opponent, or for each side; empty if nobody disputes it
    source: str
    cut: bool

    def __str__(self) -> str:
        return "\n".join(filter(None, (self.question, self.claim, self.said_by, self.caveats, self.source)))


def fact_markdown(record: Record, most: int = MOST_TEXT) -> FactMarkdown:
    """Return `record` in at most `most` characters, which must be 3,400 or more for the longest legal fact to fit."""
    shown = cache(escape)  # each text is escaped once, and then cut to one length after another
    for statement, name in _LENGTHS:
        markdown = _markdown(record, shown, statement, name)
        if len(str(markdown)) <= most:
            break
    return markdown


def _markdown(record: Record, shown: Callable[[str], str], statement: int, name: int) -> FactMarkdown:
    too_long = False

    def fitted(text: str, length: int) -> str:
        nonlocal too_long
        too_long = too_long or len(shown(text)) > length
        return cut(shown(text), length)

    def named(speaker: Speaker, *, role: bool = False) -> str:
        title = f", {cut(shown(speaker.role), _ROLE)}" if role else ""
        return f"**{fitted(speaker.name, name)}**{title} ({fitted(speaker.side, name)})"

    fact = record.fact
    claim = [strings.AS_OF.format(date=short_date(record.as_of), claim=shown(fact.answer))]
    if fact.quote and fact.quote not in fact.answer:
        claim.append(f"> “{fitted(fact.quote, statement)}”")
    caveats = [f"{named(each.speaker)}: {fitted(each.says, statement)}" for each in record.sides]
    if caveats:
        caveats.insert(0, f"{'⚠ ' if record.contests else ''}**{strings.THE_SIDES}**")
    else:
        caveats = [
            f"⚠ {strings.DISPUTED_BY.format(who=named(each.speaker), says=fitted(each.says, statement))}"
            for each in record.contests
        ]
    return FactMarkdown(
        question=f"-# {fitted(fact.question, 2 * name)}",
        claim="\n".join(claim),
        said_by=_said_by(record, named),
        caveats="\n".join(caveats),
        source=f"-# {_source(record)}",
        cut=too_long,
    )


def _said_by(record: Record, named: Callable[..., str]) -> str:
    """Say who said it; empty if the sides already name every speaker."""
    covered = {side.speaker.id for side in record.sides}
    speakers = [speaker for speaker in record.speakers if speaker.id not in covered]
    if record.speakers and not speakers:
        return ""
    who = ", ".join(named(speaker, role=len(speakers) == 1) for speaker in speakers)
    status = record.status if record.speakers else Status.REPORTED
    return SAID_BY[status].format(who=who or f"**{THE_ARTICLE_ITSELF}**")


def _source(record: Record) -> str:
    """Return title and paragraphs on one line: the title is cut, so that the paragraphs stay."""
    place = paragraphs_in_short(record.fact.paragraphs)
    room = SOURCE_LINE - len(place) - len(" · ")
    return " · ".join(filter(None, [escape(record.source.title, room), place]))
