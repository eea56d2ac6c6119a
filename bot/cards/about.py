"""What `/about` shows: what the answers rest on, and what is kept of whoever asks."""

from __future__ import annotations

from discord.ui import Container, LayoutView, Separator, TextDisplay

from bot.cards.outcome import GREY
from bot.text.attribution import dated
from bot.text.escape import escape
from knowledge.model.base import Base
from knowledge.model.entries import Status

_MOST_SOURCES = 3
KEPT = """\
**What is stored**
Nothing of what you ask, and not that you asked. I see only messages that mention me, direct messages, \
and what you give to my commands. Of an answer that everyone sees I note which fact stands in which message: \
it is corrected when the fact changes."""
HOW_IT_WORKS = """\
I match your question with facts that people have drawn from the source. I add nothing of my own: \
every answer names who said it, where, and who disputes it. What the source does not say, I do not know."""


def about_card(base: Base) -> LayoutView:
    """Return the card about `base`."""
    disputed = sum(fact.status is Status.DISPUTED for fact in base.facts)
    sources = [
        f"**{escape(source.title, 200)}**\n{escape(source.kind, 60)}, "
        + escape(dated(source.as_of, source.as_of_note), 200)
        + (f"\n<{source.url}>" if source.url else "")
        for source in base.sources[:_MOST_SOURCES]
    ]
    if len(base.sources) > _MOST_SOURCES:
        sources.append(f"and {len(base.sources) - _MOST_SOURCES} more")
    counts = " · ".join(
        [
            f"{_counted(len(base.facts), 'fact')} on record, {disputed} of them disputed",
            _counted(len(base.speakers), "speaker"),
            f"{_counted(len(base.gaps), 'question')} that the source is known not to answer",
        ]
    )
    return LayoutView(timeout=None).add_item(
        Container(
            TextDisplay("\n".join(["### What is on record", *(sources or ["No source yet."]), counts])),
            Separator(),
            TextDisplay(HOW_IT_WORKS),
            Separator(),
            TextDisplay(KEPT),
            accent_colour=GREY,
        )
    )


def _counted(number: int, word: str) -> str:
    return f"{number} {word}" if number == 1 else f"{number} {word}s"
