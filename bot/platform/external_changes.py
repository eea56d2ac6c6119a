"""Takes up what other processes changed, such as an operator in the terminal: answered here within two seconds."""

from __future__ import annotations

from bot.app import App
from bot.platform.periodic import LookingCog


class Refresh(LookingCog):
    """While the database is away, answers go on from what is known."""

    doing = "taking up what other processes changed"
    while_away = "the database is away; answers go on from what was known"

    def __init__(self, bot: App) -> None:
        super().__init__()
        self._bot = bot

    async def look(self) -> None:
        """See `ServerBases.refresh`; what it finds is announced as if it had been saved here."""
        for server, known in (await self._bot.bases.refresh()).items():
            if self._bot.get_guild(server) is None:  # another process is the one that talks to it
                continue
            new = self._bot.bases.standing(server).revision - known
            for revision in reversed(await self._bot.bases.store(server).history(limit=new)):
                self._bot.dispatch("base_changed", server, revision)
