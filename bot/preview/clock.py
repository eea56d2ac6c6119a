"""Makes time run in the preview: SimCord's clock stands still unless something drives it."""

from __future__ import annotations

import asyncio
import time

import structlog
from simcord import Env, Preview, SetupError

_TICK_SECONDS = 1.0

log = structlog.get_logger(__name__)


async def keep_time(env: Env, page: Preview, busy: asyncio.Lock) -> None:
    """Let the time that passes here pass on the simulated server too, until cancelled.

    Holds `busy` while the clock moves. The page is refreshed only if the bot did something by itself: every refresh
    makes what a person clicks at that very moment stale.
    """
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
