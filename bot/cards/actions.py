"""What pressing a button asks for, as a value. The button's custom id holds it; `bot/platform/router.py` reads it.

Ids outlive the process: their spelling (a name and the fields, joined by colons) must not change.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, fields
from enum import StrEnum
from hashlib import sha256
from typing import Any, ClassVar, Self, get_type_hints

import discord
from discord.ui import Button

from bot.strings import cards as strings
from bot.text.escape import label as plain_label
from knowledge.model.base import Base
from knowledge.model.outcome import MOST_SUGGESTIONS

_KEY = re.compile("[0-9a-f]{8}")
_ACTIONS: dict[str, type[Action]] = {}


class Key(str):
    """8 characters that stand for an id or a topic, so that several fit a button's 100."""

    __slots__ = ()

    def __new__(cls, text: str) -> Self:
        """Raise `ValueError` for what is no key."""
        if not _KEY.fullmatch(text):
            raise ValueError(f"{text!r} is no key")
        return super().__new__(cls, text)


def key(id: str) -> Key:
    """Return the key that stands for `id`."""
    return Key(sha256(id.encode()).hexdigest()[:8])


def fact_ids(base: Base, keys: Iterable[str]) -> list[str]:
    """Return the ids of the facts and introductions that `keys` stand for, without those the base no longer has."""
    ids: dict[str, str] = {key(id): id for id in (*base.introductions_by_id, *base.facts_by_id)}
    return [ids[k] for k in keys if k in ids]


@dataclass(frozen=True)
class Action:
    """Base of all actions. A field is text without colons, a whole number, a yes or no, an enum, or several texts."""

    name: ClassVar[str]

    def __init_subclass__(cls, name: str = "", **options: Any) -> None:  # noqa: ANN401  # as `object` has it
        super().__init_subclass__(**options)
        if name:
            cls.name = name
            _ACTIONS[name] = cls

    @property
    def custom_id(self) -> str:
        """The action as a button holds it."""
        return ":".join([self.name, *(_written(getattr(self, field.name)) for field in fields(self))])

    def button(self, label: str, style: discord.ButtonStyle = discord.ButtonStyle.secondary) -> Button[Any]:
        """Return a button for this action."""
        return Button(custom_id=self.custom_id, label=plain_label(label), style=style)


def read(custom_id: str) -> Action | None:
    """Return the action that `custom_id` holds; None if it holds none of ours."""
    name, *given = custom_id.split(":")
    kind = _ACTIONS.get(name)
    if kind is None or len(given) != len(fields(kind)):
        return None
    hints = get_type_hints(kind)
    try:
        return kind(*(_parsed(hints[field.name], text) for field, text in zip(fields(kind), given, strict=True)))
    except ValueError:
        return None


def _written(value: object) -> str:
    if isinstance(value, bool):
        return f"{value:d}"
    return ".".join(value) if isinstance(value, tuple) else str(value)


def _parsed(hint: Any, text: str) -> object:  # noqa: ANN401  # a field's type
    if hint is bool:
        return bool(int(text))
    return tuple(map(Key, text.split("."))) if hint == tuple[Key, ...] else hint(text)


@dataclass(frozen=True)
class ShowFact(Action, name="fact"):
    """Show a fact to the person who pressed."""

    fact: Key


@dataclass(frozen=True)
class PickFact(Action, name="pick"):
    """Pick one of several suggested facts."""

    asker: int
    public: bool
    fact: Key


@dataclass(frozen=True)
class OfferOthers(Action, name="other"):
    """*Not what I asked*: offer the next nearest facts below the answer."""

    asker: int
    facts: tuple[Key, ...]

    @classmethod
    def than(cls, fact_ids: Iterable[str], asker: int) -> Self:
        """Offer the first few of `fact_ids`."""
        return cls(asker, tuple(key(id) for id in fact_ids)[:MOST_SUGGESTIONS])


@dataclass(frozen=True)
class ShowWhole(Action, name="whole"):
    """Send the full text of a fact that was shortened to fit its card."""

    fact: Key


@dataclass(frozen=True)
class NoneOfThese(Action, name="none"):
    """Say that no suggestion is what the asker meant."""

    asker: int


@dataclass(frozen=True)
class ShowSource(Action, name="source"):
    """Show where a fact comes from: source, address, date, paragraphs, and everyone's role."""

    fact: Key


@dataclass(frozen=True)
class ShowModeratorHelp(Action, name="modhelp"):
    """Show what moderators can do, from the welcome."""


class ListKind(StrEnum):
    """What a list of facts is of; see `browsing.lists`."""

    SAID = "said"  # of a speaker's id; of nobody: the article itself
    DISPUTED = "disputed"
    TOPIC = "topic"  # of a topic's key
    CONTENTION = "contention"  # of the key of the fact that is shown for it


@dataclass(frozen=True)
class OpenList(Action, name="list"):
    """Open a page, from 0, of a list (see `browsing.lists`). turn: in the place of the page that the button is on."""

    kind: ListKind
    of: str
    page: int
    turn: bool


def turns(page: int, pages: int, to: Callable[[int], Action]) -> list[Button[Any]]:
    """Return the buttons that turn from page `page` of `pages`, from 0, to its neighbours."""
    back = [to(page - 1).button(strings.BACK)] if page else []
    return [*back, to(page + 1).button(strings.MORE)] if page < pages - 1 else back
