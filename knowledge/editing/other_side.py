"""Adds the other side of a dispute as a fact of its own; the two facts then contest each other."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from typing_extensions import override

from knowledge.editing.edit import EntryEdit, WriteSet
from knowledge.editing.facts import AddFact, existing_fact, place_of
from knowledge.editing.parsing import is_link, where_text
from knowledge.history.state import ServerState
from knowledge.model.base import Base
from knowledge.model.entries import Dispute, Fact
from knowledge.model.refs import Kind, Ref


def stated_where(dispute: Dispute, fact: Fact, base: Base) -> str:
    """Return where a `dispute` of `fact` is stated, as `parsing.cited` reads it, to fill in the other side's form.

    A fact can't have a place in words; then only the source is left.
    """
    if isinstance(dispute.where, str) and is_link(dispute.where):
        return dispute.where
    paragraphs = dispute.where if isinstance(dispute.where, tuple) else ()
    stated = {"source": dispute.source or fact.source, "paragraphs": paragraphs, "also_in": ()}
    return where_text(fact.model_copy(update=stated), base)


@dataclass(frozen=True, kw_only=True)
class AddOtherSide(EntryEdit):
    """A new fact, said by the speaker of the `dispute` of the fact `fact`. Other fields as in `AddFact`."""

    fact: str
    dispute: Dispute
    question: str
    answer: str
    phrasings: str = ""
    where: str = ""
    as_of: str = ""

    @property
    @override
    def ref(self) -> Ref:
        return Ref(Kind.FACT, self.fact)

    action: ClassVar[str] = "added the other side as the fact"

    @override
    def writes(self, now: ServerState, today: date) -> WriteSet:
        """The new fact is disputed by the old one's speakers, with its answer."""
        old = existing_fact(now, self.fact)
        place = place_of(self.dispute, old)
        contested = old.disputes[place]
        added = AddFact(
            question=self.question,
            answer=self.answer,
            phrasings=self.phrasings,
            where=self.where,
            as_of=self.as_of,
            speakers=(contested.speaker,),
            topics=old.topics,
        ).writes(now, today)
        ref, fields = next((ref, entry) for ref, entry in added.entries.items() if ref.kind is Kind.FACT)
        assert isinstance(fields, dict)  # noqa: S101  # `AddFact` makes plain fields
        replies = [Dispute(speaker=id, says=old.answer, fact=old.id) for id in old.speakers if id != contested.speaker]
        disputes = list(old.disputes)
        disputes[place] = contested.model_copy(update={"fact": ref.id})
        pointing: Fact = old.model_copy(update={"disputes": tuple(disputes)})
        return WriteSet({**added.entries, ref: fields | {"disputes": replies}, self.ref: pointing})
