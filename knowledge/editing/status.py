"""The state of a server's base: counts, how much of the sources is covered, hints, conflicts with the pack."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from knowledge.history.overlay import UpstreamConflict, UpstreamMerge
from knowledge.history.state import ServerState
from knowledge.model.coverage import Coverage, coverage
from knowledge.model.entries import Status
from knowledge.model.quality import content_hints
from knowledge.model.refs import LISTED


@dataclass(frozen=True)
class BaseStatus:
    """What `/base status` and `base status` show.

    revision: the number of the latest change; 0 for none
    own: how many entries differ from the pack
    phrasings: how many ways to ask there are in all
    hints: what would make the base better
    """

    revision: int
    own: int
    facts: Mapping[Status, int]
    speakers: int
    gaps: int
    drafts: int
    phrasings: int
    coverage: tuple[Coverage, ...]
    hints: tuple[str, ...]
    upstream_conflicts: tuple[UpstreamConflict, ...]
    upstream_merges: tuple[UpstreamMerge, ...]


def status(now: ServerState) -> BaseStatus:
    """Return the state of a server's base."""
    base = now.base
    statuses = Counter(fact.status for fact in base.facts)
    return BaseStatus(
        revision=now.revision,
        own=sum(not each.is_upstream for ref, each in now.overlay.overrides.items() if ref.kind in LISTED),
        facts={status: statuses[status] for status in Status},
        speakers=len(base.speakers),
        gaps=len(base.gaps),
        drafts=len(base.drafts),
        phrasings=sum(len(entry.asked_as) for entry in (*base.facts, *base.gaps)),
        coverage=coverage(base),
        hints=content_hints(base),
        upstream_conflicts=now.upstream_conflicts,
        upstream_merges=now.upstream_merges,
    )
