"""`python -m bot sync`: registers the commands with Discord now, changed or not."""

from __future__ import annotations

import argparse

from bot.cli.run import with_token
from bot.client import OnRecord
from bot.platform.command_sync import publish
from bot.settings import Settings
from bot.strings import cli as strings
from bot.text.plural import counted


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's options: none, its settings come from the environment."""


def run(_args: argparse.Namespace) -> int:
    """Return 0 once Discord has the commands; 2 if a setting is missing or wrong, 1 for any other failure."""
    return with_token(_publish, strings.NOT_REGISTERED)


async def _publish(bot: OnRecord, token: str, _settings: Settings) -> None:
    async with bot:
        await bot.login(token)
        await publish(bot)
        number = len(bot.tree.get_commands())
    print(strings.REGISTERED.format(commands=counted(number, "command")))
