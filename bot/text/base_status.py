"""The state of a base in words, for Discord and the terminal."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import groupby, islice

from bot.strings import moderating as strings
from bot.text.plural import counted
from knowledge.editing.status import BaseStatus
from knowledge.evaluation.leave_one_out import LeaveOneOut, Tried
from knowledge.model.coverage import Coverage

_MOST_RUNS = 20  # of paragraphs, in one line


def pack_updates(state: BaseStatus) -> list[str]:
    """Return what a newer pack changed in entries that the server changed, too, in a line or none."""
    conflicts, merges = len(state.upstream_conflicts), len(state.upstream_merges)
    told = [strings.CONFLICTS.format(conflicts=counted(conflicts, "conflict"))] if conflicts else []
    told += [strings.MERGED.format(entries=counted(merges, "entry", "entries"))] if merges else []
    return [strings.PACK_UPDATES.format(updates="; ".join(told))] if told else []


def figures(state: BaseStatus) -> tuple[str, str]:
    """Return how much of everything there is, in two lines."""
    statuses = ", ".join(f"{number:,} {status}" for status, number in state.facts.items())
    counts = strings.FIGURES.format(
        facts=counted(sum(state.facts.values()), "fact"),
        statuses=statuses,
        speakers=counted(state.speakers, "speaker"),
        gaps=counted(state.gaps, "gap"),
    )
    if state.drafts:
        counts = strings.FIGURES_AND_DRAFTS.format(figures=counts, drafts=counted(state.drafts, "draft"))
    return (
        counts,
        strings.MORE_FIGURES.format(
            phrasings=counted(state.phrasings, "way to ask", "ways to ask"),
            own=counted(state.own, "entry", "entries"),
            revision=state.revision,
        ),
    )


def hard_to_find(found: LeaveOneOut) -> tuple[list[str], list[str]]:
    """Return the facts that people won't find, each with what they get instead, and a line that says how many.

    No line if nothing could be tried: facts with their question alone.
    """
    hard = list({each.entry.id: each for each in (*found.unreachable, *found.not_found)}.values())
    facts = counted(len(found.facts), "fact")
    tried = counted(sum(len(each.trials) for each in found.facts), "way to ask", "ways to ask")
    if hard:
        line = [strings.HARD_TO_FIND.format(number=len(hard), facts=facts)]
    else:
        line = [strings.ALL_FOUND.format(facts=facts, tried=tried)] if found.trials else []
    return [_taken_for(each) for each in hard], line


def _taken_for(tried: Tried) -> str:
    taken_by = Counter(trial.taken_by.question for trial in tried.trials if trial.taken_by)
    if not taken_by:
        return tried.entry.question
    return strings.TAKEN_FOR.format(question=tried.entry.question, taken_by=taken_by.most_common(1)[0][0])


def coverage_text(coverage: Coverage) -> str:
    """Return how many paragraphs of a source facts point to, and the first ones that none points to."""
    total, covered = coverage.source.paragraphs, len(coverage.covered)
    told = strings.COVERAGE.format(source=coverage.source.title, covered=f"{covered:,}", total=f"{total:,}")
    if covered == total:
        return told
    runs = _runs(coverage.uncovered)
    shown = list(islice(runs, _MOST_RUNS))
    paragraphs = ", ".join(f"{first}–{last}" if first < last else str(first) for first, last in shown)
    more = sum(last - first + 1 for first, last in runs)
    if more:
        paragraphs = strings.MORE_PARAGRAPHS.format(paragraphs=paragraphs, number=f"{more:,}")
    return strings.UNCOVERED.format(coverage=told, paragraphs=paragraphs)


def _runs(numbers: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Yield the first and the last of each run of `numbers` that follow each other: 1, 2, 3, 7 as 1-3 and 7-7."""
    for _, run in groupby(enumerate(numbers), lambda placed: placed[1] - placed[0]):
        found = [number for _, number in run]
        yield found[0], found[-1]
