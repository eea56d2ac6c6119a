"""The schema is brought up to date at the start, once, whoever comes first."""

from __future__ import annotations

import asyncio
from datetime import datetime

import pytest
import sqlalchemy
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import JSON, column, insert, text
from sqlalchemy.ext.asyncio import create_async_engine

from knowledge.history.proposals import Proposal
from knowledge.history.revisions import Change, Revision
from knowledge.model.refs import THE_SETTINGS, Kind, Ref, to_json
from knowledge.model.server_settings import DEFAULT_SETTINGS, ServerSettings
from knowledge.store.database import Database
from knowledge.store.errors import NewerDatabaseError
from knowledge.store.migrate import upgrade
from knowledge.store.server import ServerStore
from knowledge.store.tables import UtcDateTime, metadata
from tests.databases import start_process
from tests.entries import ARTICLE, fact
from tests.knowledge.conftest import ANN, NOW

POPULATION = Ref(Kind.FACT, "population")

# As the schemas up to 0003 call its columns.
REVISION = {
    "server_id": 7,
    "number": 1,
    "by_id": ANN.id,
    "by_name": ANN.name,
    "at": NOW,
    "did": "edited the fact",
    "why": "a recount",
}


async def test_migrations_make_exactly_the_tables_that_the_code_uses(new_database_url):
    def differences(connection):
        return compare_metadata(MigrationContext.configure(connection, opts={"compare_type": True}), metadata)

    async with await Database.open(new_database_url) as database, database.reading() as connection:
        assert await connection.run_sync(differences) == []


async def test_opening_an_up_to_date_database_changes_nothing(new_database_url):
    for _ in range(2):
        async with await Database.open(new_database_url) as database, database.reading() as connection:
            assert (await connection.execute(text("SELECT version_num FROM alembic_version"))).scalars().all() == [
                "0008"
            ]


async def write_at(url, schema, **rows):
    """Make a database of an older `schema`, with one row in each of the named tables."""
    engine = create_async_engine(url)
    async with engine.begin() as connection:
        await connection.run_sync(upgrade, schema)
        for table, row in rows.items():
            columns = [column(name, column_type(value)) for name, value in row.items()]
            await connection.execute(insert(sqlalchemy.table(table, *columns)).values(**row))
    await engine.dispose()


def column_type(value):
    """Return the type of the column that holds `value`; None lets SQLAlchemy find out."""
    match value:
        case list() | dict():
            return JSON()
        case datetime():
            return UtcDateTime()
        case _:
            return None


async def test_what_the_first_version_wrote_is_kept(new_database_url):
    await write_at(new_database_url, "0001", revisions=REVISION)
    async with await Database.open(new_database_url) as database:
        (revision,) = await ServerStore(database, 7).history()
        assert (revision.author.name, revision.approved_by) == ("Ann", None)


async def test_a_revision_and_a_proposal_of_schema_0003_are_read_as_before(new_database_url):
    new, old = fact(answer="More."), fact()
    changed = {
        "kind": "fact",
        "entry_id": "population",
        "before": to_json(old),
        "after": to_json(new),
        "origin": to_json(old),
        "rests_on": [{"kind": "source", "entry": to_json(ARTICLE)}],
    }
    waiting = REVISION | {"opened": 1, "changes": [changed]}
    await write_at(
        new_database_url,
        "0003",
        revisions=REVISION,
        changes={"server_id": 7, "number": 1, **changed},
        proposals=waiting,
    )
    change = Change(POPULATION, old, new, old, (ARTICLE,))
    async with await Database.open(new_database_url) as database:
        store = ServerStore(database, 7)
        assert await store.history() == [Revision(1, ANN, NOW, "edited the fact", "a recount", (change,))]
        assert await store.proposal(1) == Proposal(1, 1, ANN, NOW, "edited the fact", "a recount", (change,))
        assert (await store.overlay()).overrides == {POPULATION: change.override(1)}


async def test_settings_of_schema_0006_become_a_revision(new_database_url):
    kept = {"moderator_role": 5, "audit_channel": None, "living_answers": True, "card_number": 1000, "card_days": 7}
    await write_at(
        new_database_url,
        "0006",
        revisions={
            "server_id": 7,
            "number": 1,
            "author_id": ANN.id,
            "author_name": ANN.name,
            "at": NOW,
            "action": "edited the fact",
            "reason": "",
        },
        settings={"server_id": 7, "second_approval": True, **kept},
    )
    wanted = ServerSettings(second_approval=True, **kept)
    async with await Database.open(new_database_url) as database:
        store = ServerStore(database, 7)
        assert await store.settings() == (await store.overlay()).settings == wanted
        revision, _ = await store.history()
        assert (revision.number, revision.author.name) == (2, "OnRecord")
        assert revision.changes == (Change(THE_SETTINGS, DEFAULT_SETTINGS, wanted, DEFAULT_SETTINGS),)
        assert await ServerStore(database, 8).settings() == ServerSettings()


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
