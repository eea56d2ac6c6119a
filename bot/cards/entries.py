"""Lists of speakers, sources and gaps for moderators, a page at a time."""

from __future__ import annotations

from discord.ui import LayoutView

from bot.cards.actions import ListEntries, turns
from bot.cards.edit_result import card
from bot.cards.outcome import GREY
from bot.strings import cards as strings
from bot.text.attribution import long_date
from bot.text.escape import escape
from knowledge.history.overlay import required_refs
from knowledge.model.base import Base
from knowledge.model.entries import Fact, Gap, Source, Speaker
from knowledge.model.refs import AnyEntry, Kind, Ref

_ON_A_PAGE = 8
_NAME_LENGTH = 150
_LINE_LENGTH = 250  # a page is 8 × (150 + 250) characters and what stands around them: less than Discord's 4,000


def entry_list_card(base: Base, kind: Kind, page: int) -> LayoutView:
    """Return page `page`, from 0, of the entries of one kind, or else the last: what each is, and how much uses it."""
    entries: tuple[AnyEntry, ...] = getattr(base, kind.plural)
    pages = max(1, -(-len(entries) // _ON_A_PAGE))
    page = min(page, pages - 1)
    lines = [f"### {len(entries)} {kind if len(entries) == 1 else kind.plural}, page {page + 1} of {pages}"]
    lines += [_entry(entry, base) for entry in entries[page * _ON_A_PAGE : (page + 1) * _ON_A_PAGE]]
    return card("\n".join(lines), turns(page, pages, lambda to: ListEntries(kind, to)), GREY)


def _entry(entry: AnyEntry, base: Base) -> str:
    match entry:
        case Speaker():
            spelt = [f"also {', '.join(entry.variants)}"] if entry.variants else []
            used = _used(Ref(Kind.SPEAKER, entry.id), base)
            return _lines(entry.name, " · ".join([used, f"{entry.role} ({entry.side})", *spelt]))
        case Source():
            paragraphs = f"headline and {entry.paragraphs} paragraphs" if entry.paragraphs else "no paragraphs"
            parts = [
                entry.id,
                _used(Ref(Kind.SOURCE, entry.id), base),
                entry.kind,
                strings.DATED.format(date=long_date(entry.as_of)),
                paragraphs,
            ]
            return _lines(entry.title, " · ".join([*parts, *filter(None, [entry.url])]))
        case Gap():
            ways = len(entry.asked_as)
            return _lines(entry.question, f"{ways} way{'' if ways == 1 else 's'} to ask · {entry.note}")
        case Fact():
            raise ValueError("facts have a list of their own: see fact_details.py")


def _lines(name: str, rest: str) -> str:
    return f"- **{escape(name, _NAME_LENGTH)}**\n-# {escape(rest, _LINE_LENGTH)}"


def _used(ref: Ref, base: Base) -> str:
    number = sum(ref in required_refs(fact) for fact in base.facts)
    return f"used by {number} fact{'' if number == 1 else 's'}"
