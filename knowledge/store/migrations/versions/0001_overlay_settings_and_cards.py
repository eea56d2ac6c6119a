"""Revisions and their changes, the servers' settings, and the cards that were posted."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

_moment = sa.DateTime(timezone=True)
_entry = sa.JSON(none_as_null=True)


def upgrade() -> None:
    """Make the first tables."""
    op.create_table(
        "revisions",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer, "sqlite"), nullable=False),
        sa.Column("server_id", sa.BigInteger, nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("by_id", sa.BigInteger, nullable=False),
        sa.Column("by_name", sa.Text, nullable=False),
        sa.Column("at", _moment, nullable=False),
        sa.Column("did", sa.Text, nullable=False),
        sa.Column("why", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_revisions"),
        sa.UniqueConstraint("server_id", "number", name="uq_revisions_server_id_number"),
    )
    op.create_table(
        "changes",
        sa.Column("server_id", sa.BigInteger, autoincrement=False, nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("entry_id", sa.String(64), nullable=False),
        sa.Column("number", sa.Integer, autoincrement=False, nullable=False),
        sa.Column("before", _entry, nullable=True),
        sa.Column("after", _entry, nullable=True),
        sa.Column("origin", _entry, nullable=True),
        sa.Column("rests_on", sa.JSON, nullable=False),
        sa.PrimaryKeyConstraint("server_id", "kind", "entry_id", "number", name="pk_changes"),
        sa.ForeignKeyConstraint(
            ["server_id", "number"], ["revisions.server_id", "revisions.number"], name="fk_changes"
        ),
    )
    op.create_index("ix_changes_server_id_number", "changes", ["server_id", "number"])
    op.create_table(
        "settings",
        sa.Column("server_id", sa.BigInteger, autoincrement=False, nullable=False),
        sa.Column("moderator_role", sa.BigInteger, nullable=True),
        sa.Column("audit_channel", sa.BigInteger, nullable=True),
        sa.Column("living_answers", sa.Boolean, nullable=False),
        sa.Column("card_number", sa.Integer, nullable=False),
        sa.Column("card_days", sa.Integer, nullable=False),
        sa.Column("second_approval", sa.Boolean, nullable=False),
        sa.PrimaryKeyConstraint("server_id", name="pk_settings"),
    )
    op.create_table(
        "cards",
        sa.Column("server_id", sa.BigInteger, autoincrement=False, nullable=False),
        sa.Column("message_id", sa.BigInteger, autoincrement=False, nullable=False),
        sa.Column("channel_id", sa.BigInteger, nullable=False),
        sa.Column("fact_id", sa.String(64), nullable=False),
        sa.Column("posted_at", _moment, nullable=False),
        sa.Column("changed_at", _moment, nullable=True),
        sa.Column("due_at", _moment, nullable=True),
        sa.Column("attempts", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("server_id", "message_id", name="pk_cards"),
    )
    op.create_index("ix_cards_server_id_fact_id", "cards", ["server_id", "fact_id"])
    op.create_index("ix_cards_server_id_posted_at", "cards", ["server_id", "posted_at"])
    op.create_index("ix_cards_due_at", "cards", ["due_at"])
