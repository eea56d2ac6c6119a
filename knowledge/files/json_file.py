"""Reads JSON. If it's broken, says what's wrong with the first line that is."""

from __future__ import annotations

import json
import re
from typing import Any

from knowledge.files import messages
from knowledge.files.encoding import whole
from knowledge.files.examples import EXAMPLES, example
from knowledge.files.messages import Message
from knowledge.files.places import Lines, Path
from knowledge.files.toml_scanner import DEEPEST, shown
from knowledge.model.validation import BaseError, Problem

_HALF = re.compile(r"[\ud800-\udfff]")
_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*+"|[{}\[\]:,]|[^\s{}\[\]:,"]++', re.DOTALL)
_MOST_PLACES = 500_000  # the pack that ships has 25,000
_QUOTES = "“”„‟‘’‚‛«»‹›″´`＂"
_WORD = re.compile(r"""[^\s:,{}\[\]"]{1,60}+""")


def read_json(text: str) -> object:
    """Return what a JSON file says. Raises `BaseError` with the line that can't be read."""
    twice: list[str] = []

    def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        found = dict(pairs)
        if len(found) < len(pairs):
            names = [name for name, _ in pairs]
            twice.extend(name for name in found if names.count(name) > 1)
        return found

    try:
        data: object = json.loads(text, object_pairs_hook=once)
        half = _HALF.search(json.dumps(data, ensure_ascii=False)) if "\\u" in text else None
    except RecursionError as error:
        raise whole(messages.DEEP.with_(most=DEEPEST)) from error
    except json.JSONDecodeError as error:
        raise whole(_explained(text, error), Lines(text).at(min(_position(text, error), len(text)))) from error
    except ValueError as error:  # a number of thousands of digits
        raise whole(messages.LONG_NUMBER) from error
    if half is not None:
        code = f"\\u{ord(half[0]):04x}"
        found = re.search(re.escape(code), text, re.IGNORECASE)
        raise whole(messages.JSON_HALF_CHARACTER.with_(code=code), Lines(text).at(found.start()) if found else 1)
    if twice:
        raise BaseError(_twice(text))
    return data


def json_places(text: str) -> dict[Path, int]:
    """Return the line of everything in a JSON file that can be read."""
    places: dict[Path, int] = {}
    for path, line in _walk(text):
        places.setdefault(path, line)
    return places


def _twice(text: str) -> list[Problem]:
    problems, seen = [], set[Path]()
    for path, line in _walk(text):
        if path in seen and isinstance(path[-1], str):
            found, advice = messages.JSON_TWICE.with_(name=shown(path[-1]))
            problems.append(Problem("", "", found, advice, line))
        seen.add(path)
    return problems


def _walk(text: str) -> list[tuple[Path, int]]:
    """Return the path and the line of each name and item of sound JSON."""
    lines, found = Lines(text), list[tuple[Path, int]]()
    path: list[str | int] = []
    opened: list[str] = []
    at_name = False
    for token in _TOKEN.finditer(text):
        if len(found) > _MOST_PLACES:
            break
        sign = token[0]
        deep = len(path) > DEEPEST
        if sign in {"}", "]"}:
            opened.pop()
            path.pop()
            at_name = False
        elif sign == ",":
            at_name = opened[-1] == "{"
            if not at_name:
                path[-1] = int(path[-1]) + 1
        elif sign != ":":
            named = at_name
            if named:
                path[-1] = json.loads(sign)
                at_name = False
            if not deep and (named or opened[-1:] == ["["]):
                found.append((tuple(path), lines.at(token.start())))
            if not named and sign in {"{", "["}:
                opened.append(sign)
                path.append("" if sign == "{" else 0)
                at_name = sign == "{"
    return found


def _position(text: str, error: json.JSONDecodeError) -> int:
    """Return where the mistake is that people can see: before what can't be read, if a comma is missing there."""
    if "',' delimiter" in error.msg:
        return len(text[: error.pos].rstrip())
    return error.pos


def _explained(text: str, error: json.JSONDecodeError) -> Message:
    rest = text[error.pos :].lstrip()
    kind = error.msg
    if kind.startswith("Invalid control"):
        return messages.JSON_LINE_BREAK if rest[:1] in {"", "\t"} or text[error.pos] in "\n\t" else messages.JSON_UNSEEN
    if kind.startswith("Invalid \\"):
        return messages.JSON_BACKSLASH
    if kind.startswith("Unterminated"):
        return messages.JSON_NO_CLOSING_QUOTE
    if kind.startswith("Extra"):
        return messages.JSON_MORE
    if not rest:
        return messages.JSON_ENDS_EARLY
    return _missing(text[: error.pos].rstrip(), rest, kind)


def _missing(before: str, rest: str, kind: str) -> Message:
    """Say what's missing before `rest`, or wrong with it."""
    if rest[0] in _QUOTES or rest[0] == "'":
        return messages.JSON_SINGLE_QUOTES if rest[0] == "'" else messages.JSON_CURLY_QUOTES
    if rest[0] in "]}" and before.endswith(","):
        return messages.JSON_COMMA_TOO_MANY.with_(bracket=rest[0])
    word = _WORD.match(rest)
    text = shown(word[0] if word else rest.split("\n", 1)[0])
    if "':' delimiter" in kind:
        name = re.search(r'"([^"\n]{0,60})"$', before)
        return messages.JSON_NO_COLON.with_(name=f'"{name[1] if name else "question"}"')
    if "',' delimiter" in kind:
        inside = before.endswith('"') and word is not None and '"' in rest.split("\n", 1)[0]
        return messages.JSON_QUOTES_INSIDE if inside else messages.JSON_NO_COMMA.with_(text=text)
    if word and "property name" in kind:
        fixed = example(text, "json") if text in EXAMPLES else f'"{text}": …'
        return messages.JSON_NO_NAME.with_(text=text, fixed=fixed)
    return messages.JSON_UNREADABLE.with_(text=text)
