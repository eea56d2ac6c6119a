"""The table of proposals: changes that wait for another moderator, and how each ended."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace
from typing import Any

from sqlalchemy import ColumnElement, Row, and_, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from knowledge.history.proposals import Decision, Proposal
from knowledge.history.revisions import Moderator
from knowledge.store import tables
from knowledge.store.rows import change_of, for_server, row_of, rows

_proposals = tables.proposals


async def propose(connection: AsyncConnection, server: int, proposal: Proposal) -> Proposal:
    """Record `proposal` under the next number and return it so. The connection is one that writes for `server`."""
    highest = await connection.execute(select(func.max(_proposals.c.number)).where(for_server(_proposals, server)))
    numbered = replace(proposal, number=(highest.scalar() or 0) + 1)
    await connection.execute(
        insert(_proposals).values(
            server_id=server,
            number=numbered.number,
            opened=numbered.opened,
            author_id=numbered.author.id,
            author_name=numbered.author.name,
            at=numbered.at,
            action=numbered.action,
            reason=numbered.reason,
            changes=[row_of(change) for change in numbered.changes],
        )
    )
    return numbered


async def decide(connection: AsyncConnection, server: int, number: int, decision: Decision) -> bool:
    """Record how a proposal ended; return False, and change nothing, where that is known already."""
    decided = await connection.execute(
        update(_proposals)
        .where(_for_proposal(server, number), _proposals.c.decided_at.is_(None))
        .values(
            approved=decision.approved,
            decided_by_id=decision.decided_by.id,
            decided_by_name=decision.decided_by.name,
            decided_at=decision.at,
        )
    )
    return decided.rowcount == 1


async def proposal(connection: AsyncConnection, server: int, number: int) -> Proposal | None:
    """Return one proposal; None where there is none of that number."""
    row = (await connection.execute(rows(_proposals, server).where(_for_proposal(server, number)))).first()
    return _proposal(row) if row else None


async def waiting(connection: AsyncConnection, server: int) -> list[int]:
    """Return the numbers of the proposals that wait, the oldest first."""
    wanted = select(_proposals.c.number).where(for_server(_proposals, server), _proposals.c.decided_at.is_(None))
    return list((await connection.execute(wanted.order_by(_proposals.c.number))).scalars())


def _for_proposal(server: int, number: int) -> ColumnElement[bool]:
    return and_(for_server(_proposals, server), _proposals.c.number == number)


def _proposal(row: Row[Any]) -> Proposal:
    decision = (
        None
        if row.decided_at is None
        else Decision(row.approved, Moderator(row.decided_by_id, row.decided_by_name), row.decided_at)
    )
    return Proposal(
        row.number,
        row.opened,
        Moderator(row.author_id, row.author_name),
        row.at,
        row.action,
        row.reason,
        tuple(change_of(SimpleNamespace(**change)) for change in row.changes),
        decision,
    )
