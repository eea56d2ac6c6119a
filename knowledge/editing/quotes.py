"""Quotes that a change leaves where they may not belong: under another speaker, or beside another answer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from knowledge.editing import messages
from knowledge.editing.edit import WriteSet
from knowledge.history.revisions import Change
from knowledge.model.entries import Draft, Fact
from knowledge.model.refs import AnyEntry, Ref
from knowledge.model.same_text import text_key


def doubtful_quotes(changes: Iterable[Change]) -> dict[Ref, str]:
    """Return the facts that keep a quote though `changes` give them other speakers or another answer.

    Each with the question to the moderator. A draft that becomes a fact counts as the same claim.
    """
    changes = tuple(changes)
    drafts = [each.before for each in changes if isinstance(each.before, Draft) and each.after is None]
    return {
        each.ref: doubt
        for each in changes
        if isinstance(each.after, Fact) and each.after.quote
        for doubt in _doubts(_same_claim(each, drafts), each.after)
    }


def without_quotes(writes: WriteSet, facts: Iterable[Ref]) -> WriteSet:
    """Return `writes` with the quotes of `facts` taken away."""
    gone = set(facts)
    entries = {ref: _unquoted(entry) if ref in gone else entry for ref, entry in writes.entries.items()}
    return replace(writes, entries=entries)


def _same_claim(change: Change, drafts: Iterable[Draft]) -> Fact | Draft | None:
    if isinstance(change.before, Fact):
        return change.before
    quote = change.after.quote if isinstance(change.after, Fact) else None
    return next((draft for draft in drafts if _same(draft.quote, quote)), None)


def _doubts(old: Fact | Draft | None, new: Fact) -> Iterator[str]:
    """Yield the one question about the quote of `new`, if it was the quote of `old`."""
    if old is None or not _same(old.quote, new.quote):
        return
    if set(old.speakers) != set(new.speakers):
        yield messages.QUOTE_OF_ANOTHER_SPEAKER.format(fact=new.question, quote=new.quote)
    elif old.answer is not None and not _same(old.answer, new.answer):
        yield messages.QUOTE_OF_ANOTHER_ANSWER.format(fact=new.question, quote=new.quote)


def _same(one: str | None, other: str | None) -> bool:
    return text_key(one or "") == text_key(other or "")


def _unquoted(entry: AnyEntry | Mapping[str, Any] | None) -> AnyEntry | Mapping[str, Any] | None:
    return None if entry is None else dict(entry) | {"quote": None}
