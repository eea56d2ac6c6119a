"""`python -m bot base`: exports, imports or inspects a server's base. A running bot sees changes within two seconds."""

from __future__ import annotations

import argparse
import asyncio
import sys
from collections.abc import Sequence
from pathlib import Path

from bot.cli.database import database_url
from bot.cli.packs import search_in
from bot.settings import Settings, SettingsError, read_settings
from bot.strings import cli as strings
from bot.text.base_status import coverage_text, figures
from knowledge import pack
from knowledge.editing.change_text import listing, summary
from knowledge.editing.editor import Editor
from knowledge.editing.errors import EditError, RefusedError
from knowledge.editing.imports import MODES, Import, read_file
from knowledge.editing.status import BaseStatus, status
from knowledge.history.revisions import Moderator
from knowledge.servers.bases import open_bases
from knowledge.store.errors import DatabaseError
from knowledge.suggesting.accepting import ACCEPTED

OPERATOR = Moderator(0, "the operator")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's options."""
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    export = actions.add_parser("export", help="print the whole base as a pack")
    export.add_argument("--format", choices=pack.FORMATS, default="toml")
    importing = actions.add_parser("import", help="import a file: a pack, or a table of facts as CSV")
    importing.add_argument("file", type=Path)
    importing.add_argument(
        "--mode",
        choices=MODES,
        default="add",
        help="add (default) only adds; update also changes; replace also removes what isn't in the file",
    )
    importing.add_argument("--why", default="", help="the reason, shown in the history")
    importing.add_argument("--yes", action="store_true", help="save without asking")
    actions.add_parser("status", help="counts, coverage, problems, and conflicts with the pack")
    history = actions.add_parser("history", help="who changed what, when and why, newest first")
    history.add_argument("--limit", type=int, default=20, help="how many revisions to show (default: 20)")
    history.add_argument("--suggested", action="store_true", help="show only accepted suggested ways to ask")
    for action in (export, importing, actions.choices["status"], history):
        action.add_argument("--server", type=_server, required=True, metavar="ID", help="the server's Discord id")


def run(args: argparse.Namespace) -> int:
    """Return 0; 1 if something can't be used or wasn't confirmed, 2 if a setting is wrong."""
    try:
        settings = read_settings()
    except SettingsError as error:
        print(error, file=sys.stderr)
        return 2
    try:
        return asyncio.run(_run(args, settings))
    except (DatabaseError, EditError) as error:
        problems = error.problems if isinstance(error, RefusedError) else ()
        print(error, *problems, sep="\n- ", file=sys.stderr)
    return 1


async def _run(args: argparse.Namespace, settings: Settings) -> int:
    search = search_in(settings.pack)
    if search is None:
        return 1
    async with open_bases(search, database_url(settings)) as bases:
        editor = Editor(bases, args.server)
        match args.action:
            case "export":
                sys.stdout.write(pack.dump(editor.now.base, args.format))
            case "import":
                return await _import(editor, args)
            case "status":
                print(*_status_lines(status(editor.now)), sep="\n")
            case "history":
                only = ACCEPTED if args.suggested else None
                revisions = await editor.store.history(action=only, limit=max(1, min(args.limit, 1000)))
                lines = [f"{revision.at:%Y-%m-%d %H:%M} UTC  {summary(revision)}" for revision in revisions]
                print(*(lines or [strings.NO_HISTORY]), sep="\n")
    return 0


async def _import(editor: Editor, args: argparse.Namespace) -> int:
    try:
        content = args.file.read_bytes()
    except OSError as error:
        print(strings.FILE_NOT_READ.format(path=args.file, reason=error.strerror), file=sys.stderr)
        return 1
    edit = Import(file=read_file(content, args.file.name), mode=args.mode, opened=editor.now.revision)
    preview = await editor.consider(edit)
    warnings = (strings.WARNING.format(warning=each) for each in preview.warnings)
    print(
        *edit.notes(preview.changes, editor.now.base), *listing(preview.changes, editor.now.base), *warnings, sep="\n"
    )
    if not args.yes and not _confirmed():
        print(strings.NOTHING_CHANGED)
        return 1
    revision = await editor.save(edit, OPERATOR, args.why)
    print(strings.SAVED.format(number=revision.number))
    return 0


def _status_lines(state: BaseStatus) -> Sequence[str]:
    return [
        *figures(state),
        *map(coverage_text, state.coverage),
        *(strings.CONFLICT.format(entry=conflict.ref) for conflict in state.upstream_conflicts),
        *(strings.HINT.format(hint=hint) for hint in state.hints),
    ]


def _confirmed() -> bool:
    try:
        return input(strings.CONFIRM).strip().lower() in {"y", "yes"}
    except EOFError:
        return False


def _server(text: str) -> int:
    if not (text.isascii() and text.isdigit() and 0 < int(text) < 2**63):
        raise argparse.ArgumentTypeError(strings.NO_SERVER_ID)
    return int(text)
