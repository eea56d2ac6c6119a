"""Mends a broken entry just enough that what is sound in it can still be checked against the other entries.

Without this, a fact with an over-long answer would hide that its speaker does not exist, until the answer is mended.
"""

from __future__ import annotations

import copy
from collections.abc import Iterable
from typing import Any

from knowledge.model.entries import PARAGRAPHS_PER_SOURCE

PLACEHOLDER = "stand-in"  # a legal id that no entry should have; problems that mention it come from the mending

_LEGAL: dict[str, Any] = {"as_of": "2000-01-01", "source": PLACEHOLDER, "speaker": PLACEHOLDER, "id": PLACEHOLDER}
_LEGAL_ITEMS: dict[str, Any] = {"paragraphs": 0, "where": 0, "speakers": PLACEHOLDER}
_REQUIRED = {"id", "title", "kind", "as_of", "name", "role", "side", "speaker", "says", "question", "answer", "source"}


def repair(raw: dict[str, Any], broken: Iterable[tuple[int | str, ...]]) -> dict[str, Any]:
    """Return a copy of the entry `raw` in which what lies at the `broken` places is left out or replaced.

    `broken` holds locations as pydantic gives them. The result may still be illegal where the damage is
    of another kind; the caller validates it again.
    """
    mended = copy.deepcopy(raw)
    for location in broken:
        _mend(mended, location)
    return mended


def _mend(entry: dict[str, Any], location: tuple[int | str, ...]) -> None:
    field, index, inner = str(location[0]), location[1:2], location[2:]
    value = entry.get(field)
    if isinstance(value, list) and index and isinstance(index[0], int) and index[0] < len(value):
        _mend_item(field, value, index[0], inner)
    elif field == "paragraphs" and "title" in entry:
        entry[field] = PARAGRAPHS_PER_SOURCE
    elif field in _REQUIRED:
        entry[field] = _LEGAL.get(field, "?")
    else:
        entry.pop(field, None)


def _mend_item(field: str, items: list[Any], index: int, inner: tuple[int | str, ...]) -> None:
    if inner and isinstance(items[index], dict):
        _mend(items[index], inner)
    else:
        items[index] = {"speaker": PLACEHOLDER, "says": "?"} if field == "disputes" else _LEGAL_ITEMS.get(field, "?")
