"""Edits that wait for a moderator: to save them anyway, over someone else's change, or again."""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from cachetools import TTLCache

from bot.moderating.form import Form
from bot.moderating.replies import PRIVATE, Replies
from knowledge.editing.edit import Edit
from knowledge.editing.imports import Import
from knowledge.editing.start import StartBase

MOST_BYTES = 50_000_000  # 2,000 edits from forms, or 1,000 and the largest file
KEPT_SECONDS = 24 * 60 * 60
_BYTES_OF_A_FORM = 25_000  # an edit and the texts in its form, at most
_READ = 5  # how many times its size a file takes in memory once it's read


@dataclass(frozen=True)
class Pending:
    """An edit of one person on one server.

    form: the one it came from, with their text in it, if there was one. replies: how they hear what becomes of it
    asked: whether they've read what it would affect, so that it's saved when they go ahead
    """

    server: int
    person: int
    edit: Edit
    reason: str
    form: Form[Any] | None
    replies: Replies = PRIVATE
    asked: bool = False

    @property
    def size(self) -> int:
        """How many bytes of memory it may take."""
        match self.edit:
            case Import():
                return _BYTES_OF_A_FORM + _READ * self.edit.file.size
            case StartBase():
                return _BYTES_OF_A_FORM + _READ * len(self.edit.text)
            case _:
                return _BYTES_OF_A_FORM


class PendingEdits:
    """Remembers pending edits for a day, under keys that fit into buttons; beyond `most_bytes` it forgets the oldest.

    In memory: a restart forgets them, and their buttons then say so. Nothing is lost, because what people typed is in
    the message with the buttons.
    """

    def __init__(self, most_bytes: int = MOST_BYTES, timer: Callable[[], float] = time.monotonic) -> None:
        self._pending = TTLCache[str, Pending](most_bytes, KEPT_SECONDS, timer, getsizeof=lambda each: each.size)

    def keep(self, pending: Pending) -> str:
        """Remember `pending` and return its key: 16 hexadecimal digits that nobody can guess."""
        key = secrets.token_hex(8)
        self._pending[key] = pending
        return key

    def get(self, key: str, *, server: int | None, person: int) -> Pending | None:
        """Return what is kept under `key`; None if nothing is, or if it's somebody else's."""
        pending = self._pending.get(key)
        return pending if pending is not None and (pending.server, pending.person) == (server, person) else None

    def drop(self, key: str) -> None:
        """Forget what is kept under `key`."""
        self._pending.pop(key, None)
