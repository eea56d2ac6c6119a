"""Suggested phrasings: ways to ask that a language model wrote and nobody has accepted yet. They're part of no base."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from knowledge.model.refs import Kind, Ref


class Reason(StrEnum):
    """Why a moderator should look twice before accepting."""

    ANSWERED = "answered"  # another fact answers it already
    TAKES = "takes"  # with it, a neighbour's own questions would get this fact


@dataclass(frozen=True)
class Mark:
    """A warning on a suggested phrasing. question: that of the other fact that it's about."""

    reason: Reason
    question: str


@dataclass(frozen=True)
class SuggestedPhrasing:
    """One more way to ask for a fact, more ways to ask for a gap, or a question for a new gap.

    fact: the fact's id; None for a gap
    text: the phrasing, or the gap's question
    rewordings: other ways to ask for the gap; empty for a fact
    mark: None if nothing speaks against it
    number: its place among all of its server, from 1, without repeats; 0 until it's stored
    gap: the id of the gap that's there already, for which it's more ways to ask; None for a new one, and for a fact
    """

    fact: str | None
    text: str
    rewordings: tuple[str, ...] = ()
    mark: Mark | None = None
    number: int = 0
    gap: str | None = None

    @property
    def ref(self) -> Ref | None:
        """The entry that it's for; None if that would be a new gap."""
        if self.fact is not None:
            return Ref(Kind.FACT, self.fact)
        return Ref(Kind.GAP, self.gap) if self.gap is not None else None

    @property
    def texts(self) -> tuple[str, ...]:
        """Every way to ask that it brings."""
        return (self.text, *self.rewordings)
