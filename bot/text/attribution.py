"""The words that every card shares, so that the same thing reads the same everywhere."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from knowledge.model.entries import Status
from knowledge.model.record import THE_ARTICLE_ITSELF, Contest, Record

NOTHING_ON_RECORD = "There is nothing on record about that."

# A word and a sign beside each colour: nobody has to tell colours apart.
STATUS_WORDS = {
    Status.DISPUTED: "⚠ Disputed",
    Status.CLAIMED: "❝ Claimed",
    Status.REPORTED: "¶ Reported",
}


def said_by(record: Record) -> list[str]:
    """Return a line for each speaker: name, role, side; or the one line "the article itself"."""
    return [f"{speaker.name}, {speaker.role} ({speaker.side})" for speaker in record.speakers] or [THE_ARTICLE_ITSELF]


def said_where(contest: Contest) -> str:
    """Say where a dispute is stated: "paragraph 4", a link or words; empty where nobody knows."""
    return contest.where if isinstance(contest.where, str) else place(contest.where or ())


def contest_line(contest: Contest) -> str:
    """Say who contests a fact, what they say instead, and where."""
    return " · ".join(filter(None, [str(contest), said_where(contest)]))


def place(paragraphs: Sequence[int]) -> str:
    """Say where in the source: "headline", "paragraph 4", "headline and paragraphs 1, 4"; empty for nowhere."""
    numbers = [str(paragraph) for paragraph in paragraphs if paragraph > 0]
    parts = ["headline"] if 0 in paragraphs else []
    if numbers:
        parts.append(f"paragraph{'s' if len(numbers) > 1 else ''} {', '.join(numbers)}")
    return " and ".join(parts)


def as_of(record: Record) -> str:
    """Say as of when: "as of 13 January 2023", with the source's note on its date where there is one."""
    note = record.source.as_of_note
    if note and record.fact.as_of:  # a date of its own is counted from the source's, and no surer
        note = f"its source is as of {spelt_out(record.source.as_of)}: {note}"
    return dated(record.as_of, note)


def dated(day: date, note: str | None) -> str:
    """Say "as of 13 January 2023", with `note` on the date where there is one."""
    return f"as of {spelt_out(day)}{f' ({note})' if note else ''}"


def spelt_out(day: date) -> str:
    """Return "13 January 2023"."""
    return f"{day.day} {day:%B %Y}"


def source_line(record: Record) -> str:
    """Say where it is written and as of when."""
    return " · ".join(filter(None, [record.source.title, place(record.fact.paragraphs), as_of(record)]))
