"""Errors: the person gets a plain sentence, the log gets what broke and where."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

import aiohttp
import discord
import structlog
from discord import app_commands
from discord.ui import LayoutView

from bot.platform.delivery import post, respond
from bot.platform.log import described
from knowledge.store.errors import UnavailableError

SORRY = "Something went wrong on my side. Please try again in a moment."
OUTDATED = "This command was updated. Restart Discord or try again in a minute."

_EVENTS = {
    discord.InteractionType.application_command: "command",
    discord.InteractionType.autocomplete: "autocomplete",
    discord.InteractionType.component: "button",
    discord.InteractionType.modal_submit: "form",
}

log = structlog.get_logger(__name__)


class UserError(app_commands.AppCommandError):
    """An error whose text is shown to the person as it is: what is wrong, and what to do.

    view: a card that says the same, with buttons to do it
    """

    def __init__(self, text: str, view: LayoutView | None = None) -> None:
        super().__init__(text)
        self.view = view


class CommandTree(app_commands.CommandTree[Any]):
    """The slash commands, with the one handler for their errors."""

    async def interaction_check(self, interaction: discord.Interaction[Any], /) -> bool:
        """Apply a group's check to its autocomplete too; discord.py runs it only for commands.

        Suggestions can name things that are not for everyone, such as removed facts and who changed what.
        """
        group = interaction.command.root_parent if isinstance(interaction.command, app_commands.Command) else None
        if group is None or interaction.type is not discord.InteractionType.autocomplete:
            return True
        try:
            return await group.interaction_check(interaction)
        except (UserError, UnavailableError):
            with suppress(discord.DiscordException, aiohttp.ClientError, OSError):  # whoever types has moved on
                await interaction.response.autocomplete([])
            return False

    async def on_error(self, interaction: discord.Interaction[Any], error: app_commands.AppCommandError, /) -> None:
        """Tell the person who called the command, and the log."""
        await report_error(interaction, error.original if isinstance(error, app_commands.CommandInvokeError) else error)


async def report_error(
    interaction: discord.Interaction[Any], error: Exception, document: tuple[str, bytes] | None = None
) -> None:
    """Tell the person privately what went wrong, and log `error` unless it is a `UserError`. Raises nothing.

    document: a file to send along, as (name, content)
    """
    text: str | None = str(error) if isinstance(error, UserError) else SORRY
    view = error.view if isinstance(error, UserError) and document is None else None
    if isinstance(error, app_commands.CommandNotFound | app_commands.CommandSignatureMismatch):
        text = OUTDATED
    if not isinstance(error, UserError):
        log_error(f"{_EVENTS.get(interaction.type, 'interaction')}_failed", error)
    if interaction.type is discord.InteractionType.autocomplete:
        return
    try:
        await respond(interaction, view=view, text=None if view else text, document=document, private=True)
    except (discord.DiscordException, aiohttp.ClientError, OSError) as further:
        log_error("error_report_failed", further)


async def report_message_error(message: discord.Message, error: Exception) -> None:
    """Log `error` and tell the person in reply to `message`. Raises nothing."""
    log_error("message_failed", error)
    try:
        await post(message.channel, text=SORRY, answering=message)
    except (discord.DiscordException, aiohttp.ClientError, OSError) as further:
        log_error("error_report_failed", further)


def log_error(event: str, error: BaseException) -> None:
    """Log that `event` happened and in which lines. The error's own text is left out: it may quote a question."""
    log.error(event, error=described(error))
