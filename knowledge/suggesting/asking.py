"""Asks a language model for a whole base: a few facts at a time, one request after the other."""

from __future__ import annotations

from collections.abc import AsyncIterator

from knowledge.model.base import Base
from knowledge.suggesting.language_model import LanguageModel
from knowledge.suggesting.prompt import prompt, reply_schema, requests
from knowledge.suggesting.reply import Reply, read_reply


async def replies(model: LanguageModel, base: Base, fact: str | None = None) -> AsyncIterator[Reply]:
    """Yield the model's replies, each as soon as it's there. fact: only about this one (its id).

    Raises `ModelError` or `ReplyError` at the first request that fails; nothing is asked twice.
    """
    for wanted in requests(base, fact):
        yield read_reply(await model.ask(prompt(base, wanted), reply_schema(wanted)))
