"""Renders a fact as Discord Markdown, shortened to fit. Who said it and who disputes it are always there."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from bot.strings import cards as strings
from bot.text.attribution import SAID_BY, paragraphs_in_short, short_date
from bot.text.escape import cut, escape, linked
from bot.text.plural import counted
from knowledge.model.entries import Source, Speaker, Status
from knowledge.model.record import THE_ARTICLE_ITSELF, Record, Said

MOST_TEXT = 3700  # of the 4,000 characters that Discord shows in one message; the rest is for what surrounds it

LINE = 31  # characters on one line of a phone
SMALL_LINE = 41  # of small text
_ANSWER = 400  # characters of an answer; the rest is behind *Show the full text*
_FIRST_SENTENCES = 150  # characters that the first sentences need to stand for the answer: "No. …" would mislead
_SENTENCES = re.compile(r".+[.!?](?=\s)", re.DOTALL)
_LINK_TARGET = re.compile(r"\]\(<[^<>]*>\)")
_OTHER_SOURCES = 2  # beside a fact's own
_SHORTEST_TITLE = 20  # characters of the title of one of those
_ROLE = 45  # characters of a role; the source button has all of it
# How long each statement or quote, and each name or side, may be, escapes counted; the first pair that fits is taken.
# A legal fact has at most 11 of the former and 20 of the latter beside its answer, and 10 lines that say where they
# stand: the last pair always fits.
_LENGTHS = (
    (800, 200),
    (800, 100),
    (800, 60),
    (400, 60),
    (400, 40),
    (300, 40),
    (200, 40),
    (130, 40),
    (100, 40),
    (80, 30),
    (60, 20),
    (40, 20),
)


@dataclass(frozen=True)
class FactMarkdown:
    """The lines of a fact, in reading order. `cut` says whether anything but the role was shortened."""

    question: str
    claim: str  # with its date, and the quote if there is one
    said_by: str
    caveats: str  # a line for each opponent, or for each side; empty if nobody disputes it
    source: str
    cut: bool

    @property
    def phone_lines(self) -> int:
        """About how many lines it takes on a phone."""
        shown = _LINK_TARGET.sub("]", str(self))
        return sum(-(-len(line) // (SMALL_LINE if line.startswith("-#") else LINE)) for line in shown.splitlines())

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

    def named(speaker: Speaker | None) -> str:
        return f"**{fitted(speaker.name, name) if speaker else THE_ARTICLE_ITSELF}**"

    def side(said: Said) -> list[str]:
        """Return the lines of a side: who says what, and where, if the lines of the sources don't say so."""
        place = paragraphs_in_short(said.where) if said.source is None and isinstance(said.where, tuple) else ""
        line = f"{named(said.speaker)}: {fitted(said.says, statement)}"
        return [strings.SAID_AT.format(said=line, place=place) if place else line, *filter(None, [_elsewhere(said)])]

    fact = record.fact
    answer = _beginning(fact.answer)
    too_long = answer != fact.answer
    claim = [strings.AS_OF.format(date=short_date(record.as_of), claim=shown(answer))]
    if fact.quote and fact.quote not in answer:
        claim.append(f"“{fitted(fact.quote, statement)}”")
    said_by = _said_by(record, answer, named)
    if record.sums_up_sides:
        sides = [line for each in (*record.statements, *record.contests) for line in side(each)]
        caveats = [_sides_heading(record), *filter(None, [said_by]), *sides]
        said_by = ""
    else:
        caveats = [
            line
            for each in record.contests
            for line in (_caveat(named(each.speaker), fitted(each.says, statement)), _elsewhere(each))
            if line
        ]
    return FactMarkdown(
        question=f"-# {fitted(fact.question, 2 * name)}",
        claim="\n".join(claim),
        said_by=said_by,
        caveats="\n".join(caveats),
        source="\n".join(f"-# {line}" for line in _sources(record)),
        cut=too_long,
    )


def _beginning(answer: str) -> str:
    """Return what a card shows of an answer: all, or its first sentences, or, if they're too short, its first words."""
    if len(answer) <= _ANSWER:
        return answer
    kept = answer[: _ANSWER - 2]
    sentences = _SENTENCES.match(kept)
    if sentences is not None and len(sentences[0]) >= _FIRST_SENTENCES:
        return f"{sentences[0]} …"
    words = kept.rsplit(maxsplit=1)[0] if " " in kept else kept
    return f"{words} …"


def _said_by(record: Record, answer: str, named: Callable[[Speaker], str]) -> str:
    """Say who said `answer`, as shown; empty if every speaker has a statement of their own."""
    told = {each.speaker for each in record.statements}
    speakers = [speaker for speaker in record.speakers if speaker not in told]
    if told and not speakers and (record.speakers or None in told):
        return ""
    who = ", ".join(map(named, speakers))
    if len(speakers) == 1 and not _says(answer, role := speakers[0].role):
        who += f", {escape(role, _ROLE)}"
    status = record.status if record.speakers else Status.REPORTED
    return SAID_BY[status].format(who=who or f"**{THE_ARTICLE_ITSELF}**")


def _caveat(who: str, says: str) -> str:
    return f"⚠ {strings.DISPUTED_BY.format(who=who, says=says)}"


def _elsewhere(said: Said) -> str:
    """Return the small line under a statement or dispute with its source and date; empty if they're the fact's."""
    if said.as_of is None:
        return ""
    if said.source is None:
        return f"-# {strings.SAID_THEN.format(dated=_dated(said.as_of))}"
    paragraphs = said.where if isinstance(said.where, tuple) else ()
    return f"-# {_in_another(strings.SAID_IN, said.source, paragraphs, said.as_of)}"


def _sides_heading(record: Record) -> str:
    if record.contests:
        return f"⚠ **{strings.THE_SIDES}**"
    return f"**{strings.THE_SIDES}**, {strings.NOT_CONFIRMED}" if record.speakers else f"**{strings.THE_SIDES}**"


def _says(answer: str, role: str) -> bool:
    """Say whether `answer` already has every longer word of `role`, as in "regional governor Pavlo Kyrylenko"."""
    words = re.findall(r"\w{4,}", role.casefold())
    return bool(words) and all(word in answer.casefold() for word in words)


def _sources(record: Record) -> list[str]:
    """Return a line for each source; of those that say the same, a few with their dates, but without their links.

    The source button has all of them. Titles are cut, so that the paragraphs stay on the line.
    """
    source, place = record.source, paragraphs_in_short(record.fact.paragraphs)
    room = SMALL_LINE - 3 - len(place) - len(" · ")
    title = linked(source.title, source.url, room) if source.url else escape(source.title, room)
    lines = [" · ".join(filter(None, [title, place]))]
    also_in = strings.ALSO_HEARD_IN if record.introduces else strings.ALSO_IN
    lines += [
        _in_another(also_in, other.source, other.paragraphs, other.source.as_of)
        for other in record.also_in[:_OTHER_SOURCES]
    ]
    more = len(record.also_in) - _OTHER_SOURCES
    return [*lines, strings.MORE_SOURCES.format(sources=counted(more, "more source"))] if more > 0 else lines


def _in_another(words: str, source: Source, paragraphs: Sequence[int], as_of: date) -> str:
    """Return the line for a source that isn't the fact's, with its date but without its link. words: what's in it."""
    rest = [*filter(None, [paragraphs_in_short(paragraphs)]), _dated(as_of)]
    room = SMALL_LINE - len(words) - sum(len(each) + len(" · ") for each in rest)
    title = escape(source.title, max(room, _SHORTEST_TITLE))
    return words.format(source=" · ".join([title, *rest]))


def _dated(day: date) -> str:
    return strings.DATED.format(date=short_date(day))
