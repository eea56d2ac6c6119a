"""On which line of a file everything in it is."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import replace
from itertools import islice

from knowledge.model.validation import Problem

Path = tuple[str | int, ...]  # like ("facts", 0, "disputes", 1, "says")

_STEP = re.compile(r"([^.\[\]]+)|\[([0-9]+)\]")
_MOST_ENTRIES = 20_000  # of a kind; no base has more
_NUMBERED = re.compile(r"number ([0-9]+)")


class Lines:
    """Turns positions in a text into numbers of lines, from 1."""

    def __init__(self, text: str) -> None:
        self._starts = [0, *(match.end() for match in re.finditer("\n", text))]

    def at(self, position: int) -> int:
        """Return the line that `position` is on."""
        return bisect_right(self._starts, position)


def located(problems: Iterable[Problem], data: object, places: Mapping[Path, int]) -> tuple[Problem, ...]:
    """Return `problems` of a file with the line of each, in the order of the lines.

    data: what the file holds, as lists of entries by kind. places: the lines of all that's in it
    """
    names = _Names(data)
    found = [each if each.line else names.located(each, places) for each in problems]
    return tuple(sorted(found, key=lambda each: (each.line is not None, each.line or 0)))


class _Names:
    """Finds entries by the name that problems give them: "facts: who-won", or "facts: number 2" without an id."""

    def __init__(self, data: object) -> None:
        self._first: dict[str, int] = {}
        self._last: dict[str, int] = {}
        for kind, entries in data.items() if isinstance(data, Mapping) else ():
            for index, entry in enumerate(islice(entries, _MOST_ENTRIES) if isinstance(entries, list) else ()):
                id = entry.get("id") if isinstance(entry, Mapping) else getattr(entry, "id", None)
                self._first.setdefault(f"{kind}: {id}", index)
                self._last[f"{kind}: {id}"] = index

    def located(self, problem: Problem, places: Mapping[Path, int]) -> Problem:
        """Return `problem` with its line. If an id is used twice, the last is one too many, and the first is named."""
        kind, _, name = problem.entry.partition(": ")
        number = _NUMBERED.fullmatch(name)
        first = self._first.get(problem.entry, int(number[1]) - 1 if number else None)
        index = self._last.get(problem.entry, first) if problem.field == "id" else first
        field: Path = tuple(word or int(digits) for word, digits in _STEP.findall(problem.field))
        if problem.entry == "pack":  # a name that somebody made up, with whatever is in it
            field = (problem.field,)
        advice = problem.advice
        if index != first and first is not None:
            advice += f" (the first is in line {_line((kind, first, 'id'), places)})"
        return replace(
            problem, line=_line((kind, index, *field) if index is not None else field, places), advice=advice
        )


def _line(path: Path, places: Mapping[Path, int]) -> int | None:
    """Return the line of what's at `path`, or of the nearest thing around it that's there."""
    return next((places[path[:length]] for length in range(len(path), 0, -1) if path[:length] in places), None)
