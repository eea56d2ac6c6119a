"""The heartbeat that a running bot keeps in a file, and `python -m bot health`, which looks at it."""

from __future__ import annotations

import argparse
import asyncio
import sys
import time
from collections.abc import Callable
from pathlib import Path

import structlog

from bot.settings import Settings, SettingsError, read_settings

BEAT_SECONDS = 15
LOOK_SECONDS = 0.5  # while it is not connected
STALE_SECONDS = 60  # three beats may be late before anybody restarts the bot


log = structlog.get_logger(__name__)


def heartbeat_path(settings: Settings) -> Path:
    """Where the heartbeat is: a file whose time of change says when the bot was last connected."""
    return settings.data_dir / "heartbeat"


async def keep_heartbeat(path: Path, connected: Callable[[], bool]) -> None:
    """Touch `path` every 15 seconds while `connected()`, until cancelled; then remove it.

    Raises `SettingsError` where there can be no such file.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
        path.unlink()  # an earlier run's says nothing about this one
    except OSError as error:
        raise SettingsError(f"DATA_DIR cannot be written: {error.strerror}: {path.parent}") from None
    try:
        while True:
            if connected():
                try:
                    path.touch()
                except OSError as error:  # answering goes on; whoever looks at the health will see
                    log.warning("cannot keep the heartbeat", reason=error.strerror)
                await asyncio.sleep(BEAT_SECONDS)
            else:
                await asyncio.sleep(LOOK_SECONDS)
    finally:
        path.unlink(missing_ok=True)


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
