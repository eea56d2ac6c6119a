"""The heartbeat: a file that the running bot touches while it's connected to Discord."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path

import structlog

from bot.settings import Settings, SettingsError
from bot.strings import cli as strings

BEAT_SECONDS = 15
LOOK_SECONDS = 0.5  # while it isn't connected
STALE_SECONDS = 60  # three beats may be missed before the bot counts as unhealthy

log = structlog.get_logger(__name__)


def heartbeat_path(settings: Settings) -> Path:
    """Return the heartbeat's path: a file whose modification time says when the bot was last connected."""
    return settings.data_dir / "heartbeat"


async def keep_heartbeat(path: Path, connected: Callable[[], bool]) -> None:
    """Touch `path` every 15 seconds while `connected()`, until cancelled; then remove it.

    Raises `SettingsError` if the file can't be written.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
        path.unlink()  # one that an earlier run left says nothing about this run
    except OSError as error:
        problem = strings.DATA_DIR_NOT_WRITABLE.format(folder=path.parent, reason=error.strerror)
        raise SettingsError(problem) from None
    try:
        while True:
            if connected():
                try:
                    path.touch()
                except OSError as error:  # the bot goes on answering; `health` will report it
                    log.warning("heartbeat_failed", reason=error.strerror)
                await asyncio.sleep(BEAT_SECONDS)
            else:
                await asyncio.sleep(LOOK_SECONDS)
    finally:
        path.unlink(missing_ok=True)
