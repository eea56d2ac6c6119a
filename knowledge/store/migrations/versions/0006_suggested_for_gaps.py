"""Suggested phrasings of gaps that are there already."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Add the gap's id."""
    op.add_column("suggested_phrasings", sa.Column("gap_id", sa.String(64), nullable=True))
