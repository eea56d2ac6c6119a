"""Edits of drafts: keeping one as a fact, in the moderator's own words, and skipping one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from typing_extensions import override

from knowledge.editing import messages
from knowledge.editing.edit import EntryEdit, WriteSet, existing, new_ids
from knowledge.editing.errors import RefusedError
from knowledge.editing.parsing import Cited, cited, lines, question_and_answer, speaker_ids, typed
from knowledge.editing.removal import Remove
from knowledge.history.state import ServerState
from knowledge.model.base import Base
from knowledge.model.entries import Draft
from knowledge.model.record import THE_ARTICLE_ITSELF
from knowledge.model.refs import Kind, Ref
from knowledge.model.same_text import text_key


@dataclass(frozen=True)
class DraftForm:
    """The fields of a draft's form as people see them.

    disputed_by, says: of the first who contests it in the article, if anybody does
    """

    question_and_answer: str
    speakers: str
    where: str
    quote: str
    disputed_by: str
    says: str


def draft_form(draft: Draft, base: Base) -> DraftForm:
    """Return the form of `draft`, filled in."""
    contest = draft.disputes[0] if draft.disputes else None
    names = [base.speakers_by_id[id].name for id in draft.speakers]
    return DraftForm(
        question_and_answer="".join(f"{text}\n" for text in (draft.question, draft.answer) if text),
        speakers=", ".join(names) or THE_ARTICLE_ITSELF,
        where=", ".join(map(str, draft.paragraphs)),
        quote=draft.quote or "",
        disputed_by=base.speakers_by_id[contest.speaker].name if contest else "",
        says=(contest.says or "") if contest else "",
    )


@dataclass(frozen=True, kw_only=True)
class KeepDraft(EntryEdit):
    """A draft becomes a fact, in a moderator's own words.

    entry: the draft. question_and_answer: as `parsing.question_and_answer` reads it
    phrasings: other ways to ask, one a line
    speakers: ids, names or other spellings. where: as in `facts.AddFact`. quote: as printed; None keeps the draft's
    disputed_by, says: who contests it, by id, name or other spelling, and what they say; None keeps of the draft what
        has been put into somebody's own words
    """

    entry: Ref
    question_and_answer: str
    phrasings: str = ""
    speakers: tuple[str, ...] | None = None
    where: str | None = None
    quote: str | None = None
    disputed_by: str | None = None
    says: str | None = None

    action: ClassVar[str] = "kept the draft as the fact"

    @property
    @override
    def ref(self) -> Ref:
        return self.entry

    @override
    def writes(self, now: ServerState, today: date) -> WriteSet:
        old = existing_draft(now, self.entry)
        sources = now.base.sources
        where = Cited(old.source, old.paragraphs)
        if self.where is not None:
            where = cited(self.where, sources, old.source, None, new_ids(now, Kind.SOURCE))
        question, answer = question_and_answer(self.question_and_answer)
        id = new_ids(now, Kind.FACT).new(question)
        fact = {
            "id": id,
            "question": question,
            "answer": answer,
            "phrasings": [line for line in lines(self.phrasings) if text_key(line) != text_key(question)],
            "speakers": old.speakers if self.speakers is None else speaker_ids(self.speakers, now.base),
            "source": where.source,
            "paragraphs": where.paragraphs,
            "also_in": where.also_in,
            "quote": old.quote if self.quote is None else typed(self.quote) or None,
            "disputes": self._disputes(old, now),
        }
        added = {Ref(Kind.SOURCE, where.new.id): where.new} if where.new else {}
        return WriteSet({self.entry: None, Ref(Kind.FACT, id): fact, **added})

    def _disputes(self, old: Draft, now: ServerState) -> list[dict[str, object]]:
        """Return who contests it, at the place where the article has their words."""
        if self.disputed_by is None:
            return [{"speaker": d.speaker, "says": d.says, "where": d.where or None} for d in old.disputes if d.says]
        speakers = speaker_ids((self.disputed_by,), now.base)
        if not speakers:
            raise RefusedError(messages.ARTICLE_CANT_DISPUTE)
        where = next((each.where for each in old.disputes if each.speaker == speakers[0]), ())
        return [{"speaker": speakers[0], "says": self.says or "", "where": where or None}]


@dataclass(frozen=True, kw_only=True)
class SkipDraft(Remove):
    """A draft is left out of the base."""

    action: ClassVar[str] = "skipped the draft"


def existing_draft(now: ServerState, ref: Ref) -> Draft:
    """Return the draft. Raises `RefusedError` if there's none: somebody kept or skipped it."""
    draft = existing(now, ref)
    assert isinstance(draft, Draft)  # noqa: S101  # its kind says so
    return draft
