"""`python -m bot run`: connects the bot to Discord, from reading the settings to a clean exit."""

from __future__ import annotations

import argparse
import asyncio
import sys
from collections.abc import Callable, Coroutine
from importlib.util import find_spec
from typing import Any

import aiohttp
import discord
import structlog
from discord.ext import commands

from bot.cli.database import database_url
from bot.cli.packs import PackError, open_pack
from bot.client import OnRecord
from bot.platform.health import heartbeat_path, keep_heartbeat
from bot.platform.log import configure_logging
from bot.platform.signals import stop_event
from bot.settings import Settings, SettingsError, read_settings
from bot.strings import cli as strings
from bot.text.drafts import draft_lines
from bot.text.plural import counted
from knowledge.model.quality import content_hints
from knowledge.search import Search
from knowledge.servers.bases import open_bases
from knowledge.store.errors import DatabaseError

_MOST_DRAFTS = 20  # in a list before the preview's address
_CLOSING_SECONDS = 8  # Docker kills a container ten seconds after SIGTERM

_Act = Callable[[OnRecord, str, Settings], Coroutine[Any, Any, None]]

log = structlog.get_logger(__name__)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's options: none, its settings come from the environment."""


def run(_args: argparse.Namespace) -> int:
    """Run until stopped and return 0; 2 if a setting is missing or wrong, 1 for any other failure."""
    try:
        return with_token(serve, strings.DISCORD_NOT_REACHED)
    except KeyboardInterrupt:  # on systems without signal handlers, such as Windows
        return 0


def with_token(act: _Act, refused: str) -> int:
    """Build the bot from the environment, run `act` with its token, and map errors to exit codes as `run` does.

    refused: what to say if Discord can't be reached or refuses; `{error}` in it becomes the kind of error
    """
    try:
        _begin(act)
    except SettingsError as error:
        print(error, file=sys.stderr)
        return 2
    except discord.LoginFailure:
        print(strings.TOKEN_REFUSED, file=sys.stderr)
        return 2
    except DatabaseError as error:
        print(error, file=sys.stderr)
        return 1
    except (aiohttp.ClientError, discord.DiscordException, OSError) as error:
        log.debug("stopped_by_error", exc_info=True)
        print(refused.format(error=type(error).__name__), file=sys.stderr)
        return 1
    except Exception:  # through the log, which takes the secrets out
        log.critical("unhandled_exception", exc_info=True)
        return 1
    return 0


def _begin(act: _Act) -> None:
    settings = read_settings()
    if settings.discord_token is None:
        raise SettingsError(strings.HOW_TO_START)
    configure_logging(settings)
    asyncio.run(act(make_bot(settings), settings.discord_token.get_secret_value(), settings))


def make_bot(settings: Settings, *, drafts: bool = False) -> OnRecord:
    """Return the bot of `settings`, not connected yet. Raises `SettingsError` if their pack can't be used.

    drafts: whether the pack may have drafts left, as in a preview; then they're listed

    Logs a warning if the pack has quality problems, or if the language model that is set can't be asked.
    """
    try:
        base = open_pack(settings.pack)
    except PackError as error:
        raise SettingsError(str(error)) from None
    if drafts:
        print(*draft_lines(base, _MOST_DRAFTS), sep="\n", end="\n" if base.drafts else "")
    elif base.drafts:
        left = counted(len(base.drafts), "draft")
        raise SettingsError(strings.DRAFTS_LEFT.format(path=settings.pack, drafts=left, first=base.drafts[0].id))
    hints = len(list(content_hints(base)))
    if hints:
        log.warning("pack_has_hints", hints=hints, listed_by=f"python -m bot pack check {settings.pack}")
    if settings.language_model is not None and find_spec("openai") is None:
        log.warning("language_model_needs_extra", extra="suggest")
    return OnRecord(settings, open_bases(Search(base), database_url(settings)))


async def serve(bot: commands.AutoShardedBot, token: str, settings: Settings) -> None:
    """Run `bot` with its heartbeat until SIGTERM or SIGINT, then close it. Raises the error if one ends it earlier."""
    stopped = stop_event()
    tasks = [
        asyncio.create_task(bot.start(token), name="discord"),
        asyncio.create_task(keep_heartbeat(heartbeat_path(settings), lambda: connected(bot)), name="heartbeat"),
        asyncio.create_task(stopped.wait(), name="stop signal"),
    ]
    try:
        ended, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    finally:
        log.info("stopping")
        try:
            async with asyncio.timeout(_CLOSING_SECONDS):
                await bot.close()
        except TimeoutError:
            log.warning("closing_discord_timed_out", seconds=_CLOSING_SECONDS)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
    for task in ended:
        task.result()
    log.info("stopped")


def connected(bot: commands.AutoShardedBot) -> bool:
    """Say whether every shard of `bot` has its connection to Discord."""
    return bot.is_ready() and not bot.is_closed() and not any(shard.is_closed() for shard in bot.shards.values())
