"""What two servers can reach in the database."""

import pytest

from knowledge.store.server import ServerStore


@pytest.fixture
def one(database):
    return ServerStore(database, 1)


@pytest.fixture
def other(database):
    return ServerStore(database, 2)
