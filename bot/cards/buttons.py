"""The buttons on cards. They carry ids and decide nothing: what pressing one does is up to `asking` and `browsing`.

An id says all that is needed, so buttons go on working after a restart, for as long as their message is there.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from enum import StrEnum
from hashlib import sha256
from typing import TYPE_CHECKING, Any, Self, TypeVar

import discord
from discord.ui import Button, DynamicItem, Item

from bot.cards.plain import label as plain_label
from bot.trouble import apologise
from knowledge.base import Base
from knowledge.outcome import MOST_SUGGESTIONS

if TYPE_CHECKING:
    from bot.client import OnRecord

    Interaction = discord.Interaction[OnRecord]

KEY = "[0-9a-f]{8}"  # what `key` returns
_NOT_ASKED = rf"other:(?P<asker>\d+):(?P<facts>{KEY}(?:\.{KEY})*)"
_NOT_ASKED_LABEL = "Not what I asked"


def key(id: str) -> str:
    """Return 8 characters that stand for an id or a topic, so that several fit a button's 100."""
    return sha256(id.encode()).hexdigest()[:8]


def fact_ids(base: Base, keys: Iterable[str]) -> list[str]:
    """Return the ids of the facts that `keys` stand for, without those that the base has no more."""
    ids = {key(fact.id): fact.id for fact in base.facts}
    return [ids[k] for k in keys if k in ids]


class CardButton(DynamicItem[Button[Any]], template=r"(?!)"):
    """What they share. A subclass says in its template which ids are its own, and which parts they have."""

    def __init__(self, custom_id: str, label: str, style: discord.ButtonStyle = discord.ButtonStyle.secondary) -> None:
        super().__init__(Button(custom_id=custom_id, label=plain_label(label), style=style))

    @classmethod
    async def from_custom_id(
        cls, _interaction: discord.Interaction[Any], _item: Item[Any], match: re.Match[str], /
    ) -> Self:
        """Return the button that was pressed; of what it looks like nothing is needed any more."""
        return cls(match.string, "")

    def part(self, name: str) -> str:
        """Return the part `name` of the id."""
        match = self.template.fullmatch(self.custom_id)
        assert match is not None, "DynamicItem has checked it"  # noqa: S101
        return match[name]

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Do what the button is for; whoever pressed it hears of trouble in a plain sentence."""
        try:
            await self.pressed(interaction)
        except Exception as error:  # noqa: BLE001  # discord.py would log it and leave the person without a word
            await apologise(interaction, error)

    async def pressed(self, interaction: Interaction) -> None:
        """Hand over to the conversation that the button belongs to."""
        raise NotImplementedError


class FactButton(CardButton, template=rf"fact:(?P<fact>{KEY})"):
    """Shows a fact to whoever presses it: the other side's, or a related one."""

    @classmethod
    def to(cls, fact_id: str, label: str) -> Self:
        """Make the button for a fact."""
        return cls(f"fact:{key(fact_id)}", label)

    async def pressed(self, interaction: Interaction) -> None:
        """See `Asking.show`."""
        await interaction.client.asking.show(interaction, self.part("fact"))


class PickButton(CardButton, template=rf"pick:(?P<asker>\d+):(?P<public>[01]):(?P<fact>{KEY})"):
    """Picks one of several suggested facts."""

    @classmethod
    def of(cls, fact_id: str, asker: int, *, public: bool) -> Self:
        """Make the button for a fact in answer to `asker`, who did or did not ask before everyone."""
        return cls(f"pick:{asker}:{public:d}:{key(fact_id)}", "This one", discord.ButtonStyle.primary)

    async def pressed(self, interaction: Interaction) -> None:
        """See `Asking.pick`."""
        await interaction.client.asking.pick(
            interaction, self.part("fact"), asker=int(self.part("asker")), public=self.part("public") == "1"
        )


class NotAskedButton(CardButton, template=_NOT_ASKED):
    """*Not what I asked*: offers the next nearest facts."""

    @classmethod
    def but(cls, fact_ids: Iterable[str], asker: int) -> Self:
        """Make the button that offers the first few of `fact_ids`."""
        keys = [key(id) for id in fact_ids][:MOST_SUGGESTIONS]
        return cls(f"other:{asker}:{'.'.join(keys)}", _NOT_ASKED_LABEL)

    @classmethod
    def among(cls, custom_ids: Iterable[str]) -> Self | None:
        """Make the button of a posted card again, which is among its buttons' ids; None where it is not."""
        own = next((id for id in custom_ids if re.fullmatch(_NOT_ASKED, id)), None)
        return cls(own, _NOT_ASKED_LABEL) if own else None

    async def pressed(self, interaction: Interaction) -> None:
        """See `Asking.offer_others`."""
        await interaction.client.asking.offer_others(
            interaction, self.part("facts").split("."), asker=int(self.part("asker"))
        )


class WholeButton(CardButton, template=rf"whole:(?P<fact>{KEY})"):
    """Gives every word of a fact that had to be cut to fit its card."""

    @classmethod
    def of(cls, fact_id: str) -> Self:
        """Make the button for a fact."""
        return cls(f"whole:{key(fact_id)}", "Show all of it")

    async def pressed(self, interaction: Interaction) -> None:
        """See `Asking.show_whole`."""
        await interaction.client.asking.show_whole(interaction, self.part("fact"))


B = TypeVar("B", bound=CardButton)


def turns(page: int, pages: int, to: Callable[[int, str], B]) -> list[B]:
    """Return the buttons, as `to` makes them, that turn from page `page` of `pages`, from 0, to its neighbours."""
    back = [to(page - 1, "◀ Back")] if page else []
    return [*back, to(page + 1, "More ▶")] if page < pages - 1 else back


class ListKind(StrEnum):
    """What a list of facts is of; see `browsing.lists`."""

    SAID = "said"  # of a speaker's id; of nobody: the article itself
    DISPUTED = "disputed"
    TOPIC = "topic"  # of a topic's key


class ListButton(
    CardButton,
    template=rf"list:(?P<kind>{'|'.join(ListKind)}):(?P<of>[a-z0-9-]{{0,64}}):(?P<page>\d{{1,4}}):(?P<turn>[01])",
):
    """Opens a page of a list, or turns to it."""

    @classmethod
    def to(cls, kind: ListKind, of: str, page: int, label: str, *, turn: bool) -> Self:
        """Make the button for a page, from 0, of the list that `kind` and `of` name (see `browsing.lists`).

        `turn`: in the place of the page that the button is on.
        """
        return cls(f"list:{kind}:{of}:{page}:{turn:d}", label)

    async def pressed(self, interaction: Interaction) -> None:
        """See `Browsing.open`."""
        await interaction.client.browsing.open(
            interaction,
            ListKind(self.part("kind")),
            self.part("of"),
            int(self.part("page")),
            turn=self.part("turn") == "1",
        )


BUTTONS = (FactButton, PickButton, NotAskedButton, WholeButton, ListButton)
