"""Edits that wait for a moderator's word: to be saved in spite of a warning, put on top of another's, tried again."""

from __future__ import annotations

import secrets
from collections import OrderedDict
from dataclasses import dataclass

from bot.moderating.form import Form
from knowledge.editing.edit import Edit
from knowledge.editing.imports import Import

MOST_KEPT = 2000
MOST_BYTES = 50_000_000  # of imported files; the largest has a fiftieth of it


@dataclass(frozen=True)
class Pending:
    """An edit of one person on one server. `form` is the one that it came from, if any, with their text in it."""

    server: int
    person: int
    edit: Edit
    reason: str
    form: Form | None

    @property
    def size(self) -> int:
        """How much memory a file takes that waits in it, in bytes."""
        return len(self.edit.content) if isinstance(self.edit, Import) else 0


class PendingEdits:
    """Remembers the latest pending edits, at most `most` and `most_bytes` of files, under keys that buttons can carry.

    In memory: a restart forgets them, and their buttons then say so. Nothing is lost by that, since whatever
    somebody typed stands in the message with the buttons.
    """

    def __init__(self, most: int = MOST_KEPT, most_bytes: int = MOST_BYTES) -> None:
        self._most = most
        self._most_bytes = most_bytes
        self._pending: OrderedDict[str, Pending] = OrderedDict()

    def keep(self, pending: Pending) -> str:
        """Remember `pending` and return its key: 16 hexadecimal digits that nobody can guess."""
        key = secrets.token_hex(8)
        self._pending[key] = pending
        while len(self._pending) > self._most or sum(each.size for each in self._pending.values()) > self._most_bytes:
            self._pending.popitem(last=False)
        return key

    def get(self, key: str, *, server: int | None, person: int) -> Pending | None:
        """Return what is kept under `key`; None where nothing is, or where it is somebody else's."""
        pending = self._pending.get(key)
        return pending if pending is not None and (pending.server, pending.person) == (server, person) else None

    def drop(self, key: str) -> None:
        """Forget what is kept under `key`."""
        self._pending.pop(key, None)
