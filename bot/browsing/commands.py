"""`/said`, `/disputed` and `/about`."""

from __future__ import annotations

from discord import app_commands
from discord.ext import commands

from bot.app import App, Interaction
from bot.browsing.lists import listed
from bot.browsing.speakers import names_to_list
from bot.cards.about import about_card
from bot.cards.actions import ListKind, OpenList
from bot.cards.choices import MOST_CHOICES, choice
from bot.cards.fact_list import digest_card, list_card
from bot.platform.delivery import replace, respond
from bot.platform.router import Handlers
from bot.strings import browsing as strings
from knowledge.model.base import Base
from knowledge.model.contentions import contentions
from knowledge.model.record import THE_ARTICLE_ITSELF
from knowledge.search.names import meant, nearest


class Browsing(commands.Cog):
    """Commands to look around. Only the person who calls one sees the reply."""

    def __init__(self, bot: App) -> None:
        self._bot = bot

    @app_commands.command(name="said", description=strings.SAID_COMMAND)
    @app_commands.describe(by=strings.SAID_BY_OPTION)
    async def said(self, interaction: Interaction, by: app_commands.Range[str, 1, 100]) -> None:
        """List what a speaker said."""
        speaker = meant(by, names_to_list(self._base(interaction)))
        if speaker is None:
            await respond(interaction, text=strings.NO_SUCH_SPEAKER, private=True)
        else:
            await self.open(interaction, OpenList(ListKind.SAID, speaker, 0, turn=False))

    @said.autocomplete("by")
    async def speakers(self, interaction: Interaction, typed: str) -> list[app_commands.Choice[str]]:
        """Offer the speakers whose name comes nearest to what has been typed."""
        names = names_to_list(self._base(interaction))
        return [choice(names[id][0], id or THE_ARTICLE_ITSELF) for id in nearest(typed, names)[:MOST_CHOICES]]

    @app_commands.command(name="disputed", description=strings.DISPUTED_COMMAND)
    async def disputed(self, interaction: Interaction) -> None:
        """List what is disputed."""
        await self.open(interaction, OpenList(ListKind.DISPUTED, "", 0, turn=False))

    @app_commands.command(name="about", description=strings.ABOUT_COMMAND)
    async def about(self, interaction: Interaction) -> None:
        """Say where answers come from and what is stored."""
        view = about_card(self._base(interaction), self._bot.settings.language_model)
        await respond(interaction, view=view, private=True)

    @property
    def handlers(self) -> Handlers:
        """What the buttons on lists do."""
        return {OpenList: self.open}

    async def open(self, interaction: Interaction, wanted: OpenList) -> None:
        """Show a page of a list, privately."""
        base = self._base(interaction)
        if wanted.kind is ListKind.DISPUTED:
            view = digest_card(contentions(base), wanted, base)
        else:
            title, facts = listed(base, wanted.kind, wanted.of)
            view = list_card(title, facts, wanted, base)
        if wanted.turn:
            await replace(interaction, view)
        else:
            await respond(interaction, view=view, private=True)

    def _base(self, interaction: Interaction) -> Base:
        return self._bot.bases.state(interaction.guild_id).base
