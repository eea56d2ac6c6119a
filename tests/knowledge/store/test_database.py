"""A database that cannot be used says why, and shows no password."""

from __future__ import annotations

import asyncio
import sqlite3
import uuid

import pytest
from sqlalchemy import text

from knowledge.editing.editor import Editor
from knowledge.editing.errors import NotSavedError
from knowledge.editing.facts import EditFact
from knowledge.servers.bases import ServerBases
from knowledge.store.database import Database, default_url
from knowledge.store.errors import DatabaseError, UnavailableError
from tests import databases
from tests.entries import fact
from tests.knowledge.conftest import ANN, SERVER


@pytest.mark.parametrize(
    ("url", "message"),
    [
        ("mysql://ann:secret@host/db", "'mysql' is no known database"),
        ("nonsense", "address cannot be read"),
        ("sqlite+aiosqlite://", "SQLite needs a file"),
        ("postgresql+asyncpg://ann:secret@127.0.0.1:1/db", "does not answer"),
        ("postgresql+asyncpg://ann:secret@host:port/db", "address cannot be read"),
    ],
)
async def test_an_address_that_cannot_be_used_is_refused_with_the_reason(url, message):
    with pytest.raises(DatabaseError, match=message) as caught:
        await Database.open(url)
    assert "secret" not in str(caught.value)


async def test_a_folder_that_is_missing_is_made(tmp_path):
    async with await Database.open(default_url(tmp_path / "new" / "folder")) as database, database.reading():
        assert (tmp_path / "new" / "folder" / "onrecord.sqlite3").exists()


async def test_a_folder_that_cannot_be_made_is_named(tmp_path):
    (tmp_path / "file").write_text("no folder")
    with pytest.raises(UnavailableError, match=r"folder cannot be made: .*file"):
        await Database.open(default_url(tmp_path / "file" / "folder"))


async def test_a_file_that_is_no_database_is_refused(tmp_path):
    (tmp_path / "onrecord.sqlite3").write_bytes(b"not a database" * 100)
    with pytest.raises(UnavailableError, match="file is not a database"):
        await Database.open(default_url(tmp_path))


async def test_a_locked_sqlite_file_is_reported_and_changes_nothing(tmp_path, pack, monkeypatch):

    monkeypatch.setattr("knowledge.store.database.SECONDS_TO_WAIT", 0.1)
    async with await Database.open(default_url(tmp_path)) as database:
        bases = ServerBases(pack, database)
        await bases.start()
        other = sqlite3.connect(tmp_path / "onrecord.sqlite3", isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        edit = EditFact(fact="population", question=fact().question, answer="My own words.", where="3", as_of="")
        with pytest.raises(NotSavedError):
            await Editor(bases, SERVER).save(edit, ANN)
        other.close()
        assert (await Editor(bases, SERVER).save(edit, ANN)).number == 1
        await bases.close()


async def test_a_postgresql_that_went_away_is_unavailable_and_found_again(postgres_socket, pack):
    """Its connections are cut under a running bot, among them the one that listens."""

    def create():
        return databases.create_database(postgres_socket, f"cut_{uuid.uuid4().hex}")

    url = await asyncio.to_thread(create)
    async with await Database.open(url) as database, await Database.open(url) as other:
        bases = ServerBases(pack, database)
        await bases.start()
        await cut_others(other)
        writer = ServerBases(pack, other)
        edit = EditFact(fact="population", question=fact().question, answer="While away.", where="3", as_of="")
        await Editor(writer, SERVER).save(edit, ANN)
        await writer.close()
        for _ in range(3):
            try:
                await bases.refresh()
            except UnavailableError:
                await asyncio.sleep(0)
        assert bases.state(SERVER).base.facts_by_id["population"].answer == "While away."
        await bases.close()


async def cut_others(database):
    """End every other connection to the same database, as a restart of the server would."""
    async with database.reading() as connection:
        await connection.execute(
            text(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                "WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
        )
