"""Suggested phrasings: ways to ask that wait for a moderator, and what became of the others."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Make their table."""
    op.create_table(
        "suggested_phrasings",
        sa.Column("server_id", sa.BigInteger, autoincrement=False, nullable=False),
        sa.Column("number", sa.Integer, autoincrement=False, nullable=False),
        sa.Column("fact_id", sa.String(64), nullable=True),
        sa.Column("texts", sa.JSON, nullable=False),
        sa.Column("mark", sa.String(16), nullable=True),
        sa.Column("mark_question", sa.Text, nullable=True),
        sa.Column("accepted", sa.Boolean, nullable=True),
        sa.PrimaryKeyConstraint("server_id", "number", name="pk_suggested_phrasings"),
    )
