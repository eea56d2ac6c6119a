"""The log channel: each change of a server's base is posted there when it's saved or proposed."""

from __future__ import annotations

from collections import deque

import aiohttp
import discord
from discord.ext import commands
from discord.ui import LayoutView

from bot.app import App
from bot.cards.audit import audit_card
from bot.cards.pack_update import pack_update_card
from bot.cards.proposals import proposal_card
from bot.platform.delivery import post
from bot.platform.errors import log_error
from knowledge.editing.editor import Editor
from knowledge.history.proposals import Proposal
from knowledge.history.revisions import Revision
from knowledge.model.server_settings import ServerSettings
from knowledge.store.errors import UnavailableError

_REMEMBERED = 1000  # revisions


class Audit(commands.Cog):
    """Posts changes in a server's log channel. If that fails, it's only logged."""

    def __init__(self, bot: App) -> None:
        self._bot = bot
        self._announced: deque[tuple[int, int]] = deque(maxlen=_REMEMBERED)

    @commands.Cog.listener()
    async def on_base_changed(self, server: int, revision: Revision) -> None:
        """Post a line about `revision`, which has just been saved on `server`.

        Only once: a change saved here may also be found in the database, as if another process had saved it.
        """
        if (server, revision.number) not in self._announced:
            self._announced.append((server, revision.number))
            view = audit_card(revision, self._bot.bases.state(server).base)
            for channel in (await self._channel(server), self._left_channel(server, revision)):
                if channel is not None:
                    await self._announce(channel, view)

    @commands.Cog.listener()
    async def on_base_proposed(self, server: int, proposal: Proposal) -> None:
        """Post `proposal`, which has just been made on `server`, for another moderator to decide."""
        channel = await self._channel(server)
        if channel is not None:
            editor = Editor(self._bot.bases, server)
            warnings = await editor.warnings(proposal)
            await self._announce(channel, proposal_card(proposal, editor.now.base, warnings))

    @commands.Cog.listener()
    async def on_pack_updated(self, server: int) -> None:
        """Post what a newer pack, which `server` has just been found to have, changed beside its own changes."""
        channel = await self._channel(server)
        if channel is not None:
            await self._announce(channel, pack_update_card(self._bot.bases.state(server)))

    async def _channel(self, server: int) -> discord.PartialMessageable | None:
        """Return the log channel of `server`; None if it has none, or the database doesn't say."""
        try:
            named = (await self._bot.bases.store(server).settings()).audit_channel
        except UnavailableError as error:
            log_error("audit_line_failed", error)
            return None
        return None if named is None else self._bot.get_partial_messageable(named, guild_id=server)

    def _left_channel(self, server: int, revision: Revision) -> discord.PartialMessageable | None:
        """Return the channel that was the log channel until `revision`, if that changed it: who reads it learns why."""
        for change in revision.changes:
            old, new = change.before, change.after
            if isinstance(old, ServerSettings) and isinstance(new, ServerSettings):
                left = old.audit_channel if old.audit_channel != new.audit_channel else None
                return None if left is None else self._bot.get_partial_messageable(left, guild_id=server)
        return None

    async def _announce(self, channel: discord.PartialMessageable, view: LayoutView) -> None:
        try:
            await post(channel, view=view)
        except (discord.HTTPException, aiohttp.ClientError, OSError) as error:
            log_error("audit_line_failed", error)
