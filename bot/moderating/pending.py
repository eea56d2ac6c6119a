"""Edits that wait for a moderator's word: to be saved in spite of a warning, put on top of another's, tried again."""

from __future__ import annotations

import secrets
from collections import OrderedDict
from dataclasses import dataclass

from bot.moderating.form import Form
from knowledge.editing.edit import Edit

MOST_KEPT = 2000


@dataclass(frozen=True)
class Pending:
    """An edit of one person on one server. `form` is the one that it came from, if any, with their text in it."""

    server: int
    person: int
    edit: Edit
    why: str
    form: Form | None


class PendingEdits:
    """Remembers the latest `most` pending edits under a key that a button can carry.

    In memory: a restart forgets them, and their buttons then say so. Nothing is lost by that, since whatever
    somebody typed stands in the message with the buttons.
    """

    def __init__(self, most: int = MOST_KEPT) -> None:
        self._most = most
        self._pending: OrderedDict[str, Pending] = OrderedDict()

    def keep(self, pending: Pending) -> str:
        """Remember `pending` and return its key: 16 hexadecimal digits that nobody can guess."""
        key = secrets.token_hex(8)
        self._pending[key] = pending
        while len(self._pending) > self._most:
            self._pending.popitem(last=False)
        return key

    def get(self, key: str, *, server: int | None, person: int) -> Pending | None:
        """Return what is kept under `key`; None where nothing is, or where it is somebody else's."""
        pending = self._pending.get(key)
        return pending if pending is not None and (pending.server, pending.person) == (server, person) else None

    def drop(self, key: str) -> None:
        """Forget what is kept under `key`."""
        self._pending.pop(key, None)
