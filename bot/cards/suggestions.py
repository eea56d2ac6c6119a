"""Suggestions below an answer: what *Not what I asked* and *None of these* make of a card, which keeps its answer."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import discord
from discord.ui import ActionRow, Button, Container, LayoutView, TextDisplay

from bot.cards.actions import Action, Key, NoneOfThese, OfferOthers, PickFact, ShowSource, read
from bot.cards.outcome import GREY, Asker, picks
from bot.strings import asking as strings
from knowledge.model.entries import Fact


def fact_on(message: discord.Message) -> Key | None:
    """Return the key of the fact whose card is in `message`; None if it shows none, or is of version 0.1.0."""
    items = LayoutView.from_message(message, timeout=None).walk_children()
    actions = (_action(item) for item in items if isinstance(item, Button))
    return next((action.fact for action in actions if isinstance(action, ShowSource)), None)


def with_answer(card: LayoutView, answer: LayoutView) -> LayoutView:
    """Put the container of `answer`, a fact's card, and what is suggested on `card` into one; the rest stays above."""
    container = _container(card)
    suggested = _suggestions(container)
    card.remove_item(container)
    for item in answer.children:
        card.add_item(item)
    for item in suggested:
        _container(card).add_item(item)
    return card


def with_suggestions(card: LayoutView, facts: Sequence[Fact], asker: Asker) -> LayoutView:
    """Add `facts` to pick from to `card`, instead of *Not what I asked*, and return it."""
    container = _container(card)
    _remove_buttons(container, lambda button: isinstance(_action(button), OfferOthers))
    for item in (TextDisplay[Any](strings.MAYBE_THESE), *picks(facts, asker)):
        container.add_item(item)
    return card


def without_suggestions(card: LayoutView) -> LayoutView:
    """Put a word of regret in the place of what is suggested on `card`, and return it."""
    container = _container(card)
    for item in _suggestions(container):
        container.remove_item(item)
    container.add_item(TextDisplay(strings.NOTHING_CLOSER))
    return card


def without_buttons(card: LayoutView) -> LayoutView:
    """Take all buttons out of `card`, and return it."""
    for item in card.children:
        if isinstance(item, Container):
            _remove_buttons(item, lambda _: True)
        elif isinstance(item, ActionRow):
            card.remove_item(item)
    return card


def _container(card: LayoutView) -> Container[Any]:
    """Return the container of `card`, its last part; a new one if it has none."""
    found = next((item for item in reversed(card.children) if isinstance(item, Container)), None)
    if found is None:
        found = Container[Any](accent_colour=GREY)
        card.add_item(found)
    return found


def _suggestions(container: Container[Any]) -> list[Any]:
    """Return the suggestions on a card: the sentence before them, and their buttons."""
    prompts = {strings.DID_YOU_MEAN, strings.MAYBE_THESE}
    return [
        item
        for item in container.children
        if (isinstance(item, TextDisplay) and item.content in prompts)
        or (
            isinstance(item, ActionRow)
            and any(isinstance(_action(each), PickFact | NoneOfThese) for each in item.children)
        )
    ]


def _action(item: Any) -> Action | None:  # noqa: ANN401  # any item of a card
    return read(item.custom_id or "") if isinstance(item, Button) else None


def _remove_buttons(container: Container[Any], unwanted: Callable[[Button[Any]], bool]) -> None:
    for row in [each for each in container.children if isinstance(each, ActionRow)]:
        for button in list(row.children):
            if isinstance(button, Button) and unwanted(button):
                row.remove_item(button)
        if not row.children:
            container.remove_item(row)
