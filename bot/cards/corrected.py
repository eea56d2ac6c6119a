"""What becomes of a posted card whose fact changed: the card of its new state, marked as corrected."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

import discord
from discord.ui import Container, LayoutView, TextDisplay

from bot.cards.actions import OfferOthers, read
from bot.cards.outcome import GREY, fact_card
from bot.text.attribution import spelt_out
from knowledge.model.base import Base
from knowledge.model.record import Record

OFF_THE_RECORD = "What stood here is no longer on record: it was taken off on {day}. Ask again for what is."


def corrected_card(record: Record, base: Base, on: date, not_asked: OfferOthers | None) -> LayoutView:
    """Return the card of a fact of `base` as it stands since `on`. `not_asked`: that of the card it replaces."""
    card = _marked(on)
    for item in fact_card(record, base, not_asked).children:
        card.add_item(item)
    return card


def removed_card(on: date) -> LayoutView:
    """Return what takes the place of the card of a fact that was removed `on` that day: nothing of it is left."""
    return _marked(on).add_item(Container(TextDisplay(OFF_THE_RECORD.format(day=spelt_out(on))), accent_colour=GREY))


def not_asked_on(message: discord.Message) -> OfferOthers | None:
    """Return the *Not what I asked* of the card in `message`, to be kept; None where it has none."""
    actions = (read(id) for _, id in _content(c.to_dict() for c in message.components))
    return next((action for action in actions if isinstance(action, OfferOthers)), None)


def shows_the_same(message: discord.Message, card: LayoutView) -> bool:
    """Say whether `message` has every text and button of `card` already, the mark of a correction left out."""
    shown = [component.to_dict() for component in message.components]
    wanted = [item.to_component_dict() for item in card.children]
    return _content(shown[-1:]) == _content(wanted[-1:])


def _marked(on: date) -> LayoutView:
    """Return a card with the mark alone. What it marks goes below: one container, which is the card's last part."""
    return LayoutView(timeout=None).add_item(TextDisplay(f"✎ **Corrected on {spelt_out(on)}**"))


def _content(components: Iterable[Mapping[str, Any]]) -> list[tuple[str, str]]:
    """Return the texts and the buttons' labels, each with its custom id, or with none."""
    found: list[tuple[str, str]] = []
    for component in components:
        text = component.get("content") or component.get("label")
        if text:
            found.append((text, component.get("custom_id", "")))
        found += _content(component.get("components", ()))
    return found
