"""`python -m bot sync`: register the commands with Discord now, changed or not."""

from __future__ import annotations

import argparse

from bot.cli.run import with_token
from bot.client import OnRecord
from bot.platform.command_sync import publish
from bot.settings import Settings


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the command takes: nothing, its settings are the environment's."""


def run(_args: argparse.Namespace) -> int:
    """Return 0 once Discord has the commands; 2 where a setting is missing or wrong, 1 where it does not work out."""
    return with_token(_publish, "Discord did not take the commands ({error}). Try again in a moment.")


async def _publish(bot: OnRecord, token: str, _settings: Settings) -> None:
    async with bot:
        await bot.login(token)
        await publish(bot)
        count = len(bot.tree.get_commands())
    print(f"Discord has the {count} commands. Restart your Discord app to see them at once.")
