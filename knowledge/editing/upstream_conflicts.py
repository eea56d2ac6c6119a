"""Resolves what the pack and the server both changed: keep the server's version, or take the pack's."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from typing_extensions import override

from knowledge.editing import messages
from knowledge.editing.edit import EntryEdit, WriteSet
from knowledge.editing.errors import RefusedError
from knowledge.history.state import ServerState
from knowledge.model.refs import Ref


@dataclass(frozen=True, kw_only=True)
class ResolveConflict(EntryEdit):
    """Resolves one of `ServerState.upstream_conflicts`.

    take_upstream: take the pack's version in the fields that both changed; otherwise the server's stays
    """

    entry: Ref
    take_upstream: bool

    merges: ClassVar[bool] = False

    @property
    @override
    def ref(self) -> Ref:
        return self.entry

    @property
    @override
    def action(self) -> str:
        return "took the pack's version of" if self.take_upstream else "kept this server's version of"

    @override
    def writes(self, now: ServerState, today: date) -> WriteSet:
        conflict = next((each for each in now.upstream_conflicts if each.ref == self.entry), None)
        if conflict is None:
            raise RefusedError(messages.ALREADY_RESOLVED)
        chosen = conflict.theirs if self.take_upstream else conflict.ours
        return WriteSet({self.entry: chosen}, {self.entry: conflict.upstream_now}, skip_content_rules=True)
