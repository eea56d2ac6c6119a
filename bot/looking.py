"""What is looked after every second, from the bot's start to its end, whether the database is there or not."""

from __future__ import annotations

import asyncio
from typing import ClassVar

import structlog
from discord.ext import commands, tasks

from bot.trouble import log_trouble
from knowledge.store.errors import UnavailableError

EVERY = 1.0  # seconds

log = structlog.get_logger(__name__)


class LookingCog(commands.Cog):
    """Looks every second. `doing` names that in the log; `while_away` says there what the database's absence means."""

    doing: ClassVar[str]
    while_away: ClassVar[str]

    def __init__(self) -> None:
        self._away = False

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
        except UnavailableError:
            if not self._away:  # once, not every second
                log.warning(self.while_away, exc_info=True)
            self._away = True
        except Exception as error:  # noqa: BLE001  # the loop would end, and nothing be looked at any more
            log_trouble(self.doing, error)
        else:
            self._away = False
