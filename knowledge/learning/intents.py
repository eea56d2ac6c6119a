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

from knowledge.learning.examples import Asked, Group, group_of
from knowledge.model.base import Base
from knowledge.model.entries import Fact, Source
from knowledge.search.layers import searchable_entries

_SOURCE = Source(id="intents", title="Intents", kind="public questions", as_of=date(2020, 1, 1), paragraphs=0)
FILES = ("clinc150-train.jsonl", "banking77-train.jsonl")
_SIZES = (10, 40, None)  # phrasings of each fact
_ASKED = 400  # questions put to each base
_STRANGE = 80  # questions put to it from the other set
_HELD_OUT = 0.2  # of the texts are asked, the others are phrasings
_LEFT_OUT = 0.15  # of the intents are not in the base
_WEIGHT = 0.25  # of each base: intents have no answers, and people asked them of a machine
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


class Row(NamedTuple):
    """A text and its intent."""

    text: str
    intent: str


def groups(folder: Path) -> list[Group]:
    """Return a group for each file in `folder` and size of base, as typed by the careful and the hasty.

    Raises `OSError`, `ValueError` or `KeyError` if a file of `FILES` can't be read.
    """
    return [group for name in FILES for group in _of_file(name, folder)]


def _of_file(name: str, folder: Path) -> list[Group]:
    rng = random.Random(name)  # noqa: S311  # a split that anyone can make again, no secret
    held, known = parted(read(folder / name), _HELD_OUT, rng)
    (other,) = (file for file in FILES if file != name)
    strange = [Row(row.text, "") for row in rng.sample(read(folder / other), _STRANGE)]
    made = []
    for size in _SIZES:
        base = base_of(known, size, _LEFT_OUT, rng)
        number = {fact.answer: n for n, fact in enumerate(base.facts)}
        rows = [*rng.sample(held, min(_ASKED, len(held))), *strange]
        unanswerable = range(len(base.facts), len(searchable_entries(base)))
        rights = [[number[row.intent]] if row.intent in number else unanswerable for row in rows]
        careful = [Asked(row.text, right, None) for row, right in zip(rows, rights, strict=True)]
        hasty = [Asked(mistyped(each.question, rng), each.right, None) for each in careful]
        what = f"{name}, {size or 'all'} phrasings"
        made += [group_of(base, careful, what, _WEIGHT), group_of(base, hasty, f"{what}, mistyped", _WEIGHT)]
    return made


def far_off(folder: Path, count: int) -> list[str]:
    """Return up to `count` texts drawn from `FILES`: what no news article answers. Raises what `groups` raises."""
    rng = random.Random("far off")  # noqa: S311  # anyone can draw them again
    texts = [row.text for name in FILES for row in read(folder / name)]
    return rng.sample(texts, min(count, len(texts)))


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
