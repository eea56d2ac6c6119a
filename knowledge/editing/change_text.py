"""A change as text for people: field by field, as one line, as a list."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from knowledge.editing import messages
from knowledge.history.proposals import Proposal
from knowledge.history.revisions import Change, Revision
from knowledge.model.base import Base
from knowledge.model.entries import Citation, Dispute, DraftDispute, Fact, Source, Speaker, Statement
from knowledge.model.paragraphs import paragraphs_in_full
from knowledge.model.record import THE_ARTICLE_ITSELF
from knowledge.model.refs import THE_PACK, AnyEntry, title

_NAMES = messages.CHANGED_FIELDS
_LISTS = {"phrasings", "disputes", "topics", "variants", "statements", "also_in", "see"}
_ON_OR_OFF = {True: messages.ON, False: messages.OFF}


@dataclass(frozen=True)
class FieldChange:
    """One field, or one item of a list, before and after; None means that it wasn't or isn't there."""

    field: str
    before: str | None
    after: str | None

    def __str__(self) -> str:
        if self.before is None:
            return messages.ITEM_ADDED.format(field=self.field, text=self.after)
        if self.after is None:
            return messages.ITEM_REMOVED.format(field=self.field, text=self.before)
        return messages.CHANGED.format(field=self.field, before=self.before, after=self.after)


def field_changes(
    before: AnyEntry | None, after: AnyEntry | None, base: Base, wanted: Collection[str] = ()
) -> list[FieldChange]:
    """Return every field in which two states of an entry differ, in the entry's order. None: it wasn't or isn't there.

    wanted: only these fields; none means all
    base: where names of speakers and titles of sources are looked up; an id it doesn't have is shown as it is.
    """
    there = after if after is not None else before
    fields = type(there).model_fields if there is not None else ()
    shown = [name for name in fields if not wanted or name in wanted]
    return [each for name in shown for each in _field(name, before, after, base)]


def beside_the_answer(before: AnyEntry | None, after: AnyEntry | None, base: Base) -> str:
    """Return the attribution of a fact whose answer differs, as far as its `field_changes` don't show it.

    One line; empty if they show all of it, or no answer.
    """
    fact, different = after if after is not None else before, field_changes(before, after, base)
    if not isinstance(fact, Fact) or all(each.field != "answer" for each in different):
        return ""
    dispute = _NAMES["disputes"]
    told = {each.field for each in different if each.field != dispute}
    told |= {text for each in different for text in (each.before, each.after) if text is not None}
    rest = " · ".join(f"{field} {text}" for field, text in _attribution(fact, base) if told.isdisjoint({field, text}))
    return messages.UNCHANGED.format(fields=rest) if rest and None not in (before, after) else rest


def _attribution(fact: Fact, base: Base) -> list[tuple[str, str]]:
    """Return what `fact` is never shown without, by field: who said it, its disputes, its source, its date."""
    source = base.sources_by_id.get(fact.source)
    day = fact.as_of or (source and source.as_of)
    return [
        (_NAMES["speakers"], _text("speakers", fact.speakers, base)),
        *((_NAMES["disputes"], _text("disputes", dispute, base)) for dispute in fact.disputes),
        ("source", _text("source", fact.source, base)),
        *((_NAMES["also_in"], _text("also_in", each, base)) for each in fact.also_in),
        *([(_NAMES["as_of"], str(day))] if day else []),
    ]


def summary(recorded: Revision | Proposal, *, titled: bool = True) -> str:
    """Return a revision or a proposal as one line: who did what, and why. titled: also to which entry."""
    changes = sorted(recorded.changes, key=lambda change: (None not in (change.before, change.after), change.ref))
    told = [change for change in changes if change.ref.kind in recorded.action and change.ref != THE_PACK]
    main, named = (told or changes)[0], bool(told) or len(changes) == 1
    what = messages.TITLED.format(title=title(_shown(main))) if named else messages.ENTRIES.format(number=len(changes))
    what = what if (titled or not named) and title(_shown(main)) not in recorded.action else ""
    reason = f": {recorded.reason}" if recorded.reason else ""
    parts = {"author": recorded.author.name, "action": recorded.action, "what": what, "number": recorded.number}
    if isinstance(recorded, Proposal):
        return messages.PROPOSAL.format(**parts, reason=reason)
    approved = messages.APPROVED_BY.format(name=recorded.approved_by.name) if recorded.approved_by else ""
    return messages.REVISION.format(**parts, approved=approved, reason=reason)


def headline(change: Change) -> str:
    """Return a change as one line with its title: + if it's new, - if it's gone, ~ if it's different."""
    sign = "+" if change.before is None else "-" if change.after is None else "~"
    return messages.HEADLINE.format(sign=sign, kind=change.ref.kind, title=title(_shown(change)))


def listing(changes: Sequence[Change], base: Base) -> list[str]:
    """Return `changes` as lines: how many of each kind, then each with what is different in it."""
    base = _with_new(changes, base)
    signs = Counter(headline(change)[0] for change in changes)
    counts = [text.format(number=signs[sign]) for sign, text in messages.COUNTS.items() if signs[sign]]
    lines = [f"{', '.join(counts)}:"]
    for change in changes:
        lines.append(headline(change))
        if change.before is not None and change.after is not None:
            lines += [f"    {each}" for each in field_changes(change.before, change.after, base)]
            lines += [f"    {each}" for each in filter(None, [beside_the_answer(change.before, change.after, base)])]
    return lines


def _with_new(changes: Sequence[Change], base: Base) -> Base:
    """Return `base` with the speakers and sources that `changes` add, so that facts can name them."""
    new = [change.after for change in changes if change.before is None]
    speakers = [each for each in new if isinstance(each, Speaker) and each.id not in base.speakers_by_id]
    sources = [each for each in new if isinstance(each, Source) and each.id not in base.sources_by_id]
    if not (speakers or sources):
        return base
    return base.model_copy(update={"speakers": (*base.speakers, *speakers), "sources": (*base.sources, *sources)})


def _shown(change: Change) -> AnyEntry:
    entry = change.after if change.after is not None else change.before
    assert entry is not None  # noqa: S101  # a change has one side at least
    return entry


def _field(name: str, before: AnyEntry | None, after: AnyEntry | None, base: Base) -> Iterator[FieldChange]:
    old, new = getattr(before, name, None), getattr(after, name, None)
    label = name if isinstance(after if after is not None else before, Source) else _NAMES.get(name, name)
    if name in _LISTS:
        old_items, new_items = ([_text(name, item, base) for item in items or ()] for items in (old, new))
        yield from (FieldChange(label, item, None) for item in old_items if item not in new_items)
        yield from (FieldChange(label, None, item) for item in new_items if item not in old_items)
    elif old != new and name != "id":
        there = [
            None if side is None or value is None else _text(name, value, base)
            for side, value in ((before, old), (after, new))
        ]
        if there != [None, None]:
            yield FieldChange(label, *there)


def _text(name: str, value: Any, base: Base) -> str:  # noqa: ANN401  # any field's
    match value:
        case Statement() | Dispute() | DraftDispute():
            return _said(value, base)
        case str() | Citation() if name in {"source", "also_in"}:
            return _cited(value, base)
        case str() if name == "see":
            return _asked(value, base)
        case tuple() if name == "speakers":
            return ", ".join(_name(id, base) for id in value) or THE_ARTICLE_ITSELF
        case tuple() if name == "paragraphs":
            return paragraphs_in_full(value) or messages.NONE
        case _:
            return _ON_OR_OFF.get(value, str(value)) if isinstance(value, bool) else str(value)


def _said(said: Statement | Dispute | DraftDispute, base: Base) -> str:
    says = said.says or said.sentence if isinstance(said, DraftDispute) else said.says
    where = paragraphs_in_full(said.where) if isinstance(said.where, tuple) else said.where
    if not isinstance(said, DraftDispute) and said.source:
        where = ", ".join(filter(None, [_cited(said.source, base), where]))
    name = _name(said.speaker, base) if said.speaker else THE_ARTICLE_ITSELF
    return f"{name}: {says}" + (f" ({where})" if where else "")


def _cited(cited: str | Citation, base: Base) -> str:
    id, paragraphs = (cited, ()) if isinstance(cited, str) else (cited.source, cited.paragraphs)
    known, where = base.sources_by_id.get(id), paragraphs_in_full(paragraphs)
    return (known.title if known else id) + (f" ({where})" if where else "")


def _asked(fact: str, base: Base) -> str:
    known = base.facts_by_id.get(fact)
    return known.question if known else fact


def _name(speaker: str, base: Base) -> str:
    known = base.speakers_by_id.get(speaker)
    return known.name if known else speaker
