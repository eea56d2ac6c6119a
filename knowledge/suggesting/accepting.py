"""What accepting suggested phrasings changes: edits like all others, so they're revisions that can be undone.

They carry an action of their own, by which history is filtered and by which all of them can be undone together.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from typing_extensions import override

from knowledge.editing.edit import Draft, Edit, new_ids
from knowledge.editing.facts import more_phrasings
from knowledge.editing.parsing import Ids
from knowledge.history.revisions import Revision
from knowledge.history.state import ServerState
from knowledge.history.suggested import SuggestedPhrasing
from knowledge.model.base import Base
from knowledge.model.entries import PHRASINGS_PER_FACT, Fact, Gap
from knowledge.model.refs import AnyEntry, Kind, Ref, find
from knowledge.model.same_text import text_key
from knowledge.suggesting.messages import GAP_NOTE

ACCEPTED = "accepted suggested ways to ask"  # the action of every revision that `Accept` makes


@dataclass(frozen=True)
class Additions:
    """What suggested phrasings add to a base: phrasings by their fact's id, and whole gaps."""

    phrasings: Mapping[str, tuple[str, ...]]
    gaps: tuple[Gap, ...]

    def __bool__(self) -> bool:
        return bool(self.phrasings or self.gaps)


def additions(accepted: Iterable[SuggestedPhrasing], base: Base, ids: Ids) -> Additions:
    """Return what `accepted` still adds to `base`: it may have changed since they were suggested. ids: of gaps."""
    phrasings: dict[str, list[str]] = {}
    gaps: list[Gap] = []
    known = {text_key(text) for entry in (*base.facts, *base.gaps) for text in entry.asked_as}
    for each in accepted:
        if each.fact is not None:
            phrasings.setdefault(each.fact, []).append(each.text)
            continue
        texts = [text for text in each.texts if text_key(text) not in known]
        if texts:
            known.update(map(text_key, texts))
            question, *rest = texts
            gaps.append(Gap(id=ids.new(question), question=question, phrasings=tuple(rest), note=GAP_NOTE))
    new: dict[str, tuple[str, ...]] = {}
    for id, texts in phrasings.items():
        fact = base.facts_by_id.get(id)
        more = more_phrasings(fact, tuple(texts))[len(fact.phrasings) : PHRASINGS_PER_FACT] if fact else ()
        if more:
            new[id] = more
    return Additions(new, tuple(gaps))


def still_new(suggested: Iterable[SuggestedPhrasing], base: Base) -> list[SuggestedPhrasing]:
    """Return those of `suggested` that would still add something to `base`."""
    known = {fact.id: {text_key(text) for text in fact.asked_as} for fact in base.facts}
    of_any = {text_key(text) for entry in (*base.facts, *base.gaps) for text in entry.asked_as}
    return [
        each
        for each in suggested
        if (
            not of_any.issuperset(map(text_key, each.texts))
            if each.fact is None
            else each.fact in known and text_key(each.text) not in known[each.fact]
        )
    ]


@dataclass(frozen=True, kw_only=True)
class Accept(Edit):
    """Suggested phrasings become ways to ask, and suggested gaps become gaps with a standard note.

    Needs no `opened`: it only adds. What's there already by now is left out.
    """

    accepted: tuple[SuggestedPhrasing, ...]

    action: ClassVar[str] = ACCEPTED

    @override
    def draft(self, now: ServerState, today: date) -> Draft:
        new = additions(self.accepted, now.base, new_ids(now, Kind.GAP))
        entries: dict[Ref, AnyEntry | Mapping[str, Any] | None] = {}
        for id, phrasings in new.phrasings.items():
            fact = now.base.facts_by_id[id]
            entries[Ref(Kind.FACT, id)] = fact.model_copy(update={"phrasings": (*fact.phrasings, *phrasings)})
        return Draft(entries | {Ref(Kind.GAP, gap.id): gap for gap in new.gaps})


@dataclass(frozen=True, kw_only=True)
class UndoAccepted(Edit):
    """Takes back everything that `revisions` accepted: the phrasings, and the gaps whose note nobody has changed since.

    Whatever else was changed in the meantime stays.
    """

    revisions: tuple[Revision, ...]

    action: ClassVar[str] = "undid all accepted suggested ways to ask"

    @override
    def draft(self, now: ServerState, today: date) -> Draft:
        entries: dict[Ref, AnyEntry | Mapping[str, Any] | None] = {}
        for ref, gone in _accepted_texts(self.revisions).items():
            entry = find(now.base, ref)
            if isinstance(entry, Gap) and entry.note == GAP_NOTE and text_key(entry.question) in gone:
                entries[ref] = None
            elif isinstance(entry, Fact | Gap):
                kept = tuple(text for text in entry.phrasings if text_key(text) not in gone)
                if kept != entry.phrasings:
                    entries[ref] = entry.model_copy(update={"phrasings": kept})
        return Draft(entries, skip_content_rules=True)


def accepted_texts(revisions: Sequence[Revision], base: Base) -> int:
    """Return how many texts that `revisions` accepted are still ways to ask in `base`."""
    found = 0
    for ref, texts in _accepted_texts(revisions).items():
        entry = find(base, ref)
        if isinstance(entry, Fact | Gap):
            found += sum(text_key(text) in texts for text in entry.asked_as)
    return found


def _accepted_texts(revisions: Iterable[Revision]) -> dict[Ref, set[str]]:
    found: dict[Ref, set[str]] = {}
    for revision in revisions:
        for change in revision.changes:
            if isinstance(change.after, Fact | Gap):
                before = change.before.asked_as if isinstance(change.before, Fact | Gap) else ()
                new = set(map(text_key, change.after.asked_as)) - set(map(text_key, before))
                found.setdefault(change.ref, set()).update(new)
    return found
