"""What a posted card turns into when its fact changes: the card of the new state, marked as corrected."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

import discord
from discord.ui import Container, LayoutView, TextDisplay

from bot.cards.actions import OfferOthers, PickFact, read
from bot.cards.fact_card import fact_card
from bot.cards.outcome import GREY
from bot.strings import cards as strings
from bot.text.attribution import long_date
from knowledge.model.base import Base
from knowledge.model.record import Record


def corrected_card(record: Record, base: Base, on: date, not_asked: OfferOthers | None) -> LayoutView:
    """Return the card of a fact of `base` as it is since `on`. not_asked: that of the card it replaces."""
    card = _marked(on)
    for item in fact_card(record, base, not_asked).children:
        card.add_item(item)
    return card


def removed_card(on: date) -> LayoutView:
    """Return the card that replaces that of a fact removed `on` that day: nothing of the fact is left."""
    text = TextDisplay[Any](strings.WITHDRAWN.format(day=long_date(on)))
    return LayoutView(timeout=None).add_item(Container(text, accent_colour=GREY))


def not_asked_on(message: discord.Message) -> OfferOthers | None:
    """Return the *Not what I asked* of the card in `message`, to be kept; None if it has none.

    If it has been pressed, the suggestions below the answer go back behind the button.
    """
    actions = [read(id) for _, id in _content(c.to_dict() for c in message.components)]
    picks = [action for action in actions if isinstance(action, PickFact)]
    if picks:
        return OfferOthers(picks[0].asker, tuple(pick.fact for pick in picks))
    return next((action for action in actions if isinstance(action, OfferOthers)), None)


def shows_the_same(message: discord.Message, card: LayoutView) -> bool:
    """Say whether `message` already has every text and button of `card`, apart from the mark of a correction."""
    shown = [component.to_dict() for component in message.components]
    wanted = [item.to_component_dict() for item in card.children]
    return _content(shown[-1:]) == _content(wanted[-1:])


def _marked(on: date) -> LayoutView:
    """Return a card with the mark alone. What it marks goes below, as one container, the card's last part."""
    return LayoutView(timeout=None).add_item(TextDisplay(strings.CORRECTED.format(day=long_date(on))))


def _content(components: Iterable[Mapping[str, Any]]) -> list[tuple[str, str]]:
    """Return the texts and the buttons' labels, each with its custom id, or with none."""
    found: list[tuple[str, str]] = []
    for component in components:
        text = component.get("content") or component.get("label")
        if text:
            found.append((text, component.get("custom_id", "")))
        found += _content(component.get("components", ()))
    return found
