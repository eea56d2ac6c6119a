"""`python -m bot sync`: register the commands with Discord now, changed or not."""

from __future__ import annotations

import argparse
import asyncio
import sys

import aiohttp
import discord

from bot.log import configure_logging
from bot.run import HOW_TO_START, REFUSED, make_bot
from bot.settings import Settings, SettingsError, read_settings
from bot.sync import publish
from knowledge.store.errors import DatabaseError


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the command takes: nothing, its settings are the environment's."""


def run(_args: argparse.Namespace) -> int:
    """Return 0 once Discord has the commands; 2 where a setting is missing or wrong, 1 where it does not work out."""
    try:
        settings = read_settings()
        if settings.discord_token is None:
            print(HOW_TO_START, file=sys.stderr)
            return 2
        configure_logging(settings)
        count = asyncio.run(_publish(settings, settings.discord_token.get_secret_value()))
    except SettingsError as error:
        print(error, file=sys.stderr)
        return 2
    except DatabaseError as error:
        print(error, file=sys.stderr)
        return 1
    except discord.LoginFailure:
        print(REFUSED, file=sys.stderr)
        return 2
    except (aiohttp.ClientError, discord.DiscordException, OSError) as error:
        print(f"Discord did not take the commands ({type(error).__name__}). Try again in a moment.", file=sys.stderr)
        return 1
    print(f"Discord has the {count} commands. Restart your Discord app to see them at once.")
    return 0


async def _publish(settings: Settings, token: str) -> int:
    async with make_bot(settings) as bot:
        await bot.login(token)
        await publish(bot)
        return len(bot.tree.get_commands())
