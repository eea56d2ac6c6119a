"""Asks a language model for a whole base: a few facts at a time, one request after the other."""

from __future__ import annotations

import time
from collections.abc import AsyncIterator

from knowledge.model.base import Base
from knowledge.model.refs import Ref
from knowledge.suggesting import messages
from knowledge.suggesting.errors import ModelError
from knowledge.suggesting.language_model import SECONDS, LanguageModel
from knowledge.suggesting.prompt import prompt, reply_schema, requests
from knowledge.suggesting.reply import Reply, read_reply

_MOST_SECONDS = 600  # for all of them: Discord takes no reply to a button after 15 minutes


async def replies(model: LanguageModel, base: Base, only: Ref | None = None) -> AsyncIterator[Reply]:
    """Yield the model's replies, each as soon as it's there. only: about this fact or gap.

    Raises `ModelError` or `ReplyError` at the first request that fails; nothing is asked twice.
    """
    end = time.monotonic() + _MOST_SECONDS
    for wanted in requests(base, only):
        left = end - time.monotonic()
        if left <= 0:
            raise ModelError(messages.TOO_SLOW.format(seconds=_MOST_SECONDS))
        yield read_reply(await model.ask(prompt(base, wanted), reply_schema(wanted), min(SECONDS, left)))
