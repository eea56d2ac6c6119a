"""Revisions: who changed what, when and why. Append-only; a server's state is nothing but their sum."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from knowledge.history.overlay import Override
from knowledge.model.entries import Source, Speaker
from knowledge.model.refs import AnyEntry, Ref


@dataclass(frozen=True)
class Moderator:
    """Who makes a change: a Discord user's id (0: the operator, in the terminal) and their name at that time."""

    id: int
    name: str


@dataclass(frozen=True)
class Change:
    """One entry of a revision. `before` and `after` are the entry as people saw it; None where there was none.

    `upstream` and `dependencies` as in `overlay.Override`.
    """

    ref: Ref
    before: AnyEntry | None
    after: AnyEntry | None
    upstream: AnyEntry | None
    dependencies: tuple[Source | Speaker, ...] = ()

    def override(self, revision: int) -> Override:
        """Return what the entry is in the overlay once this change was made as part of `revision`."""
        removed = self.before if self.after is None and self.before != self.upstream else None
        return Override(self.after, self.upstream, revision, self.dependencies, removed)


@dataclass(frozen=True)
class Revision:
    """One recorded change of a server's base; an import changes many entries at once.

    number: 1 for a server's first, without holes
    at: when, in UTC
    action: what was done, as in "edited the fact"
    reason: the moderator's, in their words; may be empty
    approved_by: the other moderator who approved it, where the server wants that
    """

    number: int
    author: Moderator
    at: datetime
    action: str
    reason: str
    changes: tuple[Change, ...]
    approved_by: Moderator | None = None

    def overrides(self) -> Mapping[Ref, Override]:
        """Return what the revision left in the overlay."""
        return {change.ref: change.override(self.number) for change in self.changes}
