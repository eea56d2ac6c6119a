"""Merges an edit with what others saved after it was opened: only what both changed is a conflict."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from knowledge.editing import messages
from knowledge.editing.apply import apply_writes
from knowledge.editing.edit import Edit, EntryEdit, WriteSet
from knowledge.editing.errors import RefusedError
from knowledge.history.overlay import Override, dependencies_of, required_refs
from knowledge.history.state import ServerState
from knowledge.model.entries import Draft, Fact
from knowledge.model.merge import merge
from knowledge.model.refs import AnyEntry, Ref, find


@dataclass(frozen=True)
class Clash:
    """Somebody else changed `ref` in these `fields` after the edit was opened; none named: the whole entry counts."""

    ref: Ref
    fields: tuple[str, ...] = ()


def to_merge(edit: Edit, now: ServerState) -> Ref | None:
    """Return the entry that `edit` is to be merged with, as it changed after the edit was opened; None if it's none."""
    if not isinstance(edit, EntryEdit) or not edit.merges or edit.opened is None:
        return None
    return edit.ref if now.overlay.revision_of(edit.ref) > edit.opened else None


def merged_writes(edit: Edit, now: ServerState, seen: AnyEntry | None, today: date) -> WriteSet | Clash:
    """Return what `edit` writes, merged with what others wrote meanwhile. Raises `RefusedError`.

    seen: the entry `to_merge` as it was when the edit was opened
    """
    if isinstance(edit, EntryEdit) and to_merge(edit, now):
        return _merged(edit, now, seen, today)
    watched, writes = edit.watched(now), None
    if watched is None:
        writes = edit.writes(now, today)
        watched = writes.entries
    for ref in watched:
        if edit.opened is not None and now.overlay.revision_of(ref) > max(edit.opened, edit.over):
            return Clash(ref)
    writes = writes or edit.writes(now, today)
    for ref, fields in writes.clashes.items():
        if now.overlay.revision_of(ref) > edit.over:
            return Clash(ref, fields)
    return writes


def _merged(edit: EntryEdit, now: ServerState, seen: AnyEntry | None, today: date) -> WriteSet | Clash:
    """Write what the moderator changed of what they saw, and nothing else that the form says."""
    then = _as_opened(edit.ref, seen, now)
    before = then.find(edit.ref)
    changes = apply_writes(edit.writes(then, today), then, today, drops_quotes=edit.drops_quotes)
    mine = next((change.after for change in changes if change.ref == edit.ref), before)
    merged = merge(before, mine, now.find(edit.ref))
    if merged.clashes and now.overlay.revision_of(edit.ref) > edit.over:
        return Clash(edit.ref, merged.clashes)
    return WriteSet({**edit.writes(now, today).entries, edit.ref: merged.entry})


def _as_opened(ref: Ref, seen: AnyEntry | None, now: ServerState) -> ServerState:
    """Return today's state with `ref` as it was `seen`. Raises `RefusedError` if what that needs was removed since."""
    needed = dependencies_of(seen, now.base)
    if isinstance(seen, Fact | Draft) and len(needed) < len(required_refs(seen)):
        raise RefusedError(messages.SEEN_IS_GONE)
    opened = Override(seen, find(now.pack, ref), now.revision, needed)
    return ServerState(now.operators_pack, now.overlay.with_overrides(now.revision, {ref: opened}))
