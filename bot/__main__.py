"""The command line. A command's module is imported only if the command is called, so `ask` starts fast."""

from __future__ import annotations

import argparse
import errno
import io
import os
import signal
import sys
from importlib import import_module

from bot.strings import cli as strings

# name: (module with add_arguments(parser) and run(args) -> exit code, what it does)
COMMANDS = {
    "run": ("bot.cli.run", "connect to Discord (default)"),
    "preview": ("bot.cli.preview", "try the bot in your browser, without Discord"),
    "ask": ("bot.cli.ask", "answer questions in the terminal"),
    "evaluate": ("bot.cli.evaluate", "measure how well labelled questions are answered"),
    "pack": ("bot.cli.pack", "draft a pack from an article, or check one"),
    "base": ("bot.cli.base", "export, import or inspect the base of a server"),
    "health": ("bot.cli.health", "check that the running bot is connected to Discord"),
    "sync": ("bot.cli.sync", "register the commands with Discord now"),
}


def main(argv: list[str] | None = None) -> int:
    """Run the command named by `argv` (the process's own arguments by default) and return its exit code."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(
                errors="replace"
            )  # a terminal that can't show a character shows "?" instead of a traceback
    arguments = (sys.argv[1:] if argv is None else argv) or ["run"]
    parser = argparse.ArgumentParser(prog="python -m bot", description="OnRecord: what's on record, and who said it")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND")
    for name, (module, summary) in COMMANDS.items():
        subparser = commands.add_parser(name, help=summary, description=summary)
        if name in arguments[:1]:
            try:
                import_module(module).add_arguments(subparser)
            except ModuleNotFoundError as error:
                return _failed(strings.NOT_INSTALLED.format(module=error.name))
    parsed = parser.parse_args(arguments)
    try:
        code: int = import_module(COMMANDS[parsed.command][0]).run(parsed)
        if sys.stdout is not None:
            sys.stdout.flush()
    except BrokenPipeError:  # what reads the output, such as `head`, has stopped reading
        _discard_output()
        return 0
    except OSError as error:
        if error.errno != errno.ENOSPC:
            raise
        _discard_output()
        return _failed(strings.DISK_FULL.format(file=error.filename or strings.OUTPUT_CUT_OFF))
    except KeyboardInterrupt:
        return 128 + signal.SIGINT
    return code


def _failed(why: str) -> int:
    sys.stderr.write(f"{why}\n")
    return 1


def _discard_output() -> None:
    if sys.stdout is not None:  # Python flushes it again at exit
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


if __name__ == "__main__":
    sys.exit(main())
