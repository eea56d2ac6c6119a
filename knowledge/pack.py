"""Packs: a base as a file that people read, review and ship. TOML, or JSON of the same shape."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Mapping
from contextlib import suppress
from importlib.resources import files
from pathlib import Path
from typing import Any, Literal, get_args

import tomli_w
from pydantic import ValidationError
from pydantic_core import ErrorDetails

from knowledge.model.base import Base
from knowledge.model.entries import Fact, Gap, Source, Speaker
from knowledge.model.repair import PLACEHOLDER, repair
from knowledge.model.validation import BaseError, Problem, broken_references

Format = Literal["toml", "json"]
FORMATS: tuple[Format, ...] = get_args(Format)

_KINDS: dict[str, type[Source] | type[Speaker] | type[Fact] | type[Gap]] = {
    "sources": Source,
    "speakers": Speaker,
    "facts": Fact,
    "gaps": Gap,
}

# tomllib needs memory by the square of a dotted key's parts: a file of 1 MB could take all that there is.
# (Possessive, and from the beginning of a word only, so that the search itself takes linear time.)
_DOTTED_KEY = re.compile(r"""(?<![\w-])(?:(?:"[^"\n]*+"|'[^'\n]*+'|[\w-]++)[ \t]*+\.[ \t]*+)++""", re.ASCII)
_DEEPEST_KEY = 50
_HALF = re.compile(r"[\ud800-\udfff]")


def default_pack() -> Path:
    """Where the pack lies that ships with OnRecord."""
    return Path(str(files("knowledge") / "packs" / "soledar.toml"))


def read(path: Path) -> Base:
    """Read the pack at `path`. Raises `OSError`, or `BaseError` with every problem of the file."""
    return parse(path.read_bytes())


def parse(content: bytes) -> Base:
    """Read a pack from the bytes of a TOML or JSON file. Raises `BaseError` with every problem."""
    return build(load(content))


def build(data: object) -> Base:
    """Make a base from plain lists and dictionaries. Raises `BaseError` with every problem."""
    if not isinstance(data, Mapping):
        raise BaseError([Problem("pack", "file", f"must hold {', '.join(_KINDS)}, not a {type(data).__name__}")])
    problems = [
        Problem("pack", str(key), f"isn't known; a pack has {', '.join(_KINDS)}") for key in data if key not in _KINDS
    ]
    entries: dict[str, list[Any]] = {kind: [] for kind in _KINDS}
    for kind, model in _KINDS.items():
        listed = data.get(kind, [])
        if not isinstance(listed, list):
            problems.append(Problem("pack", kind, f"must be a list of entries, not a {type(listed).__name__}"))
            continue
        for position, raw in enumerate(listed):
            try:
                entries[kind].append(model.model_validate(raw))
            except ValidationError as error:
                details = [detail for detail in error.errors(include_url=False) if not _of_the_other_branch(detail)]
                name = f"{kind}: {_name(raw, position)}"
                problems += [Problem(name, _field(detail["loc"]), _message(detail)) for detail in details]
                if isinstance(raw, dict):
                    with suppress(ValidationError):
                        repaired = repair(raw, [detail["loc"] for detail in details])
                        entries[kind].append(model.model_validate(repaired))
    if problems:
        related = broken_references(entries["sources"], entries["speakers"], entries["facts"], entries["gaps"])
        raise BaseError(problems + [problem for problem in related if not _follows_from_repair(problem)])
    return Base(**entries)


def with_models(data: object) -> object:
    """Return `data` with each sound entry as its model, so that `build` needs no time for it; the rest as it is."""
    if not isinstance(data, Mapping):
        return data
    return {key: _modelled(listed, _KINDS.get(key)) for key, listed in data.items()}


def _modelled(listed: object, model: type[Source] | type[Speaker] | type[Fact] | type[Gap] | None) -> object:
    if model is None or not isinstance(listed, list):
        return listed
    entries: list[object] = []
    for raw in listed:
        try:
            entries.append(model.model_validate(raw))
        except ValidationError:
            entries.append(raw)
    return entries


def dump(base: Base, format: Format = "toml") -> str:
    """Write `base` as the text of a pack; reading it gives an equal base back."""
    data = base.model_dump(mode="json" if format == "json" else "python", exclude_defaults=True)
    if format == "json":
        return json.dumps(data, ensure_ascii=False, indent=2) + "\n"
    return tomli_w.dumps({kind: data[kind] for kind in _KINDS if data.get(kind)})


def schema() -> dict[str, Any]:
    """Return the JSON Schema of a pack."""
    return Base.model_json_schema()


def load(content: bytes) -> object:
    """Read TOML or JSON into plain values. Raises `BaseError` with the reason for what is neither."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise BaseError([Problem("pack", "file", f"isn't UTF-8 text: byte {error.start} can't be read")]) from error
    if text.lstrip().startswith("{"):
        try:
            return _json(text)
        except (ValueError, RecursionError) as error:
            raise BaseError([Problem("pack", "file", f"isn't valid JSON: {error}")]) from error
    if any(run[0].count(".") > _DEEPEST_KEY for run in _DOTTED_KEY.finditer(text)):
        message = f"isn't a pack: it has a key of more than {_DEEPEST_KEY} dotted parts"
        raise BaseError([Problem("pack", "file", message)])
    try:
        return tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        raise BaseError([Problem("pack", "file", f"isn't valid TOML: {error}")]) from error


def _json(text: str) -> object:
    """Read JSON. Raises `ValueError`, also for a string that no file in UTF-8 can have: with half of a character."""
    data: object = json.loads(text)
    half = _HALF.search(json.dumps(data, ensure_ascii=False)) if "\\u" in text else None
    if half is not None:
        raise ValueError(f"\\u{ord(half[0]):04x} is half of a character")
    return data


def _name(raw: object, position: int) -> str:
    id = raw.get("id") if isinstance(raw, Mapping) else None
    return id if isinstance(id, str) and id else f"number {position + 1}"


def _follows_from_repair(problem: Problem) -> bool:
    return f"'{PLACEHOLDER}'" in problem.message or problem.entry.endswith(f": {PLACEHOLDER}")


def _of_the_other_branch(problem: ErrorDetails) -> bool:
    """Where words or paragraph numbers may stand, pydantic says of each that it is not the other, too."""
    branch, given = any("[" in str(part) for part in problem["loc"][-1:]), problem["input"]
    misses = {"tuple_type": isinstance(given, str), "string_type": isinstance(given, list | tuple)}
    return branch and misses.get(problem["type"], False)


def _field(location: tuple[int | str, ...]) -> str:
    text = ""
    for part in location:
        if isinstance(part, int):
            text += f"[{part}]"
        elif "[" not in part and part not in {"str", "none"}:  # pydantic names the branch of a union here: no field
            text += f".{part}" if text else part
    return text or "entry"


def _message(problem: ErrorDetails) -> str:
    given, limits = problem["input"], problem.get("ctx", {})
    length = len(given) if isinstance(given, str | list | tuple) else 0
    unit = "characters" if isinstance(given, str) else "items"
    too_long = f"has {length} {unit}; at most {limits.get('max_length')} are allowed"
    messages = {
        "missing": "is missing",
        "extra_forbidden": "isn't a field of this entry",
        "string_too_long": too_long,
        "too_long": too_long,
        "string_too_short": "is empty",
        "string_pattern_mismatch": "must be a link that starts with http:// or https://"
        if "http" in str(limits.get("pattern"))
        else "must be 1 to 64 characters, each a to z, 0 to 9 or -",
        "value_error": str(limits.get("error")),
    }
    return messages.get(problem["type"]) or problem["msg"][:1].lower() + problem["msg"][1:]
