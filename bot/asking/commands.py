"""`/ask` and the message menu *Ask about this*."""

from __future__ import annotations

import discord
from discord import app_commands
from discord.ext import commands

from bot.app import App, Interaction
from bot.asking.conversation import Asking
from bot.asking.question import question_of
from bot.cards.choices import LONGEST_VALUE, MOST_CHOICES, choice
from knowledge.model.same_text import text_key

MENU = "Ask about this"


class AskCommands(commands.Cog):
    """What people call to ask."""

    def __init__(self, bot: App, asking: Asking) -> None:
        self._bot = bot
        self._asking = asking
        self._menu = app_commands.ContextMenu(name=MENU, callback=self._ask_about)

    async def cog_load(self) -> None:
        """Put the menu beside the commands; discord.py does not do that for cogs by itself."""
        self._bot.tree.add_command(self._menu)

    async def cog_unload(self) -> None:
        """Take it away again."""
        self._bot.tree.remove_command(self._menu.name, type=self._menu.type)

    @app_commands.command(name="ask", description="Ask what is on record, and who said it")
    @app_commands.describe(
        question="What you want to know, in your own words",
        private="Show the answer only to you (otherwise everyone here sees it)",
    )
    async def ask(
        self, interaction: Interaction, question: app_commands.Range[str, 1, 4000], private: bool = False
    ) -> None:
        """Answer a question, or the fact that was picked from the choices."""
        await self._asking.answer(interaction, question_of(question), private=private)

    @ask.autocomplete("question")
    async def choices(self, interaction: Interaction, typed: str) -> list[app_commands.Choice[str]]:
        """Offer the person's own words, and then the questions that come nearest to them.

        Their words come first because Enter takes the first choice: it must not ask something they didn't.
        """
        await self._bot.bases.ensure_indexed(interaction.guild_id)
        search = self._bot.bases.search(interaction.guild_id)
        asked = question_of(typed)
        if len(asked) > LONGEST_VALUE:  # a choice can't stand for that many; without any, Enter sends what's typed
            return []
        nearest = [choice(search.base.record(id).fact.question, id) for id in search.complete(asked, MOST_CHOICES)]
        if not asked or any(text_key(each.name) == text_key(asked) for each in nearest):
            return nearest
        return [choice(asked, asked), *nearest][:MOST_CHOICES]

    async def _ask_about(self, interaction: Interaction, message: discord.Message) -> None:
        await self._asking.answer(interaction, question_of(message.content), private=True)
