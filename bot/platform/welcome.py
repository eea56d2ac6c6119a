"""The one message on joining a server: how to ask, and what moderators can do."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import timedelta

import aiohttp
import discord
from discord.ext import commands
from discord.ui import Container, LayoutView, TextDisplay

from bot.app import App
from bot.platform.delivery import post
from bot.platform.errors import log_error
from bot.text.escape import escape

_RECENTLY = timedelta(minutes=10)  # how old the entry in the audit log of who added us can be

WHAT_I_DO = "I say what is on record about the news, who said it, and who disputes it."
HOW_TO_ASK = """\
**Asking**
Type `/ask`, or mention me with a question, or send me a direct message. In a message's menu, under *Apps*, \
there is *Ask about this*. `/said`, `/disputed` and `/about` show what there is."""
MODERATORS = """\
**Moderators**
Whoever has Manage Messages keeps the facts right: `/fact add`, `/fact edit`, `/fact dispute` and more, each change \
live at once, with `/fact history` and a way back. `/settings` names a role for it and a channel that records each.
Server Settings › Integrations decides who may use which of my commands, and where. To answer mentions in a channel \
I need to see it and to send messages there. I ping nobody, and I store nothing of what people ask."""


def welcome_card(server: str) -> LayoutView:
    """Return the message for the server named `server`."""
    title = f"### Thank you for adding me to {escape(server, 200)}\n{WHAT_I_DO}"
    return LayoutView(timeout=None).add_item(
        Container(TextDisplay(title), TextDisplay(HOW_TO_ASK), TextDisplay(MODERATORS))
    )


class Welcome(commands.Cog):
    """Introduces the bot where it is new."""

    def __init__(self, bot: App) -> None:
        self._bot = bot

    @commands.Cog.listener()
    async def on_guild_join(self, guild: discord.Guild) -> None:
        """Write to who invited us, or else in the first place that takes it; nowhere is fine too."""
        async for place in self._places(guild):
            try:
                await post(place, view=welcome_card(guild.name))
            except discord.HTTPException:
                continue  # closed to us: the next one
            except (aiohttp.ClientError, OSError) as error:
                log_error("welcome_failed", error)
            return

    async def _places(self, guild: discord.Guild) -> AsyncIterator[discord.abc.Messageable]:
        """Where the message may go, best first: who invited us, the system channel, any channel we may write in."""
        inviter = await self._inviter(guild)
        if inviter is not None:
            yield inviter
        channels = [*([guild.system_channel] if guild.system_channel else []), *guild.text_channels]
        for channel in channels:
            allowed = channel.permissions_for(guild.me)
            if allowed.view_channel and allowed.send_messages:
                yield channel

    async def _inviter(self, guild: discord.Guild) -> discord.User | discord.Member | None:
        """Return who added us; None where the audit log is closed to us or does not say."""
        try:
            async for entry in guild.audit_logs(action=discord.AuditLogAction.bot_add, limit=10):
                if getattr(entry.target, "id", None) == guild.me.id and entry.user is not None:
                    recent = discord.utils.utcnow() - entry.created_at < _RECENTLY
                    return entry.user if recent and not entry.user.bot else None
        except (discord.HTTPException, aiohttp.ClientError, OSError):
            return None  # it takes the permission to view the audit log
        return None
