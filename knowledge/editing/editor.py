"""Previews and saves the edits of one server's base."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TypeVar

from knowledge.editing import messages
from knowledge.editing.apply import apply_writes
from knowledge.editing.approval import Approval, check_another, check_waiting, takes_from_disputed, touches_disputed
from knowledge.editing.edit import Edit, EntryEdit
from knowledge.editing.errors import ConflictError, NotSavedError, RefusedError
from knowledge.editing.impact import impact
from knowledge.editing.merged import Clash, merged_writes, to_merge
from knowledge.editing.quotes import doubtful_quotes
from knowledge.editing.undo import LaterChange, Restore, RevertEntry, UndoRevision
from knowledge.history.proposals import Decision, Proposal
from knowledge.history.revisions import Change, Moderator, Revision
from knowledge.history.state import ServerState
from knowledge.model.dates import latest_today
from knowledge.model.refs import AnyEntry, Ref
from knowledge.model.visible_change import visibly_changed
from knowledge.search import Search
from knowledge.servers.bases import ServerBases
from knowledge.store.errors import UnavailableError
from knowledge.store.server import Writing

LONGEST_REASON = 400

T = TypeVar("T", bound=Revision | Proposal)


@dataclass(frozen=True)
class Preview:
    """What saving an edit would do: the changes, and a warning for each thing they would affect.

    doubtful_quotes: how many quotes would stay where they may not belong; the first warnings ask about them
    """

    changes: tuple[Change, ...]
    warnings: tuple[str, ...]
    doubtful_quotes: int = 0


def _utc_now() -> datetime:
    return datetime.now(UTC)


class Editor:
    """Previews and saves edits of one server's base, and makes those that undo earlier ones. Cheap; holds no state.

    Every method that takes or makes an edit raises `RefusedError`, `ConflictError` or `NotSavedError` (all of them
    `EditError`); then nothing has changed. Reading history and proposals raises the store's `UnavailableError`.
    """

    def __init__(self, bases: ServerBases, server: int, *, clock: Callable[[], datetime] = _utc_now) -> None:
        self._bases = bases
        self._server = server
        self._clock = clock
        self.store = bases.store(server)

    @property
    def now(self) -> ServerState:
        """The server's state at this moment, from memory. Give its `revision` to edits as `opened`."""
        return self._bases.state(self._server)

    async def consider(self, edit: Edit) -> Preview:
        """Return what saving `edit` would do, over anything that conflicts. Checks all rules.

        Needs the database only where the edit is to be merged with what others saved meanwhile.
        """
        await self._bases.ensure_indexed(self._server)
        now, today = self.now, latest_today(self._clock())
        before = self._bases.search(self._server)
        ref = to_merge(edit, now)

        def tried() -> tuple[Preview, ServerState, Search]:
            writes = merged_writes(replace(edit, over=now.revision), now, seen, today)
            assert not isinstance(writes, Clash)  # noqa: S101  # it's over everything
            changes = apply_writes(writes, now, today, drops_quotes=edit.drops_quotes)
            state = _after(now, changes)
            after = self._bases.index(state.base, before)
            doubtful = {} if edit.brings_back else doubtful_quotes(changes)
            warnings = (*doubtful.values(), *impact(changes, before, after))
            return Preview(changes, warnings, len(doubtful)), state, after

        with _naming_outages():  # a large file takes seconds; meanwhile others get answers
            seen = None if ref is None else _seen(await self.store.since(ref, edit.opened or 0))
            preview, state, after = await asyncio.to_thread(tried)
        self._bases.considered(self._server, state, after)
        return preview

    async def warnings(self, proposal: Proposal) -> tuple[str, ...]:
        """Return a warning for each thing approving `proposal` would affect; if it can't be approved, the reason."""
        try:
            return (await self.consider(Approval(proposal=proposal, opened=proposal.opened))).warnings
        except RefusedError as error:
            return (str(error),)

    async def save(self, edit: Edit, author: Moderator, reason: str = "") -> Revision:
        """Save `edit` as a new revision and return it; the next question is answered with it.

        reason: the moderator's, in plain text, cut after `LONGEST_REASON` characters
        """
        return await self._write(edit, lambda work: work.append(author, reason))

    async def submit(self, edit: Edit, author: Moderator, reason: str = "") -> Revision | Proposal:
        """Save `edit` as `save` does, or only propose it if the server wants a second approval."""
        await self._bases.ensure_indexed(self._server)
        search = self._bases.search(self._server)

        async def record(work: _Work) -> Revision | Proposal:
            if work.writing.overlay.settings.second_approval and await asyncio.to_thread(work.disputed, search):
                return await work.propose(author, reason)
            return await work.append(author, reason)

        return await self._write(edit, record)

    async def approve(self, number: int, approved_by: Moderator) -> Revision:
        """Save proposal `number` as a revision by its author, and return it. approved_by: has to be someone else."""
        proposal = check_waiting(await self.store.proposal(number))
        check_another(proposal, approved_by)

        async def record(work: _Work) -> Revision:
            if not await work.writing.decide(number, Decision(True, _plainly(approved_by), work.at)):
                raise RefusedError(messages.DECIDED_MEANWHILE)
            return await work.append(proposal.author, proposal.reason, approved_by=_plainly(approved_by))

        try:
            return await self._write(Approval(proposal=proposal, opened=proposal.opened), record)
        except (ConflictError, RefusedError):
            check_waiting(await self.store.proposal(number))  # if someone else was faster, say that instead
            raise

    async def decline(self, number: int, declined_by: Moderator) -> Proposal:
        """End proposal `number` without a change, and return it; if its author declines it, it's withdrawn."""
        proposal = check_waiting(await self.store.proposal(number))
        decision = Decision(False, _plainly(declined_by), self._clock())
        if not await self.store.decide(number, decision):
            check_waiting(await self.store.proposal(number))
        return replace(proposal, decision=decision)

    async def kept(self, edit: Edit, recorded: Revision | Proposal) -> tuple[Revision, ...]:
        """Return what others saved of the edit's entry after it was opened, and what `recorded` was merged with."""
        changed_after = recorded.opened if isinstance(recorded, Proposal) else recorded.number - 1
        if not isinstance(edit, EntryEdit) or not edit.merges or edit.opened is None or changed_after <= edit.opened:
            return ()
        return tuple(each for each in await self.store.since(edit.ref, edit.opened) if each.number <= changed_after)

    async def undo(self, number: int) -> UndoRevision:
        """Return the edit that undoes revision `number`; save it like any other."""
        revision = await self.store.revision(number)
        if revision is None:
            raise RefusedError(messages.NO_SUCH_REVISION.format(number=number))
        return UndoRevision(opened=number, revision=revision, previous=await self._changes_before(revision))

    async def later_changes(self, edit: UndoRevision) -> tuple[LaterChange, ...]:
        """Return what saving `edit` would take back besides its revision: what anybody changed since."""
        now = self.now
        in_the_way = edit.in_the_way(now)
        numbers = sorted({now.overlay.revision_of(ref) for ref in in_the_way})
        latest = {number: found for number in numbers if (found := await self.store.revision(number))}
        left = {change.ref: change.after for change in edit.revision.changes}
        return tuple(
            LaterChange(ref, latest[now.overlay.revision_of(ref)], left[ref], now.find(ref), each.entry, each.lost)
            for ref, each in in_the_way.items()
        )

    async def revert(self, ref: Ref, number: int, opened: int | None = None) -> RevertEntry:
        """Return the edit that sets an entry back to what it was right after revision `number` (0: as in the pack)."""
        if number < 0 or number > self.now.revision:
            raise RefusedError(messages.NO_SUCH_REVISION.format(number=number))
        then = await self.store.change(ref, number)
        if then is None and self.now.overlay.revision_of(ref) == 0:
            raise RefusedError(messages.NEVER_CHANGED.format(kind=ref.kind))
        return RevertEntry(opened=opened, entry=ref, number=number, then=then[1] if then else None)

    async def restore(self, ref: Ref) -> Restore:
        """Return the edit that brings a removed entry back as it was."""
        latest = await self.store.change(ref, self.now.revision)
        if latest is None or latest[1].after is not None:
            raise RefusedError(messages.NOT_REMOVED.format(kind=ref.kind, id=ref.id))
        removal = await self.store.revision(latest[0])
        assert removal is not None  # noqa: S101  # its change was just read, and revisions are never removed
        return Restore(opened=removal.number, entry=ref, removal=removal, previous=await self._changes_before(removal))

    async def _write(self, edit: Edit, record: Callable[[_Work], Awaitable[T]]) -> T:
        """Work out what `edit` changes and record it, in one transaction."""
        known, at = self.now.overlay, self._clock()
        with _naming_outages():
            async with self.store.writing(known) as writing:
                at_hand = self._bases.at_hand(self._server)
                now = ServerState(self.now.operators_pack, writing.overlay).or_equal(at_hand)
                ref = to_merge(edit, now)
                seen = None if ref is None else _seen(await writing.since(ref, edit.opened or 0))
                found = await asyncio.to_thread(_worked_out, edit, now, seen, writing, at, at_hand)
                if not isinstance(found, Clash):
                    recorded = await record(found)
            if isinstance(found, Clash):
                self._bases.apply(self._server, now.overlay)
                raise await self._conflict(found, edit.opened or 0)
            self._bases.apply(self._server, (found.after if isinstance(recorded, Revision) else now).overlay)
        return recorded

    async def _changes_before(self, revision: Revision) -> dict[Ref, Change]:
        found = {change.ref: await self.store.change(change.ref, revision.number - 1) for change in revision.changes}
        return {ref: previous[1] for ref, previous in found.items() if previous}

    async def _conflict(self, clash: Clash, opened: int) -> ConflictError:
        since = await self.store.since(clash.ref, opened)
        return ConflictError(clash.ref, _seen(since), since[-1].changes[0].after, since[-1], clash.fields)


@dataclass(frozen=True)
class _Work:
    """What an edit changes, worked out in a transaction in which nobody else changes the base, to record there.

    at: when. before, after: the server's state, and once it's recorded
    visibly_changed: ids of the facts that look different after it
    """

    writing: Writing
    at: datetime
    action: str
    changes: tuple[Change, ...]
    before: ServerState
    after: ServerState
    visibly_changed: frozenset[str]

    def disputed(self, search: Search) -> bool:
        """Say whether it reaches a disputed fact or takes questions from one. search: over what the server had."""
        before, after = self.before.base, self.after.base
        if touches_disputed(self.changes, before, after):
            return True
        had = search if search.base is before else Search(before, shared=search)
        return takes_from_disputed(self.changes, had, after)

    async def append(self, author: Moderator, reason: str, approved_by: Moderator | None = None) -> Revision:
        """Record it as a revision."""
        revision = Revision(0, _plainly(author), self.at, self.action, _plain(reason), self.changes, approved_by)
        return await self.writing.append(revision, to_correct=self.visibly_changed)

    async def propose(self, author: Moderator, reason: str) -> Proposal:
        """Record it as a proposal, which changes nothing yet."""
        opened = self.writing.overlay.revision
        return await self.writing.propose(
            Proposal(0, opened, _plainly(author), self.at, self.action, _plain(reason), self.changes)
        )


def _seen(since: Sequence[Revision]) -> AnyEntry | None:
    """Return an entry as it was before all its revisions `since` a moment, at least one."""
    return since[0].changes[0].before


def _worked_out(
    edit: Edit,
    now: ServerState,
    seen: AnyEntry | None,
    writing: Writing,
    at: datetime,
    at_hand: Sequence[ServerState],
) -> _Work | Clash:
    """Return what `edit` changes, or with what it clashes.

    seen: as in `merged_writes`. at_hand: states whose bases needn't be laid out anew
    """
    today = latest_today(at)
    writes = merged_writes(edit, now, seen, today)
    if isinstance(writes, Clash):
        return writes
    changes = apply_writes(writes, now, today, drops_quotes=edit.drops_quotes)
    after = _after(now, changes).or_equal(at_hand)
    return _Work(
        writing,
        at,
        edit.action,
        changes,
        now,
        after,
        visibly_changed(now.base, after.base),
    )


def _after(now: ServerState, changes: tuple[Change, ...]) -> ServerState:
    number = now.revision + 1
    overrides = {change.ref: change.override(number) for change in changes}
    return ServerState(now.operators_pack, now.overlay.with_overrides(number, overrides))


def _plainly(moderator: Moderator) -> Moderator:
    return Moderator(moderator.id, _plain(moderator.name))


def _plain(text: str) -> str:
    """Return `text` as one line of at most `LONGEST_REASON` characters, without characters that no database stores."""
    words = "".join(c if c.isprintable() else " " for c in text).split()
    return " ".join(words)[:LONGEST_REASON]


@contextmanager
def _naming_outages() -> Iterator[None]:
    """Turn a database that doesn't answer into `NotSavedError`."""
    try:
        yield
    except UnavailableError as error:
        raise NotSavedError from error
