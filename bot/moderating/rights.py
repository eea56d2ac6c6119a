"""Who may moderate. Asked anew at every command, button, menu and form, since messages outlive rights."""

from __future__ import annotations

import discord

from bot.app import Interaction
from bot.cards.actions import Action
from bot.platform.errors import UserError
from bot.platform.router import Handler
from bot.text.escape import escape
from knowledge.editing.edit import Edit
from knowledge.editing.imports import Import
from knowledge.editing.undo import Reset
from knowledge.model.server_settings import ServerSettings

NOT_HERE = "That works in a server only, not in direct messages."


async def check_moderator(interaction: Interaction) -> None:
    """Raise `UserError` unless the person may moderate: Manage Messages, or the role that the server named."""
    if _in_the_whole_server(interaction).manage_messages:
        return  # also while the database, which knows the role, is away
    settings = await interaction.client.bases.store(_server(interaction)).settings()
    if _has_role(interaction, settings):
        return
    raise UserError(
        f"Only moderators can do that: you need {_what_it_takes(interaction, settings)}. Ask an admin for it."
    )


async def check_admin(interaction: Interaction) -> None:
    """Raise `UserError` unless the person may manage the server."""
    if not _in_the_whole_server(interaction).manage_guild:
        raise UserError("Only people with the permission Manage Server can do that. Ask an admin.")


async def check_right_to_save(interaction: Interaction, edit: Edit) -> None:
    """Raise `UserError` where a moderator's right is not enough: what may throw all away takes an admin."""
    if isinstance(edit, Reset) or (isinstance(edit, Import) and edit.mode == "replace"):
        await check_admin(interaction)


def moderators_only(handler: Handler) -> Handler:
    """Return `handler` for those alone who may moderate, at the moment when they press."""

    async def checked(interaction: Interaction, action: Action) -> None:
        await check_moderator(interaction)
        await handler(interaction, action)

    return checked


def _server(interaction: Interaction) -> int:
    if interaction.guild_id is None:
        raise UserError(NOT_HERE)
    return interaction.guild_id


def _in_the_whole_server(interaction: Interaction) -> discord.Permissions:
    """Return what the person may do everywhere: what they may in this channel alone gives no right to all answers."""
    known = interaction.guild_id is not None and interaction.client.get_guild(interaction.guild_id) is not None
    if known and isinstance(interaction.user, discord.Member):
        return interaction.user.guild_permissions
    return interaction.permissions  # where only the commands were added and not the bot, nothing else is known


def _has_role(interaction: Interaction, settings: ServerSettings) -> bool:
    role = settings.moderator_role
    return (
        role is not None
        and isinstance(interaction.user, discord.Member)
        and interaction.user.get_role(role) is not None
    )


def _what_it_takes(interaction: Interaction, settings: ServerSettings) -> str:
    role = interaction.guild.get_role(settings.moderator_role or 0) if interaction.guild else None
    named = f"the role {escape(role.name, 100)} or " if role else ""
    return f"{named}the permission Manage Messages"
