"""Which facts people see differently after a change: their posted cards are to be corrected."""

from __future__ import annotations

from dataclasses import replace

from knowledge.model.base import Base
from knowledge.model.entries import Fact
from knowledge.model.record import Record


def visibly_changed(before: Base, after: Base) -> frozenset[str]:
    """Return the ids of facts whose record (answer, speakers, disputes, source, date) differs, and of those gone.

    How they can be asked for, and their topics, are not on their cards.
    """
    ids = before.facts_by_id.keys() | after.facts_by_id.keys()
    return frozenset(id for id in ids if _visible_record(before, id) != _visible_record(after, id))


def _visible_record(base: Base, id: str) -> Record | None:
    if id not in base.facts_by_id:
        return None
    record = base.record(id)
    return replace(record, fact=visible_part(record.fact))


def visible_part(fact: Fact) -> Fact:
    """Return `fact` without what its card does not show."""
    return fact.model_copy(update={"phrasings": (), "topics": ()})
