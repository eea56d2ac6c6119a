"""`python -m bot health`: tells whether the running bot is connected to Discord."""

from __future__ import annotations

import argparse
import sys
import time

from bot.platform.health import STALE_SECONDS, heartbeat_path
from bot.settings import SettingsError, read_settings


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the command takes: nothing."""


def run(_args: argparse.Namespace) -> int:
    """Return 0 where the bot of these settings has been connected to Discord within the last minute, else 1."""
    try:
        path = heartbeat_path(read_settings())
    except SettingsError as error:
        print(error, file=sys.stderr)
        return 1
    try:
        age = time.time() - path.stat().st_mtime
    except OSError:
        print(f"OnRecord is not running, or not connected to Discord yet: there is no {path}.")
        return 1
    if age > STALE_SECONDS:
        print(f"OnRecord was last connected to Discord {age:.0f} seconds ago.")
        return 1
    print("OnRecord is connected to Discord.")
    return 0
