"""Questions in messages: a mention in a channel, or anything in a direct message."""

from __future__ import annotations

from contextlib import suppress

import discord
from discord.ext import commands
from discord.ext.commands import Cooldown, CooldownMapping
from discord.ui import LayoutView

from bot.app import App
from bot.asking.conversation import PER_SECONDS, Asking, wait_message
from bot.asking.question import addresses, question_of
from bot.cards.outcome import Asker
from bot.cards.suggestions import without_buttons
from bot.platform.delivery import post
from bot.platform.errors import log_error, report_message_error
from bot.strings import asking as strings

_ASKING_TYPES = {discord.MessageType.default, discord.MessageType.reply}


class AskMessages(commands.Cog):
    """Listens for questions. Every one stands alone: what was said before plays no part."""

    def __init__(self, bot: App, asking: Asking) -> None:
        self._bot = bot
        self._asking = asking
        self._told_to_wait = CooldownMapping[int](Cooldown(1, PER_SECONDS), lambda person: person)

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
        wait = self._asking.seconds_to_wait(message.author.id, message.created_at)
        if wait:
            await self._ask_to_wait(message, wait)
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

    async def _ask_to_wait(self, message: discord.Message, seconds: int) -> None:
        """Ask the person to slow down, once, and then ignore them for a while: they can't make the bot spam."""
        if self._told_to_wait.update_rate_limit(message.author.id, message.created_at.timestamp()) is None:
            with suppress(discord.Forbidden):  # it can't post here
                await post(message.channel, text=wait_message(seconds), answering=message)

    async def _answer_in_person(self, message: discord.Message, view: LayoutView) -> None:
        """Write to the person if we can't post in the channel; if that isn't allowed either, leave it.

        Without the buttons: in a direct message they'd ask the pack, and not what the server made of it.
        """
        note = discord.ui.TextDisplay[LayoutView](strings.CANT_POST)
        card = LayoutView(timeout=None).add_item(note)
        for item in without_buttons(view).children:
            card.add_item(item)
        try:
            await post(message.author, view=card)
        except discord.Forbidden as error:
            log_error("answer_refused_everywhere", error)
