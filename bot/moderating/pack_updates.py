"""Tells servers once what a newer pack changed in entries that they changed, too."""

from __future__ import annotations

from typing_extensions import override

from bot.app import App
from bot.platform.periodic import PeriodicCog


class PackUpdates(PeriodicCog):
    """Looks at each server once after the start, when the bot may have taken up a newer pack.

    The database knows which pack a server was last told of, so no restart and no other process tells it again.
    """

    job = "pack_updates"
    outage = "database_away_pack_updates_not_announced"

    def __init__(self, bot: App) -> None:
        super().__init__()
        self._bot = bot
        self._seen = set[int]()

    @override
    async def tick(self) -> None:
        for guild in self._bot.guilds:
            if guild.id not in self._seen:
                await self._look(guild.id)
                self._seen.add(guild.id)

    async def _look(self, server: int) -> None:
        now = self._bot.bases.state(server)
        if not now.revision or now.overlay.settings.audit_channel is None:
            return
        updated = bool(now.upstream_conflicts or now.upstream_merges)
        if updated and await self._bot.bases.store(server).announce_pack(now.operators_pack.digest):
            self._bot.dispatch("pack_updated", server)
