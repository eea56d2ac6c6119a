"""The pack whose update a server was told of: once, however often and in however many processes the bot starts."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    """Make the table for it."""
    op.create_table(
        "announced_packs",
        sa.Column("server_id", sa.BigInteger, autoincrement=False, nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.PrimaryKeyConstraint("server_id", name="pk_announced_packs"),
    )
