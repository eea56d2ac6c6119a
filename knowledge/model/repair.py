"""Repairs a broken entry just enough to check its sound fields against the other entries.

Otherwise a fact whose answer is too long would hide that its speaker doesn't exist, until the answer is fixed.
"""

from __future__ import annotations

import copy
from collections.abc import Iterable
from typing import Any

from knowledge.model.entries import PARAGRAPHS_PER_SOURCE

PLACEHOLDER = "stand-in"  # a legal id that no entry should have; problems that mention it come from the repair

_LEGAL: dict[str, Any] = {"as_of": "2000-01-01", "source": PLACEHOLDER, "speaker": PLACEHOLDER, "id": PLACEHOLDER}
_LEGAL_ITEMS: dict[str, Any] = {
    "paragraphs": 0,
    "where": 0,
    "speakers": PLACEHOLDER,
    "see": PLACEHOLDER,
    "disputes": {"speaker": PLACEHOLDER, "says": "?"},
    "statements": {"speaker": PLACEHOLDER, "says": "?"},
}
_REQUIRED = {
    "id",
    "title",
    "kind",
    "as_of",
    "name",
    "role",
    "side",
    "speaker",
    "says",
    "question",
    "answer",
    "source",
    "sentence",
}


def repair(raw: dict[str, Any], broken: Iterable[tuple[int | str, ...]]) -> dict[str, Any]:
    """Return a copy of the entry `raw` with what's at the `broken` places left out or replaced.

    `broken` holds locations as pydantic gives them. The result may still be illegal if something else is broken;
    the caller validates it again.
    """
    repaired = copy.deepcopy(raw)
    for location in broken:
        _repair(repaired, location)
    return repaired


def _repair(entry: dict[str, Any], location: tuple[int | str, ...]) -> None:
    field, index, inner = str(location[0]), location[1:2], location[2:]
    value = entry.get(field)
    if isinstance(value, list) and index and isinstance(index[0], int) and index[0] < len(value):
        _repair_item(field, value, index[0], inner)
    elif field == "paragraphs" and "title" in entry:
        entry[field] = PARAGRAPHS_PER_SOURCE
    elif field in _REQUIRED:
        entry[field] = _LEGAL.get(field, "?")
    else:
        entry.pop(field, None)


def _repair_item(field: str, items: list[Any], index: int, inner: tuple[int | str, ...]) -> None:
    if inner and isinstance(items[index], dict):
        _repair(items[index], inner)
    else:
        items[index] = _LEGAL_ITEMS.get(field, "?")
