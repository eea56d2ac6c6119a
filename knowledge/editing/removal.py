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
from knowledge.model.entries import Draft, Fact, Gap
from knowledge.model.refs import AnyEntry, Kind, Ref, find, ref_of, title

_MOST_NAMED = 5  # in one sentence


@dataclass(frozen=True, kw_only=True)
class Remove(EntryEdit):
    """Removes an entry. Facts that named a removed fact as their other side, and gaps that it was beside, stay.

    They lose the pointer.
    """

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
                ref_of(entry): _without(self.entry.id, entry, now.base) for entry in pointing(self.entry.id, now.base)
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
                messages.STILL_USED.format(title=title(entry), users=_users(users[ref], ref, base)),
                used_by=[ref_of(claim) for claim in users[ref]],
            )


def _users(entries: Sequence[AnyEntry], ref: Ref, base: Base) -> str:
    """Name `entries`; if only somebody's dispute of the first stands in the source `ref`, say so, to find it."""
    first = entries[0]
    if not isinstance(first, Fact) or ref.kind is not Kind.SOURCE:
        return named(entries)
    own = {first.source, *(each.source for each in first.also_in), *(each.source for each in first.statements)}
    speakers = [base.speakers_by_id[each.speaker].name for each in first.disputes if each.source == ref.id]
    if ref.id in own or not speakers:
        return named(entries)
    told = messages.WHERE_DISPUTED.format(fact=first.question, speakers=", ".join(speakers))
    return ", ".join([told, *([named(entries[1:])] if entries[1:] else [])])


def pointing(fact_id: str, base: Base) -> Iterator[Fact | Gap]:
    """Yield the facts with a dispute whose other side is the fact `fact_id`, then the gaps that it's beside."""
    yield from (fact for fact in base.facts if any(dispute.fact == fact_id for dispute in fact.disputes))
    yield from (gap for gap in base.gaps if fact_id in gap.see)


def _without(fact_id: str, entry: Fact | Gap, base: Base) -> Fact | Gap:
    if isinstance(entry, Gap):
        return entry.seeing_only(base.facts_by_id.keys() - {fact_id})
    disputes = [d.unlinked(entry, base.facts_by_id) if d.fact == fact_id else d for d in entry.disputes]
    return entry.model_copy(update={"disputes": tuple(disputes)})
