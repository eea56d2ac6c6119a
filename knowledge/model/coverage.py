"""How much of the sources is on record: which of their paragraphs facts point to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from knowledge.model.base import Base
from knowledge.model.entries import Source


@dataclass(frozen=True)
class Coverage:
    """The paragraphs of a source that facts point to, or what's said in or against them. The headline isn't counted."""

    source: Source
    covered: frozenset[int]

    @property
    def uncovered(self) -> Iterator[int]:
        """The paragraphs no fact points to, in their order."""
        return (number for number in range(1, self.source.paragraphs + 1) if number not in self.covered)


def coverage(base: Base) -> tuple[Coverage, ...]:
    """Return the coverage of each source that has paragraphs."""
    covered: defaultdict[str, set[int]] = defaultdict(set)
    for fact in base.facts:
        covered[fact.source].update(fact.paragraphs)
        for also in fact.also_in:
            covered[also.source].update(also.paragraphs)
        for statement in fact.statements:
            covered[statement.source or fact.source].update(statement.where)
        for dispute in fact.disputes:
            covered[dispute.source or fact.source].update(dispute.where if isinstance(dispute.where, tuple) else ())
    return tuple(Coverage(source, frozenset(covered[source.id] - {0})) for source in base.sources if source.paragraphs)
