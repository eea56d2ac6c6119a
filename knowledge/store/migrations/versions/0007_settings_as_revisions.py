"""Settings become what a server's revisions add up to, as its entries do: who changed them is on record from now on."""

from __future__ import annotations

from datetime import UTC, datetime

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"

_DEFAULTS = {
    "moderator_role": None,
    "audit_channel": None,
    "living_answers": True,
    "card_number": 1000,
    "card_days": 30,
    "second_approval": False,
}
_settings = sa.table("settings", sa.column("server_id", sa.BigInteger), *(sa.column(name) for name in _DEFAULTS))
_revisions = sa.table(
    "revisions",
    sa.column("server_id", sa.BigInteger),
    sa.column("number", sa.Integer),
    sa.column("author_id", sa.BigInteger),
    sa.column("author_name", sa.Text),
    sa.column("at", sa.DateTime(timezone=True)),
    sa.column("action", sa.Text),
    sa.column("reason", sa.Text),
)
_changes = sa.table(
    "changes",
    sa.column("server_id", sa.BigInteger),
    sa.column("number", sa.Integer),
    sa.column("kind", sa.String),
    sa.column("entry_id", sa.String),
    *(sa.column(name, sa.JSON(none_as_null=True)) for name in ("before", "after", "upstream", "dependencies")),
)


def upgrade() -> None:
    """Record what every server has set as a revision, by the bot itself, and drop the table that had it."""
    connection = op.get_bind()
    for row in connection.execute(sa.select(_settings)).mappings().all():
        as_types = {
            name: row[name] if default is None else type(default)(row[name]) for name, default in _DEFAULTS.items()
        }
        own = {"server_id": row["server_id"]}
        highest = sa.select(sa.func.max(_revisions.c.number)).where(_revisions.c.server_id == row["server_id"])
        own["number"] = (connection.execute(highest).scalar() or 0) + 1
        connection.execute(
            sa.insert(_revisions).values(
                **own,
                author_id=0,
                author_name="OnRecord",
                at=datetime.now(UTC),
                action="changed the settings",
                reason="set before changes of settings were on record",
            )
        )
        set_here = {name: value for name, value in as_types.items() if value != _DEFAULTS[name]}
        connection.execute(
            sa.insert(_changes).values(
                **own, kind="settings", entry_id="settings", before={}, after=set_here, upstream={}, dependencies=[]
            )
        )
    op.drop_table("settings")
