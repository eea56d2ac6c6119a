"""Who said it, when, where, and who disputes it: the words that every card, list and terminal answer shares."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from bot.strings import asking
from bot.strings import cards as strings
from knowledge.model.entries import Source, Status
from knowledge.model.outcome import Chatted, Outcome
from knowledge.model.paragraphs import paragraphs_in_full
from knowledge.model.record import THE_ARTICLE_ITSELF, Contest, Record, Said

STATUS_WORDS = {
    Status.DISPUTED: strings.DISPUTED_STATUS,
    Status.CLAIMED: strings.CLAIMED_STATUS,
    Status.REPORTED: strings.STATED_STATUS,
}
SAID_BY = {
    Status.DISPUTED: strings.SAID,
    Status.CLAIMED: strings.CLAIMED,
    Status.REPORTED: strings.STATED,
}
# Beside a question, where there is no room for words
STATUS_SIGNS = {Status.DISPUTED: "⚠ ", Status.CLAIMED: "", Status.REPORTED: ""}
_PARAGRAPHS_ON_A_CARD = 3


def said_by(record: Record) -> str:
    """Say who said it and how settled it is: "Claimed by Ada Example, mayor (the town), not confirmed"."""
    who = ", ".join(speaker.introduced() for speaker in record.speakers) or THE_ARTICLE_ITSELF
    status = record.status if record.speakers else Status.REPORTED
    return SAID_BY[status].format(who=who)


def not_said_by(name: str) -> str:
    """Say that whoever is called `name` isn't on record about it; if that's empty, that nobody by that name is."""
    if not name:
        return asking.NOBODY_BY_THAT_NAME
    told = asking.SEVERAL_NOT_ON_RECORD if _are_several(name) else asking.NOT_ON_RECORD
    return told.format(name=name[0].upper() + name[1:])


def _are_several(name: str) -> bool:
    """Say whether a name is of several: "Ukrainian officials", but not "Reuters"."""
    last = name.split(" of ", maxsplit=1)[0].rsplit(maxsplit=1)[-1]
    return ", " in name or (last.endswith("s") and (last.islower() or " of " in name))


def said_by_others(record: Record) -> str:
    """Announce `record` as what others say, who are named, with its date."""
    date = short_date(record.as_of)
    if not record.speakers:
        return asking.ARTICLE_SAYS.format(date=date)
    return asking.OTHERS_SAID.format(speakers=record.said_by, date=date)


def who_and_when(record: Record, shown: Callable[[str], str] = str) -> str:
    """Say who said it and as of when, beside the question of a fact: "Red Army · as of 13 Jan 2023".

    If it sums up the sides, everyone whose words it has is named, those who contest it among them.
    shown: how to show each name
    """
    heard = [side.name for side in record.sides] or [speaker.name for speaker in record.speakers]
    who = ", ".join(map(shown, dict.fromkeys(heard))) or THE_ARTICLE_ITSELF
    return f"{who} · {strings.DATED.format(date=short_date(record.as_of))}"


def knows_until(outcome: Outcome) -> str:
    """Say how far the record goes, if the question is about a later time; else nothing."""
    if isinstance(outcome, Chatted) or outcome.knows_until is None:
        return ""
    return strings.KNOWS_UNTIL.format(date=long_date(outcome.knows_until))


def disputed_by(contest: Contest) -> str:
    """Say who disputes a fact, what they say instead, and where: one line."""
    return " · ".join(filter(None, [f"⚠ {contest}", said_where(contest)]))


def stated(said: Said) -> str:
    """Say what a speaker of a fact says, and where, if that's known better than where the fact stands: one line."""
    return " · ".join(filter(None, [f"{said.name}: {said.says}", said_where(said)]))


def said_where(said: Said) -> str:
    """Say where a statement or dispute stands: "paragraph 4", a link or words; empty if nobody knows.

    The source and the date are named if they aren't the fact's: "The other article · paragraph 4 · as of 13 May 2023".
    """
    where = said.where if isinstance(said.where, str) else paragraphs_in_full(said.where or ())
    dated = strings.DATED.format(date=long_date(said.as_of)) if said.as_of else ""
    return " · ".join(filter(None, [said.source.title if said.source else "", where, dated]))


def paragraphs_in_short(paragraphs: Sequence[int]) -> str:
    """Say where in the source within a few characters: "headline", "para. 4", "para. 1, 4, 6 …"."""
    numbers = [str(paragraph) for paragraph in paragraphs if paragraph > 0]
    if not numbers:
        return strings.HEADLINE if 0 in paragraphs else ""
    text = strings.PARAGRAPH if len(numbers) <= _PARAGRAPHS_ON_A_CARD else strings.MORE_PARAGRAPHS
    return text.format(numbers=", ".join(numbers[:_PARAGRAPHS_ON_A_CARD]))


def source_date(source: Source) -> str:
    """Return the source's date, with the note that explains it if there is one."""
    return " ".join(filter(None, [f"As of {long_date(source.as_of)}.", source.as_of_note]))


def record_date(record: Record) -> str:
    """Return the date of a fact in full, with the note on its source's date."""
    if record.fact.as_of is None:
        return source_date(record.source)
    note = record.source.as_of_note or ""
    return f"As of {long_date(record.as_of)}. The source is as of {long_date(record.source.as_of)}. {note}".rstrip()


def short_date(day: date) -> str:
    """Return "13 Jan 2023"."""
    return f"{day.day} {day:%b %Y}"


def long_date(day: date) -> str:
    """Return "13 January 2023"."""
    return f"{day.day} {day:%B %Y}"
