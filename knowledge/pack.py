"""Packs: a base as a file that people read, review and ship. TOML, or JSON of the same shape."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any, get_args

import tomli_w
from pydantic import ValidationError

from knowledge.files import messages
from knowledge.files.encoding import decode, whole
from knowledge.files.examples import EXAMPLES, Format, Writing
from knowledge.files.field_errors import kind_of, nearest, not_of_the_other_branch, problems_of
from knowledge.files.json_file import json_places, read_json
from knowledge.files.places import located
from knowledge.files.toml_file import read_toml, toml_places
from knowledge.model.base import Base
from knowledge.model.entries import Draft, Fact, Gap, Source, Speaker
from knowledge.model.readable import plain_line_breaks
from knowledge.model.repair import PLACEHOLDER, repair
from knowledge.model.validation import BaseError, Problem, broken_references

MOST_ENTRIES = 20_000  # of a kind; the pack that ships has 370 in all
_MOST_PROBLEMS = 2000  # that are listed: a file of eight megabytes can have millions
_LONGEST_LIST = 10_000  # items in a field
_LIKE_JSON = re.compile(r"\s*(?:\{|\[\s*\{)")
TABLES = (".csv", ".tsv", ".tab")  # what names of files with tables end with
FORMATS: tuple[Format, ...] = get_args(Format)

_Model = type[Source] | type[Speaker] | type[Fact] | type[Gap] | type[Draft]

_KINDS: dict[str, _Model] = {
    "sources": Source,
    "speakers": Speaker,
    "facts": Fact,
    "gaps": Gap,
    "drafts": Draft,
}


def default_pack() -> Path:
    """Where the pack lies that ships with OnRecord."""
    return Path(str(files("knowledge") / "packs" / "soledar.toml"))


@dataclass(frozen=True)
class PackFile:
    """A pack as somebody wrote it.

    data: plain lists and dictionaries, sound or not
    """

    data: object
    text: str
    format: Format

    def base(self) -> Base:
        """Return the base that it describes. Raises `BaseError` with every problem, by line."""
        try:
            return build(self.data, self.format)
        except BaseError as error:
            raise BaseError(self.located(error.problems)) from None

    def located(self, problems: Iterable[Problem]) -> tuple[Problem, ...]:
        """Return `problems` with the line of each, in the order of the lines."""
        places = json_places(self.text) if self.format == "json" else toml_places(self.text, _KINDS)
        return located(problems, self.data, places)


def read(path: Path) -> Base:
    """Read the pack at `path`. Raises `OSError`, or `BaseError` with every problem of the file, by line."""
    return parse(path.read_bytes(), path.name)


def parse(content: bytes, name: str = "") -> Base:
    """Read a pack from the bytes of a TOML or JSON file, called `name`. Raises `BaseError` with every problem."""
    return load(content, name).base()


def build(data: object, format: Writing = "toml") -> Base:
    """Make a base from plain lists and dictionaries. Raises `BaseError` with every problem.

    format: in which the problems show what to write
    """
    if not isinstance(data, Mapping):
        raise whole(messages.NOT_A_PACK.with_(kind=kind_of(data), lists=", ".join(_KINDS)))
    problems = [_unknown(str(key), format) for key in data if key not in _KINDS]
    entries: dict[str, list[Any]] = {kind: [] for kind in _KINDS}
    for kind, model in _KINDS.items():
        listed = data.get(kind, [])
        if not isinstance(listed, list):
            problems.append(_not_a_list(kind, listed, format))
            continue
        if len(listed) > MOST_ENTRIES:
            problems.append(_too_many(kind, len(listed)))
            continue
        seen: set[str] = set()
        for position, raw in enumerate(listed):
            if kind in {"facts", "drafts"} and len(entries["sources"]) == 1 and isinstance(raw, dict):
                raw = {"source": entries["sources"][0].id} | raw  # noqa: PLW2901  # the only one goes without saying
            name = _name(raw, position, seen)
            if type(raw) is model:  # it kept its rules when it was made
                entries[kind].append(raw)
                continue
            if len(problems) > _MOST_PROBLEMS:
                raise BaseError([*problems[:_MOST_PROBLEMS], Problem("pack", "", messages.AND_MORE)])
            if too_long := _too_long_lists(raw):
                problems += [Problem(f"{kind}: {name}", *each) for each in too_long]
                continue
            try:
                entries[kind].append(model.model_validate(raw))
            except ValidationError as error:
                details = not_of_the_other_branch(error.errors(include_url=False))
                problems += problems_of(f"{kind}: {name}", model, details, format)
                if isinstance(raw, dict):
                    with suppress(ValidationError):
                        known = {field: value for field, value in raw.items() if field in model.model_fields}
                        broken = [detail["loc"] for detail in details if detail["loc"][0] in model.model_fields]
                        repaired = repair(known, broken)
                        entries[kind].append(model.model_validate(repaired))
    if problems:
        related = broken_references(*(entries[kind] for kind in _KINDS))
        raise BaseError(problems + [problem for problem in related if not _follows_from_repair(problem)])
    return Base(**entries)


def with_models(data: object) -> object:
    """Return `data` with each sound entry as its model, so that `build` needs no time for it; the rest as it is."""
    if not isinstance(data, Mapping):
        return data
    return {key: _modelled(listed, _KINDS.get(key)) for key, listed in data.items()}


def _modelled(listed: object, model: _Model | None) -> object:
    if model is None or not isinstance(listed, list) or len(listed) > MOST_ENTRIES:
        return listed
    entries: list[object] = []
    for raw in listed:
        try:
            entries.append(raw if _too_long_lists(raw) else model.model_validate(raw))
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


def load(content: bytes, name: str = "") -> PackFile:
    """Read TOML or JSON in UTF-8, from a file called `name`. Raises `BaseError` with every line that can't be read."""
    decoded = decode(content)
    if decoded.assumed is not None:
        raise whole(messages.NOT_UTF8.with_(encoding=decoded.assumed))
    return load_text(decoded.text, name)


def load_text(text: str, name: str = "") -> PackFile:
    """Read the text of a TOML or JSON file as `load` does."""
    text = plain_line_breaks(text)
    if not text.strip():
        raise whole(messages.EMPTY)
    if name.lower().endswith(TABLES):
        raise whole(messages.A_TABLE)
    if _is_json(text, name):
        if text.lstrip().startswith("["):
            raise whole(messages.CLAIM_REVIEW if is_claim_review(read_json(text)) else messages.A_LIST, line=1)
        data = read_json(text)
        if is_claim_review(data):
            raise whole(messages.CLAIM_REVIEW)
        return PackFile(data, text, "json")
    return PackFile(read_toml(text, _KINDS), text, "toml")


def _is_json(text: str, name: str) -> bool:
    if name.lower().endswith(".json"):
        return not text.lstrip().startswith("[[")
    return _LIKE_JSON.match(text) is not None


def is_claim_review(data: object) -> bool:
    """Say whether `data` is in the format in which fact-checkers publish their ratings."""
    listed = data if isinstance(data, list) else [data]
    return any(isinstance(each, Mapping) and "ClaimReview" in json.dumps(each.get("@type", "")) for each in listed)


def _too_many(kind: str, number: int) -> Problem:
    found, advice = messages.TOO_MANY_ENTRIES.with_(number=number, most=MOST_ENTRIES)
    return Problem("pack", kind, found, advice)


def _too_long_lists(entry: object) -> list[tuple[str, str, str]]:
    """Return field, message and advice of each list that's too long to be looked through."""
    fields = entry.items() if isinstance(entry, Mapping) else ()
    message = messages.LIST_TOO_LONG
    return [
        (str(name), *message.with_(number=len(value), most=_LONGEST_LIST))
        for name, value in fields
        if isinstance(value, list) and len(value) > _LONGEST_LIST
    ]


def _unknown(name: str, format: Writing) -> Problem:
    """Return the problem of something beside the lists of a pack."""
    lists = ", ".join(_KINDS)
    meant = nearest(name, _KINDS)
    if meant is not None:
        advice = _list_advice(meant, format)
    elif name in EXAMPLES:
        found, advice = messages.FIELD_WITHOUT_ENTRY.with_(header='"facts": [ {' if format == "json" else "[[facts]]")
        return Problem("pack", name, found, advice)
    else:
        advice = ""
    return Problem("pack", name, messages.UNKNOWN_LIST.with_(lists=lists).found, advice)


def _not_a_list(name: str, given: object, format: Writing) -> Problem:
    single = format == "toml" and isinstance(given, Mapping)
    message = messages.SINGLE_BRACKETS if single else messages.NOT_A_LIST.with_(kind=kind_of(given))
    return Problem("pack", name, message.found, _list_advice(name, format))


def _list_advice(name: str, format: Writing) -> str:
    return (messages.JSON_LIST if format == "json" else messages.TOML_LIST).format(name=name)


def _name(raw: object, position: int, seen: set[str]) -> str:
    """Return what to call an entry: its id, if it has one of its own; that's `seen` then."""
    id = raw.get("id") if isinstance(raw, Mapping) else getattr(raw, "id", None)
    if not isinstance(id, str) or not id or id in seen:
        return f"number {position + 1}"
    seen.add(id)
    return id


def _follows_from_repair(problem: Problem) -> bool:
    return f"'{PLACEHOLDER}'" in problem.message or problem.entry.endswith(f": {PLACEHOLDER}")
