"""Opens the database, brings its schema up to date, and hands out transactions. SQLite and PostgreSQL alike."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager, nullcontext
from pathlib import Path
from typing import Self

from sqlalchemy import Connection, event, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import ArgumentError, DBAPIError, IntegrityError, ProgrammingError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from knowledge.store.errors import DatabaseError, UnavailableError
from knowledge.store.migrate import upgrade

SECONDS_TO_WAIT = 30  # for another process's write to end, or for an answer from PostgreSQL

_IMMEDIATE = "onrecord_immediate"


def default_url(folder: Path) -> str:
    """Return the address of the SQLite database in the data `folder`."""
    return URL.create("sqlite+aiosqlite", database=str(folder / "onrecord.sqlite3")).render_as_string()


class Database:
    """One database, its schema up to date. Made by `open`; `close` it, or use it as a context manager."""

    def __init__(self, engine: AsyncEngine) -> None:
        self.engine = engine
        self._writer = engine.execution_options(**{_IMMEDIATE: True})
        # SQLite has one writer at a time; in our own process we queue fairly instead of polling for its lock.
        self._turn = asyncio.Lock() if self.is_sqlite else None

    @classmethod
    async def open(cls, url: str) -> Self:
        """Open the database at `url` (`sqlite+aiosqlite:///…` or `postgresql+asyncpg://…`) and upgrade its schema.

        Raises `DatabaseError` for an address that cannot be used or a database of a newer OnRecord,
        `UnavailableError` where it cannot be reached.
        """
        engine = _engine(url)
        try:
            with reaching():
                async with engine.execution_options(**{_IMMEDIATE: True}).begin() as connection:
                    await connection.run_sync(upgrade)
        except BaseException:
            await engine.dispose()
            raise
        return cls(engine)

    async def close(self) -> None:
        """Close every connection."""
        await self.engine.dispose()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.close()

    @property
    def is_sqlite(self) -> bool:
        """Whether it is SQLite; PostgreSQL otherwise."""
        return self.engine.dialect.name == "sqlite"

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[AsyncConnection]:
        """A transaction that only reads, of one moment's state on SQLite. Raises `UnavailableError`."""
        with reaching():
            async with self.engine.begin() as connection:
                yield connection

    @asynccontextmanager
    async def writing(self, server: int | None = None) -> AsyncIterator[AsyncConnection]:
        """A transaction that writes, committed at the end. Raises `UnavailableError`.

        server: nobody else, in this process or another, writes under the same server's id at the same time.
        """
        async with self._turn or nullcontext():
            with reaching():
                async with self._writer.begin() as connection:
                    if server is not None and not self.is_sqlite:
                        await connection.execute(text("SELECT pg_advisory_xact_lock(:server)"), {"server": server})
                    yield connection


def _engine(url: str) -> AsyncEngine:
    try:
        address = make_url(url)
        if address.get_backend_name() == "sqlite":
            return _sqlite(address)
        if address.get_backend_name() == "postgresql":
            return create_async_engine(
                address,
                pool_pre_ping=True,
                connect_args={"timeout": SECONDS_TO_WAIT, "command_timeout": SECONDS_TO_WAIT},
            )
    except ModuleNotFoundError as error:
        raise DatabaseError(f"{error.name} is missing: install OnRecord with its extra 'postgres'.") from error
    except (ArgumentError, ValueError) as error:
        raise DatabaseError("The database's address cannot be read. Write postgresql://… or sqlite:///….") from error
    except OSError as error:
        raise UnavailableError(f"The database's folder cannot be made: {error.strerror}: {error.filename}") from error
    raise DatabaseError(f"'{address.get_backend_name()}' is no known database. Write postgresql://… or sqlite:///….")


def _sqlite(address: URL) -> AsyncEngine:
    if not address.database or address.database == ":memory:":
        raise DatabaseError("SQLite needs a file: write sqlite:///folder/onrecord.sqlite3.")
    Path(address.database).parent.mkdir(parents=True, exist_ok=True)
    engine = create_async_engine(address, connect_args={"timeout": SECONDS_TO_WAIT})
    event.listen(engine.sync_engine, "connect", _prepare_sqlite)
    event.listen(engine.sync_engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: DBAPIConnection, _: object) -> None:
    connection.isolation_level = None  # the driver would begin transactions late; `_begin_sqlite` does it
    cursor = connection.cursor()
    cursor.execute("PRAGMA journal_mode = WAL")  # readers and a writer do not wait for each other
    cursor.execute("PRAGMA synchronous = FULL")  # what was confirmed to a moderator survives a power cut
    cursor.execute("PRAGMA foreign_keys = ON")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    # A writer that first reads would fail where another wrote in between; so writers take the lock at once.
    immediate = connection.get_execution_options().get(_IMMEDIATE, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if immediate else "BEGIN")


@contextmanager
def reaching() -> Iterator[None]:
    """Turn a database that is away, locked, full or read-only into `UnavailableError`; our own mistakes stay."""
    try:
        yield
    except (IntegrityError, ProgrammingError):
        raise
    except (DBAPIError, PoolTimeoutError, OSError) as error:
        cause = error.orig if isinstance(error, DBAPIError) else error
        raise UnavailableError(f"The database does not answer: {cause}") from error
