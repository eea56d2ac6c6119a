"""Entries that the pack and the server both changed: a moderator keeps the server's or takes the pack's."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from typing_extensions import override

from knowledge.editing.edit import Draft, EntryEdit
from knowledge.editing.errors import RefusedError
from knowledge.history.state import ServerState
from knowledge.model.refs import Ref


@dataclass(frozen=True, kw_only=True)
class ResolveConflict(EntryEdit):
    """One of `ServerState.upstream_conflicts` is resolved.

    take_upstream: whether the pack's entry is taken; otherwise the server's stays
    """

    entry: Ref
    take_upstream: bool

    @property
    @override
    def ref(self) -> Ref:
        return self.entry

    @property
    @override
    def action(self) -> str:
        return "took the pack's update" if self.take_upstream else "kept the server's own against the pack's update"

    @override
    def draft(self, now: ServerState, today: date) -> Draft:
        conflict = next((each for each in now.upstream_conflicts if each.ref == self.entry), None)
        if conflict is None:
            raise RefusedError("This update is settled already.")
        chosen = conflict.upstream_now if self.take_upstream else conflict.ours
        return Draft({self.entry: chosen}, {self.entry: conflict.upstream_now}, legal=True)
