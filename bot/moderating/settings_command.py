"""`/settings`: who else may moderate, where changes are announced, what is corrected, and what waits for approval."""

from __future__ import annotations

from typing import Literal

import discord
from discord import app_commands
from discord.ext import commands

from bot.app import App, Interaction
from bot.cards.server_settings import settings_card
from bot.moderating.rights import NOT_HERE, check_admin
from bot.platform.delivery import respond, think
from bot.platform.errors import UserError

EVERYONE = "Everyone has the role @everyone: name another role."
NOTHING_BOTH_WAYS = "You set and forgot the same thing at once. Choose one of the two."

_FORGOTTEN = {"moderator role": "moderator_role", "audit channel": "audit_channel"}


class SettingsCommand(commands.Cog):
    """The one command for a server's settings; it takes Manage Server."""

    def __init__(self, bot: App) -> None:
        self._bot = bot

    @app_commands.command(name="settings", description="Show or change how I work on this server")
    @app_commands.describe(
        moderator_role="Who may moderate besides those with Manage Messages",
        audit_channel="Where each change appears as a line with a button to undo it",
        forget="Name no role, or no channel, any more",
        living_answers="Whether my posted answers are corrected when their fact changes",
        card_number="How many of the latest posted answers are corrected",
        card_days="For how many days posted answers are corrected",
        second_approval="Whether changes of disputed facts wait until another moderator approves them",
    )
    @app_commands.default_permissions(manage_guild=True)
    @app_commands.allowed_contexts(guilds=True, dms=False, private_channels=False)
    async def settings(
        self,
        interaction: Interaction,
        moderator_role: discord.Role | None = None,
        audit_channel: discord.TextChannel | None = None,
        forget: Literal["moderator role", "audit channel"] | None = None,
        living_answers: bool | None = None,
        card_number: app_commands.Range[int, 1, 10_000] | None = None,
        card_days: app_commands.Range[int, 1, 365] | None = None,
        second_approval: bool | None = None,
    ) -> None:
        """Save what is given, and show all."""
        await check_admin(interaction)
        if interaction.guild is None:
            raise UserError(NOT_HERE)
        if moderator_role is not None and moderator_role.is_default():
            raise UserError(EVERYONE)
        given = {
            "moderator_role": moderator_role.id if moderator_role else None,
            "audit_channel": audit_channel.id if audit_channel else None,
            "living_answers": living_answers,
            "card_number": card_number,
            "card_days": card_days,
            "second_approval": second_approval,
        }
        changes: dict[str, int | None] = {name: value for name, value in given.items() if value is not None}
        if forget is not None:
            if _FORGOTTEN[forget] in changes:
                raise UserError(NOTHING_BOTH_WAYS)
            changes[_FORGOTTEN[forget]] = None
        await think(interaction)
        store = self._bot.bases.store(interaction.guild.id)
        settings = await (store.save_settings(**changes) if changes else store.settings())
        await respond(interaction, view=settings_card(settings, interaction.guild, changed=bool(changes)), private=True)
