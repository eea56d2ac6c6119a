"""When something goes wrong: the person gets a plain sentence, the log what broke and where."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

import aiohttp
import discord
import structlog
from discord import app_commands

from bot.platform.delivery import post, respond
from bot.platform.log import described
from knowledge.store.errors import UnavailableError

SORRY = "Something went wrong on my side. Please try again in a moment."
CHANGED = "This command has changed since your Discord loaded it. Please try again in a minute."

log = structlog.get_logger(__name__)


class Refusal(app_commands.AppCommandError):
    """What was called cannot be done. The text is a sentence for the person, with what to do instead."""


class Tree(app_commands.CommandTree[Any]):
    """The commands, with the one handler for what goes wrong in them."""

    async def interaction_check(self, interaction: discord.Interaction[Any], /) -> bool:
        """Offer choices only to those who may use the command: discord.py asks a group's check for its commands alone.

        Choices name what is not for everyone, such as removed facts and who changed what.
        """
        group = interaction.command.root_parent if isinstance(interaction.command, app_commands.Command) else None
        if group is None or interaction.type is not discord.InteractionType.autocomplete:
            return True
        try:
            return await group.interaction_check(interaction)
        except (Refusal, UnavailableError):
            with suppress(discord.DiscordException, aiohttp.ClientError, OSError):  # whoever types has moved on
                await interaction.response.autocomplete([])
            return False

    async def on_error(self, interaction: discord.Interaction[Any], error: app_commands.AppCommandError, /) -> None:
        """Say so to whoever called the command, and to the log."""
        await apologise(interaction, error.original if isinstance(error, app_commands.CommandInvokeError) else error)


async def apologise(
    interaction: discord.Interaction[Any], error: Exception, document: tuple[str, bytes] | None = None
) -> None:
    """Log `error` and say sorry, privately; say what a `Refusal` says. Raises nothing: nobody is left to handle it.

    document: a file to go with it, by name and content
    """
    text = str(error) if isinstance(error, Refusal) else SORRY
    if isinstance(error, app_commands.CommandNotFound | app_commands.CommandSignatureMismatch):
        text = CHANGED
    if not isinstance(error, Refusal):
        log_trouble(interaction.type.name, error)
    if interaction.type is discord.InteractionType.autocomplete:
        return
    try:
        await respond(interaction, text=text, document=document, private=True)
    except (discord.DiscordException, aiohttp.ClientError, OSError) as further:
        log_trouble("apology", further)


async def apologise_to(message: discord.Message, error: Exception) -> None:
    """Log `error` and say sorry in reply to `message`. Raises nothing."""
    log_trouble("message", error)
    try:
        await post(message.channel, text=SORRY, answering=message)
    except (discord.DiscordException, aiohttp.ClientError, OSError) as further:
        log_trouble("apology", further)


def log_trouble(where: str, error: BaseException) -> None:
    """Log what broke and in which lines. An error's own text is left out: it may quote what somebody asked."""
    log.error("something went wrong", where=where, trouble=described(error))
