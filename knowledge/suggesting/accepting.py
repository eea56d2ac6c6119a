"""What accepting suggested phrasings changes: edits like all others, so they're revisions that can be undone.

They carry an action of their own, by which history is filtered and by which all of them can be undone together.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from typing_extensions import override

from knowledge.editing.edit import Edit, WriteSet, new_ids
from knowledge.editing.facts import more_phrasings
from knowledge.editing.parsing import Ids
from knowledge.history.revisions import Revision
from knowledge.history.state import ServerState
from knowledge.history.suggested import SuggestedPhrasing
from knowledge.model.base import Base
from knowledge.model.entries import PHRASINGS_PER_FACT, Fact, Gap
from knowledge.model.refs import AnyEntry, Kind, Ref, find, ref_of
from knowledge.model.same_text import text_key
from knowledge.suggesting.messages import GAP_NOTE

ACCEPTED = "accepted suggested ways to ask"  # the action of every revision that `Accept` makes


@dataclass(frozen=True)
class Additions:
    """What suggested phrasings add to a base: phrasings of facts and gaps that are there, and new gaps."""

    phrasings: Mapping[Ref, tuple[str, ...]]
    gaps: tuple[Gap, ...]

    def __bool__(self) -> bool:
        return bool(self.phrasings or self.gaps)


def additions(accepted: Iterable[SuggestedPhrasing], base: Base, ids: Ids) -> Additions:
    """Return what `accepted` still adds to `base`: it may have changed since they were suggested. ids: of gaps."""
    phrasings: dict[Ref, list[str]] = {}
    gaps: list[Gap] = []
    known = {text_key(text) for entry in (*base.facts, *base.gaps) for text in entry.asked_as}
    for each in accepted:
        if each.ref is not None:
            phrasings.setdefault(each.ref, []).extend(each.texts)
            continue
        texts = [text for text in each.texts if text_key(text) not in known]
        if texts:
            known.update(map(text_key, texts))
            question, *rest = texts
            gaps.append(Gap(id=ids.new(question), question=question, phrasings=tuple(rest), note=GAP_NOTE))
    new: dict[Ref, tuple[str, ...]] = {}
    for ref, texts in phrasings.items():
        entry = find(base, ref)
        if isinstance(entry, Fact | Gap):
            more = more_phrasings(entry, tuple(texts))[len(entry.phrasings) : PHRASINGS_PER_FACT]
            if more:
                new[ref] = more
    return Additions(new, tuple(gaps))


def still_new(suggested: Iterable[SuggestedPhrasing], base: Base) -> list[SuggestedPhrasing]:
    """Return those of `suggested` that would still add something to `base`."""
    entries: tuple[Fact | Gap, ...] = (*base.facts, *base.gaps)
    known = {ref_of(entry): set(map(text_key, entry.asked_as)) for entry in entries}
    of_any = set[str]().union(*known.values())
    there = {None: of_any} | known
    return [
        each for each in suggested if each.ref in there and not there[each.ref].issuperset(map(text_key, each.texts))
    ]


@dataclass(frozen=True, kw_only=True)
class Accept(Edit):
    """Suggested phrasings become ways to ask for facts and gaps, and new gaps get a standard note.

    Needs no `opened`: it only adds. What's there already by now is left out.
    """

    accepted: tuple[SuggestedPhrasing, ...]

    action: ClassVar[str] = ACCEPTED

    @override
    def writes(self, now: ServerState, today: date) -> WriteSet:
        new = additions(self.accepted, now.base, new_ids(now, Kind.GAP))
        entries: dict[Ref, AnyEntry | Mapping[str, Any] | None] = {}
        for ref, phrasings in new.phrasings.items():
            entry = find(now.base, ref)
            assert isinstance(entry, Fact | Gap)  # noqa: S101  # nothing else is asked
            entries[ref] = entry.model_copy(update={"phrasings": (*entry.phrasings, *phrasings)})
        return WriteSet(entries | {Ref(Kind.GAP, gap.id): gap for gap in new.gaps})


@dataclass(frozen=True, kw_only=True)
class UndoAccepted(Edit):
    """Takes back everything that `revisions` accepted: the phrasings, and the gaps whose note nobody has changed since.

    Whatever else was changed in the meantime stays.
    """

    revisions: tuple[Revision, ...]

    action: ClassVar[str] = "undid all accepted suggested ways to ask"

    @override
    def writes(self, now: ServerState, today: date) -> WriteSet:
        entries: dict[Ref, AnyEntry | Mapping[str, Any] | None] = {}
        for ref, gone in _accepted_texts(self.revisions).items():
            entry = find(now.base, ref)
            if isinstance(entry, Gap) and entry.note == GAP_NOTE and text_key(entry.question) in gone:
                entries[ref] = None
            elif isinstance(entry, Fact | Gap):
                kept = tuple(text for text in entry.phrasings if text_key(text) not in gone)
                if kept != entry.phrasings:
                    entries[ref] = entry.model_copy(update={"phrasings": kept})
        return WriteSet(entries, skip_content_rules=True)


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
