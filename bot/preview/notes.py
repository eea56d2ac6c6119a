"""What the preview itself tells people, as messages in the channel that the bot doesn't see."""

from __future__ import annotations

from simcord import ChannelHandle, Env

from knowledge.model.base import Base

LONGEST_MESSAGE = 2000  # characters, as on Discord
_AUTHOR = "Preview"


def what_to_type(base: Base) -> str:
    """Return a message that asks a question of `base`: a short one, and a disputed one if there is one."""
    facts = sorted(base.facts, key=lambda fact: (not fact.disputes, len(fact.question)))
    question = facts[0].question if facts else "What can I ask?"
    return f"@OnRecord {question}".replace("`", "'")  # it's shown as code


def introduction(base: Base) -> str:
    """Return the first note: what the page is and how to ask `base` here."""
    return (
        "**This is a local try-out of OnRecord.**\n"
        f"Type `{what_to_type(base)}` or `/ask`.\n"
        "Switch between member, moderator and admin at the top. "
        "Direct messages and the message menu can't be tried here."
    )


def too_long(excess: int, mention: int | None) -> str:
    """Return the note for a message with `excess` characters too many.

    mention: how many characters of it each mention of the bot is; None if it mentions nobody
    """
    counted = f" and counts @OnRecord as {mention}" if mention else ""
    return (
        f"Not sent: this message is {excess:,} character{'' if excess == 1 else 's'} too long. "
        f"Discord allows {LONGEST_MESSAGE:,}{counted}. Your text is still in the box: shorten it and send it again."
    )


class Notes:
    """Posts in `channel` under the preview's own name. Make it after everybody else: it takes an id."""

    def __init__(self, env: Env, channel: ChannelHandle) -> None:
        self._env = env
        self._channel = channel
        self._author = env.create_user(_AUTHOR, system=True)

    def post(self, text: str) -> None:
        """Post `text` behind the bot's back. The page shows it when it's next refreshed."""
        self._env.backend.create_message(self._channel.id, self._author.id, text, broadcast=False)
