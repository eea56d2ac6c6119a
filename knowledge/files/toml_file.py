"""Reads TOML. If it's broken, says of each line what's wrong; tomllib stops at the first, and speaks to programmers."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Collection
from contextlib import suppress
from typing import Any

from knowledge.files import messages
from knowledge.files.encoding import whole
from knowledge.files.places import Path
from knowledge.files.toml_scanner import DEEPEST, Scanner, shown
from knowledge.model.dates import read_day
from knowledge.model.validation import BaseError

# tomllib needs memory by the square of a dotted key's parts: a file of 1 MB could take all that there is.
# (Possessive, and from the beginning of a word only, so that the search itself takes linear time.)
_DOTTED_KEY = re.compile(r"""(?<![\w-])(?:(?:"[^"\n]*+"|'[^'\n]*+'|[\w-]++)[ \t]*+\.[ \t]*+)++""", re.ASCII)
_DEEPEST_KEY = 50
_ODD_SPACE = "\u00a0\u2000-\u200b\u202f\u205f\u2060\u3000\ufeff"  # from web pages and word processors
_ODD_SPACES = re.compile(
    rf"^[ \t]*+[{_ODD_SPACE}][ \t{_ODD_SPACE}]*+"
    rf"|(?<![ \t{_ODD_SPACE}])[ \t{_ODD_SPACE}]++(?==)|(?<==)[ \t{_ODD_SPACE}]++",
    re.MULTILINE,
)
_BARE_DATE = re.compile(r"^([ \t]*+as_of[ \t]*+=[ \t]*+)([^\"'\n#]{0,40}[^\"'\s#])(?=[ \t]*+(?:#|$))", re.MULTILINE)


def read_toml(text: str, lists: Collection[str]) -> dict[str, Any]:
    """Return what a TOML file says. lists: the names that stand in double brackets.

    Raises `BaseError` with a problem for every line that can't be read.
    """
    if any(run[0].count(".") > _DEEPEST_KEY for run in _DOTTED_KEY.finditer(text)):
        raise whole(messages.LONG_NAME.with_(most=_DEEPEST_KEY))
    try:
        return tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        with suppress(ValueError, RecursionError):
            return tomllib.loads(_mended(text))
        problems = Scanner(text, lists).problems
        raise BaseError(problems) if problems else _unknown(text, error) from error


def toml_places(text: str, lists: Collection[str]) -> dict[Path, int]:
    """Return the line of everything in a TOML file that can be read."""
    return Scanner(_ODD_SPACES.sub(" ", text), lists).places


def _mended(text: str) -> str:
    """Return `text` as TOML: with plain spaces, and with dates without quotes that can only mean one day."""

    def day(match: re.Match[str]) -> str:
        with suppress(ValueError):
            return f"{match[1]}{read_day(match[2])}"
        return match[0]

    return _BARE_DATE.sub(day, _ODD_SPACES.sub(" ", text))


def _unknown(text: str, error: Exception) -> BaseError:
    place = re.search(r"line ([0-9]+)", str(error))
    if isinstance(error, RecursionError):
        return whole(messages.DEEP.with_(most=DEEPEST))
    if place is None:
        return whole(messages.LONG_NUMBER if "digits" in str(error) else messages.UNREADABLE)
    line = text.split("\n")[int(place[1]) - 1 :][:1] or [""]
    return whole(messages.UNREADABLE_LINE.with_(text=shown(line[0])), int(place[1]))
