"""Second approval: which changes another moderator has to approve, and what approving one changes."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from typing_extensions import override

from knowledge.editing import messages
from knowledge.editing.edit import Edit, WriteSet
from knowledge.editing.errors import RefusedError
from knowledge.editing.impact import takes_from
from knowledge.editing.undo import state_after
from knowledge.history.overlay import required_refs
from knowledge.history.proposals import Proposal
from knowledge.history.revisions import Change, Moderator
from knowledge.history.state import ServerState
from knowledge.model.base import Base
from knowledge.model.entries import Entry, Status
from knowledge.model.merge import merge
from knowledge.model.refs import THE_PACK, AnyEntry, Kind, Ref
from knowledge.model.same_text import text_key
from knowledge.search import Search


def touches_disputed(changes: Collection[Change], before: Base, after: Base) -> bool:
    """Say whether `changes` reach a fact that is disputed before or after: itself, its source or its speakers.

    So does what can be asked for by the same words as such a fact. Whoever leaves the pack or follows it again reaches
    all facts.
    """
    changed = {change.ref for change in changes}
    asked = {text_key(text) for change in changes if isinstance(change.after, Entry) for text in change.after.asked_as}
    return any(
        not changed.isdisjoint((THE_PACK, Ref(Kind.FACT, fact.id), *required_refs(fact)))
        or (asked and not asked.isdisjoint(map(text_key, fact.asked_as)))
        for base in (before, after)
        for fact in base.facts
        if fact.status is Status.DISPUTED
    )


def takes_from_disputed(changes: Sequence[Change], before: Search, after: Base) -> bool:
    """Say whether `changes` have a question get something else than a disputed fact, without naming that fact.

    Tens of milliseconds; `after` is the base of `before` with the changes.
    """
    disputed = {fact.id for fact in before.base.facts if fact.status is Status.DISPUTED}
    return bool(disputed) and takes_from(disputed, changes, before, Search(after, shared=before))


@dataclass(frozen=True, kw_only=True)
class Approval(Edit):
    """A proposal takes effect, merged with what became of its entries since then."""

    proposal: Proposal

    @property
    @override
    def action(self) -> str:
        return self.proposal.action

    @override
    def watched(self, now: ServerState) -> Collection[Ref]:
        return ()

    @override
    def writes(self, now: ServerState, today: date) -> WriteSet:
        entries: dict[Ref, AnyEntry | None] = {}
        upstreams: dict[Ref, AnyEntry | None] = {}
        clashes: dict[Ref, tuple[str, ...]] = {}
        pack = self._pack(now)
        for change in self.proposal.changes:
            ref, current = change.ref, now.find(change.ref)
            if now.overlay.revision_of(ref) <= self.proposal.opened or current in (change.before, change.after):
                entries[ref], upstreams[ref] = state_after(change, ref, pack)
                continue
            merged = merge(change.before, change.after, current)
            entries[ref] = merged.entry
            if merged.clashes:
                clashes[ref] = merged.clashes
            if change.before == change.after:  # it was all about the upstream
                upstreams[ref] = change.upstream
        return WriteSet(entries, upstreams, clashes=clashes)

    def _pack(self, now: ServerState) -> Base:
        """Return what the server's base starts from afterwards: the proposal may leave the operator's pack."""
        changed = next((change for change in self.proposal.changes if change.ref == THE_PACK), None)
        if changed is None:
            return now.pack
        return now.operators_pack if changed.after else Base()


def check_waiting(proposal: Proposal | None) -> Proposal:
    """Return `proposal` if it can still be approved or declined. Raises `RefusedError` if not."""
    if proposal is None:
        raise RefusedError(messages.NO_SUCH_PROPOSAL)
    if proposal.decision is not None:
        name = proposal.decision.decided_by.name
        raise RefusedError(messages.ALREADY_DECIDED.format(number=proposal.number, state=proposal.state, name=name))
    return proposal


def check_another(proposal: Proposal, moderator: Moderator) -> None:
    """Raise `RefusedError` if `moderator` made the proposal."""
    if proposal.author.id == moderator.id:
        raise RefusedError(messages.OWN_PROPOSAL)
