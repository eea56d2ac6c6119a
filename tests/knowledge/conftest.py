"""A small base on a real database, and a server of it to edit."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from knowledge.editing.editor import Editor
from knowledge.history.revisions import Moderator
from knowledge.search import Search
from knowledge.servers.bases import ServerBases
from knowledge.store.database import Database
from tests.entries import SMALL

SERVER = 7
ANN = Moderator(1, "Ann")
BOB = Moderator(2, "Bob")
NOW = datetime(2024, 2, 29, 12, 0, tzinfo=UTC)


@pytest.fixture(scope="session")
def pack():
    """The search over the pack that every server starts from."""
    return Search(SMALL)


@pytest.fixture
async def database(database_url):
    """An open database."""
    async with await Database.open(database_url) as opened:
        yield opened


@pytest.fixture
async def bases(pack, database):
    """The bases of every server, as a running bot holds them."""
    started = ServerBases(pack, database)
    await started.start()
    yield started
    await started.close()


@pytest.fixture
def editor(bases):
    """The editor of one server, on the day `NOW`."""
    return Editor(bases, SERVER, clock=lambda: NOW)
