"""What somebody asks with a message: its words, without whom it mentions."""

from __future__ import annotations

import re

import discord

_MENTIONS = re.compile(r"<(?:@[!&]?|#)\d+>|<a?:\w+:\d+>|<t:-?\d+(?::\w)?>|@(?:everyone|here)\b")


def question_of(text: str) -> str:
    """Return the question in a message's `text`: what is left without mentions, custom emoji and time stamps."""
    return " ".join(_MENTIONS.sub(" ", text).split())


def says_something(question: str) -> bool:
    """Tell a question from an empty one, from emoji, and from punctuation: it has a letter or a digit."""
    return any(character.isalnum() for character in question)


def addresses(message: discord.Message, user: discord.abc.User) -> bool:
    """Say whether `message` mentions `user` in so many letters; the ping that comes with a reply is no question."""
    return user in message.mentions and re.search(rf"<@!?{user.id}>", message.content) is not None
