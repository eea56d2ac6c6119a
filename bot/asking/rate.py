"""How often one person may ask."""

from __future__ import annotations

from collections import deque
from datetime import datetime, timedelta
from math import ceil

MOST_ASKS = 5
WINDOW = timedelta(seconds=10)


class Rate:
    """Lets each person ask `most` times in any `window`. Forgets whoever has not asked for that long."""

    def __init__(self, most: int = MOST_ASKS, window: timedelta = WINDOW) -> None:
        self._most = most
        self._window = window
        self._asked: dict[int, deque[datetime]] = {}  # by person, whoever asked last at the end

    def ask(self, person: int, now: datetime) -> int:
        """Count one ask of `person` at `now` and return 0, or, without counting it, the seconds to wait first."""
        self._forget(now)
        asked = self._asked.get(person, deque())
        while asked and now - asked[0] >= self._window:
            asked.popleft()
        if len(asked) >= self._most:
            return max(1, ceil((asked[0] + self._window - now).total_seconds()))
        asked.append(now)
        self._asked.pop(person, None)
        self._asked[person] = asked
        return 0

    def _forget(self, now: datetime) -> None:
        while self._asked:
            person, asked = next(iter(self._asked.items()))
            if now - asked[-1] < self._window:
                return
            del self._asked[person]
