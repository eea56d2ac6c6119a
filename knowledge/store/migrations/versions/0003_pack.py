"""The pack that was last answered from: what a newer one says otherwise is corrected on posted cards."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Make the table for it."""
    op.create_table(
        "pack",
        sa.Column("id", sa.Integer, autoincrement=False, nullable=False),
        sa.Column("content", sa.JSON, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_pack"),
    )
