"""Proposals: changes that wait for another moderator. They stay on record, and so does how they ended."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from knowledge.history.revisions import Change, Moderator


class State(StrEnum):
    """What became of a proposal."""

    WAITING = "waiting"
    APPROVED = "approved"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"  # declined by who proposed it


@dataclass(frozen=True)
class Decision:
    """How a proposal ended: whether it was `approved`, `decided_by` whom, and when (in UTC)."""

    approved: bool
    decided_by: Moderator
    at: datetime


@dataclass(frozen=True)
class Proposal:
    """A change that was not made yet.

    number: 1 for a server's first, without holes
    opened: the server's revision at which it was proposed; where its entries changed since, it conflicts
    at: when it was proposed, in UTC
    author, action, reason, changes: as in `Revision`
    """

    number: int
    opened: int
    author: Moderator
    at: datetime
    action: str
    reason: str
    changes: tuple[Change, ...]
    decision: Decision | None = None

    @property
    def state(self) -> State:
        """What became of it so far."""
        if self.decision is None:
            return State.WAITING
        if self.decision.approved:
            return State.APPROVED
        return State.WITHDRAWN if self.decision.decided_by.id == self.author.id else State.DECLINED
