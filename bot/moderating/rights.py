"""Who may moderate. Checked at every command, button and form, because messages outlive rights."""

from __future__ import annotations

import discord

from bot.app import Interaction
from bot.cards.actions import Action
from bot.platform.errors import UserError
from bot.platform.router import Handler
from bot.strings import moderating as strings
from bot.text.escape import escape
from knowledge.editing.edit import Edit
from knowledge.editing.imports import Import
from knowledge.editing.settings import ChangeSettings
from knowledge.editing.start import StartBase
from knowledge.editing.undo import Reset, UndoRevision
from knowledge.model.refs import THE_SETTINGS
from knowledge.model.server_settings import ServerSettings


async def check_moderator(interaction: Interaction) -> None:
    """Raise `UserError` unless the person may moderate: by Manage Messages, or by the server's moderator role."""
    if _in_the_whole_server(interaction).manage_messages:
        return  # works without the database, which knows the role
    settings = await interaction.client.bases.store(_server(interaction)).settings()
    if _has_role(interaction, settings):
        return
    raise UserError(strings.MODERATORS_ONLY.format(needed=_what_it_takes(interaction, settings)))


async def check_admin(interaction: Interaction) -> None:
    """Raise `UserError` unless the person may manage the server."""
    if not _in_the_whole_server(interaction).manage_guild:
        raise UserError(strings.ADMINS_ONLY)


async def check_right_to_save(interaction: Interaction, edit: Edit) -> None:
    """Raise `UserError` if `edit` may remove everything or changes settings, and the person isn't an admin."""
    settings = isinstance(edit, UndoRevision) and any(each.ref == THE_SETTINGS for each in edit.revision.changes)
    if settings or isinstance(edit, ChangeSettings):
        await check_admin(interaction)
    if isinstance(edit, Reset | StartBase) or (isinstance(edit, Import) and edit.mode == "replace"):
        await check_admin(interaction)


def moderators_only(handler: Handler) -> Handler:
    """Return `handler` for people who may moderate when they press."""

    async def checked(interaction: Interaction, action: Action) -> None:
        await check_moderator(interaction)
        await handler(interaction, action)

    return checked


def _server(interaction: Interaction) -> int:
    if interaction.guild_id is None:
        raise UserError(strings.NOT_HERE)
    return interaction.guild_id


def _in_the_whole_server(interaction: Interaction) -> discord.Permissions:
    """Return what the person may do in the whole server: a right in one channel isn't one to all answers."""
    known = interaction.guild_id is not None and interaction.client.get_guild(interaction.guild_id) is not None
    if known and isinstance(interaction.user, discord.Member):
        return interaction.user.guild_permissions
    return interaction.permissions  # if only the commands were added, not the bot, nothing else is known


def _has_role(interaction: Interaction, settings: ServerSettings) -> bool:
    role = settings.moderator_role
    return (
        role is not None
        and isinstance(interaction.user, discord.Member)
        and interaction.user.get_role(role) is not None
    )


def _what_it_takes(interaction: Interaction, settings: ServerSettings) -> str:
    role = interaction.guild.get_role(settings.moderator_role or 0) if interaction.guild else None
    return strings.ROLE_OR_MANAGE_MESSAGES.format(role=escape(role.name, 100)) if role else strings.MANAGE_MESSAGES
