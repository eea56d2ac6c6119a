"""The card that answers: one fact, with everything it must never be shown without."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import discord
from discord.ui import ActionRow, Button, Container, LayoutView, TextDisplay

from bot.cards.actions import OfferOthers, ShowFact, ShowSource, ShowWhole, key
from bot.cards.fact_markdown import fact_markdown
from bot.strings import cards as strings
from knowledge.model.base import Base
from knowledge.model.entries import Status
from knowledge.model.record import Record
from knowledge.model.related import related

# Never alone: each status has its own words as well. No colour says "true" or "false" as green and red would.
COLOURS = {
    Status.DISPUTED: discord.Colour(0xE8A317),
    Status.CLAIMED: discord.Colour(0x4A7FD6),
    Status.REPORTED: discord.Colour(0x8A94A0),
}
_NEXT_LABEL = 34  # characters of a question that a button shows on one line of a phone
_NEXT_LOOKED_AT = 12  # related facts, closest first
_MOST_NEXT = 1
# Up to how many lines a card has room for another row of buttons; the other side of a dispute is worth more room.
_ROOM = {False: 7, True: 15}


def fact_card(record: Record, base: Base, not_asked: OfferOthers | None = None) -> LayoutView:
    """Return the card of a fact of `base`, with buttons for what people ask next.

    not_asked: adds the button *Not what I asked*
    """
    markdown = fact_markdown(record)
    container: Container[Any] = Container(TextDisplay(str(markdown)), accent_colour=COLOURS[record.status])
    fact = key(record.fact.id)
    following = _next(record, base) if markdown.phone_lines <= _ROOM[bool(record.contests)] else []
    rows: list[list[Button[Any]]] = [
        [ShowFact(key(other)).button(label) for other, label in following],
        [
            *([ShowWhole(fact).button(strings.FULL_TEXT)] if markdown.cut else []),
            ShowSource(fact).button(strings.SOURCE),
            *([not_asked.button(strings.NOT_ASKED)] if not_asked else []),
        ],
    ]
    for row in filter(None, rows):
        container.add_item(ActionRow(*row))
    return LayoutView(timeout=None).add_item(container)


def _next(record: Record, base: Base) -> Sequence[tuple[str, str]]:
    """Return the fact to offer next: an opponent's, unless the card quotes them as a side, or else a related one.

    As id and label: its question if that fits on a button, which phones cut. An opponent's is offered in any case.
    """
    opposing = {each.fact: each.speaker.name for each in record.contests if each.fact and not record.fact.statements}
    close = related(base, record.fact.id, _NEXT_LOOKED_AT)
    asked = {id: base.facts_by_id[id].question for id in dict.fromkeys([*opposing, *close])}
    for id, name in opposing.items():
        if len(asked[id]) > _NEXT_LABEL:
            theirs = strings.WHAT_THEY_SAY.format(name=name)
            asked[id] = theirs if len(theirs) <= _NEXT_LABEL else strings.THEIR_SIDE
    return [(id, label) for id, label in asked.items() if len(label) <= _NEXT_LABEL][:_MOST_NEXT]
