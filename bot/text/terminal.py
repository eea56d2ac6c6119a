"""Cards for a terminal: plain text, no wider than 80 columns."""

from __future__ import annotations

import textwrap

from bot.text.attribution import NOTHING_ON_RECORD, STATUS_WORDS, contest_line, said_by, source_line
from bot.text.escape import visible
from knowledge.model.outcome import Answered, Outcome, Suggested
from knowledge.model.record import Record

_WIDTH = 80


def outcome_text(outcome: Outcome) -> str:
    """Return the card for `outcome`."""
    match outcome:
        case Answered():
            return record_text(outcome.record)
        case Suggested():
            asked = [_wrapped(f"- {candidate.record.fact.question}") for candidate in outcome.candidates]
            return "\n".join(["Not sure which of these you mean. You could ask:", *asked])
        case _:
            lines = [outcome.gap.note if outcome.gap else NOTHING_ON_RECORD]
            nearest = [_wrapped(f"- {candidate.record.fact.question}") for candidate in outcome.candidates[:3]]
            return "\n".join([*map(_wrapped, lines), *(["What can be asked:", *nearest] if nearest else [])])


def record_text(record: Record) -> str:
    """Return the card for `record`, its caveat ahead of its answer."""
    lines = [_wrapped(record.fact.question, indent=""), "", STATUS_WORDS[record.status]]
    lines += [_wrapped(contest_line(contest)) for contest in record.contests]
    lines += ["", _wrapped(record.fact.answer, indent="")]
    if record.fact.quote:
        lines.append(_wrapped(f"“{record.fact.quote}”", indent=""))
    lines += [
        "",
        *(_wrapped(f"Said by: {line}") for line in said_by(record)),
        _wrapped(f"Source: {source_line(record)}"),
    ]
    return "\n".join(lines)


def _wrapped(text: str, *, indent: str = "  ") -> str:
    # Long words stay whole: a link or a name that is broken in two is none.
    return textwrap.fill(
        visible(text), _WIDTH, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False
    )
