"""Public sets of short questions with an intent each, an intent playing the part of a fact.

CLINC150 (Larson et al., EMNLP 2019, CC BY 3.0) and BANKING77 (Casanueva et al., 2020, CC BY 4.0). Their rows are read
from a folder and stay out of the project.
"""

from __future__ import annotations

import json
import random
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

from knowledge.model.base import Base
from knowledge.model.entries import Fact, Source

_SOURCE = Source(id="intents", title="Intents", kind="public questions", as_of=date(2020, 1, 1), paragraphs=0)
FILES = ("clinc150-train.jsonl", "banking77-train.jsonl")
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


class Row(NamedTuple):
    """A text and its intent."""

    text: str
    intent: str


def read(path: Path) -> list[Row]:
    """Read rows, a JSON object with `text` and `intent` a line. Raises `OSError`, `ValueError` or `KeyError`."""
    with path.open(encoding="utf-8") as lines:
        return [Row(row["text"], row["intent"]) for row in map(json.loads, lines)]


def parted(rows: Sequence[Row], share: float, rng: random.Random) -> tuple[list[Row], list[Row]]:
    """Return `rows` shuffled, in two parts: the first has `share` of them."""
    shuffled = rng.sample(rows, len(rows))
    cut = int(len(rows) * share)
    return shuffled[:cut], shuffled[cut:]


def base_of(rows: Iterable[Row], most: int | None, left_out: float, rng: random.Random) -> Base:
    """Return a base with a fact for each intent, whose id is its answer, of `most` texts each (None: all).

    A share of the intents is `left_out`, so that their questions play the part of what is not on record.
    """
    texts: defaultdict[str, list[str]] = defaultdict(list)
    for row in rows:
        texts[row.intent].append(row.text)
    kept = rng.sample(sorted(texts), round(len(texts) * (1 - left_out)))
    facts = []
    for number, intent in enumerate(kept):
        question, *phrasings = (
            texts[intent] if most is None else rng.sample(texts[intent], min(most, len(texts[intent])))
        )
        facts.append(
            Fact(id=f"intent-{number}", question=question, phrasings=tuple(phrasings), answer=intent, source="intents")
        )
    return Base(sources=(_SOURCE,), facts=tuple(facts))


def mistyped(text: str, rng: random.Random, share: float = 0.5) -> str:
    """Return `text` with a typo (a letter left out, added, changed, or swapped) in a share of its longer words."""
    return " ".join(_typo(word, rng) if len(word) > 3 and rng.random() < share else word for word in text.split(" "))


def _typo(word: str, rng: random.Random) -> str:
    place, letter = rng.randrange(len(word) - 1), rng.choice(_LETTERS)
    return rng.choice(
        [
            word[:place] + word[place + 1 :],
            word[:place] + letter + word[place:],
            word[:place] + letter + word[place + 1 :],
            word[:place] + word[place + 1] + word[place] + word[place + 2 :],
        ]
    )
