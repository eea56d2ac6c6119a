"""`/said`, `/disputed` and `/about`."""

from __future__ import annotations

from discord import app_commands
from discord.ext import commands

from bot.app import App, Interaction
from bot.browsing.lists import listed
from bot.browsing.speakers import matching, named
from bot.cards.about import about_card
from bot.cards.actions import ListKind, OpenList
from bot.cards.choices import MOST_CHOICES, choice
from bot.cards.fact_list import page_card
from bot.platform.delivery import replace, respond
from bot.platform.router import Handlers
from knowledge.model.base import Base
from knowledge.model.record import THE_ARTICLE_ITSELF

NO_SUCH_SPEAKER = "I know no speaker by that name. Start typing a name and pick one from the list."


class Browsing(commands.Cog):
    """What people call to look around; what they see, only they see."""

    def __init__(self, bot: App) -> None:
        self._bot = bot

    @app_commands.command(name="said", description="Everything that one speaker is on record for")
    @app_commands.describe(by="Whose statements you want to see")
    async def said(self, interaction: Interaction, by: app_commands.Range[str, 1, 100]) -> None:
        """List what a speaker said."""
        speaker = named(self._base(interaction), by)
        if speaker is None:
            await respond(interaction, text=NO_SUCH_SPEAKER, private=True)
        else:
            await self.open(interaction, OpenList(ListKind.SAID, speaker, 0, turn=False))

    @said.autocomplete("by")
    async def speakers(self, interaction: Interaction, typed: str) -> list[app_commands.Choice[str]]:
        """Offer the speakers whose name comes nearest to what has been typed."""
        return [
            choice(name, id or THE_ARTICLE_ITSELF)
            for id, name in matching(self._base(interaction), typed)[:MOST_CHOICES]
        ]

    @app_commands.command(name="disputed", description="Every contested claim, with both sides")
    async def disputed(self, interaction: Interaction) -> None:
        """List what is contested."""
        await self.open(interaction, OpenList(ListKind.DISPUTED, "", 0, turn=False))

    @app_commands.command(name="about", description="What my answers rest on, and what I store")
    async def about(self, interaction: Interaction) -> None:
        """Say what there is and what is kept."""
        await respond(interaction, view=about_card(self._base(interaction)), private=True)

    @property
    def handlers(self) -> Handlers:
        """What the buttons on lists do."""
        return {OpenList: self.open}

    async def open(self, interaction: Interaction, wanted: OpenList) -> None:
        """Show a page of a list, privately."""
        title, records = listed(self._base(interaction), wanted.kind, wanted.of)
        view = page_card(title, records, wanted.kind, wanted.of, wanted.page)
        if wanted.turn:
            await replace(interaction, view)
        else:
            await respond(interaction, view=view, private=True)

    def _base(self, interaction: Interaction) -> Base:
        return self._bot.bases.state(interaction.guild_id).base
