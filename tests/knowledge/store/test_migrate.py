"""The schema is brought up to date at the start, once, whoever comes first."""

from __future__ import annotations

import asyncio

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import text

from knowledge.store.database import Database
from knowledge.store.errors import NewerDatabaseError
from knowledge.store.server import ServerStore
from knowledge.store.tables import metadata
from tests.databases import start_process


async def test_migrations_make_exactly_the_tables_that_the_code_uses(new_database_url):
    def differences(connection):
        return compare_metadata(MigrationContext.configure(connection, opts={"compare_type": True}), metadata)

    async with await Database.open(new_database_url) as database, database.reading() as connection:
        assert await connection.run_sync(differences) == []


async def test_opening_an_up_to_date_database_changes_nothing(new_database_url):
    for _ in range(2):
        async with await Database.open(new_database_url) as database, database.reading() as connection:
            assert (await connection.execute(text("SELECT version_num FROM alembic_version"))).scalars().all() == [
                "0003"
            ]


async def test_what_the_first_version_wrote_is_kept(new_database_url):
    async with await Database.open(new_database_url) as database, database.writing() as connection:
        for statement in (
            "DROP TABLE pack",
            "DROP TABLE proposals",
            "ALTER TABLE revisions DROP COLUMN approved_by_id",
            "ALTER TABLE revisions DROP COLUMN approved_by_name",
            "UPDATE alembic_version SET version_num = '0001'",
            "INSERT INTO revisions (server_id, number, by_id, by_name, at, did, why) "
            "VALUES (7, 1, 1, 'Ann', '2024-02-29 12:00:00', 'edited', '')",
        ):
            await connection.execute(text(statement))
    async with await Database.open(new_database_url) as database:
        (revision,) = await ServerStore(database, 7).history()
        assert (revision.by.name, revision.approved_by) == ("Ann", None)


async def test_a_database_of_a_newer_version_is_refused_and_left_alone(new_database_url):
    async with await Database.open(new_database_url) as database, database.writing() as connection:
        await connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(NewerDatabaseError, match=r"newer OnRecord \(its schema is 9999, .* Update OnRecord"):
        await Database.open(new_database_url)


def open_at_once(ready, url):
    """Open the database as soon as the test says so, and report how that went."""
    ready.send("ready")
    ready.recv()
    try:
        asyncio.run(open_and_close(url))
        ready.send("open")
    except BaseException as error:  # noqa: BLE001  # whatever it is, the test shows it
        ready.send(repr(error))


async def open_and_close(url):
    await (await Database.open(url)).close()


def test_processes_that_start_together_migrate_once(new_database_url):
    processes = [start_process(open_at_once, new_database_url) for _ in range(4)]
    for _, pipe in processes:
        pipe.recv()
    for _, pipe in processes:
        pipe.send("go")
    results = [pipe.recv() for _, pipe in processes]
    for process, pipe in processes:
        process.join()
        pipe.close()
    assert results == ["open"] * 4
