"""Text from a base made harmless for Discord: it reads as it was written and can neither ping nor format anything."""

from __future__ import annotations

import re
import unicodedata

UNREADABLE = "(unreadable)"

_JOINERS = "\u200c\u200d"  # invisible, but Persian words and emoji are spelt with them
_MOST_MARKS = 3  # on one letter; Vietnamese and Hebrew need two or three, zalgo dozens

_MARKUP = re.compile(
    r"[\\*_~`|<\[]"  # emphasis, code, spoilers, mentions, time stamps, links
    r"|:(?=//|\w+:)"  # bare links and emoji by name
    r"|^(?:-#|[#>+-])"  # headings, quotations, lists
    r"|(?<=^\d)[.)]|(?<=^\d\d)[.)]|(?<=^\d\d\d)[.)]"  # numbered lists
)
_PING = re.compile(r"@(?=everyone|here|[!&]?\d)")


def visible(text: str) -> str:
    """Return `text` on one line without what only disturbs: direction overrides, zero-width characters, zalgo.

    Never empty: what has nothing to be seen is "(unreadable)".
    """
    if text.isascii():
        return " ".join(text.split()) or UNREADABLE
    kept: list[str] = []
    marks = 0
    for character in unicodedata.normalize("NFC", text):
        category = unicodedata.category(character)
        marks = marks + 1 if category in {"Mn", "Me"} else 0
        if marks > _MOST_MARKS or (category in {"Cf", "Cs"} and character not in _JOINERS):
            continue
        kept.append(character)
    return " ".join("".join(kept).split()).strip(_JOINERS) or UNREADABLE


def inert(text: str, most: int | None = None) -> str:
    """Return `text` as Markdown that shows just that; cut to at most `most` characters, the escapes counted."""
    shown = visible(text)
    escaped = _escaped(shown)
    if most is None or len(escaped) <= most:
        return escaped
    end = min(len(shown), most - 1)
    while len(escaped := _escaped(shown[:end].rstrip())) > most - 1:
        end -= max(1, (len(escaped) - most) // 2)
    return f"{escaped}…"


def label(text: str, most: int = 80) -> str:
    """Return `text` for a button or a choice, where there is no Markdown, cut to `most` characters."""
    shown = visible(text)
    return shown if len(shown) <= most else f"{shown[: most - 1].rstrip()}…"


def _escaped(text: str) -> str:
    return _PING.sub("@\u200b", _MARKUP.sub(r"\\\g<0>", text))
