"""All that one server can reach in the database: its revisions, proposals, suggested phrasings, settings, and cards."""

from __future__ import annotations

from collections.abc import AsyncIterator, Collection, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, and_, delete, func, insert, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from knowledge.history.overlay import Overlay
from knowledge.history.proposals import Decision, Proposal
from knowledge.history.revisions import Change, Revision
from knowledge.history.suggested import SuggestedPhrasing
from knowledge.model.refs import Ref
from knowledge.model.server_settings import ServerSettings
from knowledge.store import proposals, suggested, tables
from knowledge.store.corrections import put_into_queue
from knowledge.store.database import Database
from knowledge.store.rows import (
    change_of,
    for_entry,
    for_server,
    load_since,
    revisions_of,
    revisions_since,
    row_of,
    rows,
    settings,
)

CHANNEL = "onrecord"  # where PostgreSQL tells every process the id of a server that changed

_NOTHING_YET = Overlay()
_HIGHEST_NUMBER = 2**31 - 1


class ServerStore:
    """The rows of the one server that it is made for; no method takes another's id. All raise `UnavailableError`."""

    def __init__(self, database: Database, server: int) -> None:
        self._database = database
        self._server = server

    async def overlay(self, known: Overlay = _NOTHING_YET) -> Overlay:
        """Return the server's overlay, reading only what is newer than the `known` one."""
        async with self._database.reading() as connection:
            return await load_since(connection, self._server, known)

    async def history(
        self,
        ref: Ref | None = None,
        *,
        before: int | None = None,
        action: str | None = None,
        person: int | None = None,
        whole: bool = False,
        limit: int = 10,
    ) -> list[Revision]:
        """Return revisions, the newest first; with `ref` those of one entry, with its change alone.

        before: only revisions of a lower number, to page on. action: only those of this one. limit: at most so many.
        person: only those that they made or approved. whole: with all their changes, also with `ref`
        """
        wanted = rows(tables.revisions, self._server)
        if action is not None:
            wanted = wanted.where(tables.revisions.c.action == action)
        if person is not None:
            columns = tables.revisions.c
            wanted = wanted.where(or_(columns.author_id == person, columns.approved_by_id == person))
        if before is not None:
            wanted = wanted.where(tables.revisions.c.number < before)
        if ref is not None:
            numbers = select(tables.changes.c.number).where(for_server(tables.changes, self._server), for_entry(ref))
            wanted = wanted.where(tables.revisions.c.number.in_(numbers))
        wanted = wanted.order_by(tables.revisions.c.number.desc()).limit(limit)
        async with self._database.reading() as connection:
            found = (await connection.execute(wanted)).all()
            return await revisions_of(connection, self._server, found, None if whole else ref)

    async def revision(self, number: int) -> Revision | None:
        """Return one revision with all its changes; None where there is none of that number."""
        if not 0 < number < _HIGHEST_NUMBER:
            return None
        found = await self.history(before=number + 1, limit=1)
        return found[0] if found and found[0].number == number else None

    async def change(self, ref: Ref, at: int) -> tuple[int, Change] | None:
        """Return the latest change of an entry up to revision `at`, with its number; None where it had none by then."""
        number = tables.changes.c.number
        wanted = rows(tables.changes, self._server).where(for_entry(ref), number <= min(at, _HIGHEST_NUMBER))
        async with self._database.reading() as connection:
            row = (await connection.execute(wanted.order_by(number.desc()).limit(1))).first()
        return (row.number, change_of(row)) if row else None

    async def since(self, ref: Ref, number: int) -> list[Revision]:
        """Return the revisions after `number` that changed an entry, the oldest first, each with its change alone."""
        async with self._database.reading() as connection:
            return await revisions_since(connection, self._server, ref, number)

    @asynccontextmanager
    async def writing(self, known: Overlay) -> AsyncIterator[Writing]:
        """A transaction in which nobody else changes this server's base; committed at the end.

        known: what is in memory; `Writing.overlay` is what holds in the database.
        """
        async with self._database.writing(self._server) as connection:
            yield Writing(connection, self._server, await load_since(connection, self._server, known))

    async def proposal(self, number: int) -> Proposal | None:
        """Return one proposal, whatever became of it; None where there is none of that number."""
        async with self._database.reading() as connection:
            return await proposals.proposal(connection, self._server, number)

    async def waiting_proposals(self) -> list[int]:
        """Return the numbers of the proposals that wait, the oldest first."""
        async with self._database.reading() as connection:
            return await proposals.waiting(connection, self._server)

    async def decide(self, number: int, decision: Decision) -> bool:
        """Record how a proposal ended; return False, and change nothing, where that is known already."""
        async with self._database.writing(self._server) as connection:
            return await proposals.decide(connection, self._server, number, decision)

    async def suggested(self, *, accepted: bool | None = None) -> list[SuggestedPhrasing]:
        """Return the suggested phrasings that wait (None), or that were accepted (True) or skipped (False)."""
        async with self._database.reading() as connection:
            return await suggested.listed(connection, self._server, accepted=accepted)

    async def suggest(self, phrasings: Sequence[SuggestedPhrasing]) -> None:
        """Store suggested phrasings, to wait for a moderator."""
        async with self._database.writing(self._server) as connection:
            await suggested.add(connection, self._server, phrasings)

    async def decide_suggested(self, numbers: Collection[int], *, accepted: bool) -> None:
        """Record that suggested phrasings were accepted or skipped; those of which that's known stay as they are."""
        async with self._database.writing(self._server) as connection:
            await suggested.decide(connection, self._server, numbers, accepted=accepted)

    async def announce_pack(self, digest: str) -> bool:
        """Note that the server is told of the pack's update to the one of this `digest`; False if it was already."""
        announced = tables.announced_packs
        async with self._database.writing(self._server) as connection:
            known = (await connection.execute(rows(announced, self._server))).first()
            if known is not None and known.digest == digest:
                return False
            await connection.execute(delete(announced).where(for_server(announced, self._server)))
            await connection.execute(insert(announced).values(server_id=self._server, digest=digest))
            return True

    async def settings(self) -> ServerSettings:
        """Return the server's settings; the defaults where it set none."""
        async with self._database.reading() as connection:
            return await settings(connection, self._server)

    async def card_posted(self, channel: int, message: int, fact: str, at: datetime) -> None:
        """Remember a public card, to correct it when its fact changes, unless the server wants no corrections.

        A message that shows another fact by now replaces what was known of it. Cards that are older or more
        than the settings keep are forgotten.
        """
        cards = tables.cards
        async with self._database.writing(self._server) as connection:
            chosen = await settings(connection, self._server)
            too_old = cards.c.posted_at < at - timedelta(days=chosen.card_days)
            await connection.execute(
                delete(cards).where(for_server(cards, self._server), (cards.c.message_id == message) | too_old)
            )
            if not chosen.living_answers:
                return
            await connection.execute(
                insert(cards).values(
                    server_id=self._server,
                    channel_id=channel,
                    message_id=message,
                    fact_id=fact,
                    posted_at=at,
                    attempts=0,
                )
            )
            newest_first = (
                select(cards.c.posted_at).where(for_server(cards, self._server)).order_by(cards.c.posted_at.desc())
            )
            oldest_kept = newest_first.offset(chosen.card_number - 1).limit(1).scalar_subquery()
            await connection.execute(
                delete(cards).where(for_server(cards, self._server), cards.c.posted_at < oldest_kept)
            )

    async def card_outdated(self, message: int, at: datetime) -> None:
        """Have a posted card corrected: its fact changed before it was known to have a card, as was found out `at`."""
        async with self._database.writing(self._server) as connection:
            await connection.execute(
                update(tables.cards).where(self._for_card(message)).values(changed_at=at, due_at=at, attempts=0)
            )

    def _for_card(self, message: int) -> ColumnElement[bool]:
        return and_(for_server(tables.cards, self._server), tables.cards.c.message_id == message)


@dataclass(frozen=True)
class Writing:
    """A server's base, held still. `overlay` is what holds; `append` adds to it."""

    connection: AsyncConnection
    server: int
    overlay: Overlay

    async def append(self, revision: Revision, *, to_correct: Collection[str] = ()) -> Revision:
        """Record `revision` under the next number and return it so. Nothing counts before the transaction ends.

        to_correct: ids of the facts that look different now, whose posted cards are to be corrected
        """
        numbered = replace(revision, number=self.overlay.revision + 1)
        row = {"server_id": self.server, "number": numbered.number}
        await self.connection.execute(
            insert(tables.revisions).values(
                **row,
                author_id=numbered.author.id,
                author_name=numbered.author.name,
                at=numbered.at,
                action=numbered.action,
                reason=numbered.reason,
                approved_by_id=numbered.approved_by.id if numbered.approved_by else None,
                approved_by_name=numbered.approved_by.name if numbered.approved_by else None,
            )
        )
        await self.connection.execute(insert(tables.changes), [row | row_of(change) for change in numbered.changes])
        await put_into_queue(self.connection, self.server, to_correct, numbered.at)
        if self.connection.dialect.name == "postgresql":
            await self.connection.execute(select(func.pg_notify(CHANNEL, str(self.server))))
        return numbered

    async def since(self, ref: Ref, number: int) -> list[Revision]:
        """Return what `ServerStore.since` does."""
        return await revisions_since(self.connection, self.server, ref, number)

    async def propose(self, proposal: Proposal) -> Proposal:
        """Record `proposal` under the next number and return it so."""
        return await proposals.propose(self.connection, self.server, proposal)

    async def decide(self, number: int, decision: Decision) -> bool:
        """Record how a proposal ended; return False, and change nothing, if that is known already."""
        return await proposals.decide(self.connection, self.server, number, decision)
