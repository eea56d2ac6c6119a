"""`python -m bot preview`: what a newcomer runs first."""

from __future__ import annotations

import argparse
import asyncio
import importlib.util
import sys
import tempfile
from contextlib import nullcontext
from pathlib import Path

from bot.settings import SettingsError, read_settings
from bot.strings import preview as strings


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the command takes."""
    parser.add_argument("--port", type=_port, default=0, help="serve the page on this port (default: any free one)")
    parser.add_argument("--data", type=Path, metavar="DIR", help="keep data here (default: a temporary folder)")
    parser.add_argument("--pack", type=Path, help="ask this pack instead")


def run(args: argparse.Namespace) -> int:
    """Show the bot until stopped and return 0; 1 if it can't be shown, 2 if a setting is wrong."""
    if importlib.util.find_spec("simcord") is None:
        print(strings.NOT_INSTALLED, file=sys.stderr)
        return 1
    # Only now: importing discord.py and SimCord takes longer than saying what is missing.
    from simcord import SetupError

    from bot.cli.run import make_bot
    from bot.platform.log import configure_logging
    from bot.preview.server import show

    with nullcontext(args.data) if args.data else tempfile.TemporaryDirectory(prefix="onrecord-") as folder:
        # No token, no database of the operator's: a preview touches nothing but its own folder.
        given = {"discord_token": None, "database_url": None, "data_dir": Path(folder)}
        try:
            settings = read_settings(**given, **({"pack": args.pack} if args.pack else {}))
            if "log_level" not in settings.model_fields_set:  # people look at the page, not at the log
                settings = settings.model_copy(update={"log_level": "warning"})
            configure_logging(settings)
            bot = make_bot(settings, drafts=True)
        except SettingsError as error:
            print(error, file=sys.stderr)
            return 2
        try:
            asyncio.run(show(bot, args.port, print_address))
        except SetupError as error:
            print(strings.CANT_START.format(error=error), *[strings.OTHER_PORT] * bool(args.port), file=sys.stderr)
            return 1
        except KeyboardInterrupt:  # if the system has no signal handlers, as on Windows
            pass
    return 0


def print_address(url: str, message: str) -> None:
    """Say where the page is and that `message` is what to type there."""
    print(strings.ADDRESS.format(address=url))
    print(strings.WHAT_TO_DO.format(message=message))
    print(strings.HOW_TO_STOP, flush=True)


def _port(text: str) -> int:
    if not text.isascii() or not text.isdecimal() or int(text) > 65535:
        raise argparse.ArgumentTypeError(strings.NO_PORT.format(text=text))
    return int(text)
