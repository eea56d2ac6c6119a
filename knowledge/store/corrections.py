"""The cards to correct, as a queue in the database: it survives restarts, and several processes can share it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, and_, delete, select, tuple_, update

from knowledge.store import tables
from knowledge.store.database import Database

_cards = tables.cards


@dataclass(frozen=True)
class Correction:
    """A posted card that shows an older state of its fact.

    server, channel, message: Discord ids. changed_at: when the fact changed last. attempts: 1 for the first try.
    """

    server: int
    channel: int
    message: int
    fact: str
    changed_at: datetime
    attempts: int


class Corrections:
    """The queue of all servers' cards: a worker takes some, edits them, and says of each how that went."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def take(
        self, at: datetime, *, most: int = 5, besides: Collection[int] = (), lease: timedelta = timedelta(minutes=1)
    ) -> list[Correction]:
        """Return up to `most` cards that are due, the longest waiting first. Raises `UnavailableError`.

        Each is nobody else's for the `lease`, after which it is due again unless it was `done` or dropped.
        besides: channels whose cards stay where they are, as Discord takes no more edits there just now
        """
        due = (
            select(_cards.c.server_id, _cards.c.message_id)
            .where(_cards.c.due_at <= at, _cards.c.channel_id.not_in(besides))
            .order_by(_cards.c.due_at)
            .limit(most)
            .with_for_update(skip_locked=True)  # PostgreSQL; SQLite has one writer anyway and ignores it
        )
        taken = (
            update(_cards)
            .where(tuple_(_cards.c.server_id, _cards.c.message_id).in_(due))
            .values(due_at=at + lease, attempts=_cards.c.attempts + 1)
            .returning(_cards)
        )
        async with self._database.writing() as connection:
            rows = (await connection.execute(taken)).all()
        return sorted(
            (Correction(r.server_id, r.channel_id, r.message_id, r.fact_id, r.changed_at, r.attempts) for r in rows),
            key=lambda correction: (correction.changed_at, correction.message),
        )

    async def done(self, correction: Correction) -> None:
        """The card shows the state of `changed_at`. If the fact changed again since, the card stays due."""
        async with self._database.writing() as connection:
            await connection.execute(
                update(_cards)
                .where(_is(correction), _cards.c.changed_at == correction.changed_at)
                .values(due_at=None, attempts=0)
            )

    async def later(self, correction: Correction, due: datetime) -> None:
        """Try the card again at `due`, as when Discord says that there were too many edits."""
        async with self._database.writing() as connection:
            await connection.execute(
                update(_cards).where(_is(correction), _cards.c.due_at.is_not(None)).values(due_at=due)
            )

    async def drop(self, correction: Correction) -> None:
        """Forget the card: its message is gone, or out of reach for good."""
        async with self._database.writing() as connection:
            await connection.execute(delete(_cards).where(_is(correction)))


def _is(correction: Correction) -> ColumnElement[bool]:
    return and_(_cards.c.server_id == correction.server, _cards.c.message_id == correction.message)
