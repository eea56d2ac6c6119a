"""Questions in messages: a mention in a channel, or anything in a direct message."""

from __future__ import annotations

import aiohttp
import discord
from discord.ext import commands
from discord.ui import LayoutView

from bot.app import App
from bot.asking.conversation import Asking, wait_message
from bot.asking.question import addresses, question_of
from bot.cards.outcome import Asker
from bot.platform.delivery import post
from bot.platform.errors import log_error, report_message_error
from bot.strings import asking as strings

SLOW_DOWN = "⏳"
_ASKING_TYPES = {discord.MessageType.default, discord.MessageType.reply}


class AskMessages(commands.Cog):
    """Listens for questions. Every one stands alone: what was said before plays no part."""

    def __init__(self, bot: App, asking: Asking) -> None:
        self._bot = bot
        self._asking = asking

    @commands.Cog.listener()
    async def on_message(self, message: discord.Message) -> None:
        """Answer `message` if a person asks us something with it."""
        if message.author.bot or message.webhook_id is not None or message.type not in _ASKING_TYPES:
            return
        if message.guild is not None and not addresses(message, self._me):
            return
        try:
            await self._answer(message)
        except Exception as error:  # noqa: BLE001  # discord.py would log it and leave the person without a word
            await report_message_error(message, error)

    @property
    def _me(self) -> discord.ClientUser:
        assert self._bot.user is not None, "messages come after the log-in"  # noqa: S101
        return self._bot.user

    async def _answer(self, message: discord.Message) -> None:
        wait = self._asking.rate.ask(message.author.id, message.created_at)
        if wait:
            await _slow_down(message, wait)
            return
        server = message.guild.id if message.guild else None
        asking = self._asking
        await self._bot.bases.ensure_indexed(server)
        reply = asking.reply(question_of(message.content), server, Asker(message.author.id, public=True))
        try:
            posted = await post(message.channel, view=reply.card, answering=message)
        except discord.Forbidden:
            await self._answer_in_person(message, reply.card)
        else:
            await asking.posted.sent(server, posted, reply.record)

    async def _answer_in_person(self, message: discord.Message, view: LayoutView) -> None:
        """Write to the person where we may not write in the channel; if that is not allowed either, leave it."""
        note = discord.ui.TextDisplay[LayoutView](strings.CANT_POST)
        card = LayoutView(timeout=None).add_item(note)
        for item in view.children:
            card.add_item(item)
        try:
            await post(message.author, view=card)
        except discord.Forbidden as error:
            log_error("answer_refused_everywhere", error)


async def _slow_down(message: discord.Message, wait: int) -> None:
    if message.guild is None:
        await post(message.channel, text=wait_message(wait), answering=message)
        return
    try:
        await message.add_reaction(SLOW_DOWN)
    except (discord.HTTPException, aiohttp.ClientError, OSError):
        return  # not allowed to, or the message is gone: there is no other quiet way to say it
