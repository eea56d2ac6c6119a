"""The heartbeat: a file that a running bot touches while it is connected to Discord."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path

import structlog

from bot.settings import Settings, SettingsError

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
                    log.warning("heartbeat_failed", reason=error.strerror)
                await asyncio.sleep(BEAT_SECONDS)
            else:
                await asyncio.sleep(LOOK_SECONDS)
    finally:
        path.unlink(missing_ok=True)
