"""The forms of drafts: keep one in your own words, edit all of it, or keep it with who contests it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any

from bot.cards.moderator_actions import Step
from bot.moderating.form import Fields, Form, Look
from bot.moderating.replies import Replies
from bot.strings import drafts as strings
from bot.strings import forms
from knowledge.editing import drafts
from knowledge.editing.drafts import KeepDraft
from knowledge.model.base import Base
from knowledge.model.entries import Draft
from knowledge.model.refs import Kind, Ref

_QuestionAndAnswer = Annotated[str, Look(forms.QUESTION_AND_ANSWER_HINT, long=True)]


@dataclass(frozen=True)
class KeepFields(Fields):
    """What a claim needs to become a fact. Everything else is as the article has it."""

    question_and_answer: _QuestionAndAnswer
    phrasings: Annotated[str, Look(forms.PHRASINGS_HINT, long=True, required=False)] = ""


@dataclass(frozen=True)
class EditFields(Fields):
    """All of a claim."""

    question_and_answer: _QuestionAndAnswer
    speakers: Annotated[str, Look(forms.SPEAKERS_HINT, required=False)]
    where: Annotated[str, Look(forms.WHERE_HINT, required=False)]
    quote: Annotated[str, Look(forms.QUOTE_HINT, long=True, required=False)]


@dataclass(frozen=True)
class DisputeFields(Fields):
    """A claim, and who contests it."""

    question_and_answer: _QuestionAndAnswer
    disputed_by: Annotated[str, Look(forms.DISPUTED_BY_HINT)]
    says: Annotated[str, Look(forms.SAYS_HINT, long=True)]


def draft_form(step: Step, draft: Draft, base: Base, replies: Replies) -> Form[Any]:
    """Return the form that keeps `draft`, filled in but for the answer. step: *Keep*, *Edit* or *Dispute*."""
    ref, old = Ref(Kind.DRAFT, draft.id), drafts.draft_form(draft, base)
    about = _about(draft, base)

    def keep(typed: KeepFields) -> KeepDraft:
        return KeepDraft(entry=ref, question_and_answer=typed.question_and_answer, phrasings=typed.phrasings)

    def edit(typed: EditFields) -> KeepDraft:
        return KeepDraft(
            entry=ref,
            question_and_answer=typed.question_and_answer,
            speakers=None if typed.speakers == old.speakers else tuple(typed.speakers.split(",")),
            where=None if typed.where == old.where else typed.where,
            quote=typed.quote,
        )

    def dispute(typed: DisputeFields) -> KeepDraft:
        return KeepDraft(
            entry=ref,
            question_and_answer=typed.question_and_answer,
            disputed_by=typed.disputed_by,
            says=typed.says,
        )

    match step:
        case Step.EDIT:
            fields = EditFields(old.question_and_answer, old.speakers, old.where, old.quote)
            return Form(strings.EDIT_FORM, fields, edit, about=about, replies=replies)
        case Step.DISPUTE:
            disputed = DisputeFields(old.question_and_answer, old.disputed_by, old.says)
            return Form(strings.DISPUTE_FORM, disputed, dispute, about=about, replies=replies)
        case _:
            kept = KeepFields(old.question_and_answer)
            return Form(strings.KEEP_FORM, kept, keep, about=about, replies=replies)


def _about(draft: Draft, base: Base) -> str:
    """Return what the article says, to have in view while writing."""
    says = [strings.THE_ARTICLE_SAYS.format(sentence=draft.sentence)]
    for each in draft.disputes[:1]:
        name = base.speakers_by_id[each.speaker].name
        says.append(strings.THE_ARTICLE_SAYS_AGAINST_IT.format(name=name, sentence=each.sentence))
    return "\n".join(says)
