"""The bot on Discord: what it listens to and which conversations it takes part in."""

from __future__ import annotations

import aiohttp
import discord
from discord.ext import commands

from bot.asking.commands import AskCommands
from bot.asking.conversation import Asking
from bot.asking.messages import AskMessages
from bot.bases import Bases
from bot.browsing.commands import Browsing
from bot.cards.buttons import BUTTONS
from bot.settings import Settings
from bot.sync import publish_if_changed
from bot.trouble import Tree, log_trouble
from bot.welcome import Welcome

# Mentions, direct messages, commands and menus bring their text along: no privileged intent is asked for.
INTENTS = discord.Intents(guilds=True, guild_messages=True, dm_messages=True)


class OnRecord(commands.AutoShardedBot):
    """One bot over `bases`. Several can live in one process: nothing of it is global."""

    def __init__(self, settings: Settings, bases: Bases) -> None:
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
        self.bases = bases
        self.asking = Asking(bases)
        self.browsing = Browsing(self)

    async def setup_hook(self) -> None:
        """Put everything in place between the log-in and the first event."""
        self.add_dynamic_items(*BUTTONS)
        for cog in (AskCommands(self), AskMessages(self), self.browsing, Welcome(self)):
            await self.add_cog(cog)
        try:
            await publish_if_changed(self)
        except (discord.HTTPException, aiohttp.ClientError, OSError) as error:
            log_trouble("registering the commands", error)  # mentions and messages are answered all the same

    async def on_message(self, message: discord.Message, /) -> None:
        """Take no message for a command with a prefix: there are none."""
