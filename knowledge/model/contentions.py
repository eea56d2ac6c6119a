"""What is contested in a base, once each: facts disputed for the same reason are one contention."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass

from knowledge.model.base import Base
from knowledge.model.entries import Fact, Speaker


@dataclass(frozen=True)
class Contention:
    """One contested claim: a fact to show for it, who stands behind the claim, and who contests it.

    An empty `claimed_by` means the article itself.
    """

    fact: Fact
    claimed_by: tuple[Speaker, ...]
    disputed_by: tuple[Speaker, ...]


def contentions(base: Base) -> list[Contention]:
    """Return every contention of `base` once, in the order of its facts.

    Facts with the same opposing statements are grouped; the first of them that sums up the sides, or else the first
    of all, is shown. A group that is opposed by nothing but facts of one earlier group is that contention seen from
    the other side, so it's left out.
    """
    groups: dict[frozenset[Hashable], list[Fact]] = {}
    for fact in base.facts:
        if fact.disputes:
            groups.setdefault(_opposition(fact), []).append(fact)
    kept: dict[frozenset[Hashable], list[Fact]] = {}
    for opposition, facts in groups.items():
        if not any(opposition <= {fact.id for fact in earlier} for earlier in kept.values()):
            kept[opposition] = facts
    return [_contention(facts, base) for facts in kept.values()]


def _opposition(fact: Fact) -> frozenset[Hashable]:
    """Return what stands against `fact`: the ids of facts, or else who says what."""
    return frozenset(dispute.fact or (dispute.speaker, dispute.says) for dispute in fact.disputes)


def _contention(facts: list[Fact], base: Base) -> Contention:
    shown = next((fact for fact in facts if fact.statements), facts[0])
    claiming = dict.fromkeys(id for fact in facts for id in fact.speakers)
    contesting = dict.fromkeys(dispute.speaker for fact in facts for dispute in fact.disputes)
    return Contention(
        shown,
        tuple(base.speakers_by_id[id] for id in claiming),
        tuple(base.speakers_by_id[id] for id in contesting),
    )
