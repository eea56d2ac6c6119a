"""`/settings`: the moderator role, the log channel, living answers, second approval."""

from __future__ import annotations

from typing import Literal

import discord
from discord import app_commands
from discord.ext import commands

from bot.app import App, Interaction
from bot.cards.server_settings import settings_card
from bot.moderating.edit_flow import EditFlow
from bot.moderating.entries import Reason
from bot.moderating.rights import check_admin
from bot.platform.delivery import respond, think
from bot.platform.errors import UserError, log_error
from bot.strings import commands as strings
from bot.strings import moderating as cards
from knowledge.editing.errors import NotSavedError, RefusedError
from knowledge.editing.settings import ChangeSettings
from knowledge.history.revisions import Revision

_CLEARED = {"moderator role": "moderator_role", "log channel": "audit_channel"}


class SettingsCommand(commands.Cog):
    """The command for a server's settings; it needs Manage Server."""

    def __init__(self, bot: App, edit_flow: EditFlow) -> None:
        self._bot = bot
        self._edit_flow = edit_flow

    @app_commands.command(name="settings", description=strings.SETTINGS)
    @app_commands.describe(
        moderator_role=strings.SETTINGS_MODERATOR_ROLE,
        log_channel=strings.SETTINGS_LOG_CHANNEL,
        clear=strings.SETTINGS_CLEAR,
        living_answers=strings.SETTINGS_LIVING_ANSWERS,
        card_number=strings.SETTINGS_CARD_NUMBER,
        card_days=strings.SETTINGS_CARD_DAYS,
        second_approval=strings.SETTINGS_SECOND_APPROVAL,
        reason=strings.REASON,
    )
    @app_commands.default_permissions(manage_guild=True)
    @app_commands.allowed_contexts(guilds=True, dms=False, private_channels=False)
    async def settings(
        self,
        interaction: Interaction,
        moderator_role: discord.Role | None = None,
        log_channel: discord.TextChannel | None = None,
        clear: Literal["moderator role", "log channel"] | None = None,
        living_answers: bool | None = None,
        card_number: app_commands.Range[int, 1, 10_000] | None = None,
        card_days: app_commands.Range[int, 1, 365] | None = None,
        second_approval: bool | None = None,
        reason: Reason = "",
    ) -> None:
        """Save what's given, and show all settings."""
        await check_admin(interaction)
        if interaction.guild is None:
            raise UserError(cards.NOT_HERE)
        if moderator_role is not None and moderator_role.is_default():
            raise UserError(cards.EVERYONE)
        given = {
            "moderator_role": moderator_role.id if moderator_role else None,
            "audit_channel": log_channel.id if log_channel else None,
            "living_answers": living_answers,
            "card_number": card_number,
            "card_days": card_days,
            "second_approval": second_approval,
        }
        changes: dict[str, int | None] = {name: value for name, value in given.items() if value is not None}
        if clear is not None:
            if _CLEARED[clear] in changes:
                raise UserError(cards.SET_AND_CLEARED)
            changes[_CLEARED[clear]] = None
        await think(interaction)
        saved = await self._save(interaction, changes, reason) if changes else None
        settings = await self._bot.bases.store(interaction.guild.id).settings()
        await respond(interaction, view=settings_card(settings, interaction.guild, saved), private=True)

    async def _save(self, interaction: Interaction, changes: dict[str, int | None], reason: str) -> Revision | None:
        """Save `changes` as a revision and return it; None if it's all set like that already."""
        edit = ChangeSettings(changes=changes)
        try:
            saved = await self._edit_flow.submit(interaction, edit, reason)
        except RefusedError:
            return None
        except NotSavedError as error:
            log_error("save_failed", error)
            raise UserError(str(error)) from error
        assert isinstance(saved, Revision)  # noqa: S101  # settings are no disputed fact
        return saved
