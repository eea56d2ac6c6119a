"""`python -m bot pack`: drafts a pack, checks it, tests how well it's found, suggests phrasings, prints the schema."""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from bot.cli import pack_new, suggest
from bot.cli.countdown import Countdown
from bot.cli.packs import PackError, open_pack
from bot.strings import cli as strings
from bot.text.base_status import coverage_text
from bot.text.drafts import draft_lines
from bot.text.pack_test import pack_test_data, pack_test_text
from bot.text.plural import counted
from knowledge import pack
from knowledge.drafting.article import Article, read_article
from knowledge.evaluation.leave_one_out import leave_one_out
from knowledge.files.encoding import decode
from knowledge.model.base import Base
from knowledge.model.coverage import coverage
from knowledge.model.dates import latest_today
from knowledge.model.oversights import future_dates
from knowledge.model.quality import content_hints, misquotes
from knowledge.model.validation import BaseError, Problem


@dataclass(frozen=True)
class Findings:
    """What `pack check` found: problems to fix, hints that would make a pack better, and drafts."""

    problems: Sequence[Problem] = ()
    hints: Sequence[str] = ()
    drafts: Sequence[str] = ()


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the command takes."""
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    check = actions.add_parser("check", help="list every problem, and hints; exit 1 if there's a problem")
    check.add_argument("path", type=Path, help="the pack")
    check.add_argument("--article", type=Path, help="the article's text: quotes are looked up in it")
    test = actions.add_parser("test", help="hide each way to ask and ask it: which facts aren't found, and why not")
    test.add_argument("path", type=Path, help="the pack")
    test.add_argument(
        "--sample",
        type=_positive,
        default=10,
        metavar="N",
        help="how many ways to ask for each entry to try at most (default: 10)",
    )
    test.add_argument("--json", action="store_true", help="print everything as JSON")
    pack_new.add_arguments(actions.add_parser("new", help="draft a pack from an article"))
    actions.add_parser("schema", help="print the JSON Schema of packs")
    suggest.add_arguments(actions.add_parser("suggest", help="get more ways to ask from any assistant"))


def run(args: argparse.Namespace) -> int:
    """Return 0; 1 if there are problems or a file can't be used, 2 if a setting is wrong."""
    if args.action == "suggest":
        return suggest.run(args)
    if args.action == "schema":
        print(json.dumps(pack.schema(), indent=2))
        return 0
    if args.action == "test":
        return _test(args)
    return pack_new.run(args) if args.action == "new" else _check(args)


def _check(args: argparse.Namespace) -> int:
    """Print what there is to fix or improve in a pack."""
    try:
        article = read_article(decode(args.article.read_bytes()).text) if args.article else None
        if args.article and article is None:
            print(strings.ARTICLE_EMPTY.format(path=args.article), file=sys.stderr)
            return 1
        found = check(args.path.read_bytes(), article, args.path.name)
    except OSError as error:
        print(f"{error.filename}: {error.strerror}", file=sys.stderr)
        return 1
    except BaseError:
        print(strings.ARTICLE_NOT_TEXT.format(path=args.article), file=sys.stderr)
        return 1
    print(*_lines(found, args.path), sep="\n")
    return 1 if found.problems else 0


def _test(args: argparse.Namespace) -> int:
    """Print how well the facts of a pack are found, and offer to get suggestions.

    That's advice, so only a pack, or a model, that can't be used is an error.
    """
    try:
        base = open_pack(args.path)
    except PackError as error:
        print(error, file=sys.stderr)
        return 1
    started = time.monotonic()
    with Countdown(strings.TESTING) as countdown:
        tested = leave_one_out(base, args.sample, progress=countdown.update)
    seconds = time.monotonic() - started
    if args.json:
        print(json.dumps(pack_test_data(tested, _hints(base), seconds), indent=2, ensure_ascii=False))
    else:
        print(pack_test_text(tested, _hints(base), str(args.path), seconds))
        if tested.neediest:
            return suggest.offer(args.path)
    return 0


def _positive(text: str) -> int:
    if not (text.isascii() and text.isdigit() and 0 < int(text) < 10**6):
        raise argparse.ArgumentTypeError(strings.NO_POSITIVE_NUMBER)
    return int(text)


def check(content: bytes, article: Article | None, name: str = "") -> Findings:
    """Return what there is to fix or improve in a pack's `content`; quotes and hints only if the rest is sound.

    name: of the file, which says what it should be
    """
    try:
        file = pack.load(content, name)
        base = file.base()
    except BaseError as error:
        return Findings(problems=error.problems)
    printed = (article.headline, *article.paragraphs) if article is not None else ()
    quotes = file.located(misquotes(base, printed) if printed else ())
    return Findings(quotes, _hints(base), draft_lines(base))


def _hints(base: Base) -> list[str]:
    # No fact needs to point to paragraph 0, the headline.
    uncovered = (coverage_text(each) for each in coverage(base) if any(each.uncovered))
    ahead = future_dates(base, latest_today(datetime.now(UTC)))
    return [*map(str, ahead), *content_hints(base), *uncovered]


def _lines(found: Findings, path: Path) -> list[str]:
    lines = [*found.drafts, *(strings.ERROR.format(problem=problem) for problem in found.problems)]
    lines += [strings.HINT.format(hint=hint) for hint in found.hints]
    if found.problems:
        summary = strings.PROBLEMS_AND_HINTS if found.hints else strings.PROBLEMS
    else:
        summary = strings.NO_PROBLEMS_BUT_HINTS if found.hints else strings.NO_PROBLEMS
    errors, hints = counted(len(found.problems), "error"), counted(len(found.hints), "hint")
    return [*lines, summary.format(path=path, errors=errors, hints=hints)]
