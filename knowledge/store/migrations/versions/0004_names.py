"""Columns get the names that the code uses: author, action, reason, upstream, dependencies. What's in them stays."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

_RECORDED = {"by_id": "author_id", "by_name": "author_name", "did": "action", "why": "reason"}
_CHANGED = {"origin": "upstream", "rests_on": "dependencies"}

_proposals = sa.table(
    "proposals", sa.column("server_id", sa.BigInteger), sa.column("number", sa.Integer), sa.column("changes", sa.JSON)
)


def upgrade() -> None:
    """Rename the columns, and the same names in the JSON of proposals' changes."""
    for table, names in (("revisions", _RECORDED), ("proposals", _RECORDED), ("changes", _CHANGED)):
        for old, new in names.items():
            op.execute(f"ALTER TABLE {table} RENAME COLUMN {old} TO {new}")
    connection = op.get_bind()
    for row in connection.execute(sa.select(_proposals)).all():
        changes = [{_CHANGED.get(key, key): value for key, value in change.items()} for change in row.changes]
        same = (_proposals.c.server_id == row.server_id) & (_proposals.c.number == row.number)
        connection.execute(sa.update(_proposals).where(same).values(changes=changes))
