"""Shows that something moves: one line a step, which on a terminal counts the seconds and says how far the step is."""

from __future__ import annotations

import shutil
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, Thread


class Step:
    """Something that takes a while. Set `place` to how far it is, in a few words."""

    def __init__(self, what: str) -> None:
        self.what, self.place = what, ""
        self._began = time.monotonic()

    @property
    def seconds(self) -> int:
        """How long it has taken so far."""
        return round(time.monotonic() - self._began)

    def __str__(self) -> str:
        return f"{self.what} {self.place} ... {self.seconds} s".replace("  ", " ")


@contextmanager
def step(what: str) -> Iterator[Step]:
    """Show a step called `what` until the context ends."""
    this = Step(what)
    if not sys.stdout.isatty():
        print(f"{what} ...", end=" ", flush=True)
        try:
            yield this
        finally:
            print(f"{this.seconds} s", flush=True)
        return
    ended = Event()
    drawing = Thread(target=_draw, args=(this, ended), daemon=True)
    drawing.start()
    try:
        yield this
    finally:
        ended.set()
        drawing.join()


def _draw(this: Step, ended: Event) -> None:
    width = shutil.get_terminal_size().columns - 1
    while True:
        over = ended.wait(0.2)
        print(f"\r{str(this)[:width]:{width}}", end="\n" if over else "", flush=True)
        if over:
            return
