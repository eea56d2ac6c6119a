"""Asks a moderator which entry they mean."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from discord.ui import ActionRow, Button, Container, LayoutView, TextDisplay

from bot.cards.layout import AMBER


def which_entry_card(question: str, picks: Sequence[Button[Any]]) -> LayoutView:
    """Return `question` (Markdown) with a button for each entry, in a row of its own: questions are long."""
    container: Container[Any] = Container(TextDisplay(question), accent_colour=AMBER)
    for button in picks:
        container.add_item(ActionRow(button))
    return LayoutView(timeout=None).add_item(container)
