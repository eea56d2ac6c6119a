"""Which base is asked: the one place where a server's id becomes what is known there."""

from __future__ import annotations

from typing import Protocol

from knowledge.search import Search


class Bases(Protocol):
    """What the conversations ask. It changes while the bot runs: nobody keeps the `Search` between two questions."""

    def search(self, server: int | None) -> Search:
        """Return the search over the base of `server` (its Discord id), or the operator's pack for None."""


class PackBases:
    """Every server, and every direct message, asks the operator's pack."""

    def __init__(self, search: Search) -> None:
        self._search = search

    def search(self, server: int | None) -> Search:  # noqa: ARG002  # every server asks the same
        """Return the search over the pack."""
        return self._search
