"""The bot on Discord: what it listens to and which conversations it takes part in."""

from __future__ import annotations

import discord
from discord.ext import commands

from bot.bases import Bases
from bot.settings import Settings

# Mentions, direct messages, commands and menus bring their text along: no privileged intent is asked for.
INTENTS = discord.Intents(guilds=True, guild_messages=True, dm_messages=True)


class OnRecord(commands.AutoShardedBot):
    """One bot over `bases`. Several can live in one process: nothing of it is global."""

    def __init__(self, settings: Settings, bases: Bases) -> None:
        super().__init__(
            command_prefix=commands.when_mentioned,
            help_command=None,
            intents=INTENTS,
            allowed_mentions=discord.AllowedMentions.none(),  # nothing pings anyone, ever
            chunk_guilds_at_startup=False,
            member_cache_flags=discord.MemberCacheFlags.none(),
            max_messages=None,
        )
        self.settings = settings
        self.bases = bases

    async def on_message(self, message: discord.Message, /) -> None:
        """Take no message for a command with a prefix: there are none."""
