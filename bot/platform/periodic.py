"""What is looked after every second, from the bot's start to its end, whether the database is there or not."""

from __future__ import annotations

import asyncio
from typing import ClassVar

import structlog
from discord.ext import commands, tasks

from bot.platform.errors import log_trouble
from knowledge.store.errors import UnavailableError

EVERY = 1.0  # seconds

log = structlog.get_logger(__name__)


class LookingCog(commands.Cog):
    """Looks every second. `doing` names that in the log; `while_away` says there what the database's absence means."""

    doing: ClassVar[str]
    while_away: ClassVar[str]

    def __init__(self) -> None:
        self._trouble: type[Exception] | None = None  # what went wrong the last time

    async def look(self) -> None:
        """Do what is to be done now. May raise `UnavailableError`."""
        raise NotImplementedError

    async def cog_load(self) -> None:
        """Begin to look."""
        self._looking.start()

    async def cog_unload(self) -> None:
        """Look no more, and wait for what is being looked at: with the database closed under it, it would never end."""
        task = self._looking.get_task()
        self._looking.cancel()
        if task is not None:
            await asyncio.wait([task])

    @tasks.loop(seconds=EVERY)
    async def _looking(self) -> None:
        try:
            await self.look()
        except Exception as error:  # noqa: BLE001  # the loop would end, and nothing be looked at any more
            if type(error) is not self._trouble:  # once, not every second
                self._log(error)
            self._trouble = type(error)
        else:
            self._trouble = None

    def _log(self, error: Exception) -> None:
        if isinstance(error, UnavailableError):
            log.warning(self.while_away, exc_info=error)
        else:
            log_trouble(self.doing, error)
