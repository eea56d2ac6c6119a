"""What somebody typed, to give back to them if it couldn't be saved: texts by the labels of their form."""

from __future__ import annotations

from collections.abc import Mapping

from bot.strings.forms import LABELS
from knowledge.editing.edit import Edit


def given_back(edit: Edit | None, reason: str) -> dict[str, str]:
    """Return everything a person typed, for `edit` and as its reason."""
    return labelled({**(edit.typed if edit else {}), "reason": reason})


def labelled(texts: Mapping[str, str]) -> dict[str, str]:
    """Return `texts`, by field, by the labels that their form shows; without empty ones."""
    return {LABELS.get(name, name): text for name, text in texts.items() if text.strip()}
