"""The table of suggested phrasings: those that wait for a moderator, and those that were accepted or skipped."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any

from sqlalchemy import Row, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from knowledge.history.suggested import Mark, Reason, SuggestedPhrasing
from knowledge.store import tables
from knowledge.store.rows import for_server, rows

_suggested = tables.suggested_phrasings


async def add(connection: AsyncConnection, server: int, suggested: Iterable[SuggestedPhrasing]) -> None:
    """Store `suggested` under the next numbers, to wait. The connection is one that writes for `server`."""
    highest = await connection.execute(select(func.max(_suggested.c.number)).where(for_server(_suggested, server)))
    new = [
        {
            "server_id": server,
            "number": number,
            "fact_id": each.fact,
            "gap_id": each.gap,
            "texts": list(each.texts),
            "mark": each.mark and each.mark.reason.value,
            "mark_question": each.mark and each.mark.question,
        }
        for number, each in enumerate(suggested, (highest.scalar() or 0) + 1)
    ]
    if new:
        await connection.execute(insert(_suggested), new)


async def listed(connection: AsyncConnection, server: int, *, accepted: bool | None) -> list[SuggestedPhrasing]:
    """Return those that were `accepted` (True), skipped (False), or wait (None), in the order of their numbers."""
    wanted = rows(_suggested, server).where(_suggested.c.accepted.is_(accepted)).order_by(_suggested.c.number)
    return [_read(row) for row in await connection.execute(wanted)]


async def decide(connection: AsyncConnection, server: int, numbers: Collection[int], *, accepted: bool) -> None:
    """Record that those of `numbers` that wait were accepted or skipped."""
    waits = (_suggested.c.number.in_(numbers), _suggested.c.accepted.is_(None))
    await connection.execute(update(_suggested).where(for_server(_suggested, server), *waits).values(accepted=accepted))


def _read(row: Row[Any]) -> SuggestedPhrasing:
    text, *rewordings = row.texts
    mark = None if row.mark is None else Mark(Reason(row.mark), row.mark_question)
    return SuggestedPhrasing(row.fact_id, text, tuple(rewordings), mark, row.number, row.gap_id)
