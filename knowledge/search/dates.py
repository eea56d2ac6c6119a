"""Which words of a question name a day, a month or a year."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np

from knowledge.search.ragged import Flags

_DAYS = "monday tuesday wednesday thursday friday saturday sunday yesterday today tomorrow"
_MONTHS = "january february april june july august september october november december"
CALENDAR = frozenset(f"{_DAYS} {_MONTHS}".split())  # "march" and "may" mean more
_MEAN_MORE = frozenset({"march", "may"})
_BEFORE_A_MONTH = frozenset(["in", "since", "until", "of", "by", "during", "early", "mid", "late", "last", "next"])
_YEAR = re.compile(r"(?:19|20)\d\d")


def are_dates(words: Sequence[str]) -> Flags:
    """Return for each of the plain `words` whether it names a day, a month or a year."""
    return np.array([_is_date(words, n) for n in range(len(words))], bool)


def _is_date(words: Sequence[str], n: int) -> bool:
    word = words[n]
    if word != "today" and (word in CALENDAR or _YEAR.fullmatch(word)):  # what's asked about today: see later.py
        return True
    before, after = (words[n - 1] if n else ""), (words[n + 1] if n + 1 < len(words) else "")
    return word in _MEAN_MORE and (before in _BEFORE_A_MONTH or before.isdigit() or after.isdigit())
