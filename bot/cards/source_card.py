"""Where a fact comes from, in full: the source with its address and date, and everyone's role."""

from __future__ import annotations

from discord.ui import Container, LayoutView, TextDisplay

from bot.cards.fact_card import COLOURS
from bot.strings import asking as strings
from bot.strings import cards as card_strings
from bot.text.attribution import record_date, said_where, source_date
from bot.text.escape import escape, link
from knowledge.model.paragraphs import paragraphs_in_full
from knowledge.model.record import THE_ARTICLE_ITSELF, Place, Record, Said

_MOST_TEXT = 3900
# How long a statement, and any other text, may be, escapes counted; the first pair with which everything fits is taken.
_LENGTHS = ((1000, 400), (800, 200), (400, 100), (300, 60), (200, 40), (100, 20), (40, 15), (24, 12))


def source_card(record: Record) -> LayoutView:
    """Return the card behind the button *Source*."""
    for statement, other in _LENGTHS:
        text = _text(record, statement, other)
        if len(text) <= _MOST_TEXT:
            break
    return LayoutView(timeout=None).add_item(Container(TextDisplay(text), accent_colour=COLOURS[record.status]))


def _text(record: Record, statement: int, other: int) -> str:
    def shown(text: str) -> str:
        return escape(text, other)

    def said(each: Said) -> str:
        who = each.speaker.introduced(shown) if each.speaker else THE_ARTICLE_ITSELF
        says = f"{who}: {escape(each.says, statement)}"
        return " · ".join(filter(None, [says, shown(where) if (where := said_where(each)) else ""]))

    def standing_in(place: Place, date: str) -> list[str]:
        source, where = place.source, paragraphs_in_full(place.paragraphs)
        return [
            f"**{shown(source.title)}** ({shown(source.kind)})",
            *([shown(where[:1].upper() + where[1:])] if where else []),
            shown(date),
            *([link(source.url)] if source.url else []),
        ]

    told = {each.speaker for each in record.statements}
    speakers = [speaker.introduced(shown) for speaker in record.speakers if speaker not in told]
    who = [*speakers, *map(said, record.statements)] or [THE_ARTICLE_ITSELF]
    lines = [
        f"### {strings.SOURCE_TITLE}",
        f"-# {shown(record.fact.question)}",
        *standing_in(record.places[0], record_date(record)),
        *(line for place in record.also_in for line in standing_in(place, source_date(place.source))),
        f"**{card_strings.SAID.format(who='').strip()}**",
        *(f"- {each}" for each in who),
    ]
    if record.contests:
        lines += [f"**{card_strings.DISPUTED_STATUS}**", *(f"- {said(each)}" for each in record.contests)]
    return "\n".join(lines)
