"""Brings a database's schema up to date, whichever of several starting processes comes first."""

from __future__ import annotations

from importlib.resources import files

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text

from knowledge.store.errors import NewerDatabaseError


def upgrade(connection: Connection, to: str | None = None) -> None:
    """Run the missing migrations in the transaction that `connection` is in; it must be one that writes.

    to: the schema to stop at, such as "0003"; None runs all migrations

    On SQLite it has begun immediate, so nobody else is writing; on PostgreSQL a lock sees to that. Killed in
    the middle, nothing has happened. Raises `NewerDatabaseError`, and changes nothing, where the schema is not known.
    """
    config = Config()
    config.set_main_option("script_location", str(files("knowledge.store") / "migrations"))
    config.attributes["connection"] = connection
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(hashtext('onrecord'), hashtext('schema'))"))
    script = ScriptDirectory.from_config(config)
    current = MigrationContext.configure(connection).get_current_revision()
    known = {revision.revision for revision in script.walk_revisions()}
    if current is not None and current not in known:
        raise NewerDatabaseError(
            f"The database is of a newer OnRecord (its schema is {current}, this version knows up to "
            f"{script.get_current_head()}). Update OnRecord, or point DATABASE_URL to another database."
        )
    wanted = to or script.get_current_head()
    if wanted is not None and current != wanted:
        command.upgrade(config, wanted)
