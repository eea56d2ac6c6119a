"""What somebody asks: the words they typed, without Discord's markup. The search knows nothing of Discord."""

from __future__ import annotations

import re

import discord

_MARKUP = re.compile(
    r"<(?:@[!&]?|#)\d+>"  # a person, a role, a channel
    r"|</[^:<>]+:\d+>|<id:\w+>"  # a command, a page of the server
    r"|<a?:\w+:\d+>|<t:-?\d+(?::\w)?>"  # a custom emoji, a timestamp
    r"|@(?:everyone|here)\b"
)


def question_of(text: str) -> str:
    """Return the question in the `text` of a message or command: what's left without mentions, emoji and timestamps."""
    return " ".join(_MARKUP.sub(" ", text).split())


def says_something(question: str) -> bool:
    """Tell a question from an empty one, from emoji, and from punctuation: it has a letter or a digit."""
    return any(character.isalnum() for character in question)


def addresses(message: discord.Message, user: discord.abc.User) -> bool:
    """Say whether `message` mentions `user` in so many letters; the ping that comes with a reply is no question."""
    return user in message.mentions and re.search(rf"<@!?{user.id}>", message.content) is not None
