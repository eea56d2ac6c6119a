"""A change as text that people read: field by field, as one line, as a list."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from knowledge.history.proposals import Proposal
from knowledge.history.revisions import Change, Revision
from knowledge.model.base import Base
from knowledge.model.entries import Dispute, Fact
from knowledge.model.record import THE_ARTICLE_ITSELF
from knowledge.model.refs import AnyEntry, title

DISPUTE = "dispute"
_NAMES = {
    "phrasings": "other way to ask",
    "disputes": DISPUTE,
    "topics": "topic",
    "variants": "other spelling",
    "speakers": "said by",
    "paragraphs": "paragraphs",
    "as_of": "as of",
    "as_of_note": "note on the date",
    "url": "link",
}

_SIGNS = {"+": "added", "~": "changed", "-": "removed"}


@dataclass(frozen=True)
class FieldChange:
    """One field, or one item of a list, before and after; None means that it was or is not there."""

    field: str
    before: str | None
    after: str | None

    def __str__(self) -> str:
        if self.before is None:
            return f"{self.field} added: {self.after}"
        if self.after is None:
            return f"{self.field} removed: {self.before}"
        return f"{self.field}: {self.before} → {self.after}"


def field_changes(before: AnyEntry | None, after: AnyEntry | None, base: Base) -> list[FieldChange]:
    """Return all in which two states of an entry differ, in the order of its fields. None: it was or is not there.

    base: where names of speakers and titles of sources are looked up; an id that it does not know is shown as it is.
    """
    there = after if after is not None else before
    fields = type(there).model_fields if there is not None else ()
    return [each for name in fields for each in _field(name, before, after, base)]


def beside_the_answer(before: AnyEntry | None, after: AnyEntry | None, base: Base) -> str:
    """Return what the answer of a fact is never shown without, as far as their `field_changes` do not show it.

    One line; empty where they show all of it, or no answer.
    """
    fact, different = after if after is not None else before, field_changes(before, after, base)
    if not isinstance(fact, Fact) or all(each.field != "answer" for each in different):
        return ""
    told = {each.field for each in different if each.field != DISPUTE}
    told |= {text for each in different for text in (each.before, each.after) if text is not None}
    rest = [f"{field} {text}" for field, text in _attribution(fact, base) if told.isdisjoint({field, text})]
    stays = "as before: " if None not in (before, after) else ""
    return f"{stays}{' · '.join(rest)}" if rest else ""


def _attribution(fact: Fact, base: Base) -> list[tuple[str, str]]:
    """Return what `fact` is never shown without, by field: who said it, its disputes, its source, its date."""
    source = base.sources_by_id.get(fact.source)
    day = fact.as_of or (source and source.as_of)
    return [
        (_NAMES["speakers"], _text("speakers", fact.speakers, base)),
        *((DISPUTE, _text("disputes", dispute, base)) for dispute in fact.disputes),
        ("source", _text("source", fact.source, base)),
        *([(_NAMES["as_of"], str(day))] if day else []),
    ]


def summary(recorded: Revision | Proposal) -> str:
    """Return a revision or a proposal as one line: who did what, and why."""
    changes = sorted(recorded.changes, key=lambda change: (None not in (change.before, change.after), change.ref))
    main = next((change for change in changes if change.ref.kind in recorded.action), changes[0])
    named = len(changes) == 1 or main.ref.kind in recorded.action
    what = f" '{title(_shown(main))}'" if named else f" ({len(changes)} entries)"
    reason = f": {recorded.reason}" if recorded.reason else ""
    if isinstance(recorded, Proposal):
        return f"{recorded.author.name} {recorded.action}{what}, proposal {recorded.number}{reason}"
    approved = f", approved by {recorded.approved_by.name}" if recorded.approved_by else ""
    return f"{recorded.author.name} {recorded.action}{what}{approved}, revision {recorded.number}{reason}"


def headline(change: Change) -> str:
    """Return a change as one line: + for what is new, - for what is gone, ~ for what is different, and its title."""
    sign = "+" if change.before is None else "-" if change.after is None else "~"
    return f"{sign} {change.ref.kind} '{title(_shown(change))}'"


def listing(changes: Sequence[Change], base: Base) -> list[str]:
    """Return what `changes` come to: how many there are of each kind, then each with what is different in it."""
    signs = Counter(headline(change)[0] for change in changes)
    counts = [f"{signs[sign]} {word}" for sign, word in _SIGNS.items() if signs[sign]]
    lines = [f"{', '.join(counts)}:"]
    for change in changes:
        lines.append(headline(change))
        if change.before is not None and change.after is not None:
            lines += [f"    {each}" for each in field_changes(change.before, change.after, base)]
            lines += [f"    {each}" for each in filter(None, [beside_the_answer(change.before, change.after, base)])]
    return lines


def _shown(change: Change) -> AnyEntry:
    entry = change.after if change.after is not None else change.before
    assert entry is not None  # noqa: S101  # a change has one side at least
    return entry


def _field(name: str, before: AnyEntry | None, after: AnyEntry | None, base: Base) -> Iterator[FieldChange]:
    old, new = getattr(before, name, None), getattr(after, name, None)
    label = _NAMES.get(name, name)
    if name in {"phrasings", "disputes", "topics", "variants"}:
        old_items, new_items = ([_text(name, item, base) for item in items or ()] for items in (old, new))
        yield from (FieldChange(label, item, None) for item in old_items if item not in new_items)
        yield from (FieldChange(label, None, item) for item in new_items if item not in old_items)
    elif old != new and name != "id":
        there = [
            None if side is None or (value is None) else _text(name, value, base)
            for side, value in ((before, old), (after, new))
        ]
        if there != [None, None]:
            yield FieldChange(label, *there)


def _text(name: str, value: Any, base: Base) -> str:  # noqa: ANN401  # any field's
    match value:
        case Dispute():
            where = _paragraphs(value.where) if isinstance(value.where, tuple) else value.where
            return f"{_name(value.speaker, base)}: {value.says}" + (f" ({where})" if where else "")
        case str() if name == "source":
            source = base.sources_by_id.get(value)
            return source.title if source else value
        case tuple() if name == "speakers":
            return ", ".join(_name(id, base) for id in value) or THE_ARTICLE_ITSELF
        case tuple():
            return ", ".join(map(str, value)) or "none"
        case _:
            return str(value)


def _paragraphs(numbers: Sequence[int]) -> str:
    return f"paragraph{'s' if len(numbers) > 1 else ''} {', '.join(map(str, numbers))}" if numbers else ""


def _name(speaker: str, base: Base) -> str:
    known = base.speakers_by_id.get(speaker)
    return known.name if known else speaker
