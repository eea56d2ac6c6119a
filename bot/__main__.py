"""The command line. Each command's module is imported only when it is called, so that `ask` stays quick."""

from __future__ import annotations

import argparse
import errno
import io
import os
import signal
import sys
from importlib import import_module

# name: (module with add_arguments(parser) and run(args) -> exit code, what it does)
COMMANDS = {
    "run": ("bot.cli.run", "go on Discord and answer there; what happens without any command"),
    "preview": ("bot.cli.preview", "try the bot in a local browser page, without Discord"),
    "ask": ("bot.cli.ask", "answer questions in the terminal"),
    "evaluate": ("bot.cli.evaluate", "measure how well labelled questions are answered"),
    "pack": ("bot.cli.pack", "check a pack, or print its JSON Schema"),
    "base": ("bot.cli.base", "export, import and look at the base of a server"),
    "health": ("bot.cli.health", "tell whether the bot that runs with these settings is connected to Discord"),
    "sync": ("bot.cli.sync", "register the commands with Discord"),
}

INSTALL = "Install OnRecord first (in a clone: python -m pip install .), or use the Python that it is installed for."


def main(argv: list[str] | None = None) -> int:
    """Run the command named by `argv` (the process's own arguments by default) and return its exit code."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # a terminal that cannot show a sign shows "?", not a traceback
    arguments = (sys.argv[1:] if argv is None else argv) or ["run"]
    parser = argparse.ArgumentParser(prog="python -m bot", description="OnRecord: what is on record, and who said it")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND")
    for name, (module, summary) in COMMANDS.items():
        subparser = commands.add_parser(name, help=summary, description=summary)
        if name in arguments[:1]:
            try:
                import_module(module).add_arguments(subparser)
            except ModuleNotFoundError as error:
                return _failed(f"{error.name} is not installed here. {INSTALL}")
    parsed = parser.parse_args(arguments)
    try:
        code: int = import_module(COMMANDS[parsed.command][0]).run(parsed)
        if sys.stdout is not None:
            sys.stdout.flush()
    except BrokenPipeError:  # whoever read the output, such as `head`, has had enough
        _write_no_more()
        return 0
    except OSError as error:
        if error.errno != errno.ENOSPC:
            raise
        _write_no_more()
        return _failed(f"There is no space left to write to: {error.filename or 'the output is cut off'}")
    except KeyboardInterrupt:
        return 128 + signal.SIGINT
    return code


def _failed(why: str) -> int:
    sys.stderr.write(f"{why}\n")
    return 1


def _write_no_more() -> None:
    if sys.stdout is not None:  # Python flushes it once more at exit
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


if __name__ == "__main__":
    sys.exit(main())
