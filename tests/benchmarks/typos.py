"""The typos of the benchmarks, made once here so that every method is asked the very same words."""

from __future__ import annotations

from random import Random
from string import ascii_lowercase

SHORTEST = 4


def with_typos(text: str, random: Random, share: float = 0.5) -> str:
    """Return `text` with one typo in (on average) `share` of its words of over three letters."""
    return " ".join(
        _mistyped(word, random) if len(word) >= SHORTEST and random.random() < share else word for word in text.split()
    )


def _mistyped(word: str, random: Random) -> str:
    """Insert, delete or replace a letter, or swap two neighbours, each as likely; the result differs from `word`."""
    while True:
        at = random.randrange(len(word))
        match random.randrange(4):
            case 0:
                typed = word[:at] + random.choice(ascii_lowercase) + word[at:]
            case 1:
                typed = word[:at] + word[at + 1 :]
            case 2:
                typed = word[:at] + random.choice(ascii_lowercase) + word[at + 1 :]
            case _:
                typed = word[:at] + word[at + 1 : at + 2] + word[at] + word[at + 2 :]
        if typed != word:
            return typed
