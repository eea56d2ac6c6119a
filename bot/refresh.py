"""Takes up what other processes changed, such as an operator in the terminal: answered here within two seconds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.looking import LookingCog

if TYPE_CHECKING:
    from bot.client import OnRecord


class Refresh(LookingCog):
    """While the database is away, answers go on from what is known."""

    doing = "taking up what other processes changed"
    while_away = "the database is away; answers go on from what was known"

    def __init__(self, bot: OnRecord) -> None:
        super().__init__()
        self._bot = bot

    async def look(self) -> None:
        """See `ServerBases.refresh`."""
        await self._bot.bases.refresh()
