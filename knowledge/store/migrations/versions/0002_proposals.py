"""Proposals: changes that wait for another moderator; and who approved a revision."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

_moment = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Make their table, and note approvals in that of the revisions."""
    op.create_table(
        "proposals",
        sa.Column("server_id", sa.BigInteger, autoincrement=False, nullable=False),
        sa.Column("number", sa.Integer, autoincrement=False, nullable=False),
        sa.Column("opened", sa.Integer, nullable=False),
        sa.Column("by_id", sa.BigInteger, nullable=False),
        sa.Column("by_name", sa.Text, nullable=False),
        sa.Column("at", _moment, nullable=False),
        sa.Column("did", sa.Text, nullable=False),
        sa.Column("why", sa.Text, nullable=False),
        sa.Column("changes", sa.JSON, nullable=False),
        sa.Column("approved", sa.Boolean, nullable=True),
        sa.Column("decided_by_id", sa.BigInteger, nullable=True),
        sa.Column("decided_by_name", sa.Text, nullable=True),
        sa.Column("decided_at", _moment, nullable=True),
        sa.PrimaryKeyConstraint("server_id", "number", name="pk_proposals"),
    )
    op.add_column("revisions", sa.Column("approved_by_id", sa.BigInteger, nullable=True))
    op.add_column("revisions", sa.Column("approved_by_name", sa.Text, nullable=True))
