"""Turns an edit into changes of a server's base, checked as a whole. Pure: state and edit in, changes out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import date

from knowledge import pack
from knowledge.editing import messages
from knowledge.editing.content_rules import breaches, name_breaches
from knowledge.editing.edit import Edit, WriteSet
from knowledge.editing.errors import RefusedError, refusal
from knowledge.editing.quotes import doubtful_quotes, without_quotes
from knowledge.files.examples import Writing
from knowledge.history.overlay import Override, dependencies_of
from knowledge.history.revisions import Change
from knowledge.history.state import ServerState
from knowledge.model.base import Base
from knowledge.model.refs import LISTED, THE_PACK, WHOLE_PACK, AnyEntry, Ref, find
from knowledge.model.server_settings import ServerSettings
from knowledge.model.validation import BaseError


def apply_edit(edit: Edit, now: ServerState, today: date) -> tuple[Change, ...]:
    """Return what `edit` changes, at least one entry. Raises `RefusedError`."""
    return apply_writes(edit.writes(now, today), now, today, drops_quotes=edit.drops_quotes)


def apply_writes(writes: WriteSet, now: ServerState, today: date, *, drops_quotes: bool = False) -> tuple[Change, ...]:
    """Return what `writes` changes, at least one entry. drops_quotes: as in `Edit`. Raises `RefusedError`."""
    changes = _applied(writes, now, today)
    doubtful = doubtful_quotes(changes) if drops_quotes else {}
    return _applied(without_quotes(writes, doubtful), now, today) if doubtful else changes


def _applied(writes: WriteSet, now: ServerState, today: date) -> tuple[Change, ...]:
    lists: defaultdict[str, list[object]] = defaultdict(list)
    for ref, entry in writes.entries.items():
        if entry is not None and ref.kind in LISTED:
            lists[ref.kind.plural].append(entry)
    start = _starting_from(now, writes)
    try:
        result = apply_entries(lists, start.base, writes.entries)
    except BaseError as error:
        raise refusal(error.problems) from error
    changes = tuple(_changes(writes, now, start, result))
    if not changes:
        raise RefusedError(messages.NOTHING_TO_CHANGE)
    changed = {change.ref: change.after for change in changes if change.ref.kind in LISTED}
    written = () if writes.skip_content_rules else breaches(changed, now.base, result, today)
    for breach in (*name_breaches(changed, now.base, result, now.operators_pack), *written):
        raise RefusedError(breach.sentence, existing=breach.existing)
    return changes


def apply_entries(lists: object, base: Base, removed: Collection[Ref], format: Writing = "toml") -> Base:
    """Return `base` without what is `removed`, and with the entries in `lists`, shaped like a pack, in their places.

    format: in which they're written, to show in problems what to write
    Raises `BaseError` with every problem of the entries, by themselves and with the rest of the base.
    """
    if not isinstance(lists, Mapping):
        return pack.build(lists, format)  # which says what is wrong
    whole = dict(lists)
    for kind in LISTED:
        given = lists.get(kind.plural, [])
        if isinstance(given, list):
            named = (raw.get("id") if isinstance(raw, Mapping) else getattr(raw, "id", None) for raw in given)
            ids = {id for id in named if isinstance(id, str)}  # a file may have anything there, a list too
            old: Iterable[AnyEntry] = getattr(base, kind.plural)
            whole[kind.plural] = [*given, *(e for e in old if e.id not in ids and Ref(kind, e.id) not in removed)]
    return pack.build(whole, format)


def _starting_from(now: ServerState, writes: WriteSet) -> ServerState:
    """Return the state that the entries of `writes` go into: leaving the pack, or following it again, comes first."""
    if THE_PACK not in writes.entries:
        return now
    pack = Override(WHOLE_PACK if writes.entries[THE_PACK] else None, WHOLE_PACK, now.revision)
    return ServerState(now.operators_pack, now.overlay.with_overrides(now.revision, {THE_PACK: pack}))


def _changes(writes: WriteSet, now: ServerState, start: ServerState, result: Base) -> Iterable[Change]:
    for ref in writes.entries:
        before, after = now.find(ref), _written(ref, writes, start, result)
        override = now.overlay.overrides.get(ref)
        decided = ref in writes.upstreams
        upstream = writes.upstreams[ref] if decided else _upstream(ref, after, start)
        if before != after or (decided and override and override.upstream != upstream):
            yield Change(ref, before, after, upstream, dependencies_of(after, result))


def _written(ref: Ref, writes: WriteSet, start: ServerState, result: Base) -> AnyEntry | None:
    entry = writes.entries[ref]
    if isinstance(entry, ServerSettings):
        return entry
    return start.find(ref) if ref == THE_PACK else find(result, ref)


def _upstream(ref: Ref, after: AnyEntry | None, now: ServerState) -> AnyEntry | None:
    """Return the pack's entry to compare the new state with."""
    latest, override = find(now.pack, ref), now.overlay.overrides.get(ref)
    return latest if override is None else override.upstream_of(after, latest)
