"""What moderators' cards share: how they're built, how long their lines may be, and pages of lists."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeVar

import discord
from discord.ui import ActionRow, Button, Container, File, LayoutView, TextDisplay

from bot.strings import browsing, editing

Document = tuple[str, bytes]  # the name and content of a file that goes with a card

GREEN = discord.Colour(0x2E7D5B)
AMBER = discord.Colour(0xE8A317)

MOST_TEXT = 3600  # of Discord's 4,000 characters; the rest is for what surrounds it
# Characters, escapes counted, of
NAME = 150  # a name or title in a line
LINE = 300  # any line but the following
CHANGE = 450  # a changed field
SHORT_CHANGE = 160  # a changed field in a list of changes, two or three lines on a phone
WHOLE_CHANGE = 900  # a changed field for those who decide on it: an answer of 400 fits, whatever is escaped in it
SUMMARY = 1000  # who did what, with a question of 500 and a reason of 400

T = TypeVar("T")


def fits(lines: Sequence[str], most: int = MOST_TEXT) -> bool:
    """Say whether all `lines` fit into one card."""
    return sum(map(len, lines)) + len(lines) <= most - 30


def fitted(lines: Sequence[str], most: int = MOST_TEXT) -> str:
    """Join `lines`; if they don't fit, leave the last ones out and say how many."""
    kept: list[str] = []
    for position, line in enumerate(lines):
        if sum(map(len, kept)) + len(kept) + len(line) > most - 30:
            kept.append(editing.MORE.format(number=len(lines) - position))
            break
        kept.append(line)
    return "\n".join(kept)


def card(text: str, buttons: Sequence[Button[Any]], colour: discord.Colour, document: str | None = None) -> LayoutView:
    """Return a card with `text` (Markdown), `buttons` in one row, and the file named `document` if there is one."""
    container: Container[Any] = Container(TextDisplay(text), accent_colour=colour)
    if document:
        container.add_item(File(f"attachment://{document}"))
    if buttons:
        container.add_item(ActionRow(*buttons))
    return LayoutView(timeout=None).add_item(container)


def page_of(items: Sequence[T], page: int, size: int) -> tuple[Sequence[T], int, int]:
    """Return the items on page `page`, from 0, or else on the last one; its number; and how many pages there are."""
    pages = max(1, -(-len(items) // size))
    page = min(page, pages - 1)
    return items[page * size : (page + 1) * size], page, pages


def page_line(page: int, pages: int) -> str:
    """Return which page, from 0, of how many is shown."""
    return browsing.PAGE.format(page=page + 1, pages=pages)
