"""Notices what other processes changed: PostgreSQL says so, SQLite's data version is looked at.

Nothing here waits or runs in the background: `changed` looks, at once, and is to be called every second or so.
"""

from __future__ import annotations

import time
from collections.abc import Collection, Iterator
from contextlib import contextmanager, suppress
from typing import Any, Protocol

from sqlalchemy import func, select, text
from sqlalchemy.ext.asyncio import AsyncConnection

from knowledge.store import tables
from knowledge.store.database import Database, reaching
from knowledge.store.errors import UnavailableError
from knowledge.store.server import CHANNEL

_SECONDS_OF_TRUST = 15  # a connection that has been silent for longer is asked whether it still lives


class Watch(Protocol):
    """Looks for changes of any server's base."""

    async def changed(self) -> Collection[int] | None:
        """Return the servers that may have changed since the last look. Raises `UnavailableError`.

        None means that all may have: the first time, and after the database was away.
        """

    async def close(self) -> None:
        """Let the connection go."""


def watch(database: Database) -> Watch:
    """Return what notices changes of `database`."""
    return _SqliteWatch(database) if database.is_sqlite else _PostgresWatch(database)


class _SqliteWatch:
    """`data_version` is of one connection, and changes when another one, of any process, has committed."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._connection: AsyncConnection | None = None
        self._version: int | None = None
        self._seen = 0

    async def changed(self) -> Collection[int] | None:
        try:
            with reaching():
                return await self._look(self._connection or await self._database.engine.connect())
        except BaseException:
            await self.close()
            raise

    async def _look(self, connection: AsyncConnection) -> Collection[int] | None:
        self._connection = connection
        version = (await connection.execute(text("PRAGMA data_version"))).scalar_one()
        await connection.rollback()
        if version == self._version:
            return ()
        newer = select(tables.revisions.c.server_id, func.max(tables.revisions.c.id).label("last"))
        newer = newer.where(tables.revisions.c.id > self._seen).group_by(tables.revisions.c.server_id)
        rows = (await connection.execute(newer)).all()
        await connection.rollback()
        first, self._version = self._version is None, version
        self._seen = max((row.last for row in rows), default=self._seen)
        return None if first else [row.server_id for row in rows]

    async def close(self) -> None:
        self._version = None
        if self._connection is not None:
            await self._connection.close()
            self._connection = None


@contextmanager
def _translating() -> Iterator[None]:
    """Turn the driver's own errors into `UnavailableError`: for other connections SQLAlchemy makes them its own."""
    import asyncpg  # type: ignore[import-untyped]  # noqa: PLC0415  # of the extra `postgres`

    try:
        yield
    except (asyncpg.PostgresError, asyncpg.InterfaceError, asyncpg.InternalClientError) as error:
        raise UnavailableError(f"The database does not answer: {error}") from error


class _PostgresWatch:
    """LISTEN on a connection of its own: one of the pool's would be reset, and forget, between two uses."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._connection: Any = None
        self._told: set[int] = set()
        self._heard_at = 0.0

    async def changed(self) -> Collection[int] | None:
        with reaching(), _translating():
            if self._connection is None or self._connection.is_closed():
                await self._listen()
                return None
            if time.monotonic() - self._heard_at > _SECONDS_OF_TRUST:
                try:
                    await self._connection.execute("SELECT 1", timeout=5)
                except BaseException:
                    self._connection.terminate()
                    raise
                self._heard_at = time.monotonic()
        told, self._told = self._told, set()
        return told

    async def _listen(self) -> None:
        import asyncpg  # noqa: PLC0415  # of the extra `postgres`

        engine = self._database.engine
        arguments, options = engine.dialect.create_connect_args(engine.url)
        self._connection = await asyncpg.connect(*arguments, **options, timeout=5)
        await self._connection.add_listener(CHANNEL, self._hear)
        self._told = set()
        self._heard_at = time.monotonic()

    def _hear(self, _connection: object, _pid: int, _channel: str, server: str) -> None:
        self._told.add(int(server))
        self._heard_at = time.monotonic()

    async def close(self) -> None:
        if self._connection is not None:
            with suppress(OSError):
                await self._connection.close(timeout=5)
            self._connection = None
