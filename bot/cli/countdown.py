"""How far a long command is and how long it'll still take, in one line that goes away when it's done."""

from __future__ import annotations

import sys
import time
from types import TracebackType
from typing import Self

from bot.text.plural import counted

_PATIENCE = 2.0  # seconds; what's over sooner needs no line
_CLEAR_LINE = "\r\x1b[K"


class Countdown:
    """Shows progress on standard error, if that's a terminal. `line` has the places done, of and seconds."""

    def __init__(self, line: str) -> None:
        self._line = line
        self._started = time.monotonic()

    def __enter__(self) -> Self:
        """Start counting."""
        return self

    def update(self, done: int, of: int) -> None:
        """Show that so many of all are done."""
        spent = time.monotonic() - self._started
        if not done or spent < _PATIENCE or not sys.stderr.isatty():
            return
        left = counted(max(1, round(spent / done * (of - done))), "second")
        line = self._line.format(done=f"{done:,}", of=f"{of:,}", seconds=left)
        print(f"{_CLEAR_LINE}{line}", end="", file=sys.stderr, flush=True)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Take the line away."""
        if sys.stderr.isatty():
            print(_CLEAR_LINE, end="", file=sys.stderr, flush=True)
