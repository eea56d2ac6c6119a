"""The forms of facts: a new one, an edited one, a dispute."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.moderating.form import Field, Form
from knowledge.editing.edit import Edit
from knowledge.editing.facts import AddFact, DisputeFact, EditFact, fact_form
from knowledge.editing.other_side import AddOtherSide, stated_where
from knowledge.model.base import Base
from knowledge.model.entries import Dispute
from knowledge.model.record import THE_ARTICLE_ITSELF

_WAYS_HINT = "One a line. The more ways people ask, the better I find it"
_WHERE_HINT = "Paragraph numbers of the source, like 3, 5-7 (0 is the headline), or a link"
_AS_OF_HINT = "YYYY-MM-DD; empty means the date of the source"


def _fields(question: str = "", answer: str = "", where: str = "", as_of: str = "", *, ways: str) -> list[Field]:
    return [
        Field("question", "Question", text=question),
        Field("answer", "Answer", "Stands alone, in your own words; at most 400 characters", answer, long=True),
        Field(ways, "Other ways to ask", _WAYS_HINT, long=True, required=False),
        Field("where", "Where it says so", _WHERE_HINT, where, required=False),
        Field("as_of", "As of", _AS_OF_HINT, as_of, required=False),
    ]


def add_form(speaker: str, base: Base) -> Form:
    """Return the form of a new fact, said by `speaker` (an id, or "the article itself")."""
    speakers = () if speaker == THE_ARTICLE_ITSELF else (speaker,)

    def edit(typed: Mapping[str, Any]) -> Edit:
        return AddFact(**typed, speakers=speakers)

    return Form(f"Add a fact said by {_voice(speaker, base)}", _fields(ways="phrasings"), edit)


def edit_form(fact_id: str, base: Base, opened: int, *, speaker: str | None, topics: str | None, reason: str) -> Form:
    """Return the filled-in form of a fact as it stands at revision `opened`.

    speaker: an id or "the article itself", None keeps who said it. topics: separated by commas, None keeps them
    """
    now = fact_form(base.facts_by_id[fact_id], base)
    speakers = None if speaker is None else () if speaker == THE_ARTICLE_ITSELF else (speaker,)
    listed = None if topics is None else tuple(filter(None, map(str.strip, topics.split(","))))

    def edit(typed: Mapping[str, Any]) -> Edit:
        return EditFact(fact=fact_id, **typed, speakers=speakers, topics=listed, opened=opened)

    fields = _fields(now.question, now.answer, now.where, now.as_of, ways="more_phrasings")
    return Form("Edit the fact", fields, edit, reason)


def dispute_form(fact_id: str, speaker: str, base: Base, opened: int) -> Form:
    """Return the form in which `speaker` (an id) contests a fact."""

    def edit(typed: Mapping[str, Any]) -> Edit:
        return DisputeFact(fact=fact_id, speaker=speaker, **typed, opened=opened)

    return Form(
        "Dispute the fact",
        [
            Field("says", "What they say instead", "At most 400 characters", long=True),
            Field("where", "Where it says so", _WHERE_HINT, required=False),
        ],
        edit,
        about=f"{base.speakers_by_id[speaker].name} contests the answer to: {base.facts_by_id[fact_id].question}",
    )


def other_side_form(fact_id: str, dispute: Dispute, base: Base, opened: int) -> Form:
    """Return the form that puts on record, as a fact, what the speaker of a `dispute` of the fact says."""
    where = stated_where(dispute, base.facts_by_id[fact_id], base)

    def edit(typed: Mapping[str, Any]) -> Edit:
        return AddOtherSide(fact=fact_id, dispute=dispute, **typed, opened=opened)

    fields = _fields("", dispute.says, where, ways="phrasings")
    return Form(f"The other side's fact, by {_voice(dispute.speaker, base)}", fields, edit)


def _voice(speaker: str, base: Base) -> str:
    """Return whose word it is, for a form's title: typed text may have found somebody else than was meant."""
    known = base.speakers_by_id.get(speaker)
    return known.name if known else THE_ARTICLE_ITSELF
