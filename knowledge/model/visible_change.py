"""Whether a fact looks different after a change, so that its posted cards must be corrected."""

from __future__ import annotations

from dataclasses import replace

from knowledge.model.base import Base
from knowledge.model.entries import Fact
from knowledge.model.record import Record


def visibly_changed(before: Base, after: Base) -> frozenset[str]:
    """Return the ids of facts and introductions that look different in `after` or are gone from it, and of new ones."""
    ids = {id for base in (before, after) for id in (*base.facts_by_id, *base.introductions_by_id)}
    return frozenset(id for id in ids if not looks_the_same(before.find_record(id), after.find_record(id)))


def looks_the_same(before: Record | None, after: Record | None) -> bool:
    """Say whether two states of a fact have the same card; None is a fact that isn't there."""
    if before is None or after is None:
        return before is after
    return _visible(before) == _visible(after)


def visible_part(fact: Fact) -> Fact:
    """Return `fact` without its phrasings and topics, which its card doesn't show."""
    return fact.model_copy(update={"phrasings": (), "topics": ()})


def _visible(record: Record) -> Record:
    return replace(record, fact=visible_part(record.fact))
