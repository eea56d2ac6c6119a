"""Small talk: greetings, thanks and questions about the bot, which every base answers in the same words."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

from knowledge.model.entries import SmallTalk


@cache
def small_talk() -> tuple[SmallTalk, ...]:
    """Return the small talk that ships with the product."""
    content = (files("knowledge") / "small_talk.toml").read_bytes()
    return tuple(SmallTalk.model_validate(entry) for entry in tomllib.loads(content.decode())["small_talk"])
