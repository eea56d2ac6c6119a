"""Whether a fact looks different after a change, so that its posted cards must be corrected."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from knowledge.model.base import Base
from knowledge.model.entries import Fact
from knowledge.model.record import Record


def visibly_changed(before: Base, after: Base) -> frozenset[str]:
    """Return the ids of facts and introductions that look different in `after` or are gone from it, and of new ones."""
    ids = _made_of_other_parts(before, after)
    return frozenset(id for id in ids if not looks_the_same(before.find_record(id), after.find_record(id)))


def _made_of_other_parts(before: Base, after: Base) -> set[str]:
    """Return the ids of all that may look different: one edit leaves nearly everything the same object.

    Cards of any facts may show a speaker or source, and those who dispute a fact may say so in their own.
    """
    shown = (*before.facts_by_id, *before.introductions_by_id, *after.facts_by_id, *after.introductions_by_id)
    if _replaced(before.speakers_by_id, after.speakers_by_id) or _replaced(before.sources_by_id, after.sources_by_id):
        return set(shown)
    changed = {id for id in shown if _shown(before, id) is not _shown(after, id)}
    pointing = {fact.id for fact in after.facts for dispute in fact.disputes if dispute.fact in changed}
    return changed | pointing


def _replaced(before: Mapping[str, object], after: Mapping[str, object]) -> bool:
    return any(after.get(id) is not entry for id, entry in before.items())


def _shown(base: Base, id: str) -> Fact | None:
    return base.facts_by_id.get(id) or base.introductions_by_id.get(id)


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
