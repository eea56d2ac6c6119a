"""Removes entries. One that facts or drafts still need can't be removed; pointers to a removed fact just end."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from typing_extensions import override

from knowledge.editing import messages
from knowledge.editing.edit import EntryEdit, WriteSet, existing
from knowledge.editing.errors import RefusedError
from knowledge.history.overlay import required_refs
from knowledge.history.state import ServerState
from knowledge.model.base import Base
from knowledge.model.entries import Draft, Fact
from knowledge.model.refs import AnyEntry, Kind, Ref, find, ref_of, title

_MOST_NAMED = 5  # in one sentence


@dataclass(frozen=True, kw_only=True)
class Remove(EntryEdit):
    """Removes an entry. Facts that named a removed fact as their other side stay, without the pointer."""

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
    def writes(self, now: ServerState, today: date) -> WriteSet:
        existing(now, self.entry)
        check_unused([self.entry], now.base)
        entries: dict[Ref, AnyEntry | None] = {self.entry: None}
        if self.entry.kind is Kind.FACT:
            entries |= {
                Ref(Kind.FACT, fact.id): _without(self.entry.id, fact, now.base)
                for fact in pointing(self.entry.id, now.base)
            }
        return WriteSet(entries)


def named(entries: Sequence[AnyEntry]) -> str:
    """Name `entries` by their titles, at most a few of them."""
    titles = ", ".join(f"“{title(entry)}”" for entry in entries[:_MOST_NAMED])
    if len(entries) <= _MOST_NAMED:
        return titles
    return messages.AND_MORE.format(named=titles, number=len(entries) - _MOST_NAMED)


def check_unused(removed: Collection[Ref], base: Base) -> None:
    """Raise `RefusedError` if a fact or draft of `base` that isn't `removed` itself needs something that is."""
    claims: Sequence[Fact | Draft] = (*base.facts, *base.drafts)
    gone = set(removed)
    users = defaultdict[Ref, list[AnyEntry]](list)
    for claim in claims:
        if ref_of(claim) not in gone:
            for ref in gone.intersection(required_refs(claim)):
                users[ref].append(claim)
    for ref in removed:
        entry = find(base, ref)
        if users[ref] and entry is not None:
            raise RefusedError(
                messages.STILL_USED.format(title=title(entry), users=named(users[ref])),
                used_by=[ref_of(claim) for claim in users[ref]],
            )


def pointing(fact_id: str, base: Base) -> Iterator[Fact]:
    """Yield the facts with a dispute whose other side is the fact `fact_id`."""
    return (fact for fact in base.facts if any(dispute.fact == fact_id for dispute in fact.disputes))


def _without(fact_id: str, fact: Fact, base: Base) -> Fact:
    disputes = [d.unlinked(fact, base.facts_by_id) if d.fact == fact_id else d for d in fact.disputes]
    return fact.model_copy(update={"disputes": tuple(disputes)})
