"""Buttons that are pressed: each goes to the one handler of its action, whichever message it is on, however old."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

import discord
from discord.ext import commands
from discord.ui import LayoutView

from bot.app import Interaction
from bot.cards.actions import Action, read
from bot.platform.errors import report_error

Handler = Callable[[Interaction, Any], Awaitable[None]]
Handlers = Mapping[type[Action], Handler]


class Actions(commands.Cog):
    """Hands each action to its handler; whoever pressed hears of trouble in a plain sentence."""

    def __init__(self, handlers: Handlers) -> None:
        self._handlers = handlers

    @commands.Cog.listener()
    async def on_interaction(self, interaction: Interaction) -> None:
        """Do what the pressed button asks for, if it is one of ours and on its message."""
        if interaction.type is not discord.InteractionType.component:
            return
        data: Mapping[str, Any] = interaction.data or {}
        custom_id = str(data.get("custom_id"))
        action = read(custom_id)
        if action is None or not _is_on(interaction.message, custom_id):
            return
        try:
            await self._handlers[type(action)](interaction, action)
        except Exception as error:  # noqa: BLE001  # discord.py would log it and leave the person without a word
            await report_error(interaction, error)


def _is_on(message: discord.Message | None, custom_id: str) -> bool:
    """Say whether a button of the id is on `message`: a program may claim to have pressed any."""
    items = LayoutView.from_message(message, timeout=None).walk_children() if message else ()
    return any(getattr(item, "custom_id", None) == custom_id for item in items)
