"""Lists of facts, a page at a time, each fact with everything that it must never be shown without."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from discord.ui import ActionRow, Button, Container, LayoutView, Separator, TextDisplay

from bot.cards.actions import ListKind, OpenList, ShowWhole, key, turns
from bot.cards.fact_markdown import Written, written
from bot.cards.outcome import GREY
from knowledge.model.record import Record

NOTHING_LISTED = "There is nothing on record here."
_MOST_ON_A_PAGE = 4
_MOST_TEXT = 3600  # beside it there is the list's title


def page_card(title: str, records: Sequence[Record], kind: ListKind, of: str, page: int) -> LayoutView:
    """Return page `page`, from 0, of the list that `kind` and `of` name (see `browsing.lists`), or else its last.

    `title` is Markdown.
    """
    pages = _pages(records)
    page = min(page, len(pages) - 1)
    heading = f"### {title}" if records else f"### {title}\n{NOTHING_LISTED}"
    if len(pages) > 1:
        heading += f"\n-# Page {page + 1} of {len(pages)}"
    container: Container[Any] = Container(TextDisplay(heading), accent_colour=GREY)
    for _, parts in pages[page]:
        container.add_item(Separator()).add_item(TextDisplay(parts.block))
    rows: list[list[Button[Any]]] = [
        [ShowWhole(key(record.fact.id)).button("Show all of it") for record, parts in pages[page] if parts.cut],
        turns(page, len(pages), lambda to: OpenList(kind, of, to, turn=True)),
    ]
    for row in rows:
        if row:
            container.add_item(ActionRow(*row))
    return LayoutView(timeout=None).add_item(container)


def _pages(records: Sequence[Record]) -> list[list[tuple[Record, Written]]]:
    """Lay out `records` on as few pages as hold them in their order; one empty page for none."""
    pages: list[list[tuple[Record, Written]]] = [[]]
    room = _MOST_TEXT
    for record in records:
        parts = written(record, _MOST_TEXT)
        if pages[-1] and (len(parts.block) > room or len(pages[-1]) == _MOST_ON_A_PAGE):
            pages.append([])
            room = _MOST_TEXT
        pages[-1].append((record, parts))
        room -= len(parts.block)
    return pages
