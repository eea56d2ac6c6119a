"""`python -m bot pack`: every problem of a pack by entry and field, or the JSON Schema of packs."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path

from knowledge import pack
from knowledge.model.quality import content_hints, misquotes
from knowledge.model.validation import BaseError, Problem


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the command takes."""
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    check = actions.add_parser("check", help="list every problem; exit 1 if there is any")
    check.add_argument("path", type=Path, help="the pack")
    check.add_argument("--article", type=Path, help="the article's text: quotes are looked up in it")
    actions.add_parser("schema", help="print the JSON Schema of packs")


def run(args: argparse.Namespace) -> int:
    """Return 0 where all is well, 1 where there are problems or a file cannot be read."""
    if args.action == "schema":
        print(json.dumps(pack.schema(), indent=2))
        return 0
    try:
        problems = check(args.path.read_bytes(), args.article.read_text("utf-8") if args.article else None)
    except OSError as error:
        print(f"{error.filename}: {error.strerror}", file=sys.stderr)
        return 1
    except UnicodeDecodeError:
        print(f"{args.article}: is not UTF-8 text", file=sys.stderr)
        return 1
    print(*problems, sep="\n") if problems else print(f"{args.path}: no problems")
    return 1 if problems else 0


def check(content: bytes, article: str | None) -> Sequence[Problem]:
    """Return all that is wrong with a pack's `content`; poor content is looked for only where the rest is sound."""
    try:
        base = pack.parse(content)
    except BaseError as error:
        return error.problems
    return [*content_hints(base), *(misquotes(base, article) if article is not None else ())]
