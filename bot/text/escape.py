"""Text from a base made harmless for Discord: it reads as it was written and can neither ping nor format anything."""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import quote

from knowledge.model.entries import URL_LENGTH
from knowledge.model.readable import FILLERS

UNREADABLE = "(unreadable)"

_JOINERS = "\u200c\u200d"  # invisible, but Persian words and emoji are spelt with them
_UNSEEN = {"Cc", "Cf", "Cs"}  # control characters, format characters, halves of characters
_SEEN = _JOINERS + "\n\t"  # of these; line breaks and tabs become spaces
_MOST_MARKS = 3  # on one letter; Vietnamese and Hebrew need two or three, zalgo dozens

_MARKUP = re.compile(
    r"[\\*_~`|<\[]"  # emphasis, code, spoilers, mentions, time stamps, links
    r"|:(?=//|\w+:)"  # bare links and emoji by name
    r"|^(?:-#|[#>+-])"  # headings, quotations, lists
    r"|(?<=^\d)[.)]|(?<=^\d\d)[.)]|(?<=^\d\d\d)[.)]"  # numbered lists
)
_URL_CHARACTERS = "%/:=&?~#+!$,;'@()*[]"
_IN_A_TARGET = "%/:=&?~#+!$,;@*"  # of these, what can't end the link it's in
_MOST_ENCODED = URL_LENGTH + 100  # characters; an address in other letters than Latin can take up to nine times more
_SCHEME = re.compile(r"https?://", re.IGNORECASE)
_BRACKETS = str.maketrans("[]", "()")
_PING = re.compile(r"@(?=everyone|here|[!&]?\d)")


def visible(text: str) -> str:
    """Return `text` on one line without what only disturbs: direction overrides, zero-width characters, zalgo.

    Never longer than `text`, except where it has nothing to be seen: that is "(unreadable)".
    """
    if text.isascii() and text.isprintable():
        return " ".join(text.split()) or UNREADABLE
    kept: list[str] = []
    marks = 0
    for character in text:
        category = unicodedata.category(character)
        marks = marks + 1 if category in {"Mn", "Me"} else 0
        if marks > _MOST_MARKS or character in FILLERS or (category in _UNSEEN and character not in _SEEN):
            continue
        kept.append(character)
    return " ".join("".join(kept).split()).strip(_JOINERS) or UNREADABLE


def escape(text: str, most: int | None = None) -> str:
    """Return `text` as Markdown that shows just that; cut to at most `most` characters, the escapes counted."""
    escaped = _PING.sub("@\u200b", _MARKUP.sub(r"\\\g<0>", visible(text)))
    return escaped if most is None else cut(escaped, most)


def cut(escaped: str, most: int) -> str:
    """Return what `escape` gave, cut to at most `most` characters."""
    if len(escaped) <= most:
        return escaped
    kept = escaped[: most - 1]
    if (len(kept) - len(kept.rstrip("\\"))) % 2:  # the cut went through an escape
        kept = kept[:-1]
    return f"{kept.rstrip()}…"


def label(text: str, most: int = 80) -> str:
    """Return `text` for a button or a choice, where there is no Markdown, cut to `most` characters."""
    shown = visible(text)
    return shown if len(shown) <= most else f"{shown[: most - 1].rstrip()}…"


def link(url: str) -> str:
    """Return `url` as a link that Discord shows as it is: what could hide in it or format it is percent-encoded.

    If that makes it far longer than any legal address, it's `url` as text.
    """
    encoded = _encoded(url, _URL_CHARACTERS)
    return f"<{encoded}>" if encoded else escape(url)


def linked(text: str, url: str, most: int) -> str:
    """Return `text` as a link to `url` without a preview; it's escaped, and cut to at most `most` characters.

    Without the link if that would be far longer than any legal address.
    """
    target = _encoded(url, _IN_A_TARGET)
    if not target:
        return escape(text, most)
    # Discord makes no link of a text that has an address in it, nor of one whose brackets don't match.
    return f"[{escape(_SCHEME.sub('', text).translate(_BRACKETS), most)}](<{target}>)"


def _encoded(url: str, safe: str) -> str:
    """Return `url` percent-encoded but for `safe`; empty if it's too long to stand on a card."""
    encoded = _PING.sub("%40", quote(url, safe=safe))
    return encoded if len(encoded) <= _MOST_ENCODED else ""
