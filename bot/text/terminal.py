"""Answers for a terminal: plain text, no wider than 80 columns."""

from __future__ import annotations

import textwrap

from bot.strings import cards as card_strings
from bot.strings import terminal as strings
from bot.text.attribution import (
    disputed_by,
    knows_until,
    not_said_by,
    record_date,
    said_by,
    said_by_others,
    short_date,
    source_date,
    stated,
    who_and_when,
)
from bot.text.escape import visible
from knowledge.model.entries import Gap
from knowledge.model.outcome import Answered, Chatted, Outcome, Suggested, Unanswered
from knowledge.model.paragraphs import paragraphs_in_full
from knowledge.model.record import Place, Record

_WIDTH = 80


def outcome_text(outcome: Outcome) -> str:
    """Return the text for `outcome`."""
    until = knows_until(outcome)
    return "\n".join([*([until] if until else []), _text(outcome)])


def _text(outcome: Outcome) -> str:
    match outcome:
        case Answered():
            return record_text(outcome.record)
        case Suggested():
            asked = [_wrapped(f"- {candidate.record.fact.question}") for candidate in outcome.candidates]
            return "\n".join([strings.DID_YOU_MEAN, *asked])
        case Chatted():
            return _wrapped(outcome.small_talk.reply, indent="")
        case Unanswered(not_said_by=str() as name, candidates=(first, *_)):
            told = [not_said_by(name), said_by_others(first.record)]
            return "\n".join([*map(_wrapped, told), "", record_text(first.record)])
        case Unanswered(gap=Gap() as gap, see=(_, *_)):
            beside = [_wrapped(f"- {each.fact.question} {who_and_when(each)}") for each in outcome.see]
            return "\n".join([_wrapped(gap.note), strings.IT_DOES_SAY, *beside])
        case _:
            text = outcome.gap.note if outcome.gap else strings.NOTHING
            nearest = [_wrapped(f"- {candidate.record.fact.question}") for candidate in outcome.candidates[:3]]
            return "\n".join([_wrapped(text), *([strings.YOU_COULD_ASK, *nearest] if nearest else [])])


def record_text(record: Record) -> str:
    """Return the text for `record`: the claim with its date, who said it, who disputes it, and the source."""
    claim = card_strings.AS_OF.format(date=short_date(record.as_of), claim=record.fact.answer)
    lines = [_wrapped(record.fact.question, indent=""), "", _wrapped(claim, indent="")]
    if record.fact.quote:
        lines.append(_wrapped(f"“{record.fact.quote}”", indent=""))
    lines.append(_wrapped(said_by(record)))
    lines += [_wrapped(f"- {stated(each)}") for each in record.statements]
    lines += [_wrapped(disputed_by(contest)) for contest in record.contests]
    lines += ["", _wrapped(strings.SOURCE.format(source=_place(record.places[0], record_date(record))))]
    also_in = strings.ALSO_HEARD_IN if record.introduces else strings.ALSO_IN
    lines += [_wrapped(also_in.format(source=_place(p, source_date(p.source)))) for p in record.also_in]
    return "\n".join(lines)


def _place(place: Place, date: str) -> str:
    return " · ".join(filter(None, [place.source.title, paragraphs_in_full(place.paragraphs), date]))


def _wrapped(text: str, *, indent: str = "  ") -> str:
    # Long words stay whole: half a link or half a name is of no use.
    return textwrap.fill(
        visible(text), _WIDTH, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False
    )
