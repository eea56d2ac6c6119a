"""Numbers of things in words."""

from __future__ import annotations


def counted(number: int, one: str, many: str | None = None) -> str:
    """Return "1 fact" or "3 facts"; `many` is for words that don't just take an s."""
    return f"{number:,} {one if number == 1 else many or f'{one}s'}"
