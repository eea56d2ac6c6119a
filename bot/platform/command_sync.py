"""Registering the commands with Discord: at the start if they changed, or by `python -m bot sync`."""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path

import structlog

from bot.app import App

log = structlog.get_logger(__name__)


async def publish_if_changed(bot: App) -> bool:
    """Register the commands of `bot`, which is logged in, unless they are those of the last time. Say if it did."""
    if _remembered(bot) == _fingerprint(bot):
        return False
    await publish(bot)
    return True


async def publish(bot: App) -> None:
    """Register the commands of `bot`, which is logged in, and remember that."""
    await bot.tree.sync()
    log.info("commands_registered")
    try:
        _memory(bot).parent.mkdir(parents=True, exist_ok=True)
        _memory(bot).write_text(_fingerprint(bot), "ascii")
    except OSError as error:
        log.warning("command_fingerprint_not_saved", reason=error.strerror)


def _fingerprint(bot: App) -> str:
    commands = sorted(
        (command.to_dict(bot.tree) for command in bot.tree.get_commands()), key=lambda c: (c["type"], c["name"])
    )
    return sha256(json.dumps(commands, sort_keys=True).encode()).hexdigest()


def _memory(bot: App) -> Path:
    """One file for each application: several bots may share a folder."""
    return bot.settings.data_dir / f"commands-{bot.application_id}.sha256"


def _remembered(bot: App) -> str | None:
    try:
        return _memory(bot).read_text("ascii")
    except (OSError, UnicodeDecodeError):
        return None
