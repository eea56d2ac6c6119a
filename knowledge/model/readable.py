"""What every text of an entry keeps to, so that people can read it and databases can store it."""

from __future__ import annotations

import re
import unicodedata

FILLERS = "\u115f\u1160\u2800\u3164\uffa0"  # letters and signs by their category that show nothing
_CONTROL_CHARACTER = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")  # all but tab and line feed
_UNSEEN = re.compile(  # what hides in a text or turns it round; words and emoji are spelt with the joiners
    "[\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\U000e0001\U000e0020-\U000e007f]"
)
_LINE_BREAK = re.compile("\r\n|[\r\x85\u2028\u2029]")
_QUOTATION_MARKS = ("“”", "„“", "„”", "«»", "»«", "‘’", "‚‘", '""', "''")
_NAMES = {0x07: "a bell", 0x08: "a backspace", 0x0B: "a vertical tab", 0x0C: "a page break", 0x1B: "an escape sign"}
_BESIDE = 15  # characters shown on each side of one that nobody sees


def without_unseen(text: str) -> str:
    """Return `text` without zero-width characters and direction overrides, which come along when people copy text."""
    return text if text.isascii() else _UNSEEN.sub("", text)


def plain_line_breaks(text: str) -> str:
    """Return `text` with the line breaks of Windows, old Macs and other programs as line feeds."""
    return _LINE_BREAK.sub("\n", text)


def without_control_characters(text: str) -> str:
    """Return `text`. Raises `ValueError` if it has a control character that's no space.

    PostgreSQL cannot store NUL, and none of the others can be typed or read by a person.
    """
    bad = _CONTROL_CHARACTER.search(text)
    if bad is not None:
        raise ValueError(f"has {_described(bad)}; delete it, or write a space")
    return text


def without_quotation_marks(text: str) -> str:
    """Return `text` without the marks around all of it, which come along when people copy a quote: cards set their own.

    Marks around a part stay: “Hold on”, he said, “or fall back”.
    """
    for marks in _QUOTATION_MARKS:
        inside = text[1:-1]
        whole = text[:1] + text[-1:] == marks and not set(marks) & set(inside)
        if whole and any(map(str.isalnum, inside)):
            return without_quotation_marks(inside.strip())
    return text


def _described(unseen: re.Match[str]) -> str:
    """Say what a character that nobody can see looks like, and between which words it is."""
    code, text = ord(unseen[0]), _CONTROL_CHARACTER.sub(" ", unseen.string)
    before, after = text[: unseen.start()][-_BESIDE:].strip(), text[unseen.end() :][:_BESIDE].strip()
    name = f"{_NAMES[code]}; " if code in _NAMES else ""
    picture = f"{chr(0x2400 + code)} or " if code < 0x20 else ""  # Unicode's picture of it
    beside = f"between “{before}” and “{after}”" if before and after else f"beside “{before or after}”"
    return f"an invisible character ({name}it may show as {picture}a box) {beside}"


def something_to_read(text: str) -> str:
    """Return `text`. Raises `ValueError` if nothing in it can be seen: that would be a card without its caveat."""
    seen = (character for character in text if character not in FILLERS)
    if not any(unicodedata.category(character)[0] in "LNPS" for character in seen):
        raise ValueError("has nothing in it that can be read; write it in words")
    return text
