"""The cards to correct, as a queue in the database: it survives restarts, and several processes can share it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from pydantic import ValidationError
from sqlalchemy import ColumnElement, and_, delete, insert, select, tuple_, update
from sqlalchemy.ext.asyncio import AsyncConnection

from knowledge.model.base import Base
from knowledge.model.validation import BaseError
from knowledge.model.visible_change import visible_part, visibly_changed
from knowledge.store import tables
from knowledge.store.database import Database
from knowledge.store.rows import for_server, settings

_cards = tables.cards
_NO_SERVER = 0  # whose turn at writing is taken for what is no server's
_MOST_IN_ONE_LIST = 500  # databases limit the parameters of a statement


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
        """Return up to `most` cards that are due, the newest first: people still read them. Raises `UnavailableError`.

        Each is nobody else's for the `lease`, after which it is due again unless it was `done` or dropped.
        besides: channels whose cards stay where they are, as Discord takes no more edits there just now
        """
        due = (
            select(_cards.c.server_id, _cards.c.message_id)
            .where(_cards.c.due_at <= at, _cards.c.channel_id.not_in(besides))
            .order_by(_cards.c.posted_at.desc(), _cards.c.message_id.desc())
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
            key=lambda correction: -correction.message,  # Discord counts them up
        )

    async def done(self, correction: Correction) -> None:
        """The card shows the state of `changed_at`. If the fact changed again since, the card stays due."""
        async with self._database.writing() as connection:
            await connection.execute(
                update(_cards)
                .where(
                    _for_card(correction),
                    _cards.c.fact_id == correction.fact,
                    _cards.c.changed_at == correction.changed_at,
                )
                .values(due_at=None, attempts=0)
            )

    async def shown(self, correction: Correction) -> None:
        """The card shows the corrected fact. If somebody picked another fact for it meanwhile, that one is due."""
        async with self._database.writing() as connection:
            await connection.execute(
                update(_cards)
                .where(_for_card(correction), _cards.c.fact_id != correction.fact)
                .values(changed_at=correction.changed_at, due_at=correction.changed_at, attempts=0)
            )

    async def later(self, correction: Correction, due: datetime) -> None:
        """Try the card again at `due`, as when Discord says that there were too many edits, unless it changed since."""
        same = _cards.c.changed_at == correction.changed_at
        async with self._database.writing() as connection:
            await connection.execute(
                update(_cards).where(_for_card(correction), same, _cards.c.due_at.is_not(None)).values(due_at=due)
            )

    async def hurry(self, channel: int, at: datetime) -> None:
        """Try the cards of a channel at once that wait for another try: it may be open again."""
        async with self._database.writing() as connection:
            await connection.execute(
                update(_cards)
                .where(_cards.c.channel_id == channel, _cards.c.due_at > at, _cards.c.attempts > 0)
                .values(due_at=at)
            )

    async def drop(self, correction: Correction) -> None:
        """Forget the card: its message is gone."""
        async with self._database.writing() as connection:
            await connection.execute(delete(_cards).where(_for_card(correction)))

    async def enqueue_changed(self, pack: Base, at: datetime) -> None:
        """Put the cards into the queue that show what an earlier `pack` said otherwise. Raises `UnavailableError`.

        at: when that was found out
        """
        content = _visible_content(pack)
        async with self._database.writing(_NO_SERVER) as connection:
            earlier = (await connection.execute(select(tables.pack.c.content))).scalar()
            if earlier == content:
                return
            await connection.execute(delete(tables.pack))
            await connection.execute(insert(tables.pack).values(id=1, content=content))
            if earlier is None:
                return
            facts = visibly_changed(_read(earlier), pack)
            for server in (await connection.execute(select(_cards.c.server_id).distinct())).scalars().all():
                await put_into_queue(connection, server, facts, at)


async def put_into_queue(connection: AsyncConnection, server: int, facts: Collection[str], at: datetime) -> None:
    """Have the cards of `facts` (ids) corrected that `server` wants to be, as their facts changed `at` that moment."""
    if not facts:
        return
    chosen = await settings(connection, server)
    if not chosen.living_answers:
        return
    young_enough = _cards.c.posted_at >= at - timedelta(days=chosen.card_days)
    listed = sorted(facts)
    for start in range(0, len(listed), _MOST_IN_ONE_LIST):
        some = listed[start : start + _MOST_IN_ONE_LIST]
        await connection.execute(
            update(_cards)
            .where(for_server(_cards, server), _cards.c.fact_id.in_(some), young_enough)
            .values(changed_at=at, due_at=at, attempts=0)
        )


def _visible_content(pack: Base) -> dict[str, Any]:
    """Return what cards show of `pack`, as JSON."""
    shown = Base(sources=pack.sources, speakers=pack.speakers, facts=tuple(map(visible_part, pack.facts)))
    return shown.model_dump(mode="json", exclude_defaults=True)


def _read(content: dict[str, Any]) -> Base:
    try:
        return Base.model_validate(content)
    except (BaseError, ValidationError):  # it was one by the rules of an older version
        return Base()


def _for_card(correction: Correction) -> ColumnElement[bool]:
    return and_(_cards.c.server_id == correction.server, _cards.c.message_id == correction.message)
