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

WITHOUT_EXTRA = """\
The preview needs SimCord, which isn't installed. Install it and try again:
python -m pip install "onrecord[preview]"    (in a clone: python -m pip install ".[preview]")"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the command takes."""
    parser.add_argument("--port", type=_port, default=0, help="serve the page on this port (default: any free one)")
    parser.add_argument("--data", type=Path, metavar="DIR", help="keep data here (default: a temporary folder)")
    parser.add_argument("--pack", type=Path, help="ask this pack instead")


def run(args: argparse.Namespace) -> int:
    """Show the bot until stopped and return 0; 1 if it can't be shown, 2 if a setting is wrong."""
    if importlib.util.find_spec("simcord") is None:
        print(WITHOUT_EXTRA, file=sys.stderr)
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
            bot = make_bot(settings)
        except SettingsError as error:
            print(error, file=sys.stderr)
            return 2
        try:
            asyncio.run(show(bot, args.port, print_address))
        except SetupError as error:
            hint = " Choose another --port, or leave it out." if args.port else ""
            print(f"The preview can't start: {error}.{hint}", file=sys.stderr)
            return 1
        except KeyboardInterrupt:  # if the system has no signal handlers, as on Windows
            pass
    return 0


def print_address(url: str, message: str) -> None:
    """Say where the page is and that `message` is what to type there."""
    print(f"OnRecord is here: {url}")
    print(f"Type  {message}  or  /ask. Switch between member, moderator and admin at the top.")
    print("Only this machine can open the page. Stop with Ctrl-C.", flush=True)


def _port(text: str) -> int:
    if not text.isascii() or not text.isdecimal() or int(text) > 65535:
        raise argparse.ArgumentTypeError(f"'{text}' isn't a port: use a number from 0 (any free one) to 65535")
    return int(text)
