"""Entries that the pack and the server both changed: a moderator keeps the server's or takes the pack's."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from knowledge.editing.edit import Draft, EntryEdit
from knowledge.editing.errors import RefusedError
from knowledge.history.state import ServerState
from knowledge.model.refs import Ref


@dataclass(frozen=True, kw_only=True)
class ResolveConflict(EntryEdit):
    """One of `ServerState.updates` is settled. theirs: whether the pack's entry is taken; else the server's stays."""

    entry: Ref
    theirs: bool

    @property
    def ref(self) -> Ref:
        """See `EntryEdit.ref`."""
        return self.entry

    @property
    def did(self) -> str:
        """See `Edit.did`."""
        return "took the pack's update" if self.theirs else "kept the server's own against the pack's update"

    def draft(self, now: ServerState, today: date) -> Draft:
        """See `Edit.draft`."""
        update = next((update for update in now.updates if update.ref == self.entry), None)
        if update is None:
            raise RefusedError("This update is settled already.")
        chosen = update.theirs if self.theirs else update.ours
        return Draft({self.entry: chosen}, {self.entry: update.theirs}, legal=True)
