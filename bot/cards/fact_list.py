"""Lists of facts: a button for each, labelled with its question. The card behind it has the answer and who said it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from discord.ui import ActionRow, Container, LayoutView, TextDisplay

from bot.cards.actions import ListKind, OpenList, ShowFact, key, turns
from bot.cards.outcome import GREY, sources_line
from bot.strings import browsing as strings
from bot.text.attribution import STATUS_SIGNS
from bot.text.escape import escape
from bot.text.plural import counted
from knowledge.model.base import Base
from knowledge.model.contentions import Contention
from knowledge.model.entries import Fact, Speaker
from knowledge.model.record import THE_ARTICLE_ITSELF

_ON_A_PAGE = 8
_NAME_LENGTH = 40  # so that ten names of each of eight contentions fit into a message


def list_card(title: str, facts: Sequence[Fact], wanted: OpenList, base: Base) -> LayoutView:
    """Return the wanted page of `facts`, or else the last. `title` is Markdown."""
    items = [((fact,), [_row(fact)]) for fact in facts]
    return _page(f"### {title}", items, wanted, base, strings.NOTHING_LISTED)


def digest_card(contentions: Sequence[Contention], wanted: OpenList, base: Base) -> LayoutView:
    """Return the wanted page of a digest: for each contention who claims it, who disputes it, and a button."""
    items = [(each.facts, [TextDisplay[Any](_sides(each)), _contention_row(each)]) for each in contentions]
    return _page(f"### {strings.DISPUTED_TITLE}", items, wanted, base, strings.NOTHING_DISPUTED)


_Item = tuple[Sequence[Fact], Sequence[Any]]  # facts, and the components that stand for them


def _page(heading: str, items: Sequence[_Item], wanted: OpenList, base: Base, nothing: str) -> LayoutView:
    """Return the wanted page of `items`. Its heading names the sources of its facts."""
    pages = max(1, -(-len(items) // _ON_A_PAGE))
    page = min(wanted.page, pages - 1)
    if len(items) > _ON_A_PAGE:
        heading += f"\n-# {strings.PAGE.format(page=page + 1, pages=pages)}"
    shown = items[page * _ON_A_PAGE : (page + 1) * _ON_A_PAGE]
    named = (fact for facts, _ in shown for fact in facts)
    cited = dict.fromkeys(id for fact in named for id in fact.sources)
    heading += f"\n{sources_line([base.sources_by_id[id] for id in cited])}" if items else f"\n{nothing}"
    container: Container[Any] = Container(TextDisplay(heading), accent_colour=GREY)
    for _, components in shown:
        for component in components:
            container.add_item(component)
    turning = turns(page, pages, lambda to: OpenList(wanted.kind, wanted.of, to, turn=True))
    if turning:
        container.add_item(ActionRow(*turning))
    return LayoutView(timeout=None).add_item(container)


def _row(fact: Fact) -> ActionRow[Any]:
    return ActionRow(ShowFact(key(fact.id)).button(f"{STATUS_SIGNS[fact.status]}{fact.question}"))


def _contention_row(contention: Contention) -> ActionRow[Any]:
    shown, *others = contention.facts
    row = _row(shown)
    if others:
        more = OpenList(ListKind.CONTENTION, key(shown.id), 0, turn=False)
        row.add_item(more.button(counted(len(others), "more question")))
    return row


def _sides(contention: Contention) -> str:
    text = strings.CLAIMED_AND_DISPUTED if contention.claimed_by else strings.STATED_AND_DISPUTED
    return text.format(
        claiming=_names(contention.claimed_by) or THE_ARTICLE_ITSELF, disputing=_names(contention.disputed_by)
    )


def _names(speakers: Sequence[Speaker]) -> str:
    """Return everybody's name: a long name is cut, but nobody is left out."""
    return ", ".join(escape(speaker.name, _NAME_LENGTH) for speaker in speakers)
