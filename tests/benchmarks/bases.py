"""Bases to measure with: public intents, each in the part of a fact, and stories made of the Soledar pack."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import count
from pathlib import Path
from typing import NamedTuple

from knowledge import pack
from knowledge.model.base import Base
from knowledge.model.entries import Fact, Source

SOURCE = Source(id="texts", title="Texts", kind="benchmark", as_of=date(2023, 1, 13), paragraphs=0)


class Row(NamedTuple):
    """A question, and the fact that answers it; None where none does."""

    text: str
    fact: str | None


def rows(path: Path) -> list[Row]:
    """Read a file of public intents: a JSON object with `text` and `intent` a line."""
    with path.open(encoding="utf-8") as lines:
        raw = [json.loads(line) for line in lines]
    return [Row(row["text"], _id(row["intent"]) if row["intent"] is not None else None) for row in raw]


def phrasings(rows: Iterable[Row]) -> dict[str, list[str]]:
    """Return the texts of each fact, in their order."""
    texts: dict[str, list[str]] = {}
    for row in rows:
        if row.fact is not None:
            texts.setdefault(row.fact, []).append(row.text)
    return texts


def base_of(phrasings: Mapping[str, Sequence[str]]) -> Base:
    """Return a base with a fact for each id, asked as its texts."""
    facts = [
        Fact(id=id, question=texts[0], phrasings=tuple(texts[1:]), answer=f"This is {id}.", source=SOURCE.id)
        for id, texts in phrasings.items()
    ]
    return Base(sources=(SOURCE,), facts=tuple(facts))


def _id(intent: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", intent.lower()).strip("-")


_VOWELS, _CONSONANTS = "aeiou", "bcdfghjklmnpqrstvwxz"
_COMMON = 0.004  # words in a larger share of the pack's phrasings stay: they are everyday English, or a name
_NAME = re.compile(r"(?<=[a-z,] )[A-Z]\w+")


class Stories:
    """The Soledar pack again and again, its names and rarer words in other letters: "soledar" → "tumifes".

    So each further story brings names and words of its own, as another article would, while all share the everyday
    words. There are 95 different ones.
    """

    def __init__(self) -> None:
        self._pack = pack.read(pack.default_pack())
        asked = [text for entry in (*self._pack.facts, *self._pack.gaps) for text in entry.asked_as]
        holding: dict[str, int] = {}
        for text in asked:
            for word in set(re.findall(r"\w+", text.casefold())):
                holding[word] = holding.get(word, 0) + 1
        names = {name.casefold() for fact in self._pack.facts for name in _NAME.findall(fact.answer)}
        common = {word for word, times in holding.items() if times > _COMMON * len(asked)}
        self._changing = holding.keys() - common | names

    def retold(self, text: str, story: int) -> str:
        """Return `text` in the words of `story`, 0 being the pack's own."""
        vowels, consonants = story % len(_VOWELS), story % (len(_CONSONANTS) - 1)
        table = str.maketrans(
            _VOWELS + _CONSONANTS,
            _VOWELS[vowels:] + _VOWELS[:vowels] + _CONSONANTS[consonants:] + _CONSONANTS[:consonants],
        )
        return re.sub(
            r"\w+", lambda word: word[0].translate(table) if word[0] in self._changing else word[0], text.casefold()
        )

    def phrasings(self, total: int, first_story: int = 0) -> dict[str, list[str]]:
        """Return `total` phrasings by the ids of their facts, of as many stories as that takes."""
        texts: dict[str, list[str]] = {}
        left = total
        for id, asked in self._entries(first_story):
            texts[id] = asked[:left]
            left -= len(texts[id])
            if not left:
                return texts
        raise AssertionError("the stories never end")

    def _entries(self, first_story: int) -> Iterator[tuple[str, list[str]]]:
        for story in count(first_story):
            for entry in (*self._pack.facts, *self._pack.gaps):
                yield f"{entry.id[:56]}-{story}", [self.retold(text, story) for text in entry.asked_as]


def stories_of(phrasings: Iterable[str]) -> int:
    """Return how many stories the facts with these ids are of."""
    return 1 + max(int(id.rpartition("-")[2]) for id in phrasings)
