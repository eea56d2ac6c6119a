"""`python -m bot ask`: a question answered as a card, or many, a line each, as JSON."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import BinaryIO, TextIO

from bot.cards.data import outcome_data
from bot.cards.terminal import outcome_text
from knowledge import pack
from knowledge.problems import BaseError
from knowledge.search import Search


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the command takes."""
    parser.add_argument("question", nargs="?", help="what you want to know")
    parser.add_argument("--json", action="store_true", help="read questions from standard input, a line each")
    parser.add_argument("--pack", type=Path, default=pack.default_pack(), help="answer from this pack instead")


def run(args: argparse.Namespace) -> int:
    """Answer, and return 0; 1 where the pack cannot be used, 2 where there is no question."""
    if args.question is None and not args.json:
        print('Ask something: python -m bot ask "who runs soledar now?"', file=sys.stderr)
        return 2
    try:
        search = Search(pack.read(args.pack))
    except OSError as error:
        print(f"The pack cannot be read: {error.strerror}: {args.pack}", file=sys.stderr)
        return 1
    except BaseError as error:
        print(f"The pack {args.pack} cannot be used:", *error.problems, sep="\n- ", file=sys.stderr)
        return 1
    if args.json:
        answer_lines(search, sys.stdin.buffer, sys.stdout)
    else:
        print(outcome_text(search.ask(args.question)))
    return 0


def answer_lines(search: Search, questions: BinaryIO, answers: TextIO) -> None:
    r"""Answer each line of `questions` (ended by `\n` alone; what is not UTF-8 is replaced) by a JSON line."""
    for line in questions:
        question = line.removesuffix(b"\n").decode("utf-8", "replace")
        print(json.dumps(outcome_data(search.ask(question))), file=answers, flush=True)
