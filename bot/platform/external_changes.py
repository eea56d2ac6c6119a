"""Polls for changes that other processes made, such as an operator in the terminal: at most two seconds late."""

from __future__ import annotations

from typing_extensions import override

from bot.app import App
from bot.platform.periodic import PeriodicCog


class ExternalChanges(PeriodicCog):
    """Loads other processes' changes and announces them. During a database outage, answers use what is in memory."""

    job = "external_changes"
    outage = "database_away_answering_from_memory"

    def __init__(self, bot: App) -> None:
        super().__init__()
        self._bot = bot

    @override
    async def tick(self) -> None:
        for server, known in (await self._bot.bases.refresh()).items():
            if self._bot.get_guild(server) is None:  # another process serves it
                continue
            new = self._bot.bases.state(server).revision - known
            for revision in reversed(await self._bot.bases.store(server).history(limit=new)):
                self._bot.dispatch("base_changed", server, revision)
