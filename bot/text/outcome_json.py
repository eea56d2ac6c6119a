"""An outcome as plain data: what `ask --json` prints for other programs."""

from __future__ import annotations

from typing import Any

from knowledge.model.outcome import Answered, Candidate, Chatted, Outcome, Suggested, Unanswered
from knowledge.model.record import Place, Record, Said

NAMES: dict[type[Outcome], str] = {
    Answered: "answered",
    Suggested: "suggested",
    Unanswered: "unanswered",
    Chatted: "small_talk",
}


def outcome_data(outcome: Outcome) -> dict[str, Any]:
    """Return `outcome` in the shape that the README's "The terminal" gives."""
    until = None if isinstance(outcome, Chatted) else outcome.knows_until
    return {
        "question": outcome.question,
        "outcome": NAMES[type(outcome)],
        "confidence": outcome.confidence,
        "fact": record_data(outcome.record) if isinstance(outcome, Answered) else None,
        "not_said_by": outcome.not_said_by if isinstance(outcome, Unanswered) else None,
        "gap": _gap_data(outcome) if isinstance(outcome, Unanswered) else None,
        "reply": outcome.small_talk.reply if isinstance(outcome, Chatted) else None,
        "knows_until": until.isoformat() if until else None,
        "suggestions": [_candidate_data(candidate) for candidate in outcome.candidates],
    }


def _gap_data(outcome: Unanswered) -> dict[str, Any] | None:
    gap = outcome.gap
    return {"id": gap.id, "note": gap.note, "see": [record_data(each) for each in outcome.see]} if gap else None


def record_data(record: Record) -> dict[str, Any]:
    """Return `record` whole: never the answer without its speakers, source, date and caveat."""
    return {
        "id": record.fact.id,
        "question": record.fact.question,
        "answer": record.answer_with_sides,
        "speakers": [
            {"id": speaker.id, "name": speaker.name, "role": speaker.role, "side": speaker.side}
            for speaker in record.speakers
        ],
        "statements": [_said_data(statement, record) for statement in record.statements],
        "status": record.status.value,
        "caveat": record.caveat,
        "disputes": [_said_data(contest, record) for contest in record.contests],
        "source": _place_data(record.places[0]),
        "also_in": [_place_data(place) | {"as_of": place.source.as_of.isoformat()} for place in record.also_in],
        "as_of": record.as_of.isoformat(),
    }


def _place_data(place: Place) -> dict[str, Any]:
    return {"id": place.source.id, "title": place.source.title, "paragraphs": list(place.paragraphs)}


def _said_data(said: Said, record: Record) -> dict[str, Any]:
    who = {"speaker": said.speaker.id if said.speaker else None, "says": said.says}
    if isinstance(said.where, str) and said.source is None:  # nobody knows as of when that is
        return who | {"source": None, "where": said.where, "as_of": None}
    paragraphs = said.where if isinstance(said.where, tuple) else ()
    return who | {
        "source": _place_data(Place(said.source or record.source, paragraphs)),
        "where": said.where if isinstance(said.where, str) else None,
        "as_of": (said.as_of or record.as_of).isoformat(),
    }


def _candidate_data(candidate: Candidate) -> dict[str, Any]:
    return {"confidence": candidate.confidence, "fact": record_data(candidate.record)}
