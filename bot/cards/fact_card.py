"""The card that answers: one fact, with everything that it must never be shown without."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import discord
from discord.ui import ActionRow, Button, Container, LayoutView, Separator, TextDisplay

from bot.cards.actions import OfferOthers, ShowFact, ShowWhole, key
from bot.cards.fact_markdown import written
from bot.text.escape import label
from knowledge.model.entries import Status
from knowledge.model.record import Record

# Never alone: each status has its word and sign as well. None of them says "true" or "false" as green and red would.
COLOURS = {
    Status.DISPUTED: discord.Colour(0xE8A317),
    Status.CLAIMED: discord.Colour(0x4A7FD6),
    Status.REPORTED: discord.Colour(0x8A94A0),
}
MOST_RELATED = 2
NOT_ASKED = "Not what I asked"
_RELATED_LABEL = 60  # characters of a question on a button: two lines on a phone


def answer_card(
    record: Record,
    *,
    related: Sequence[Record] = (),
    not_asked: OfferOthers | None = None,
) -> LayoutView:
    """Return the card of `record`: its caveat ahead of its answer, then who said it, where, and as of when.

    The first few of `related` get a button each, those that dispute it aside, which have theirs; `not_asked` is
    the way out.
    """
    parts = written(record)
    container: Container[Any] = Container(
        TextDisplay(f"### {parts.question}\n{parts.caveat}"),
        Separator(),
        TextDisplay(parts.answer),
        Separator(visible=False),
        TextDisplay(parts.attribution),
        accent_colour=COLOURS[record.status],
    )
    sides = {contest.fact: contest.speaker.name for contest in record.contests if contest.fact is not None}
    others = [other.fact for other in related if other.fact.id not in sides][:MOST_RELATED]
    ways_out = [ShowWhole(key(record.fact.id)).button("Show all of it")] if parts.cut else []
    rows: list[list[Button[Any]]] = [
        [ShowFact(key(fact)).button(f"The other side: {name}") for fact, name in sides.items()],
        [ShowFact(key(fact.id)).button(label(fact.question, _RELATED_LABEL)) for fact in others],
        [*ways_out, *([not_asked.button(NOT_ASKED)] if not_asked else [])],
    ]
    for row in rows:
        if row:
            container.add_item(ActionRow(*row))
    return LayoutView(timeout=None).add_item(container)
