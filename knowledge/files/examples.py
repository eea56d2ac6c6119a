"""How a field is written in each format, to show people who wrote it differently."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from contextlib import suppress
from datetime import date
from typing import Any, Literal

import tomli_w

from knowledge.model.dates import read_day

Format = Literal["toml", "json"]  # of packs
Writing = Format | Literal["csv"]  # of whatever people write

EXAMPLES: Mapping[str, Any] = {
    "answer": "It is 40 years old.",
    "as_of": date(2026, 3, 1),
    "as_of_note": "The article prints no date.",
    "fact": "pillar-is-sound",
    "id": "bridge-age",
    "kind": "news article",
    "name": "Ada Example",
    "note": "The article doesn't say.",
    "paragraphs": [3, 4],
    "phrasings": ["age of the bridge", "when was it built"],
    "question": "How old is the bridge?",
    "quote": "It will stand.",
    "role": "mayor of Aatown",
    "says": "The pillar is sound.",
    "see": ["pillar-is-sound"],
    "side": "the town",
    "source": "bridge",
    "speaker": "ada-example",
    "speakers": ["ada-example"],
    "title": "The bridge is closed",
    "topics": ["repair"],
    "url": "https://example.org/bridge",
    "variants": ["Mayor Example"],
    "where": [5],
    "disputes": [{"speaker": "ada-example", "says": "The pillar is sound."}],
    "statements": [{"speaker": "ada-example", "says": "The pillar is cracked.", "where": [5]}],
}
_NUMBERS = re.compile(r"[\s,;]*(?:[0-9]{1,5}(?:\s*[-–]\s*[0-9]{1,5})?[\s,;]*)+")
_LONGEST = 90  # characters of an example
_MOST_NUMBERS = 30


def written(field: str, value: object, format: Writing) -> str:
    """Return the line that sets `field` to `value`, shortened if it's long."""
    if format == "csv":
        text = f"“{'|'.join(map(str, value)) if isinstance(value, list) else value}”"
    elif format == "json":
        text = f"{json.dumps(field)}: {json.dumps(value, ensure_ascii=False, default=str)}"
    elif isinstance(value, list):
        text = f"{field} = [{', '.join(map(_in_toml, value))}]"
    else:
        text = f"{field} = {_in_toml(value)}"
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 10]} … {text[-8:]}"


def example(field: str, format: Writing, *, whole_source: bool = False) -> str:
    """Return a line that sets `field`. whole_source: `paragraphs` is how many a source has."""
    name = _name(field)
    value = 9 if whole_source and name == "paragraphs" else EXAMPLES.get(name, "…")
    return written(name, value, format)


def corrected(field: str, given: object, format: Writing, *, whole_source: bool = False) -> str:
    """Return the line that sets `field` to what was meant by `given`, a value of the wrong type; else an example."""
    name = _name(field)
    number = whole_source and name == "paragraphs"
    meant = _meant(given, EXAMPLES.get(name), number=number)
    return example(field, format, whole_source=whole_source) if meant is None else written(name, meant, format)


def _meant(given: object, like: object, *, number: bool) -> object:
    """Return what `given` means where something like `like` is needed; None if nobody can tell."""
    meant: object = None
    match like:
        case list() if number:
            meant = int(given) if isinstance(given, str) and re.fullmatch(r"[0-9]{1,5}", given) else None
        case [int(), *_]:
            meant = _numbers(given)
        case [str(), *_]:
            texts = given if isinstance(given, list) else [given]
            meant = [str(text) for text in texts] if all(isinstance(text, str | int) for text in texts) else None
        case [dict(), *_]:
            meant = [given] if isinstance(given, dict) else None
        case date():
            with suppress(ValueError):
                meant = read_day(str(given))
        case str():
            only = given[0] if isinstance(given, list) and len(given) == 1 else given
            meant = str(only) if isinstance(only, str | int | float | date) and not isinstance(only, bool) else None
    return None if meant in ("", [], [""]) else meant


def _numbers(given: object) -> list[int] | None:
    """Return the numbers that "3, 5-7" or ["3", 5] mean."""
    text = ", ".join(map(str, given)) if isinstance(given, list) else str(given)
    if not _NUMBERS.fullmatch(text):
        return None
    found: list[int] = []
    for first, last in re.findall(r"([0-9]+)(?:\s*[-–]\s*([0-9]+))?", text):
        found += range(int(first), min(int(last or first), int(first) + _MOST_NUMBERS) + 1)
    return found[:_MOST_NUMBERS]


def _name(field: str) -> str:
    """Return the last name in a path like "disputes[0].says"; of an item of a list, the list's."""
    return re.sub(r"\[[0-9]+\]", "", field).rpartition(".")[2]


def _in_toml(value: object) -> str:
    if isinstance(value, dict):
        return "{{ {} }}".format(", ".join(f"{name} = {_in_toml(each)}" for name, each in value.items()))
    if isinstance(value, list):
        return f"[{', '.join(map(_in_toml, value))}]"
    if isinstance(value, str) and '"' in value and "'" not in value and "\n" not in value:
        return f"'{value}'"  # easier to read than \"
    return tomli_w.dumps({"x": value}).strip().removeprefix("x = ")
