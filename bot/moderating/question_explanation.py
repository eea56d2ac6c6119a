"""`/test`: what a question gets, and why."""

from __future__ import annotations

import asyncio

from discord import app_commands
from discord.ext import commands

from bot.app import App, Interaction
from bot.asking.question import question_of
from bot.cards.explained import explained_card
from bot.moderating.rights import check_moderator
from bot.platform.delivery import respond, think
from bot.strings import commands as strings


class Testing(commands.Cog):
    """Explains to moderators how a question is understood."""

    def __init__(self, bot: App) -> None:
        self._bot = bot

    @app_commands.command(name="test", description=strings.TEST)
    @app_commands.describe(question=strings.TEST_QUESTION)
    @app_commands.default_permissions(manage_messages=True)
    @app_commands.allowed_contexts(guilds=True, dms=False, private_channels=False)
    async def test(self, interaction: Interaction, question: str) -> None:
        """Explain what a question gets, privately."""
        await check_moderator(interaction)
        await think(interaction)
        await self._bot.bases.ensure_indexed(interaction.guild_id)
        search = self._bot.bases.search(interaction.guild_id)
        view, document = explained_card(await asyncio.to_thread(search.explain, question_of(question)))
        await respond(interaction, view=view, document=document, private=True)
