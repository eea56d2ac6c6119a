"""`/test`: what a question would be answered, and why."""

from __future__ import annotations

import asyncio

from discord import app_commands
from discord.ext import commands

from bot.app import App, Interaction
from bot.asking.question import question_of
from bot.cards.explained import explained_card
from bot.moderating.rights import check_moderator
from bot.platform.delivery import respond, think


class Testing(commands.Cog):
    """Shows moderators how a question is understood."""

    def __init__(self, bot: App) -> None:
        self._bot = bot

    @app_commands.command(name="test", description="What would be answered, and why")
    @app_commands.describe(question="As somebody would ask it")
    @app_commands.default_permissions(manage_messages=True)
    @app_commands.allowed_contexts(guilds=True, dms=False, private_channels=False)
    async def test(self, interaction: Interaction, question: str) -> None:
        """Explain, privately, what a question gets."""
        await check_moderator(interaction)
        await think(interaction)
        await self._bot.bases.ensure_indexed(interaction.guild_id)
        search = self._bot.bases.search(interaction.guild_id)
        view, document = explained_card(await asyncio.to_thread(search.explain, question_of(question)))
        await respond(interaction, view=view, document=document, private=True)
