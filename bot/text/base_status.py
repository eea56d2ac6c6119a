"""The state of a base in words, for Discord and the terminal."""

from __future__ import annotations

from itertools import islice

from bot.strings import moderating as strings
from bot.text.plural import counted
from knowledge.editing.status import BaseStatus
from knowledge.model.coverage import Coverage

_MOST_NUMBERS = 50  # of paragraphs, in one line


def figures(state: BaseStatus) -> tuple[str, str]:
    """Return how much of everything there is, in two lines."""
    statuses = ", ".join(f"{number:,} {status}" for status, number in state.facts.items())
    return (
        strings.FIGURES.format(
            facts=counted(sum(state.facts.values()), "fact"),
            statuses=statuses,
            speakers=counted(state.speakers, "speaker"),
            gaps=counted(state.gaps, "gap"),
        ),
        strings.MORE_FIGURES.format(
            phrasings=counted(state.phrasings, "way to ask", "ways to ask"),
            own=counted(state.own, "entry", "entries"),
            revision=state.revision,
        ),
    )


def coverage_text(coverage: Coverage) -> str:
    """Return how many paragraphs of a source facts point to, and the first ones that none points to."""
    total, covered = coverage.source.paragraphs + 1, len(coverage.covered)
    told = strings.COVERAGE.format(source=coverage.source.title, covered=f"{covered:,}", total=f"{total:,}")
    if covered == total:
        return told
    paragraphs = ", ".join(map(str, islice(coverage.uncovered, _MOST_NUMBERS)))
    if total - covered > _MOST_NUMBERS:
        more = total - covered - _MOST_NUMBERS
        paragraphs = strings.MORE_PARAGRAPHS.format(paragraphs=paragraphs, number=f"{more:,}")
    return strings.UNCOVERED.format(coverage=told, paragraphs=paragraphs)
