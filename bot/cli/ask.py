"""`python -m bot ask`: a question answered as a card, or many, a line each, as JSON."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import BinaryIO, TextIO

from bot.cli.packs import search_in
from bot.text.explanation import explanation_text
from bot.text.outcome_json import outcome_data
from bot.text.terminal import outcome_text
from knowledge.search import Search


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the command takes."""
    parser.add_argument("question", nargs="?", help="what you want to know")
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="read questions from standard input, a line each")
    form.add_argument("--explain", action="store_true", help="say why it is this answer, too")
    parser.add_argument("--pack", type=Path, help="answer from this pack instead")


def run(args: argparse.Namespace) -> int:
    """Answer, and return 0; 1 where the pack cannot be used, 2 where there is no question."""
    if args.question is None and not args.json:
        print('Ask something: python -m bot ask "who runs soledar now?"', file=sys.stderr)
        return 2
    if args.json and sys.stdin is None:
        print("Standard input is closed: there are no questions to read.", file=sys.stderr)
        return 2
    search = search_in(args.pack)
    if search is None:
        return 1
    if args.json:
        answer_lines(search, sys.stdin.buffer, sys.stdout)
    elif args.explain:
        explanation = search.explain(args.question)
        print(outcome_text(explanation.outcome), "", explanation_text(explanation), sep="\n")
    else:
        print(outcome_text(search.ask(args.question)))
    return 0


def answer_lines(search: Search, questions: BinaryIO, answers: TextIO) -> None:
    r"""Answer each line of `questions` (ended by `\n` alone; what is not UTF-8 is replaced) by a JSON line."""
    for line in questions:
        question = line.removesuffix(b"\n").decode("utf-8", "replace")
        print(json.dumps(outcome_data(search.ask(question))), file=answers, flush=True)
