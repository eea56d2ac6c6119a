"""Makes time run in the preview: SimCord's clock stands still unless it is driven."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Mapping
from typing import Any

import structlog
from simcord import Env, Preview, SetupError

_TICK_SECONDS = 1.0

log = structlog.get_logger(__name__)


async def keep_time(env: Env, page: Preview) -> None:
    """Let the time that passes here pass on the simulated server too, until cancelled.

    The page is renewed only where the bot did something by itself: every renewal makes what a
    person clicks at that very moment stale.
    """
    busy = asyncio.Lock()
    _one_at_a_time(page, busy)
    passed = time.perf_counter()  # SimCord replaces the other clocks by its own
    while True:
        await asyncio.sleep(_TICK_SECONDS)
        async with busy:
            now, events = time.perf_counter(), len(env.backend.transcript)
            try:
                await env.advance_time(now - passed)
                passed = now
                if len(env.backend.transcript) > events:
                    await page.refresh()
            except SetupError:
                log.debug("preview_busy_clock_catches_up")
            except TimeoutError:
                log.warning("preview_job_timed_out", exc_info=True)
                passed = now


def _one_at_a_time(page: Preview, busy: asyncio.Lock) -> None:
    """Let what a person does on the page wait while the clock moves: SimCord would turn it away as an error."""
    act = page._action  # noqa: SLF001  # its one entrance for everything that people do on the page

    async def when_free(context_id: str | None, body: Mapping[str, Any]) -> dict[str, Any]:
        async with busy:
            return await act(context_id, body)

    page._action = when_free  # type: ignore[method-assign]  # noqa: SLF001
