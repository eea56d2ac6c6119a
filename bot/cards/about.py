"""The card of `/about`: where answers come from, and what is stored."""

from __future__ import annotations

from typing import Any

from discord.ui import Container, LayoutView, Separator, TextDisplay

from bot.cards.outcome import GREY
from bot.strings import browsing as strings
from bot.strings.suggesting import ABOUT_MODEL
from bot.text.attribution import source_date
from bot.text.escape import escape, link
from bot.text.plural import counted
from knowledge.model.base import Base
from knowledge.model.entries import Source, Status
from knowledge.suggesting.language_model import LanguageModel

_MOST_SOURCES = 3


def about_card(base: Base, model: LanguageModel | None = None) -> LayoutView:
    """Return the card about `base`. model: the language model that suggests ways to ask, if the operator set one."""
    lines = [f"### {strings.ABOUT_TITLE}", *(map(_source, base.sources[:_MOST_SOURCES]))]
    if not base.sources:
        lines.append(strings.NO_SOURCE)
    if len(base.sources) > _MOST_SOURCES:
        lines.append(strings.MORE_SOURCES.format(number=len(base.sources) - _MOST_SOURCES))
    counts = strings.COUNTS.format(
        facts=counted(len(base.facts), "fact"),
        disputed=sum(fact.status is Status.DISPUTED for fact in base.facts),
        speakers=counted(len(base.speakers), "speaker"),
        gaps=counted(len(base.gaps), "question"),
    )
    container: Container[Any] = Container(
        TextDisplay("\n".join([*lines, counts])),
        Separator(),
        TextDisplay(strings.HOW_IT_WORKS),
        Separator(),
        TextDisplay(strings.WHAT_I_STORE),
        accent_colour=GREY,
    )
    if model is not None:
        named = ABOUT_MODEL.format(model=escape(model.name, 100), host=escape(model.host, 100))
        container.add_item(Separator()).add_item(TextDisplay(named))
    return LayoutView(timeout=None).add_item(container)


def _source(source: Source) -> str:
    address = f"\n{link(source.url)}" if source.url else ""
    return f"**{escape(source.title, 200)}** ({escape(source.kind, 60)})\n{escape(source_date(source), 300)}{address}"
