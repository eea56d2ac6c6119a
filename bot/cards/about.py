"""The card of `/about`: where answers come from, and what is stored."""

from __future__ import annotations

from discord.ui import Container, LayoutView, Separator, TextDisplay

from bot.cards.outcome import GREY
from bot.strings import browsing as strings
from bot.text.attribution import source_date
from bot.text.escape import escape, link
from bot.text.plural import counted
from knowledge.model.base import Base
from knowledge.model.entries import Source, Status

_MOST_SOURCES = 3


def about_card(base: Base) -> LayoutView:
    """Return the card about `base`."""
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
    return LayoutView(timeout=None).add_item(
        Container(
            TextDisplay("\n".join([*lines, counts])),
            Separator(),
            TextDisplay(strings.HOW_IT_WORKS),
            Separator(),
            TextDisplay(strings.WHAT_I_STORE),
            accent_colour=GREY,
        )
    )


def _source(source: Source) -> str:
    address = f"\n{link(source.url)}" if source.url else ""
    return f"**{escape(source.title, 200)}** ({escape(source.kind, 60)})\n{escape(source_date(source), 300)}{address}"
