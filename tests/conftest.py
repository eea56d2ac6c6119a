"""Databases for every test that asks for one, and patience with slow machines.

A test that takes `database_url` runs on SQLite and on PostgreSQL.
"""

from __future__ import annotations

import uuid

import pytest
from hypothesis import HealthCheck, settings

from tests import databases

# A machine with much else to do is slow, and that's no reason to fail.
settings.register_profile("patient", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("patient")


@pytest.fixture(scope="session")
def postgres_socket(tmp_path_factory):
    """The socket's folder of a running PostgreSQL; each process that runs tests has its own."""
    with databases.postgres_server(tmp_path_factory.mktemp("postgres")) as socket:
        yield socket


@pytest.fixture(scope="session")
def postgres_name(postgres_socket):
    """The name of a PostgreSQL database with tables."""
    name = f"tests_{uuid.uuid4().hex}"
    databases.migrate(databases.create_database(postgres_socket, name))
    return name


@pytest.fixture(params=databases.KINDS)
def database_url(request, tmp_path):
    """The address of a database without rows."""
    if request.param == "sqlite":
        yield f"sqlite+aiosqlite:///{tmp_path / 'onrecord.sqlite3'}"
        return
    socket, name = request.getfixturevalue("postgres_socket"), request.getfixturevalue("postgres_name")
    yield databases.postgres_url(socket, name)
    databases.empty(socket, name)


@pytest.fixture(params=databases.KINDS)
def new_database_url(request, tmp_path):
    """The address of a database that has never been used."""
    if request.param == "sqlite":
        return f"sqlite+aiosqlite:///{tmp_path / 'new.sqlite3'}"
    return databases.create_database(request.getfixturevalue("postgres_socket"), f"new_{uuid.uuid4().hex}")
