"""`python -m bot health`: checks that the running bot is connected to Discord."""

from __future__ import annotations

import argparse
import sys
import time

from bot.platform.health import STALE_SECONDS, heartbeat_path
from bot.settings import SettingsError, read_settings
from bot.strings import cli as strings


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the command takes: nothing."""


def run(_args: argparse.Namespace) -> int:
    """Return 0 if the bot with these settings was connected to Discord within the last minute, else 1."""
    try:
        path = heartbeat_path(read_settings())
    except SettingsError as error:
        print(error, file=sys.stderr)
        return 1
    try:
        age = time.time() - path.stat().st_mtime
    except OSError:
        print(strings.NOT_CONNECTED.format(file=path))
        return 1
    if age > STALE_SECONDS:
        print(strings.LAST_CONNECTED.format(seconds=age))
        return 1
    print(strings.CONNECTED)
    return 0
