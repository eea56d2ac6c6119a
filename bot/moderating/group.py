"""Base class of the moderators' command groups: in servers only, hidden from others, rights checked."""

from __future__ import annotations

import discord
from discord import app_commands

from bot.app import Interaction
from bot.moderating.edit_flow import EditFlow
from bot.moderating.rights import check_moderator
from knowledge.model.base import Base

GUILDS_ONLY = app_commands.AppCommandContext(guild=True, dm_channel=False, private_channel=False)
MODERATORS = discord.Permissions(manage_messages=True)  # who sees the commands, unless a server's admins change that


class ModeratorGroup(app_commands.Group):
    """Commands for moderators."""

    def __init__(self, name: str, description: str, edit_flow: EditFlow) -> None:
        super().__init__(
            name=name, description=description, allowed_contexts=GUILDS_ONLY, default_permissions=MODERATORS
        )
        self.edit_flow = edit_flow

    async def interaction_check(self, interaction: Interaction, /) -> bool:  # type: ignore[override]  # our own bot
        """Let only moderators in; raises `UserError` with what it takes."""
        await check_moderator(interaction)
        return True

    def base(self, interaction: Interaction) -> Base:
        """Return the server's base as it is now."""
        return self.edit_flow.editor(interaction).now.base

    def opened(self, interaction: Interaction) -> int:
        """Return the revision to open a form on."""
        return self.edit_flow.editor(interaction).now.revision
