"""The state of a server's base in figures: what is on record, how much of the sources, what wants attention."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from knowledge.base import Base
from knowledge.models import Source, Status
from knowledge.problems import Problem
from knowledge.review import poor_content
from knowledge.store.bases import Standing
from knowledge.store.overlay import Update


@dataclass(frozen=True)
class Coverage:
    """The paragraphs of a source, headline included, that no fact points to."""

    source: Source
    uncovered: tuple[int, ...]

    def __str__(self) -> str:
        total = self.source.paragraphs + 1
        missing = f"; none to {', '.join(map(str, self.uncovered))}" if self.uncovered else ""
        return f"{self.source.title}: facts point to {total - len(self.uncovered)} of {total} paragraphs{missing}"


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
    updates: tuple[Update, ...]

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


def status(now: Standing) -> BaseStatus:
    """Return the state of a server's base."""
    base = now.base
    statuses = Counter(fact.status for fact in base.facts)
    return BaseStatus(
        revision=now.revision,
        own=sum(not touched.follows for touched in now.overlay.touched.values()),
        facts={status: statuses[status] for status in Status},
        speakers=len(base.speakers),
        gaps=len(base.gaps),
        phrasings=sum(len(entry.asked_as) for entry in (*base.facts, *base.gaps)),
        coverage=tuple(_coverage(source, base) for source in base.sources if source.paragraphs),
        problems=tuple(poor_content(base)),
        updates=now.updates,
    )


def _counted(number: int, one: str, several: str) -> str:
    return f"{number} {one if number == 1 else several}"


def _coverage(source: Source, base: Base) -> Coverage:
    covered = {paragraph for fact in base.facts if fact.source == source.id for paragraph in fact.paragraphs}
    return Coverage(source, tuple(number for number in range(source.paragraphs + 1) if number not in covered))
