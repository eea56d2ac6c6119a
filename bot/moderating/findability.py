"""Tries in the background which facts of a server's base people won't find, for `/base status`."""

from __future__ import annotations

import asyncio
import time
from functools import partial

from cachetools import LRUCache

from knowledge.evaluation.leave_one_out import LeaveOneOut, leave_one_out
from knowledge.servers.bases import ServerBases

SECONDS = 5.0  # of trying; what's tried by then is a fair sample
SAMPLE = 3  # ways to ask for each entry
_KEPT = 16  # results; a base that didn't change isn't tried again


class Findability:
    """Tries one base at a time, in a thread, so that everybody else goes on getting answers."""

    def __init__(self) -> None:
        self._turn = asyncio.Lock()
        self._known = LRUCache[tuple[int | None, int], LeaveOneOut](_KEPT)

    async def of(self, bases: ServerBases, server: int) -> LeaveOneOut:
        """Return how well the facts of `server` are found."""
        await bases.ensure_indexed(server)
        async with self._turn:
            search, revision = bases.search(server), bases.state(server).revision
            key = (server if revision else None, revision)  # servers that changed nothing have the same base
            if key not in self._known:
                until = time.monotonic() + SECONDS
                self._known[key] = await asyncio.to_thread(
                    partial(leave_one_out, search.base, SAMPLE, search=search, go_on=lambda: time.monotonic() < until)
                )
            return self._known[key]
