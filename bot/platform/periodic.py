"""Base class for jobs that run every second and survive database outages."""

from __future__ import annotations

import asyncio
from typing import ClassVar

import structlog
from discord.ext import commands, tasks

from bot.platform.errors import log_error
from knowledge.store.errors import UnavailableError

EVERY = 1.0  # seconds

log = structlog.get_logger(__name__)


class PeriodicCog(commands.Cog):
    """A job whose `tick` runs every second, from the bot's start to its end.

    job: names the job in the log
    outage: what a database outage means for the job, as a log event
    """

    job: ClassVar[str]
    outage: ClassVar[str]

    def __init__(self) -> None:
        self._last_error: type[Exception] | None = None

    async def tick(self) -> None:
        """Do what is due now. May raise `UnavailableError`."""
        raise NotImplementedError

    async def cog_load(self) -> None:
        """Start the loop."""
        self._loop.start()

    async def cog_unload(self) -> None:
        """Stop the loop and wait for the running tick; it hangs if the database closes first."""
        task = self._loop.get_task()
        self._loop.cancel()
        if task is not None:
            await asyncio.wait([task])

    @tasks.loop(seconds=EVERY)
    async def _loop(self) -> None:
        try:
            await self.tick()
        except Exception as error:  # noqa: BLE001  # an error would end the loop for good
            if type(error) is not self._last_error:  # log an outage once, not every second
                self._log(error)
            self._last_error = type(error)
        else:
            self._last_error = None

    def _log(self, error: Exception) -> None:
        if isinstance(error, UnavailableError):
            log.warning(self.outage, exc_info=error)
        else:
            log_error(f"{self.job}_failed", error)
