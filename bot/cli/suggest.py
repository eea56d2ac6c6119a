"""`python -m bot pack suggest`: a prompt for any assistant, and the review of what it suggests, one key each."""

from __future__ import annotations

import argparse
import asyncio
import itertools
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from bot.cli.packs import PackError, open_pack
from bot.settings import SettingsError, read_settings
from bot.strings import cli as strings
from bot.text.plural import counted
from knowledge.editing.parsing import Ids
from knowledge.history.suggested import Reason, SuggestedPhrasing
from knowledge.model.base import Base
from knowledge.model.entries import Fact, Gap
from knowledge.model.refs import Kind, find
from knowledge.search import Search
from knowledge.suggesting.accepting import additions
from knowledge.suggesting.asking import replies
from knowledge.suggesting.errors import ModelError, ReplyError
from knowledge.suggesting.language_model import LanguageModel
from knowledge.suggesting.marking import marked
from knowledge.suggesting.messages import GAP_NOTE
from knowledge.suggesting.pack_file import add_to_pack
from knowledge.suggesting.prompt import prompt_file, request
from knowledge.suggesting.reply import decode, read_reply
from knowledge.suggesting.screening import Drop, Screened, dropped_text, screen

_MARKS = {Reason.ANSWERED: strings.MARK_ANSWERED, Reason.TAKES: strings.MARK_TAKES}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's options."""
    parser.add_argument("path", type=Path, help="the pack")
    reply = parser.add_mutually_exclusive_group()
    reply.add_argument("--apply", type=Path, metavar="REPLY", help="review the assistant's reply in this file")
    reply.add_argument("--ask", action="store_true", help="get the reply from the language model of SUGGEST_URL")
    parser.add_argument("--yes", action="store_true", help="accept everything that isn't marked, without asking")


def run(args: argparse.Namespace) -> int:
    """Return 0; 1 if the pack, the reply or the model can't be used, 2 if a setting is wrong."""
    try:
        base, before = open_pack(args.path), args.path.read_bytes()
        if not args.apply and not request(base):
            enough = strings.NOTHING_TO_SUGGEST if base.facts else strings.NO_FACTS
            print(enough.format(path=args.path), file=sys.stderr)
            return 0
        if not args.apply and not args.ask:
            return _print_prompt(base, args.path)
        screened = _screened(base, args)
    except (PackError, ReplyError, ModelError) as error:
        print(error, file=sys.stderr)
        return 1
    if screened is None:
        return 2
    return _save(args.path, before, base, _reviewed(screened, base, yes=args.yes))


def offer(path: Path) -> int:
    """Ask somebody at a terminal whether to get suggestions for the pack at `path` now, if a language model is set.

    Return what `run` does; 0 if nobody is there, wants it, or no model is set.
    """
    try:
        model = read_settings().language_model
    except SettingsError:
        return 0  # a setting that isn't needed here
    if model is None or not sys.stdin.isatty():
        return 0
    if _pressed(strings.ASK_NOW.format(model=model.name), "yn") != "y":
        return 0
    return run(argparse.Namespace(path=path, apply=None, ask=True, yes=False))


def _print_prompt(base: Base, path: Path) -> int:
    print(prompt_file(base, request(base)), end="")
    print(strings.HOW_TO_APPLY.format(path=path), file=sys.stderr)
    return 0


def _screened(base: Base, args: argparse.Namespace) -> Screened | None:
    """Return what the reply suggests; None, with the reason on standard error, if a setting is wrong.

    Raises `ReplyError` or `ModelError`.
    """
    if args.apply:
        try:
            content = args.apply.read_bytes()
        except OSError as error:
            raise ReplyError(strings.FILE_NOT_READ.format(path=args.apply, reason=error.strerror)) from error
        return screen(read_reply(decode(content)), base)
    try:
        model = read_settings().language_model
    except SettingsError as error:
        print(error, file=sys.stderr)
        return None
    if model is None:
        print(strings.NO_MODEL_SET, file=sys.stderr)
        return None
    return asyncio.run(_asked(model, base))


async def _asked(model: LanguageModel, base: Base) -> Screened:
    """Return what the model suggests. If it fails, what came before counts; raises the error if nothing did."""
    print(strings.ASKING.format(model=model.name), file=sys.stderr)
    screened = Screened()
    try:
        async for reply in replies(model, base):
            screened += screen(reply, base, screened.kept)
    except (ModelError, ReplyError) as error:
        if not screened.kept:
            raise
        print(strings.MODEL_STOPPED.format(reason=error), file=sys.stderr)
    return screened


def _reviewed(screened: Screened, base: Base, *, yes: bool) -> list[SuggestedPhrasing]:
    """Return what the author accepts."""
    suggested = marked(screened.kept, Search(base))
    if screened.dropped:
        print(strings.DROPPED.format(dropped=dropped_text(screened.dropped)))
    if not suggested:
        print(strings.NOTHING_NEW)
        return []
    facts = [each for each in suggested if each.fact is not None]
    print(
        strings.SUGGESTED.format(
            ways=counted(len(facts), "way to ask", "ways to ask"),
            facts=counted(len({each.fact for each in facts}), "fact"),
            gaps=counted(len(suggested) - len(facts), "gap"),
            marked=sum(each.mark is not None for each in suggested),
        )
    )
    if yes:
        return list(_unmarked(suggested, screened, base))
    print(strings.KEYS)
    return list(_answered(suggested, base))


def _unmarked(suggested: Sequence[SuggestedPhrasing], screened: Screened, base: Base) -> Iterator[SuggestedPhrasing]:
    """Yield what isn't marked, and print what is.

    What is left of a reply that was accepted before was marked then, or skipped, though it may not be marked now that
    the others are there. So that's for the author to look at.
    """
    if screened.dropped.get(Drop.KNOWN, 0) > len(suggested):
        print(strings.APPLIED_BEFORE)
        return
    for each in suggested:
        if each.mark is None:
            yield each
        else:
            mark = _MARKS[each.mark.reason].format(question=each.mark.question)
            print(strings.LEFT_OUT.format(text=" / ".join(each.texts), mark=mark, title=_title(each, base)))


def _answered(suggested: Sequence[SuggestedPhrasing], base: Base) -> Iterator[SuggestedPhrasing]:
    """Ask about each, fact by fact and then the gaps, and yield what is accepted."""
    groups = [list(group) for _, group in itertools.groupby(suggested, key=lambda each: each.ref)]
    for place, group in enumerate(groups, 1):
        print(strings.PLACE_IN_REVIEW.format(place=place, all=len(groups)), _title(group[0], base))
        rest = False
        for each in group:
            key = "a" if rest else _key(each)
            if key == "q":
                return
            rest = key == "a"
            if key in {"y", "a"}:
                yield each


def _title(first: SuggestedPhrasing, base: Base) -> str:
    entry = find(base, first.ref) if first.ref is not None else None
    match entry:
        case Fact():
            return strings.FACT_TO_REVIEW.format(question=entry.question, answer=entry.answer)
        case Gap():
            return strings.GAP_TO_REVIEW.format(question=entry.question, note=entry.note)
        case _:
            return strings.GAPS_TO_REVIEW.format(note=GAP_NOTE)


def _key(each: SuggestedPhrasing) -> str:
    """Return which key the author pressed; q where nobody presses any."""
    mark = "" if each.mark is None else _MARKS[each.mark.reason].format(question=each.mark.question)
    return _pressed(strings.ACCEPT.format(text=" / ".join(each.texts), mark=mark), "ynaq")


def _pressed(question: str, keys: str) -> str:
    while True:
        try:
            key = input(question).strip().lower()[:1]
        except (EOFError, KeyboardInterrupt):  # what was accepted before is saved
            return "q"
        if key and key in keys:
            return key


def _save(path: Path, before: bytes, base: Base, accepted: Sequence[SuggestedPhrasing]) -> int:
    new = additions(accepted, base, Ids(Kind.GAP, base.gaps_by_id))
    if not new:
        print(strings.NOTHING_ACCEPTED.format(path=path))
        return 0
    content = add_to_pack(before, new)
    if path.read_bytes() != before:
        print(strings.FILE_CHANGED.format(path=path), file=sys.stderr)
        return 1
    try:
        _replace(path.resolve(), content)
    except OSError as error:
        print(strings.NOT_WRITTEN.format(path=path, reason=error.strerror), file=sys.stderr)
        return 1
    print(strings.WROTE.format(path=path, number=len(accepted)))
    return 0


def _replace(path: Path, content: bytes) -> None:
    """Write the file as a whole or not at all: beside it first, then in its place."""
    handle, name = tempfile.mkstemp(prefix=f".{path.name}-", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        shutil.copymode(path, name)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
