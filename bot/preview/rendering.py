"""Makes SimCord's page quick however long it gets, and follow what's new.

After everything that happens, SimCord renders the whole page again and builds a new Markdown parser for every text on
it. This is the only place that changes how SimCord shows things. It's written for SimCord 3.2.1; tests fail if a newer
one does it differently.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from types import SimpleNamespace
from typing import Any

from cachetools import LRUCache, cached
from simcord import Preview
from simcord.preview import _markdown
from simcord.preview._pages import _Page

_TEXTS_KEPT = 4096  # a card has about ten; the page shows 50 messages, and its list of messages all of them

_new_parser = _markdown._markdown_parser  # noqa: SLF001


def render_once() -> None:
    """Parse each text of any page once, for as long as the people and commands it mentions keep their names."""
    _markdown._markdown_parser = _remembering_parser  # noqa: SLF001


def render_only_in_browsers(page: Preview) -> None:
    """Spare `page` the copy of itself that it keeps for Python programs: nobody reads it here."""
    page._pages.pop("python")  # noqa: SLF001


def follow_new_messages(page: Preview) -> None:
    """Have every window of `page` open at the newest message and go to each new one.

    SimCord opens windows at the bot's last message, and mostly stays there.
    """
    publish = page._publish  # noqa: SLF001  # what hands a window its content
    shown: dict[tuple[str, int], int] = {}  # the newest message, by window and person

    def publish_with_newest(window: _Page, **how: Any) -> None:  # noqa: ANN401  # SimCord's own business
        messages = page.env.backend.messages.get(window.channel_id, {}).values()
        newest = max((message.id for message in messages if message.visible_to(window.viewer.id)), default=0)
        if newest > shown.get(seer := (window.id, window.viewer.id), 0):
            shown[seer] = window.target_id = newest
            window.window_end_id = None  # in case they had gone back to earlier messages
        publish(window, **how)

    page._publish = publish_with_newest  # type: ignore[assignment]  # noqa: SLF001


def _remembering_parser(policy: Mapping[str, Any], context: Mapping[str, Any]) -> SimpleNamespace:
    """Stand in for markdown-it's parser: SimCord calls these two methods and changes nothing they return."""
    methods = ("parse", "parseInline")
    return SimpleNamespace(**{method: partial(_tokens, method, policy, context) for method in methods})


@cached(LRUCache(_TEXTS_KEPT), key=lambda method, policy, context, text, _env: (method, repr((policy, context)), text))
def _tokens(
    method: str, policy: Mapping[str, Any], context: Mapping[str, Any], text: str, env: dict[str, Any]
) -> list[Any]:
    tokens: list[Any] = getattr(_new_parser(policy, context), method)(text, env)
    return tokens
