"""Expired forms: returns the submitted text to the moderator."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import discord
from discord.ext import commands

from bot.cards.edit_result import typed_file
from bot.moderating.form import KNOWN
from bot.moderating.given_back import labelled
from bot.platform.delivery import respond
from bot.platform.errors import report_error
from bot.strings import forms as strings


class ExpiredForms(commands.Cog):
    """Answers forms that nothing else answers: they were open while the bot restarted, or for too long."""

    @commands.Cog.listener()
    async def on_interaction(self, interaction: discord.Interaction[Any]) -> None:
        """Give back what was typed into an expired form. `FormModal` has had its turn by now."""
        if interaction.type is not discord.InteractionType.modal_submit or KNOWN in interaction.extras:
            return
        document = typed_file(labelled(dict(_typed(interaction))))
        try:
            await respond(interaction, text=strings.EXPIRED, document=document, private=True)
        except Exception as error:  # noqa: BLE001  # discord.py would log it with the text of the error
            await report_error(interaction, error)


def _typed(interaction: discord.Interaction[Any]) -> Iterator[tuple[str, str]]:
    """Yield the name and the text of each field of a submitted form."""
    data: Mapping[str, Any] = interaction.data or {}
    for row in data.get("components", []):
        field = row.get("component", {})
        if "value" in field:
            yield field["custom_id"], field["value"]
