"""Ways back: one revision taken back, an entry as it once was, everything as the pack has it. Each a new revision."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from knowledge.editing.edit import Draft, Edit, EntryEdit
from knowledge.editing.errors import RefusedError
from knowledge.history.revisions import Change, Revision
from knowledge.history.state import ServerState
from knowledge.model.entries import Fact
from knowledge.model.refs import AnyEntry, Kind, Ref, find


@dataclass(frozen=True, kw_only=True)
class TakeBack(Edit):
    """One revision is undone. Made by `Editor.undo`.

    previous: each of its entries' latest change before it; entries without one went by the pack. What followed the
    pack then follows it again, wherever the pack is by now. An entry that changed again since is a conflict.
    """

    revision: Revision
    previous: Mapping[Ref, Change]

    @property
    def did(self) -> str:
        """See `Edit.did`."""
        return f"took back revision {self.revision.number}"

    def watched(self, now: ServerState, today: date) -> Collection[Ref]:
        """See `Edit.watched`."""
        return [change.ref for change in self.revision.changes]

    def draft(self, now: ServerState, today: date) -> Draft:
        """See `Edit.draft`."""
        entries: dict[Ref, AnyEntry | None] = {}
        origins: dict[Ref, AnyEntry | None] = {}
        for change in self.revision.changes:
            entries[change.ref], origins[change.ref] = _then(self.previous.get(change.ref), change.ref, now)
        return Draft(entries, origins, legal=True)


@dataclass(frozen=True, kw_only=True)
class BackTo(EntryEdit):
    """An entry becomes what it was right after revision `number`; 0 means as the pack has it. Made by `Editor.back_to`.

    then: its latest change up to that revision; None where it went by the pack
    """

    entry: Ref
    number: int
    then: Change | None

    @property
    def ref(self) -> Ref:
        """See `EntryEdit.ref`."""
        return self.entry

    @property
    def did(self) -> str:
        """See `Edit.did`."""
        return f"set the {self.entry.kind} back to revision {self.number}"

    def draft(self, now: ServerState, today: date) -> Draft:
        """See `Edit.draft`."""
        entry, origin = _then(self.then, self.entry, now)
        if isinstance(entry, Fact):
            entry = _with_pointers_that_exist(entry, now)
        return Draft({self.entry: entry}, {self.entry: origin}, legal=True)


@dataclass(frozen=True, kw_only=True)
class Restore(EntryEdit):
    """A removed entry comes back as it was before. Made by `Editor.restore`.

    removal: the revision that removed it; pointers to it that ended then, and were left alone since, point again
    """

    entry: Ref
    removal: Revision
    previous: Mapping[Ref, Change]

    @property
    def ref(self) -> Ref:
        """See `EntryEdit.ref`."""
        return self.entry

    @property
    def did(self) -> str:
        """See `Edit.did`."""
        return f"restored the {self.entry.kind}"

    def draft(self, now: ServerState, today: date) -> Draft:
        """See `Edit.draft`."""
        if find(now.base, self.entry) is not None:
            raise RefusedError(f"The {self.entry.kind} is there already.")
        entries: dict[Ref, AnyEntry | None] = {}
        origins: dict[Ref, AnyEntry | None] = {}
        for change in self.removal.changes:
            pointed = change.ref.kind is Kind.FACT and change.after is not None
            if change.ref == self.entry or (pointed and now.overlay.revision_of(change.ref) == self.removal.number):
                entries[change.ref], origins[change.ref] = _then(self.previous.get(change.ref), change.ref, now)
        restored = entries[self.entry]
        if isinstance(restored, Fact):
            entries[self.entry] = _with_pointers_that_exist(restored, now)
        return Draft(entries, origins, legal=True)


@dataclass(frozen=True, kw_only=True)
class Reset(Edit):
    """Everything goes back to the pack, and follows it from now on. The history stays, and this too can be undone."""

    @property
    def did(self) -> str:
        """See `Edit.did`."""
        return "reset the base to the pack"

    def watched(self, now: ServerState, today: date) -> Collection[Ref]:
        """See `Edit.watched`."""
        return list(now.overlay.touched)

    def draft(self, now: ServerState, today: date) -> Draft:
        """See `Edit.draft`."""
        pack = {ref: find(now.pack, ref) for ref, touched in now.overlay.touched.items() if not touched.follows}
        return Draft(pack, pack, legal=True)


def _then(change: Change | None, ref: Ref, now: ServerState) -> tuple[AnyEntry | None, AnyEntry | None]:
    """Return the state and the origin that an entry had after `change`, its latest at that time."""
    if change is None or change.after == change.origin:
        theirs = find(now.pack, ref)
        return theirs, theirs
    return change.after, change.origin


def _with_pointers_that_exist(fact: Fact, now: ServerState) -> Fact:
    known = {None, fact.id, *now.base.facts_by_id}
    disputes = [d if d.fact in known else d.model_copy(update={"fact": None}) for d in fact.disputes]
    return fact.model_copy(update={"disputes": tuple(disputes)})
