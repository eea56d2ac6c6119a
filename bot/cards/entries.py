"""Lists of speakers, sources and gaps for moderators, a page at a time."""

from __future__ import annotations

from discord.ui import LayoutView

from bot.cards.actions import turns
from bot.cards.layout import LINE, NAME, card, page_line, page_of
from bot.cards.moderator_actions import ListEntries
from bot.cards.outcome import GREY
from bot.strings import cards as card_strings
from bot.strings import moderating as strings
from bot.text.attribution import long_date
from bot.text.escape import escape
from bot.text.plural import counted
from knowledge.history.overlay import required_refs
from knowledge.model.base import Base
from knowledge.model.entries import Draft, Fact, Gap, Source, Speaker, WholePack
from knowledge.model.record import THE_ARTICLE_ITSELF
from knowledge.model.refs import AnyEntry, Kind, Ref, title
from knowledge.model.server_settings import ServerSettings

_ON_A_PAGE = 8
_ABOUT = 100  # characters of what is said about an entry, two or three lines on a phone; a source has a link


def entry_list_card(base: Base, kind: Kind, page: int) -> LayoutView:
    """Return page `page`, from 0, of the entries of one kind, or else the last: what each is, and how much uses it."""
    entries: tuple[AnyEntry, ...] = getattr(base, kind.plural)
    shown, page, pages = page_of(entries, page, _ON_A_PAGE)
    lines = [strings.LIST_TITLE.format(entries=counted(len(entries), kind), page=page_line(page, pages))]
    length = LINE if kind is Kind.SOURCE else _ABOUT
    lines += [f"- **{escape(title(each), NAME)}**\n-# {escape(_about(each, base), length)}" for each in shown]
    return card("\n".join(lines), turns(page, pages, lambda to: ListEntries(kind, to)), GREY)


def _about(entry: AnyEntry, base: Base) -> str:
    match entry:
        case Speaker():
            spelt = [strings.ALSO.format(variants=", ".join(entry.variants))] if entry.variants else []
            return " · ".join([_used(Ref(Kind.SPEAKER, entry.id), base), entry.introduced(), *spelt])
        case Source():
            numbered = strings.PARAGRAPHS.format(paragraphs=counted(entry.paragraphs, "paragraph"))
            parts = [
                _used(Ref(Kind.SOURCE, entry.id), base),
                entry.id,
                entry.kind,
                card_strings.DATED.format(date=long_date(entry.as_of)),
                numbered if entry.paragraphs else strings.NO_PARAGRAPHS,
            ]
            return " · ".join([*parts, *filter(None, [entry.url])])
        case Gap():
            phrasings = counted(len(entry.asked_as), "way to ask", "ways to ask")
            return strings.GAP_LINE.format(phrasings=phrasings, note=entry.note)
        case Draft():
            return strings.DRAFT_LINE.format(
                source=base.sources_by_id[entry.source].title,
                speakers=", ".join(base.speakers_by_id[id].name for id in entry.speakers) or THE_ARTICLE_ITSELF,
            )
        case Fact() | WholePack() | ServerSettings():
            raise ValueError(
                "facts have a list of their own (see fact_details.py); the pack and the settings have none"
            )


def _used(ref: Ref, base: Base) -> str:
    number = sum(ref in required_refs(fact) for fact in base.facts)
    return strings.USED_BY.format(facts=counted(number, "fact"))
