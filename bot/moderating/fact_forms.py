"""The forms of facts: a new one, an edited one, a dispute, the other side of a dispute."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from bot.moderating.form import Fields, Form, Look
from bot.strings import forms as strings
from knowledge.editing.edit import Edit
from knowledge.editing.facts import AddFact, DisputeFact, EditFact, dispute_place, fact_form, where_to_begin
from knowledge.editing.gaps import AnswerGap
from knowledge.editing.other_side import AddOtherSide, stated_where
from knowledge.editing.parsing import speaker_ids
from knowledge.history.state import ServerState
from knowledge.model.base import Base
from knowledge.model.entries import Dispute, Gap
from knowledge.model.record import THE_ARTICLE_ITSELF

_Answer = Annotated[str, Look(strings.ANSWER_HINT, long=True)]
_Where = Annotated[str, Look(strings.WHERE_HINT, required=False)]
_AsOf = Annotated[str, Look(strings.AS_OF_HINT, required=False)]


@dataclass(frozen=True)
class NewFactFields(Fields):
    """A fact that isn't on record yet."""

    question: Annotated[str, Look(strings.QUESTION_HINT)] = ""
    answer: _Answer = ""
    phrasings: Annotated[str, Look(strings.PHRASINGS_HINT, long=True, required=False)] = ""
    where: _Where = ""
    as_of: _AsOf = ""


@dataclass(frozen=True)
class FactFields(Fields):
    """A fact on record, whose phrasings can be too many for a form: it takes more of them."""

    question: Annotated[str, Look(strings.QUESTION_HINT)]
    answer: _Answer
    more_phrasings: Annotated[str, Look(strings.MORE_PHRASINGS_HINT, long=True, required=False)]
    where: _Where
    as_of: _AsOf


@dataclass(frozen=True)
class QuotedFactFields(Fields):
    """A fact with a quote. A form has room for five fields: `/fact phrasing` adds ways to ask for it."""

    question: Annotated[str, Look(strings.QUESTION_HINT)]
    answer: _Answer
    quote: Annotated[str, Look(strings.QUOTE_HINT, long=True, required=False)]
    where: _Where
    as_of: _AsOf


@dataclass(frozen=True)
class AnswerFields(Fields):
    """A fact that a gap becomes, with the gap's ways to ask."""

    question: Annotated[str, Look(strings.QUESTION_HINT)]
    answer: _Answer = ""
    speakers: Annotated[str, Look(strings.SPEAKERS_HINT, required=False)] = THE_ARTICLE_ITSELF
    where: _Where = ""
    as_of: _AsOf = ""


@dataclass(frozen=True)
class DisputeFields(Fields):
    """What somebody says against a fact."""

    disputed_by: Annotated[str, Look(strings.DISPUTED_BY_HINT)]
    says: Annotated[str, Look(strings.SAYS_HINT, long=True)] = ""
    where: Annotated[str, Look(strings.DISPUTED_WHERE_HINT, required=False)] = ""
    other_side: Annotated[str, Look(strings.OTHER_SIDE_HINT, required=False)] = ""


def add_form(
    speaker: str, now: ServerState, *, and_speakers: str = "", topics: str = "", quote: str = ""
) -> Form[NewFactFields]:
    """Return the form of a new fact, said by `speaker` (an id, or "the article itself").

    and_speakers: the names of others who said it too; they and the topics have commas between. quote: as printed
    Raises `RefusedError` for an unknown name.
    """
    speakers = _speakers(speaker) + speaker_ids(_listed(and_speakers), now.base)

    def edit(typed: NewFactFields) -> Edit:
        return AddFact(
            question=typed.question,
            answer=typed.answer,
            phrasings=typed.phrasings,
            where=typed.where,
            as_of=typed.as_of,
            speakers=speakers,
            topics=_listed(topics),
            quote=quote,
        )

    names = ", ".join(_name(id, now.base) for id in speakers or (speaker,))
    fields = NewFactFields(where=where_to_begin(now))
    return Form(strings.ADD_FACT.format(speaker=names), fields, edit)


def answer_form(gap: Gap, now: ServerState) -> Form[AnswerFields]:
    """Return the form that makes a fact of `gap`, asked for as that is."""

    def edit(typed: AnswerFields) -> Edit:
        return AnswerGap(
            gap=gap.id,
            question=typed.question,
            answer=typed.answer,
            speakers=_listed(typed.speakers),
            where=typed.where,
            as_of=typed.as_of,
            opened=now.revision,
        )

    return Form(strings.ANSWER_GAP, AnswerFields(gap.question, where=where_to_begin(now)), edit)


def edit_form(
    fact_id: str,
    base: Base,
    opened: int,
    *,
    speaker: str | None,
    and_speakers: str = "",
    topics: str | None,
    quote: str | None,
    reason: str,
) -> Form[FactFields] | Form[QuotedFactFields]:
    """Return the form of a fact as it is at revision `opened`, filled in; with its quote, if it has one or gets one.

    speaker: an id or "the article itself", None keeps who said it. topics: separated by commas, None keeps them
    and_speakers: the names of others who said it too, separated by commas
    quote: as printed, "-" takes it away, None keeps it
    """
    fact = base.facts_by_id[fact_id]
    now = fact_form(fact, base)
    others = speaker_ids(_listed(and_speakers), base)
    said_by = fact.speakers if speaker is None else _speakers(speaker)
    speakers = None if speaker is None and not others else (*said_by, *others)
    listed = None if topics is None else _listed(topics)

    def edit(typed: FactFields | QuotedFactFields) -> Edit:
        return EditFact(
            fact=fact_id,
            question=typed.question,
            answer=typed.answer,
            more_phrasings=typed.more_phrasings if isinstance(typed, FactFields) else "",
            where=typed.where,
            as_of=typed.as_of,
            speakers=speakers,
            topics=listed,
            quote=typed.quote if isinstance(typed, QuotedFactFields) else None,
            opened=opened,
        )

    shown = fact.quote if quote is None else "" if quote == strings.NO_QUOTE else quote
    if shown is not None:
        quoted = QuotedFactFields(now.question, now.answer, shown, now.where, now.as_of)
        return Form(strings.EDIT_FACT, quoted, edit, reason)
    fields = FactFields(now.question, now.answer, more_phrasings="", where=now.where, as_of=now.as_of)
    return Form(strings.EDIT_FACT, fields, edit, reason)


def dispute_form(fact_id: str, speaker: str, base: Base, opened: int) -> Form[DisputeFields]:
    """Return the form in which `speaker` (an id) disputes a fact; filled in if they do already."""
    fact = base.facts_by_id[fact_id]
    was = next((each for each in fact.disputes if each.speaker == speaker), None)

    def edit(typed: DisputeFields) -> Edit:
        return DisputeFact(
            fact=fact_id,
            speaker=typed.disputed_by,
            says=typed.says,
            where=typed.where,
            other_side=typed.other_side,
            was=was,
            opened=opened,
        )

    name = _name(speaker, base)
    about = strings.WHO_DISPUTES_WHAT.format(speaker=name, question=fact.question)
    if was is None:
        return Form(strings.DISPUTE_FACT, DisputeFields(name), edit, about=about)
    other = base.facts_by_id[was.fact].question if was.fact else ""
    fields = DisputeFields(name, was.says, dispute_place(was, fact), other)
    return Form(strings.EDIT_DISPUTE, fields, edit, about=about)


def other_side_form(fact_id: str, dispute: Dispute, base: Base, opened: int) -> Form[NewFactFields]:
    """Return the form that adds what the speaker of a `dispute` of the fact says, as a fact of its own."""

    def edit(typed: NewFactFields) -> Edit:
        return AddOtherSide(
            fact=fact_id,
            dispute=dispute,
            question=typed.question,
            answer=typed.answer,
            phrasings=typed.phrasings,
            where=typed.where,
            as_of=typed.as_of,
            opened=opened,
        )

    fields = NewFactFields(answer=dispute.says, where=stated_where(dispute, base.facts_by_id[fact_id], base))
    return Form(strings.OTHER_SIDE.format(speaker=_name(dispute.speaker, base)), fields, edit)


def _listed(text: str) -> tuple[str, ...]:
    return tuple(filter(None, map(str.strip, text.split(","))))


def _speakers(speaker: str) -> tuple[str, ...]:
    return () if speaker == THE_ARTICLE_ITSELF else (speaker,)


def _name(speaker: str, base: Base) -> str:
    """Return whose words the form takes: typed text may have found somebody else than was meant."""
    known = base.speakers_by_id.get(speaker)
    return known.name if known else THE_ARTICLE_ITSELF
