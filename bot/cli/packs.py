"""Opens the pack a command works with. Each command says the same if it can't be used."""

from __future__ import annotations

import sys
from pathlib import Path

from bot.strings import cli as strings
from bot.text.plural import counted
from knowledge import pack
from knowledge.model.base import Base
from knowledge.model.quality import content_hints
from knowledge.model.validation import BaseError
from knowledge.search import Search


class PackError(Exception):
    """A pack that can't be used. The text says why, with a line for each problem."""


def open_pack(path: Path) -> Base:
    """Return the base in the pack at `path`. Raises `PackError`."""
    try:
        return pack.read(path)
    except OSError as error:
        raise PackError(strings.PACK_NOT_READ.format(path=path, reason=error.strerror)) from None
    except BaseError as error:
        problems = [strings.PACK_NOT_USED.format(path=path), *map(str, error.problems)]
        raise PackError("\n- ".join(problems)) from None


def search_in(path: Path | None) -> Search | None:
    """Return a search over the pack at `path`, or over the pack that ships with OnRecord.

    Returns None, with the reason on standard error, if the pack can't be used. Warns there if it could be better.
    """
    try:
        base = open_pack(path or pack.default_pack())
    except PackError as error:
        print(error, file=sys.stderr)
        return None
    if path:
        _warn(base, path)
    return Search(base)


def _warn(base: Base, path: Path) -> None:
    if base.drafts:
        drafts = counted(len(base.drafts), "draft")
        print(strings.DRAFTS_IN_PACK.format(path=path, drafts=drafts), file=sys.stderr)
    hints = len(list(content_hints(base)))
    if hints:
        print(strings.PACK_COULD_BE_BETTER.format(path=path, hints=counted(hints, "hint")), file=sys.stderr)
