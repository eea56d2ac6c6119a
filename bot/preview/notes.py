"""What the preview itself tells people, as messages in the channel that the bot doesn't see."""

from __future__ import annotations

from simcord import ChannelHandle, Env

from bot.strings import preview as strings
from bot.text.plural import counted
from knowledge.model.base import Base

LONGEST_MESSAGE = 2000  # characters, as on Discord
_AUTHOR = "Preview"


def what_to_type(base: Base) -> str:
    """Return a message that asks a question of `base`: a short one, and a disputed one if there is one."""
    facts = sorted(base.facts, key=lambda fact: (not fact.disputes, len(fact.question)))
    question = facts[0].question if facts else strings.QUESTION_WITHOUT_FACTS
    return f"@OnRecord {question}".replace("`", "'")  # it's shown as code


def introduction(base: Base) -> str:
    """Return the first note: what the page is and how to ask `base` here."""
    return strings.INTRODUCTION.format(message=what_to_type(base))


def too_long(excess: int, mention: int | None) -> str:
    """Return the note for a message with `excess` characters too many.

    mention: how many characters Discord counts for a mention of the bot; None if the message has none
    """
    limit = strings.TOO_LONG.format(excess=counted(excess, "character"), most=LONGEST_MESSAGE)
    return limit + (strings.MENTION_COUNTS.format(mention=mention) if mention else "") + strings.SHORTEN


class Notes:
    """Posts in `channel` under the preview's own name. Make it after everybody else: it takes an id."""

    def __init__(self, env: Env, channel: ChannelHandle) -> None:
        self._env = env
        self._channel = channel
        self._author = env.create_user(_AUTHOR, system=True)

    def post(self, text: str) -> None:
        """Post `text` behind the bot's back. The page shows it when it's next refreshed."""
        self._env.backend.create_message(self._channel.id, self._author.id, text, broadcast=False)
