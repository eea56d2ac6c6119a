"""The bot on Discord: what it listens to and which conversations it takes part in."""

from __future__ import annotations

from contextlib import AbstractAsyncContextManager, AsyncExitStack

import aiohttp
import discord
from discord.ext import commands

from bot.asking.commands import AskCommands
from bot.asking.conversation import Asking
from bot.asking.messages import AskMessages
from bot.browsing.commands import Browsing
from bot.cards import buttons
from bot.correcting.worker import Correcting
from bot.moderating import buttons as moderating_buttons
from bot.moderating.audit import Audit
from bot.moderating.base import BaseCommands
from bot.moderating.entries import EntryGroup
from bot.moderating.facts import FactCommands
from bot.moderating.forgotten import ForgottenForms
from bot.moderating.gaps import GapCommands
from bot.moderating.proposals import Proposals
from bot.moderating.saving import Moderation
from bot.moderating.settings import SettingsCommand
from bot.moderating.sources import SourceCommands
from bot.moderating.speakers import SpeakerCommands
from bot.moderating.testing import Testing
from bot.refresh import Refresh
from bot.settings import Settings
from bot.sync import publish_if_changed
from bot.trouble import Tree, log_trouble
from bot.welcome import Welcome
from knowledge.store.bases import ServerBases
from knowledge.store.entries import Kind

# Mentions, direct messages, commands and menus bring their text along: no privileged intent is asked for.
INTENTS = discord.Intents(guilds=True, guild_messages=True, dm_messages=True)


class OnRecord(commands.AutoShardedBot):
    """One bot over `bases`, which it opens when it starts and closes at its end.

    Several can live in one process: nothing of it is global.
    """

    bases: ServerBases
    asking: Asking
    browsing: Browsing
    moderation: Moderation
    proposals: Proposals
    fact_commands: FactCommands
    base_commands: BaseCommands
    entry_commands: dict[Kind, EntryGroup]

    def __init__(self, settings: Settings, bases: AbstractAsyncContextManager[ServerBases]) -> None:
        super().__init__(
            command_prefix=commands.when_mentioned,
            help_command=None,
            tree_cls=Tree,
            intents=INTENTS,
            allowed_mentions=discord.AllowedMentions.none(),  # nothing pings anyone, ever
            allowed_contexts=discord.app_commands.AppCommandContext(guild=True, dm_channel=True),
            allowed_installs=discord.app_commands.AppInstallationType(guild=True),
            chunk_guilds_at_startup=False,
            member_cache_flags=discord.MemberCacheFlags.none(),
            max_messages=None,
        )
        self.settings = settings
        self._opening = bases
        self._opened = AsyncExitStack()

    async def setup_hook(self) -> None:
        """Put everything in place between the log-in and the first event. Raises the store's `DatabaseError`."""
        self.bases = await self._opened.enter_async_context(self._opening)
        await self.bases.corrections.take_up(self.bases.standing(None).base, discord.utils.utcnow())
        self.asking = Asking(self.bases)
        self.browsing = Browsing(self)
        self.moderation = Moderation(self.bases)
        self.proposals = Proposals(self.moderation)
        self.fact_commands = FactCommands(self.moderation)
        groups = (SpeakerCommands(self.moderation), SourceCommands(self.moderation), GapCommands(self.moderation))
        self.entry_commands = {group.kind: group for group in groups}
        self.base_commands = BaseCommands(self.moderation)
        for command in (self.fact_commands, *groups, self.base_commands):
            self.tree.add_command(command)
        self.add_dynamic_items(*buttons.BUTTONS, *moderating_buttons.BUTTONS)
        asking = (AskCommands(self), AskMessages(self), self.browsing)
        moderating = (Testing(self), SettingsCommand(self), Audit(self), ForgottenForms())
        for cog in (*asking, *moderating, Welcome(self), Refresh(self), Correcting(self)):
            await self.add_cog(cog)
        try:
            await publish_if_changed(self)
        except (discord.HTTPException, aiohttp.ClientError, OSError) as error:
            log_trouble("registering the commands", error)  # mentions and messages are answered all the same

    async def on_message(self, message: discord.Message, /) -> None:
        """Take no message for a command with a prefix: there are none."""

    async def close(self) -> None:
        """Leave Discord, then close the bases."""
        try:
            await super().close()
        finally:
            await self._opened.aclose()
