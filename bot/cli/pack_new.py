"""`python -m bot pack new`: drafts a pack from an article."""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

from bot.strings import cli as strings
from bot.text.plural import counted
from knowledge.drafting import DraftedArticle, draft_article
from knowledge.drafting.mistaken import taken_for_an_article
from knowledge.drafting.pack_text import pack_text
from knowledge.editing.imports import encoding_note
from knowledge.files.encoding import decode
from knowledge.model.validation import BaseError

_LONGEST_TITLE, _LONGEST_KIND, _LONGEST_URL = 300, 100, 500  # characters, as the source of a pack takes them


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the command takes."""
    parser.add_argument(
        "article", type=Path, help="the article as a text file: the headline first, then its paragraphs"
    )
    parser.add_argument("--to", type=Path, metavar="FILE", help="where to write the pack (default: beside the article)")
    parser.add_argument("--url", type=_link, default=None, help="the article's address on the web")
    parser.add_argument("--as-of", type=_day, metavar="DATE", help="the day it was published, such as 2024-05-31")
    parser.add_argument("--kind", type=_text(_LONGEST_KIND), default="", help="what it is (default: news article)")
    parser.add_argument("--title", type=_text(_LONGEST_TITLE), default="", help="its title (default: the first line)")


def run(args: argparse.Namespace) -> int:
    """Write the pack and say what to do next; return 0. Return 1 if a file can't be read or written, or is there."""
    path: Path = args.to or args.article.with_suffix(".toml")
    try:
        read = decode(args.article.read_bytes())
        kind = taken_for_an_article(read.text)
        drafted = draft_article(read.text, title=args.title, kind=args.kind, url=args.url, as_of=args.as_of)
        if kind is not None or drafted is None or not drafted.article.paragraphs:
            return _failed(_why_not(drafted, kind).format(path=args.article, kind=kind))
        _write(path, pack_text(drafted, str(path)))
    except FileExistsError:
        return _failed(strings.PACK_EXISTS.format(path=path))
    except BaseError:
        return _failed(strings.ARTICLE_NOT_TEXT.format(path=args.article))
    except OSError as error:
        return _failed(f"{error.filename or path}: {error.strerror}")
    print(*filter(None, [_what_next(drafted, path), encoding_note(read)]), sep="\n")
    return 0


def _write(path: Path, text: str) -> None:
    """Write a new file, as a whole or not at all. Raises `OSError`."""
    with path.open("x", encoding="utf-8") as file:
        try:
            file.write(text)
            file.flush()
        except OSError:  # the disk is full; half a pack would be in the way of the next try
            path.unlink()
            raise


def _what_next(drafted: DraftedArticle, path: Path) -> str:
    disputed = sum(bool(draft.disputes) for draft in drafted.drafts)
    lines = [
        strings.PACK_WRITTEN.format(
            path=path,
            paragraphs=counted(len(drafted.article.paragraphs), "paragraph"),
            speakers=counted(len(drafted.speakers), "speaker"),
            drafts=counted(len(drafted.drafts), "draft"),
            disputed=f"{disputed:,}",
        ),
        strings.PACK_TO_FINISH.format(path=path),
    ]
    dated = strings.DATE_FOUND.format(date=drafted.as_of) if drafted.as_of is not None else strings.DATE_MISSING
    return "\n".join([*lines, dated, strings.PACK_TO_CHECK.format(path=path)])


def _why_not(drafted: DraftedArticle | None, kind: str | None) -> str:
    if kind is not None:
        return strings.NOT_AN_ARTICLE
    return strings.ARTICLE_EMPTY if drafted is None else strings.ARTICLE_ONLY_HEADLINE


def _failed(message: str) -> int:
    print(message, file=sys.stderr)
    return 1


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(strings.NO_DATE.format(text=text)) from None


def _link(text: str) -> str:
    if len(text) > _LONGEST_URL or re.fullmatch(r"https?://[^\s<>]+", text) is None:
        raise argparse.ArgumentTypeError(strings.NO_LINK.format(text=text))
    return text


def _text(most: int) -> Callable[[str], str]:
    def checked(text: str) -> str:
        plain = " ".join(text.split())
        if len(plain) > most or not plain.isprintable():
            raise argparse.ArgumentTypeError(strings.OPTION_TOO_LONG.format(most=most))
        return plain

    return checked
