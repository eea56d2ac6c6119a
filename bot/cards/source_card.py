"""Where a fact comes from, in full: the source with its address and date, and everyone's role."""

from __future__ import annotations

from discord.ui import Container, LayoutView, TextDisplay

from bot.cards.fact_card import COLOURS
from bot.strings import asking as strings
from bot.strings import cards as card_strings
from bot.text.attribution import introduced, paragraphs_in_full, record_date, said_where
from bot.text.escape import escape
from knowledge.model.record import THE_ARTICLE_ITSELF, Contest, Record

_MOST_TEXT = 3900
# How long a text may be, escapes counted; the first length with which everything fits is taken.
_LENGTHS = (1000, 400, 200, 120)


def source_card(record: Record) -> LayoutView:
    """Return the card behind the button *Source*."""
    for length in _LENGTHS:
        text = _text(record, length)
        if len(text) <= _MOST_TEXT:
            break
    return LayoutView(timeout=None).add_item(Container(TextDisplay(text), accent_colour=COLOURS[record.status]))


def _text(record: Record, length: int) -> str:
    def shown(text: str) -> str:
        return escape(text, length)

    source, fact = record.source, record.fact
    place = paragraphs_in_full(fact.paragraphs)
    who = [f"- {shown(introduced(speaker))}" for speaker in record.speakers] or [f"- {THE_ARTICLE_ITSELF}"]
    lines = [
        f"### {strings.SOURCE_TITLE}",
        f"-# {shown(fact.question)}",
        f"**{shown(source.title)}** ({shown(source.kind)})",
        *([shown(place[:1].upper() + place[1:])] if place else []),
        shown(record_date(record)),
        *([f"<{source.url}>"] if source.url else []),
        f"**{card_strings.SAID.format(who='').strip()}**",
        *who,
    ]
    if record.contests:
        lines += [f"**{card_strings.DISPUTED_STATUS}**", *(f"- {shown(_contest(each))}" for each in record.contests)]
    return "\n".join(lines)


def _contest(contest: Contest) -> str:
    return " · ".join(filter(None, [f"{introduced(contest.speaker)}: {contest.says}", said_where(contest)]))
