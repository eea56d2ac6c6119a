"""The message on joining a server: what the bot answers, three questions to press, and help for moderators."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import aiohttp
import discord
from discord.ext import commands
from discord.ui import ActionRow, Container, LayoutView, TextDisplay

from bot.app import App, Interaction
from bot.cards.actions import ShowFact, ShowModeratorHelp, key
from bot.cards.outcome import titles
from bot.platform.delivery import post, respond
from bot.platform.errors import log_error
from bot.platform.router import Handlers
from bot.strings import welcome as strings
from bot.text.escape import escape
from knowledge.model.base import Base
from knowledge.model.related import example_questions

_RECENTLY = timedelta(minutes=10)  # how old the entry in the audit log of who added us can be


def welcome_card(server: str, base: Base) -> LayoutView:
    """Return the message for the server named `server`, which asks `base`."""
    about = strings.WHAT_I_ANSWER.format(title=titles(base.sources)) if base.facts else strings.NOTHING_YET
    container: Container[Any] = Container(
        TextDisplay("\n".join([strings.HELLO.format(server=escape(server, 200)), about, strings.HOW_TO_ASK]))
    )
    for fact in example_questions(base):
        container.add_item(ActionRow(ShowFact(key(fact.id)).button(fact.question)))
    container.add_item(TextDisplay(strings.FOR_MODERATORS))
    container.add_item(ActionRow(ShowModeratorHelp().button(strings.MODERATOR_BUTTON)))
    return LayoutView(timeout=None).add_item(container)


class Welcome(commands.Cog):
    """Introduces the bot on servers that are new to it."""

    def __init__(self, bot: App) -> None:
        self._bot = bot

    @property
    def handlers(self) -> Handlers:
        """What the button for moderators does."""
        return {ShowModeratorHelp: self.show_moderator_help}

    async def show_moderator_help(self, interaction: Interaction, _action: ShowModeratorHelp) -> None:
        """Show what moderators can do, privately."""
        card = LayoutView(timeout=None).add_item(Container(TextDisplay[LayoutView](strings.MODERATOR_HELP)))
        await respond(interaction, view=card, private=True)

    @commands.Cog.listener()
    async def on_guild_join(self, guild: discord.Guild) -> None:
        """Write to the person who invited us, or else in the first channel that takes it, or nowhere."""
        base = self._bot.bases.state(guild.id).base
        async for place in self._places(guild):
            try:
                await post(place, view=welcome_card(guild.name, base))
            except discord.HTTPException:
                continue  # closed to us: the next one
            except (aiohttp.ClientError, OSError) as error:
                log_error("welcome_failed", error)
            return

    async def _places(self, guild: discord.Guild) -> AsyncIterator[discord.abc.Messageable]:
        """Yield where the message may go, best first: the inviter, the system channel, any channel we can write in."""
        inviter = await self._inviter(guild)
        if inviter is not None:
            yield inviter
        channels = [*([guild.system_channel] if guild.system_channel else []), *guild.text_channels]
        for channel in channels:
            allowed = channel.permissions_for(guild.me)
            if allowed.view_channel and allowed.send_messages:
                yield channel

    async def _inviter(self, guild: discord.Guild) -> discord.User | discord.Member | None:
        """Return who added us; None if the audit log is closed to us or doesn't say."""
        try:
            async for entry in guild.audit_logs(action=discord.AuditLogAction.bot_add, limit=10):
                if getattr(entry.target, "id", None) == guild.me.id and entry.user is not None:
                    recent = discord.utils.utcnow() - entry.created_at < _RECENTLY
                    return entry.user if recent and not entry.user.bot else None
        except (discord.HTTPException, aiohttp.ClientError, OSError):
            return None  # it takes the permission to view the audit log
        return None
