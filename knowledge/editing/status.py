"""The state of a server's base in figures: what is on record, how much of the sources, what wants attention."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice

from knowledge.history.overlay import UpstreamConflict
from knowledge.history.state import ServerState
from knowledge.model.base import Base
from knowledge.model.entries import Source, Status
from knowledge.model.quality import content_hints
from knowledge.model.validation import Problem

_MOST_NUMBERS = 50  # of paragraphs, in one line


@dataclass(frozen=True)
class Coverage:
    """The paragraphs of a source, headline included, that facts point to."""

    source: Source
    covered: frozenset[int]

    @property
    def uncovered(self) -> Iterator[int]:
        """The paragraphs that no fact points to, in their order."""
        return (number for number in range(self.source.paragraphs + 1) if number not in self.covered)

    def __str__(self) -> str:
        total, covered = self.source.paragraphs + 1, len(self.covered)
        told = f"{self.source.title}: facts point to {covered} of {total} paragraphs"
        if covered == total:
            return told
        first = ", ".join(map(str, islice(self.uncovered, _MOST_NUMBERS)))
        more = f" and {total - covered - _MOST_NUMBERS} more" if total - covered > _MOST_NUMBERS else ""
        return f"{told}; none to {first}{more}"


@dataclass(frozen=True)
class BaseStatus:
    """What `/base status` and `base status` show.

    revision: the number of the latest change; 0 for none. own: how many entries differ from the pack
    """

    revision: int
    own: int
    facts: Mapping[Status, int]
    speakers: int
    gaps: int
    phrasings: int
    coverage: tuple[Coverage, ...]
    problems: tuple[Problem, ...]
    upstream_conflicts: tuple[UpstreamConflict, ...]

    @property
    def figures(self) -> tuple[str, ...]:
        """What there is, in lines to read."""
        facts = ", ".join(f"{number} {status}" for status, number in self.facts.items())
        return (
            f"{_counted(sum(self.facts.values()), 'fact', 'facts')} ({facts}), "
            f"{_counted(self.speakers, 'speaker', 'speakers')}, {_counted(self.gaps, 'gap', 'gaps')}",
            f"{_counted(self.phrasings, 'way', 'ways')} to ask; "
            f"{_counted(self.own, 'entry', 'entries')} of the server's own; latest revision {self.revision}",
        )


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
        problems=tuple(content_hints(base)),
        upstream_conflicts=now.upstream_conflicts,
    )


def _counted(number: int, one: str, several: str) -> str:
    return f"{number} {one if number == 1 else several}"


def _coverage(base: Base) -> Iterator[Coverage]:
    covered: defaultdict[str, set[int]] = defaultdict(set)
    for fact in base.facts:
        covered[fact.source].update(fact.paragraphs)
    return (Coverage(source, frozenset(covered[source.id])) for source in base.sources if source.paragraphs)
