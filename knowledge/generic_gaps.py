"""Generic gaps: what people ask about any news and articles rarely say. They stand beside the gaps of every base."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

from knowledge.model.entries import GenericGap


@cache
def generic_gaps() -> tuple[GenericGap, ...]:
    """Return the generic gaps that ship with the product."""
    content = (files("knowledge") / "generic_gaps.toml").read_bytes()
    return tuple(GenericGap.model_validate(entry) for entry in tomllib.loads(content.decode())["generic_gaps"])
