"""The choices that an option offers while somebody types."""

from __future__ import annotations

from typing import TypeVar

from discord import app_commands

from bot.text.escape import label

MOST_CHOICES = 25  # that Discord shows
LONGEST_VALUE = 100  # characters that a choice can stand for; it can read as many

V = TypeVar("V", str, int)


def choice(text: str, value: V) -> app_commands.Choice[V]:
    """Return the choice that reads `text`, cut where it is long, and stands for `value`, which must not be."""
    return app_commands.Choice(name=label(text, LONGEST_VALUE), value=value)
