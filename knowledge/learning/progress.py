"""Progress bars on a terminal, for what takes longer than two seconds."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from tqdm import tqdm  # type: ignore[import-untyped]  # it ships no types

_Item = TypeVar("_Item")
_SECONDS = 2


def progress(items: Iterable[_Item], what: str, total: int | None = None) -> Iterable[_Item]:
    """Return `items`, whose progress is shown on standard error while they are gone through, if that's a terminal.

    `what` says what is being done; `total` is how many items there are, if they don't know their length.
    """
    bar: Iterable[_Item] = tqdm(items, what, total, delay=_SECONDS, leave=False, disable=None, dynamic_ncols=True)
    return bar
