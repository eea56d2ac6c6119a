"""Takes what people do on the page: makes mentions, explains why a message is too long, does one thing at a time."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Mapping
from typing import Any

from simcord import Env, Preview

from bot.preview.notes import LONGEST_MESSAGE, Notes, too_long
from bot.strings import preview as strings

_WRITING = {"send_message", "edit_message"}


class Entrance:
    """Passes on to SimCord what people do on `page`, one thing at a time.

    A typed `@OnRecord` becomes a mention, as in Discord's client. `notes` says why a message is too long.
    """

    def __init__(self, env: Env, page: Preview, notes: Notes) -> None:
        self.busy = asyncio.Lock()  # held while the clock moves, too: SimCord would refuse an action with an error
        self._page = page
        self._notes = notes
        self._hinted = False  # whether somebody was told to mention the bot
        self._act = page._action  # noqa: SLF001  # SimCord's only entrance
        page._action = self._pass_on  # type: ignore[method-assign]  # noqa: SLF001
        bot = env.backend.bot_user
        self._typed_mention = re.compile(rf"@{re.escape(bot.name)}\b", re.IGNORECASE)
        self._mention = f"<@{bot.id}>"

    async def _pass_on(self, context_id: str | None, body: Mapping[str, Any]) -> dict[str, Any]:
        async with self.busy:
            typed = self._written(body)
            if typed is None:
                return await self._act(context_id, body)
            content = self._typed_mention.sub(self._mention, typed)
            result = await self._act(context_id, {**body, "content": content})
            if not result["rejected"] and body["kind"] == "send_message" and content == typed and not self._hinted:
                self._hinted = True  # once: people may also chat
                self._notes.post(strings.NOT_ASKED)
                await self._page.refresh()
            # SimCord refuses what's too long before it counts as an action, so the text stays in the box and
            # the next message works. But all it shows is "Action was not completed".
            if result["rejected"] and len(content) > LONGEST_MESSAGE:
                mention = len(self._mention) if content != typed else None
                self._notes.post(too_long(len(content) - LONGEST_MESSAGE, mention))
                await self._page.refresh()
            return result

    @staticmethod
    def _written(body: Mapping[str, Any]) -> str | None:
        """Return the text of the message that `body`, from the page, wants to send or edit; None for anything else."""
        content = body.get("content") if isinstance(body, Mapping) and body.get("kind") in _WRITING else None
        return content if isinstance(content, str) else None
