"""The state of a server's base: counts, how much of the sources is covered, hints, conflicts with the pack."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from knowledge.history.overlay import UpstreamConflict
from knowledge.history.state import ServerState
from knowledge.model.base import Base
from knowledge.model.entries import Source, Status
from knowledge.model.quality import content_hints


@dataclass(frozen=True)
class Coverage:
    """The paragraphs of a source, headline included, that facts point to."""

    source: Source
    covered: frozenset[int]

    @property
    def uncovered(self) -> Iterator[int]:
        """The paragraphs no fact points to, in their order."""
        return (number for number in range(self.source.paragraphs + 1) if number not in self.covered)


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
    phrasings: int
    coverage: tuple[Coverage, ...]
    hints: tuple[str, ...]
    upstream_conflicts: tuple[UpstreamConflict, ...]


def status(now: ServerState) -> BaseStatus:
    """Return the state of a server's base."""
    base = now.base
    statuses = Counter(fact.status for fact in base.facts)
    return BaseStatus(
        revision=now.revision,
        own=sum(not override.is_upstream for override in now.overlay.overrides.values()),
        facts={status: statuses[status] for status in Status},
        speakers=len(base.speakers),
        gaps=len(base.gaps),
        phrasings=sum(len(entry.asked_as) for entry in (*base.facts, *base.gaps)),
        coverage=tuple(_coverage(base)),
        hints=content_hints(base),
        upstream_conflicts=now.upstream_conflicts,
    )


def _coverage(base: Base) -> Iterator[Coverage]:
    covered: defaultdict[str, set[int]] = defaultdict(set)
    for fact in base.facts:
        covered[fact.source].update(fact.paragraphs)
    return (Coverage(source, frozenset(covered[source.id])) for source in base.sources if source.paragraphs)
