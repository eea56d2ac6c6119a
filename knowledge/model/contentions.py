"""What is contested in a base: every disputed claim, with variants of the same claim told as one contention."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass

from knowledge.model.base import Base
from knowledge.model.entries import Fact, Speaker


@dataclass(frozen=True)
class Contention:
    """A contested claim: its facts, the one to show first, who makes the claim, and who contests it.

    facts: variants of the claim, then the other side's facts if they stand against nothing else
    claimed_by, disputed_by: of the fact to show; an empty `claimed_by` means the article itself
    """

    facts: tuple[Fact, ...]
    claimed_by: tuple[Speaker, ...]
    disputed_by: tuple[Speaker, ...]


def contentions(base: Base) -> list[Contention]:
    """Return every contention of `base`, in the order of its facts; each disputed fact is in one of them.

    Facts are variants of one claim if the same facts oppose them and the same speakers make them. A fact that sums up
    the sides takes in the variants of all its speakers, and of the article itself. Facts that stand against one
    contention and are opposed by nothing but it are its other side, not a contention of their own.
    """
    kept: list[tuple[frozenset[Hashable], list[Fact], list[Fact]]] = []  # opposition, variants, other side
    for opposition, facts in _groups(base):
        own = {fact.id for fact in facts}
        mirrored = (
            other_side
            for against, variants, other_side in kept
            if own <= against and opposition <= {fact.id for fact in variants}
        )
        other_side = next(mirrored, None)
        if other_side is None:
            kept.append((opposition, facts, []))
        else:
            other_side += facts
    return [_contention(variants, other_side, base) for _, variants, other_side in kept]


def _groups(base: Base) -> list[tuple[frozenset[Hashable], list[Fact]]]:
    """Return the variants of each claim, with what opposes them."""
    groups: dict[tuple[frozenset[Hashable], frozenset[str]], list[Fact]] = {}
    disputed = [fact for fact in base.facts if fact.disputes]
    summaries = [fact for fact in disputed if fact.statements]
    for fact in disputed:
        claim = next((summary for summary in summaries if _sums_up(summary, fact)), fact)
        groups.setdefault((_opposition(fact), frozenset(claim.speakers)), []).append(fact)
    return [(opposition, facts) for (opposition, _), facts in groups.items()]


def _sums_up(summary: Fact, fact: Fact) -> bool:
    return _opposition(summary) == _opposition(fact) and set(fact.speakers) <= set(summary.speakers)


def _opposition(fact: Fact) -> frozenset[Hashable]:
    """Return what stands against `fact`: ids of facts. A dispute without a fact is against this fact alone."""
    return frozenset(dispute.fact or (fact.id, dispute.speaker) for dispute in fact.disputes)


def _contention(variants: list[Fact], other_side: list[Fact], base: Base) -> Contention:
    shown = next((fact for fact in variants if fact.statements), variants[0])
    contesting = dict.fromkeys(dispute.speaker for dispute in shown.disputes)
    return Contention(
        (shown, *(fact for fact in [*variants, *other_side] if fact is not shown)),
        tuple(base.speakers_by_id[id] for id in shown.speakers),
        tuple(base.speakers_by_id[id] for id in contesting),
    )
