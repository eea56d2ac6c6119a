"""Forms that were open while the bot was started anew, or too long: it knows them no more and gives the text back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import discord
from discord.ext import commands

from bot.cards.edit_result import YOUR_TEXT
from bot.moderating.form import KNOWN
from bot.platform.delivery import respond
from bot.platform.errors import report_error

FORGOTTEN = (
    "I no longer know what this form was for: it was open while I was started anew, or for more than a day. "
    "Nothing was saved. Your text is in the file: call the command again, and put it in."
)


class ForgottenForms(commands.Cog):
    """Answers the forms that nobody else does; who sent one would see no more than that it failed."""

    @commands.Cog.listener()
    async def on_interaction(self, interaction: discord.Interaction[Any]) -> None:
        """Give back what was typed into a form that is not known any more. `FormModal` has had its turn by now."""
        if interaction.type is not discord.InteractionType.modal_submit or KNOWN in interaction.extras:
            return
        texts = [f"{name.replace('_', ' ').capitalize()}:\n{text}" for name, text in _typed(interaction) if text]
        try:
            await respond(interaction, text=FORGOTTEN, document=(YOUR_TEXT, "\n\n".join(texts).encode()), private=True)
        except Exception as error:  # noqa: BLE001  # discord.py would log it with the text of the error
            await report_error(interaction, error)


def _typed(interaction: discord.Interaction[Any]) -> Iterator[tuple[str, str]]:
    """Yield the name (see `Field`) and the text of each field of a form that was sent."""
    data: Mapping[str, Any] = interaction.data or {}
    for row in data.get("components", []):
        field = row.get("component", {})
        if "value" in field:
            yield field["custom_id"], field["value"]
