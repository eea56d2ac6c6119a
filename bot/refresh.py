"""Takes up what other processes changed, such as an operator in the terminal: answered here within two seconds."""

from __future__ import annotations

from typing import TYPE_CHECKING

import structlog
from discord.ext import commands, tasks

from bot.trouble import log_trouble
from knowledge.store.errors import UnavailableError

if TYPE_CHECKING:
    from bot.client import OnRecord

EVERY = 1.0  # seconds

log = structlog.get_logger(__name__)


class Refresh(commands.Cog):
    """Looks every second; while the database is away, answers go on from what is known."""

    def __init__(self, bot: OnRecord) -> None:
        self._bot = bot
        self._away = False

    async def cog_load(self) -> None:
        """Begin to look."""
        self._look.start()

    async def cog_unload(self) -> None:
        """Look no more."""
        self._look.cancel()

    @tasks.loop(seconds=EVERY)
    async def _look(self) -> None:
        try:
            await self._bot.bases.refresh()
        except UnavailableError:
            if not self._away:  # once, not every second
                log.warning("the database is away; answers go on from what was known", exc_info=True)
            self._away = True
        except Exception as error:  # noqa: BLE001  # the loop would end, and no other process be heard of any more
            log_trouble("taking up what other processes changed", error)
        else:
            self._away = False
