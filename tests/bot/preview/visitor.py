"""A browser's part in the preview without a browser: one open window of the page."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from simcord import Preview


class Visitor:
    """Does in a window of its own on `page` what SimCord's page does in a browser."""

    def __init__(self, page: Preview) -> None:
        self._page = page
        self._window = page._open_page()

    async def send(self, text: str) -> dict[str, Any]:
        """Send `text` as a message and return SimCord's receipt."""
        return await self._act("send_message", content=text)

    async def edit(self, message: str, text: str) -> dict[str, Any]:
        """Change the message with the id `message` to `text` and return SimCord's receipt."""
        return await self._act("edit_message", content=text, target_id=message)

    async def look_at(self, message: str) -> dict[str, Any]:
        """Go to the message with the id `message` and return SimCord's receipt."""
        return await self._act("focus", target_id=message)

    @property
    def target(self) -> int | None:
        """The id of the message that the window scrolls to."""
        return self._window.target_id

    def read(self) -> list[dict[str, Any]]:
        """Return the messages that the window shows."""
        return list(self._page._page_payload(self._window)["messages"].values())

    async def _act(self, kind: str, **what: str) -> dict[str, Any]:
        window = self._window
        return await self._page._action(
            window.id,
            {
                "protocol_version": 3,
                "kind": kind,
                "request_id": str(uuid4()),
                "sequence": window.last_sequence + 1,
                "generation": window.generation,
                "bot_generation": self._page.env._generation,
                "published_revision": window.revision,
                **what,
            },
        )
