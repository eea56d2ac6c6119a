"""Removal of entries. What is still used cannot be removed, with one exception: pointers to a fact just end."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from typing_extensions import override

from knowledge.editing.edit import Draft, EntryEdit, existing
from knowledge.editing.errors import RefusedError
from knowledge.history.overlay import required_refs
from knowledge.history.state import ServerState
from knowledge.model.base import Base
from knowledge.model.entries import Fact
from knowledge.model.refs import AnyEntry, Kind, Ref, title


@dataclass(frozen=True, kw_only=True)
class Remove(EntryEdit):
    """An entry goes. Facts that named a removed fact as their other side go on without it."""

    entry: Ref

    @property
    @override
    def ref(self) -> Ref:
        return self.entry

    @property
    @override
    def action(self) -> str:
        return f"removed the {self.entry.kind}"

    @override
    def draft(self, now: ServerState, today: date) -> Draft:
        entry = existing(now, self.entry)
        users = [fact for fact in now.base.facts if self.entry in required_refs(fact)]
        if users:
            named = ", ".join(f"'{title(fact)}'" for fact in users[:5])
            more = f" and {len(users) - 5} more" if len(users) > 5 else ""
            raise RefusedError(
                f"'{title(entry)}' is still used by {named}{more}. Change or remove what uses it first.",
                used_by=[Ref(Kind.FACT, fact.id) for fact in users],
            )
        entries: dict[Ref, AnyEntry | None] = {self.entry: None}
        if self.entry.kind is Kind.FACT:
            entries |= {
                Ref(Kind.FACT, fact.id): _without(self.entry.id, fact) for fact in pointing(self.entry.id, now.base)
            }
        return Draft(entries)


def pointing(fact_id: str, base: Base) -> Iterator[Fact]:
    """Yield the facts with a dispute whose other side is the fact `fact_id`."""
    return (fact for fact in base.facts if any(dispute.fact == fact_id for dispute in fact.disputes))


def _without(fact_id: str, fact: Fact) -> Fact:
    disputes = [d.model_copy(update={"fact": None}) if d.fact == fact_id else d for d in fact.disputes]
    return fact.model_copy(update={"disputes": tuple(disputes)})
