"""How a server's rows become what they mean, and back. Every statement here is of one server's rows alone."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping, Sequence
from types import SimpleNamespace
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, Table, and_, case, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from knowledge.history.overlay import Overlay, Override
from knowledge.history.revisions import Change, Moderator, Revision
from knowledge.model.entries import Source, Speaker
from knowledge.model.refs import THE_SETTINGS, Kind, Ref, from_json, ref_of, to_json
from knowledge.model.server_settings import ServerSettings
from knowledge.store import tables

_changes = tables.changes


def for_server(table: Table, server: int) -> ColumnElement[bool]:
    """The condition that a row of `table` is `server`'s."""
    condition: ColumnElement[bool] = table.c.server_id == server
    return condition


def for_entry(ref: Ref) -> ColumnElement[bool]:
    """The condition that a change is of the entry `ref`."""
    return and_(_changes.c.kind == ref.kind.value, _changes.c.entry_id == ref.id)


def rows(table: Table, server: int) -> Select[Any]:
    """Select the rows of `table` that are `server`'s."""
    return select(table).where(for_server(table, server))


async def settings(connection: AsyncConnection, server: int) -> ServerSettings:
    """Read the settings as the last change left them; the defaults where there was none."""
    latest = select(_changes.c.after).where(for_server(_changes, server), for_entry(THE_SETTINGS))
    after = (await connection.execute(latest.order_by(_changes.c.number.desc()).limit(1))).scalar()
    return ServerSettings.model_validate(after or {})


async def load_since(connection: AsyncConnection, server: int, known: Overlay) -> Overlay:
    """Return the overlay as it is now: the `known` one and each later entry's latest change."""
    found = await connection.execute(_latest(for_server(_changes, server), _changes.c.number > known.revision))
    return _extended(known, dict(map(_override, found)))


async def all_overlays(connection: AsyncConnection) -> AsyncIterator[tuple[int, Overlay]]:
    """Yield every server that changed anything, with its overlay."""
    async with connection.stream(_latest().order_by(_changes.c.server_id)) as found:
        server, overrides = 0, dict[Ref, Override]()
        async for row in found:
            if row.server_id != server and overrides:
                yield server, _extended(Overlay(), overrides)
                overrides = {}
            server = row.server_id
            overrides.update([_override(row)])
        if overrides:
            yield server, _extended(Overlay(), overrides)


def _extended(known: Overlay, overrides: Mapping[Ref, Override]) -> Overlay:
    return known.with_overrides(max(each.revision for each in overrides.values()), overrides) if overrides else known


def _latest(*conditions: ColumnElement[bool]) -> Select[Any]:
    """Select the latest change of each entry, among those of the `conditions`.

    What was before comes along as `removed`, if the change removed it.
    """
    entry = (_changes.c.server_id, _changes.c.kind, _changes.c.entry_id)
    newest = select(*entry, func.max(_changes.c.number).label("number")).where(*conditions).group_by(*entry).subquery()
    same = and_(*(_changes.c[column.name] == column for column in newest.c))
    columns = [column for column in _changes.c if column is not _changes.c.before]
    return select(*columns, case((_changes.c.after.is_(None), _changes.c.before)).label("removed")).join(newest, same)


def _override(row: Row[Any]) -> tuple[Ref, Override]:
    kind = Kind(row.kind)
    after, upstream = from_json(kind, row.after), from_json(kind, row.upstream)
    removed = from_json(kind, row.removed) if row.removed != row.upstream else None
    return Ref(kind, row.entry_id), Override(after, upstream, row.number, _dependencies(row.dependencies), removed)


async def revisions_of(
    connection: AsyncConnection, server: int, found: Sequence[Row[Any]], ref: Ref | None
) -> list[Revision]:
    """Return rows of the table of revisions with their changes; with `ref` only those of that entry."""
    changes: dict[int, list[Change]] = {row.number: [] for row in found}
    wanted = rows(_changes, server).where(_changes.c.number.in_(changes))
    if ref is not None:
        wanted = wanted.where(for_entry(ref))
    for row in await connection.execute(wanted.order_by(_changes.c.kind, _changes.c.entry_id)):
        changes[row.number].append(change_of(row))
    return [
        Revision(
            row.number,
            Moderator(row.author_id, row.author_name),
            row.at,
            row.action,
            row.reason,
            tuple(changes[row.number]),
            None if row.approved_by_id is None else Moderator(row.approved_by_id, row.approved_by_name),
        )
        for row in found
    ]


async def revisions_since(connection: AsyncConnection, server: int, ref: Ref, number: int) -> list[Revision]:
    """Return the revisions after `number` that changed `ref`, the oldest first, each with that change alone."""
    numbers = select(_changes.c.number).where(for_server(_changes, server), for_entry(ref), _changes.c.number > number)
    wanted = rows(tables.revisions, server).where(tables.revisions.c.number.in_(numbers))
    found = (await connection.execute(wanted.order_by(tables.revisions.c.number))).all()
    return await revisions_of(connection, server, found, ref)


def row_of(change: Change) -> dict[str, object]:
    """Return the columns of a change, but for its server and number."""
    return {
        "kind": change.ref.kind.value,
        "entry_id": change.ref.id,
        "before": to_json(change.before),
        "after": to_json(change.after),
        "upstream": to_json(change.upstream),
        "dependencies": [{"kind": ref_of(each).kind.value, "entry": to_json(each)} for each in change.dependencies],
    }


def change_of(row: Row[Any] | SimpleNamespace) -> Change:
    """Return the change that `row_of` made the columns from."""
    kind = Kind(row.kind)
    before, after, upstream = (from_json(kind, data) for data in (row.before, row.after, row.upstream))
    return Change(Ref(kind, row.entry_id), before, after, upstream, _dependencies(row.dependencies))


def _dependencies(stored: list[dict[str, Any]]) -> tuple[Source | Speaker, ...]:
    entries = (from_json(Kind(each["kind"]), each["entry"]) for each in stored)
    return tuple(entry for entry in entries if isinstance(entry, Source | Speaker))
