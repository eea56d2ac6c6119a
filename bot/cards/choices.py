"""Autocomplete choices."""

from __future__ import annotations

from typing import TypeVar

from discord import app_commands

from bot.text.escape import label

MOST_CHOICES = 25  # that Discord shows
LONGEST_VALUE = 100  # characters, of a choice's name and of its value

V = TypeVar("V", str, int)


def choice(text: str, value: V) -> app_commands.Choice[V]:
    """Return the choice that reads `text`, cut if it's long, and stands for `value`, which can't be cut."""
    return app_commands.Choice(name=label(text, LONGEST_VALUE), value=value)
