"""Edits of gaps: adding and editing. `removal.py` removes them; `facts.ChangePhrasings` changes their phrasings."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from typing_extensions import override

from knowledge.editing.edit import Edit, EntryEdit, WriteSet, existing, new_ids
from knowledge.editing.facts import AddFact, more_phrasings
from knowledge.editing.parsing import fact_ids, lines
from knowledge.history.state import ServerState
from knowledge.model.entries import Gap
from knowledge.model.refs import Kind, Ref
from knowledge.model.same_text import text_key


@dataclass(frozen=True, kw_only=True)
class AddGap(Edit):
    """A new gap. note: what to tell people instead. phrasings: other ways to ask, one a line.

    see: the facts to show beside the note, one a line, each by its question or id
    """

    question: str
    note: str
    phrasings: str = ""
    see: str = ""

    action: ClassVar[str] = "added the gap"

    @override
    def writes(self, now: ServerState, today: date) -> WriteSet:
        id = new_ids(now, Kind.GAP).new(self.question)
        phrasings = [line for line in lines(self.phrasings) if text_key(line) != text_key(self.question)]
        see = fact_ids(self.see, now.base.facts)
        fields = {"id": id, "question": self.question, "note": self.note, "phrasings": phrasings, "see": see}
        return WriteSet({Ref(Kind.GAP, id): fields})


@dataclass(frozen=True, kw_only=True)
class AnswerGap(EntryEdit):
    """A gap becomes a fact, which is asked for in all the ways that the gap was. Fields as in `facts.AddFact`."""

    gap: str
    question: str
    answer: str
    speakers: tuple[str, ...] = ()
    where: str = ""
    as_of: str = ""

    action: ClassVar[str] = "made the gap a fact"
    merges: ClassVar[bool] = False

    @property
    @override
    def ref(self) -> Ref:
        return Ref(Kind.GAP, self.gap)

    @override
    def writes(self, now: ServerState, today: date) -> WriteSet:
        old = existing(now, self.ref)
        assert isinstance(old, Gap)  # noqa: S101  # its kind says so
        added = AddFact(
            question=self.question,
            answer=self.answer,
            phrasings="\n".join(old.asked_as),
            speakers=self.speakers,
            where=self.where,
            as_of=self.as_of,
        ).writes(now, today)
        return WriteSet({**added.entries, self.ref: None})


@dataclass(frozen=True, kw_only=True)
class EditGap(EntryEdit):
    """What a gap's form says now. Fields as in `AddGap`, but `more_phrasings` are added to the gap's.

    see: None leaves the facts that are there
    """

    gap: str
    question: str
    note: str
    more_phrasings: str = ""
    see: str | None = None

    @property
    @override
    def ref(self) -> Ref:
        return Ref(Kind.GAP, self.gap)

    action: ClassVar[str] = "edited the gap"

    @override
    def writes(self, now: ServerState, today: date) -> WriteSet:
        old = existing(now, self.ref)
        assert isinstance(old, Gap)  # noqa: S101  # its kind says so
        phrasings = more_phrasings(old, lines(self.more_phrasings))
        see = old.see if self.see is None else fact_ids(self.see, now.base.facts)
        fields = {"question": self.question, "note": self.note, "phrasings": phrasings, "see": see}
        return WriteSet({self.ref: dict(old) | fields})
