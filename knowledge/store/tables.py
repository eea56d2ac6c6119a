"""The tables, as the newest migration leaves them. Only modules of this folder touch them."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    DateTime,
    Dialect,
    ForeignKeyConstraint,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
)


class UtcDateTime(TypeDecorator[datetime]):
    """A moment in UTC. SQLite drops time zones on the way back; this puts them on again."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002  # as SQLAlchemy calls it
        """Refuse moments of no known time zone: they would be stored as something else than was meant."""
        if value is not None and value.tzinfo is None:
            raise ValueError("a moment without a time zone cannot be stored")
        return None if value is None else value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002  # as SQLAlchemy calls it
        """Return what was stored, in UTC."""
        if value is None or value.tzinfo is not None:
            return None if value is None else value.astimezone(UTC)
        return value.replace(tzinfo=UTC)


metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    }
)


def _snowflake(name: str, *, primary_key: bool = False) -> Column[int]:
    return Column(name, BigInteger, autoincrement=False, nullable=False, primary_key=primary_key)


def _entry_json(name: str) -> Column[Any]:
    return Column(name, JSON(none_as_null=True), nullable=True)


revisions = Table(
    "revisions",
    metadata,
    # In the order of writing: with SQLite, what is new is what has a higher id than all that was seen.
    Column("id", BigInteger().with_variant(Integer, "sqlite"), primary_key=True),
    _snowflake("server_id"),
    Column("number", Integer, nullable=False),
    _snowflake("author_id"),
    Column("author_name", Text, nullable=False),
    Column("at", UtcDateTime, nullable=False),
    Column("action", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("approved_by_id", BigInteger, nullable=True),
    Column("approved_by_name", Text, nullable=True),
    UniqueConstraint("server_id", "number"),
)

changes = Table(
    "changes",
    metadata,
    _snowflake("server_id", primary_key=True),
    Column("kind", String(16), primary_key=True),
    Column("entry_id", String(64), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    _entry_json("before"),
    _entry_json("after"),
    _entry_json("upstream"),
    Column("dependencies", JSON, nullable=False),
    ForeignKeyConstraint(["server_id", "number"], ["revisions.server_id", "revisions.number"]),
    Index(None, "server_id", "number"),
)

proposals = Table(
    "proposals",
    metadata,
    _snowflake("server_id", primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("opened", Integer, nullable=False),
    _snowflake("author_id"),
    Column("author_name", Text, nullable=False),
    Column("at", UtcDateTime, nullable=False),
    Column("action", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("changes", JSON, nullable=False),
    Column("approved", Boolean, nullable=True),
    Column("decided_by_id", BigInteger, nullable=True),
    Column("decided_by_name", Text, nullable=True),
    Column("decided_at", UtcDateTime, nullable=True),
)

suggested_phrasings = Table(
    "suggested_phrasings",
    metadata,
    _snowflake("server_id", primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("fact_id", String(64), nullable=True),
    Column("gap_id", String(64), nullable=True),
    Column("texts", JSON, nullable=False),
    Column("mark", String(16), nullable=True),
    Column("mark_question", Text, nullable=True),
    # Whether it was accepted; nothing while it waits. One that was skipped stays, so that it isn't suggested again.
    Column("accepted", Boolean, nullable=True),
)

cards = Table(
    "cards",
    metadata,
    _snowflake("server_id", primary_key=True),
    _snowflake("message_id", primary_key=True),
    _snowflake("channel_id"),
    Column("fact_id", String(64), nullable=False),
    Column("posted_at", UtcDateTime, nullable=False),
    # A card to correct has a moment when it is next tried; taking it on moves that moment into the future.
    Column("changed_at", UtcDateTime, nullable=True),
    Column("due_at", UtcDateTime, nullable=True),
    Column("attempts", Integer, nullable=False),
    Index(None, "server_id", "fact_id"),
    Index(None, "server_id", "posted_at"),
    Index(None, "due_at"),
)

pack = Table(
    "pack",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),  # there is one
    Column("content", JSON, nullable=False),
)

# Of each server that was told what a newer pack changed beside its own changes: that pack, by its digest.
announced_packs = Table(
    "announced_packs",
    metadata,
    _snowflake("server_id", primary_key=True),
    Column("digest", String(64), nullable=False),
)
