"""Suggestions below an answer: what *Not what I asked* and *None of these* make of a card, which keeps its answer."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import discord
from discord.ui import ActionRow, Button, Container, LayoutView, TextDisplay

from bot.cards.actions import Action, NoneOfThese, OfferOthers, PickFact, read
from bot.cards.outcome import GREY, Asker, picks
from bot.strings import asking as strings
from knowledge.model.entries import Fact


def with_suggestions(message: discord.Message, facts: Sequence[Fact], asker: Asker) -> LayoutView:
    """Return the card in `message` with `facts` to pick from below its answer, instead of *Not what I asked*."""
    view, container = _card(message)
    _remove_buttons(container, OfferOthers)
    container.add_item(TextDisplay(strings.MAYBE_THESE))
    for row in picks(facts, asker):
        container.add_item(row)
    return view


def without_suggestions(message: discord.Message) -> LayoutView:
    """Return the card in `message` after *None of these*: its answer, if it has one, and a word of regret."""
    view, container = _card(message)
    _remove_buttons(container, PickFact, NoneOfThese)
    prompts = {strings.DID_YOU_MEAN, strings.MAYBE_THESE}
    for item in [each for each in container.children if isinstance(each, TextDisplay) and each.content in prompts]:
        container.remove_item(item)
    container.add_item(TextDisplay(strings.NOTHING_CLOSER))
    return view


def _card(message: discord.Message) -> tuple[LayoutView, Container[Any]]:
    """Return what `message` shows as a view to change, and its container, the last part of every card."""
    view = LayoutView.from_message(message, timeout=None)
    container = next((item for item in reversed(view.children) if isinstance(item, Container)), None)
    if container is None:
        container = Container[Any](accent_colour=GREY)
        view.add_item(container)
    return view, container


def _remove_buttons(container: Container[Any], *actions: type[Action]) -> None:
    for row in [each for each in container.children if isinstance(each, ActionRow)]:
        for button in list(row.children):
            if isinstance(button, Button) and isinstance(read(str(button.custom_id)), actions):
                row.remove_item(button)
        if not row.children:
            container.remove_item(row)
