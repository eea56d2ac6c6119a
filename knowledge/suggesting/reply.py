"""Reads the reply of a language model: finds the JSON in whatever surrounds it, and says plainly what's wrong."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass

from knowledge.suggesting import messages
from knowledge.suggesting.errors import ReplyError

LARGEST_REPLY = 500_000  # bytes; 40 facts and 45 gaps take some 30,000

_BEGINNING = re.compile(r'\{\s*"(?:facts|gaps)"\s*:')
_CURLY_BEGINNING = re.compile(r"\{\s*[“”](?:facts|gaps)[“”]")
_MOST_BEGINNINGS = 20  # that are tried: assistants draft aloud, and a hostile reply is nothing but beginnings
_FOUND = 40  # characters that a message quotes


@dataclass(frozen=True)
class Reply:
    """What a reply says, unchecked.

    facts: ways to ask by the id of a fact, known or not
    gaps: each a question and its rewordings
    unreadable: how many of its items were no texts
    """

    facts: Mapping[str, tuple[str, ...]]
    gaps: tuple[tuple[str, ...], ...]
    unreadable: int = 0


def check_size(size: int) -> None:
    """Raise `ReplyError` if a reply of `size` bytes is too large to be read."""
    if size > LARGEST_REPLY:
        raise ReplyError(messages.TOO_LARGE.format(size=size, most=LARGEST_REPLY))


def decode(content: bytes) -> str:
    """Return the text of a reply's file. Raises `ReplyError`."""
    check_size(len(content))
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise ReplyError(messages.NOT_TEXT) from None


def read_reply(text: str) -> Reply:
    """Read a reply, in a code block or between sentences as well. Raises `ReplyError`."""
    check_size(len(text))
    if not text.strip():
        raise ReplyError(messages.EMPTY)
    data = _json_object(text)
    facts, gaps = data.get("facts") or {}, data.get("gaps") or []
    if not isinstance(facts, dict):
        raise ReplyError(messages.NOT_AN_OBJECT)
    if not isinstance(gaps, list):
        raise ReplyError(messages.NOT_A_LIST)
    listed = [_texts(value) for value in facts.values()]
    asked = [_texts(value) for value in gaps]
    return Reply(
        {id: texts for id, (texts, _) in zip(facts, listed, strict=True)},
        tuple(texts for texts, _ in asked if texts),
        sum(unreadable for _, unreadable in (*listed, *asked)),
    )


def _json_object(text: str) -> dict[str, object]:
    """Return what the JSON objects in `text` that look like a reply say together.

    Of two that speak of the same fact, the later counts, and so does the later list of gaps: what comes before may be a
    draft of it, but also another part.
    """
    beginnings = [match.start() for match in _BEGINNING.finditer(text)]
    if not beginnings:
        raise ReplyError(messages.CURLY_QUOTES if _CURLY_BEGINNING.search(text) else messages.NO_JSON)
    decoder = json.JSONDecoder()
    errors: list[Exception] = []
    together: dict[str, object] = {}
    end = 0
    for start in beginnings[-_MOST_BEGINNINGS:]:
        if start < end:
            continue
        try:
            found, end = decoder.raw_decode(text, start)
        except (ValueError, RecursionError) as error:
            errors.append(error)
        else:
            assert isinstance(found, dict)  # noqa: S101  # it begins with {
            together = _put_on(together, found)
            errors.clear()  # of a draft that a whole one follows
    # After a whole one, something like JSON in a sentence is no matter, but a part that was cut off is.
    failed = errors if not together else [error for error in errors if _is_cut_off(error, text)]
    if failed:
        raise _explained(failed[0], text)
    return together


def _put_on(earlier: dict[str, object], later: dict[str, object]) -> dict[str, object]:
    both = earlier | later
    facts, more = earlier.get("facts"), later.get("facts")
    if isinstance(facts, dict) and isinstance(more, dict):
        both["facts"] = facts | more
    return both


def _explained(error: Exception, text: str) -> ReplyError:
    if not isinstance(error, json.JSONDecodeError):
        return ReplyError(messages.NO_JSON)
    rest = text[error.pos :].strip()
    if _is_cut_off(error, text):
        return ReplyError(messages.CUT_OFF.format(line=error.lineno))
    return ReplyError(messages.NOT_JSON.format(line=error.lineno, found=rest.splitlines()[0][:_FOUND]))


def _is_cut_off(error: Exception, text: str) -> bool:
    """Say whether `error` comes from a reply that ends too early."""
    if not isinstance(error, json.JSONDecodeError):
        return False
    return not text[error.pos :].strip("`} \n") or error.msg.startswith("Unterminated")


def _texts(value: object) -> tuple[tuple[str, ...], int]:
    """Return the texts in `value`, and how many other things are in it. A single text counts as a list of one."""
    items = value if isinstance(value, list) else [value]
    texts = tuple(item for item in items if isinstance(item, str))
    return texts, len(items) - len(texts)
