"""Time in the preview."""

import asyncio
import time

from bot.preview.clock import keep_time


async def test_time_runs(env, page):
    shown, entrance = page
    before, started = env.now(), time.perf_counter()
    keeping = asyncio.create_task(keep_time(env, shown, entrance.busy))
    await asyncio.sleep(2.5)
    keeping.cancel()
    await asyncio.gather(keeping, return_exceptions=True)
    passed = (env.now() - before).total_seconds()
    assert 1 < passed < time.perf_counter() - started + 0.1


async def test_the_clock_waits_until_what_somebody_does_is_done(env, page):
    shown, entrance = page
    before = env.now()
    async with entrance.busy:
        keeping = asyncio.create_task(keep_time(env, shown, entrance.busy))
        await asyncio.sleep(1.2)
        assert env.now() == before
    keeping.cancel()
    await asyncio.gather(keeping, return_exceptions=True)
