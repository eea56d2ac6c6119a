"""`python -m bot ask`: answers one question as text, or many as JSON, one line each."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import BinaryIO, TextIO

from bot.cli.packs import search_in
from bot.strings import cli as strings
from bot.text.explanation import explanation_text
from bot.text.outcome_json import outcome_data
from bot.text.terminal import outcome_text
from knowledge.search import Search


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's options."""
    parser.add_argument("question", nargs="?", help="what you want to know, in quotes")
    form = parser.add_mutually_exclusive_group()
    form.add_argument(
        "--json",
        action="store_true",
        help="read questions from standard input, one per line, and print a line of JSON for each",
    )
    form.add_argument("--explain", action="store_true", help="explain the answer")
    parser.add_argument("--pack", type=Path, help="ask this pack instead")


def run(args: argparse.Namespace) -> int:
    """Answer and return 0; 1 if the pack can't be used, 2 if there's no question, or one too many."""
    if args.question is None and not args.json:
        print(strings.NO_QUESTION, file=sys.stderr)
        return 2
    if args.json and args.question is not None:
        print(strings.JSON_READS_QUESTIONS, file=sys.stderr)
        return 2
    if args.json and sys.stdin is None:
        print(strings.NO_STANDARD_INPUT, file=sys.stderr)
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
    r"""Print a line of JSON for each line of `questions`.

    Only `\n` ends a line; bytes that aren't UTF-8 are replaced.
    """
    for line in questions:
        question = line.removesuffix(b"\n").decode("utf-8", "replace")
        print(json.dumps(outcome_data(search.ask(question))), file=answers, flush=True)
