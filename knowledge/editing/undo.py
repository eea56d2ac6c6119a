"""Edits that undo: a revision, an entry's changes up to a revision, a removal, everything. Each is a new revision."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from typing_extensions import override

from knowledge.editing import messages
from knowledge.editing.edit import Edit, EntryEdit, WriteSet
from knowledge.editing.errors import RefusedError
from knowledge.editing.removal import check_unused
from knowledge.history.overlay import required_refs
from knowledge.history.revisions import Change, Revision
from knowledge.history.state import ServerState
from knowledge.model.base import Base
from knowledge.model.entries import Draft, Fact, Gap
from knowledge.model.merge import merge
from knowledge.model.refs import THE_PACK, THE_SETTINGS, AnyEntry, Kind, Ref, find


@dataclass(frozen=True, kw_only=True)
class UndoRevision(Edit):
    """Undoes one revision. Made by `Editor.undo`.

    previous: each of its entries' latest change before it; entries without one followed the pack. They follow it
    again, as the pack is by now. What others changed since in other fields stays; in the same, it's a conflict.
    leaving: its entries that stay as they are, and so does what they need
    """

    brings_back: ClassVar[bool] = True

    revision: Revision
    previous: Mapping[Ref, Change]
    leaving: frozenset[Ref] = frozenset()

    @property
    @override
    def action(self) -> str:
        return f"undid revision {self.revision.number}"

    @override
    def writes(self, now: ServerState, today: date) -> WriteSet:
        undone = self._undone(now)
        left = [find(now.base, ref) for ref in self.leaving]
        needed = {ref for entry in left if isinstance(entry, Fact | Draft) for ref in required_refs(entry)}
        entries = {ref: each.entry for ref, each in undone.items() if each.entry is not None or ref not in needed}
        check_unused([ref for ref, entry in entries.items() if entry is None], now.base)
        upstreams = {ref: undone[ref].upstream for ref in entries if not undone[ref].merged}
        return WriteSet(entries, upstreams, skip_content_rules=True)

    @override
    def watched(self, now: ServerState) -> Collection[Ref]:
        return list(self.in_the_way(now))

    def in_the_way(self, now: ServerState) -> dict[Ref, Undone]:
        """Return the entries that changed again since in the same fields, so that this would be lost."""
        return {ref: each for ref, each in self._undone(now).items() if each.lost}

    def _undone(self, now: ServerState) -> dict[Ref, Undone]:
        """Return what becomes of each entry, but for those that are left alone."""
        pack = self._pack(now)
        return {
            each.ref: self._without(each, now, pack) for each in self.revision.changes if each.ref not in self.leaving
        }

    def _without(self, change: Change, now: ServerState, pack: Base) -> Undone:
        """Return the entry as before `change`, with what others changed in other fields since."""
        entry, upstream = state_after(self.previous.get(change.ref), change.ref, pack)
        current = now.find(change.ref)
        if now.overlay.revision_of(change.ref) <= self.revision.number or current in (change.after, entry):
            return Undone(entry, upstream)
        merged = merge(change.after, entry, current)
        return Undone(merged.entry, None, merged=True, lost=merged.clashes)

    def _pack(self, now: ServerState) -> Base:
        """Return what the server's base starts from afterwards: the revision may have left the operator's pack."""
        if all(change.ref != THE_PACK for change in self.revision.changes):
            return now.pack
        followed, _ = state_after(self.previous.get(THE_PACK), THE_PACK, now.operators_pack)
        return now.operators_pack if followed else Base()


@dataclass(frozen=True)
class Undone:
    """What becomes of an entry when a revision is undone.

    upstream: as in `WriteSet.upstreams`, unless it was merged with what was changed since
    lost: the fields that were changed since, and are set back as well
    """

    entry: AnyEntry | None
    upstream: AnyEntry | None
    merged: bool = False
    lost: tuple[str, ...] = ()


@dataclass(frozen=True)
class LaterChange:
    """What somebody changed of an entry after a revision that's to be undone: undoing that takes it back as well.

    latest: the last revision that changed it
    left: the entry as the revision left it. current: as it is now. undone: as undoing the revision would leave it
    fields: those of the later change that would be lost
    """

    ref: Ref
    latest: Revision
    left: AnyEntry | None
    current: AnyEntry | None
    undone: AnyEntry | None
    fields: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class RevertEntry(EntryEdit):
    """Sets an entry back to what it was right after revision `number`; 0 is the pack's. Made by `Editor.revert`.

    then: its latest change up to that revision; None if it followed the pack
    """

    brings_back: ClassVar[bool] = True

    entry: Ref
    number: int
    then: Change | None

    merges: ClassVar[bool] = False

    @property
    @override
    def ref(self) -> Ref:
        return self.entry

    @property
    @override
    def action(self) -> str:
        return f"set the {self.entry.kind} back to revision {self.number}"

    @override
    def writes(self, now: ServerState, today: date) -> WriteSet:
        entry, upstream = state_after(self.then, self.entry, now.pack)
        return WriteSet(
            {self.entry: _with_pointers_that_exist(entry, now)}, {self.entry: upstream}, skip_content_rules=True
        )


@dataclass(frozen=True, kw_only=True)
class Restore(EntryEdit):
    """Brings a removed entry back as it was. Made by `Editor.restore`.

    removal: the revision that removed it; pointers to it that ended then come back if nobody touched them since
    """

    brings_back: ClassVar[bool] = True

    entry: Ref
    removal: Revision
    previous: Mapping[Ref, Change]

    merges: ClassVar[bool] = False

    @property
    @override
    def ref(self) -> Ref:
        return self.entry

    @property
    @override
    def action(self) -> str:
        return f"restored the {self.entry.kind}"

    @override
    def writes(self, now: ServerState, today: date) -> WriteSet:
        if find(now.base, self.entry) is not None:
            raise RefusedError(messages.ALREADY_BACK.format(kind=self.entry.kind))
        entries: dict[Ref, AnyEntry | None] = {}
        upstreams: dict[Ref, AnyEntry | None] = {}
        for change in self.removal.changes:
            pointed = change.ref.kind in {Kind.FACT, Kind.GAP} and change.after is not None
            if change.ref == self.entry or (pointed and now.overlay.revision_of(change.ref) == self.removal.number):
                entries[change.ref], upstreams[change.ref] = state_after(
                    self.previous.get(change.ref), change.ref, now.pack
                )
        entries[self.entry] = _with_pointers_that_exist(entries[self.entry], now)
        return WriteSet(entries, upstreams, skip_content_rules=True)


@dataclass(frozen=True, kw_only=True)
class Reset(Edit):
    """Sets all entries back to the pack, to follow it from now on.

    The settings and the history stay, and a reset can be undone, too.
    """

    action: ClassVar[str] = "reset the base to the pack"
    brings_back: ClassVar[bool] = True

    @override
    def watched(self, now: ServerState) -> Collection[Ref]:
        return [ref for ref in now.overlay.overrides if ref != THE_SETTINGS]

    @override
    def writes(self, now: ServerState, today: date) -> WriteSet:
        own = (
            ref for ref, override in now.overlay.overrides.items() if not override.is_upstream and ref != THE_SETTINGS
        )
        pack = {ref: find(now.operators_pack, ref) for ref in own}
        return WriteSet(pack, pack, skip_content_rules=True)


def state_after(change: Change | None, ref: Ref, pack: Base) -> tuple[AnyEntry | None, AnyEntry | None]:
    """Return the state and the upstream that an entry had after `change`, its latest at that time.

    What has followed the pack since then follows the pack as it is by now.
    """
    latest = find(pack, ref)
    if change is None:
        return latest, latest
    then = change.override(0)
    entry = then.merged(latest).undecided
    return entry, then.upstream_of(entry, latest)


def _with_pointers_that_exist(entry: AnyEntry | None, now: ServerState) -> AnyEntry | None:
    """Return `entry` without pointers to facts that are gone."""
    if isinstance(entry, Gap):
        return entry.seeing_only(now.base.facts_by_id)
    if not isinstance(entry, Fact):
        return entry
    known = {None, entry.id, *now.base.facts_by_id}
    disputes = [d if d.fact in known else d.model_copy(update={"fact": None}) for d in entry.disputes]
    return entry.model_copy(update={"disputes": tuple(disputes)})
