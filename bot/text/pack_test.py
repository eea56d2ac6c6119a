"""How well the entries of a pack are found, as text for a terminal and as plain data."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from bot.strings import cli as strings
from bot.text.escape import visible
from bot.text.plural import counted
from knowledge.evaluation.leave_one_out import Got, LeaveOneOut, Trial, Tried
from knowledge.model.entries import Entry, Fact, SmallTalk

_WIDTH = 80
_MOST_ENTRIES = 10  # in each list
_MOST_TRIALS = 3  # of each entry
_MOST_NEEDY = 5
_LONGEST = 90  # characters of a question


def pack_test_text(tested: LeaveOneOut, hints: Sequence[str], path: str, seconds: float) -> str:
    """Return what to know about the pack at `path`, which took so many `seconds` to test: 80 columns wide."""
    ways = sum(len(each.entry.asked_as) for each in tested.entries)
    tried = sum(len(each.hidden) for each in tested.entries)
    head = strings.TESTED.format(
        path=path,
        facts=counted(len(tested.facts), "fact"),
        gaps=counted(len(tested.gaps), "gap"),
        tried=f"{tried:,}",
        ways=counted(ways, "way to ask", "ways to ask"),
        seconds=counted(max(1, round(seconds)), "second"),
    )
    sections = [_wrapped(head), _shares(tested), *_problems(tested), _hints(hints), _neediest(tested, path)]
    return "\n\n".join("\n".join(lines) for lines in sections if lines)


def pack_test_data(tested: LeaveOneOut, hints: Sequence[str], seconds: float) -> dict[str, Any]:
    """Return everything that was found out, for other programs."""
    return {
        "seconds": round(seconds, 2),
        "tried": len(tested.trials),
        "shares": {got.value: tested.share(got) for got in Got},
        "facts": [_tried_data(each) for each in tested.facts],
        "gaps": [_tried_data(each) for each in tested.gaps],
        "unreachable": [each.entry.id for each in tested.unreachable],
        "not_found": [each.entry.id for each in tested.not_found],
        "partly_taken": [each.entry.id for each in tested.partly_taken],
        "ambiguous": [each.entry.id for each in tested.ambiguous],
        "answered_gaps": [each.entry.id for each in tested.answered_gaps],
        "untried": [each.entry.id for each in tested.untried],
        "neediest": [entry.id for entry in tested.neediest],
        "hints": list(hints),
    }


def _shares(tested: LeaveOneOut) -> list[str]:
    if not tested.trials:
        return []
    return [f"  {tested.share(got):4.0%}  {strings.TESTED_SHARES[got]}" for got in Got]


def _problems(tested: LeaveOneOut) -> Iterator[list[str]]:
    """Yield what is wrong, a list of entries each, as lines."""
    yield _listed(strings.UNREACHABLE, tested.unreachable, lambda each: each.trials[:1])
    yield _listed(strings.NOT_FOUND, tested.not_found, lambda each: each.hidden)
    if tested.trials and not tested.not_found:
        yield [strings.WELL_TESTED]
    yield _listed(strings.PARTLY_TAKEN, tested.partly_taken, _taken)
    yield _listed(strings.AMBIGUOUS, tested.ambiguous, lambda _: [])
    yield _listed(strings.ANSWERED_GAPS, tested.answered_gaps, _taken)
    if tested.untried:
        yield _wrapped(strings.UNTRIED.format(facts=counted(len(tested.untried), "fact")))


def _taken(tried: Tried) -> list[Trial]:
    return [trial for trial in tried.trials if trial.got is Got.TAKEN]


def _listed(title: str, entries: Sequence[Tried], trials: Callable[[Tried], Sequence[Trial]]) -> list[str]:
    if not entries:
        return []
    lines = [title.format(number=len(entries))]
    for each in entries[:_MOST_ENTRIES]:
        lines += _wrapped(strings.TESTED_ENTRY.format(id=each.entry.id, question=_quoted(each.entry.question)))
        for trial in sorted(trials(each), key=lambda trial: trial.got is not Got.TAKEN)[:_MOST_TRIALS]:
            lines += _wrapped(_trial(trial))
    if len(entries) > _MOST_ENTRIES:
        lines.append(strings.MORE_TESTED.format(number=len(entries) - _MOST_ENTRIES))
    return lines


def _trial(trial: Trial) -> str:
    question = _quoted(trial.question)
    if trial.taken_by is None:
        return (strings.TESTED_OFFERED if trial.got is Got.OFFERED else strings.TESTED_MISSED).format(question=question)
    taken = strings.TESTED_TAKEN_BY if trial.nearest else strings.TESTED_TAKEN
    nearest = _quoted(trial.nearest or "")
    return taken.format(question=question, kind=_kind(trial.taken_by), id=trial.taken_by.id, nearest=nearest)


def _hints(hints: Sequence[str]) -> list[str]:
    if not hints:
        return []
    lines = [strings.HINTS.format(number=len(hints))]
    for hint in hints[:_MOST_ENTRIES]:
        lines += _wrapped(strings.LISTED_HINT.format(hint=visible(hint)))
    if len(hints) > _MOST_ENTRIES:
        lines.append(strings.MORE_TESTED.format(number=len(hints) - _MOST_ENTRIES))
    return lines


def _neediest(tested: LeaveOneOut, path: str) -> list[str]:
    facts = [entry.id for entry in tested.neediest]
    if not facts:
        return []
    named = ", ".join(facts[:_MOST_NEEDY]) + (", …" if len(facts) > _MOST_NEEDY else "")
    return [*_wrapped(strings.NEEDIEST.format(facts=named)), strings.SUGGEST_COMMAND.format(path=path)]


def _tried_data(tried: Tried) -> dict[str, Any]:
    return {
        "id": tried.entry.id,
        "question": tried.entry.question,
        "ways_to_ask": len(tried.entry.asked_as),
        "found": tried.found,
        "own_question": _trial_data(tried.own) if tried.own else None,
        "tried": [_trial_data(trial) for trial in tried.hidden],
    }


def _trial_data(trial: Trial) -> dict[str, Any]:
    taker = trial.taken_by
    return {
        "question": trial.question,
        "got": trial.got.value,
        "taken_by": {"kind": _kind(taker), "id": taker.id, "question": taker.question} if taker else None,
        "nearest": trial.nearest,
    }


def _kind(entry: Entry) -> str:
    return "fact" if isinstance(entry, Fact) else "small talk" if isinstance(entry, SmallTalk) else "gap"


def _quoted(text: str) -> str:
    return textwrap.shorten(visible(text), _LONGEST, placeholder="…")


def _wrapped(line: str) -> list[str]:
    """Return `line` in lines of 80 columns; those after the first are indented a little more."""
    indent = " " * (len(line) - len(line.lstrip(" ")) + 2) if line[:1] in {" ", "-"} else ""
    return textwrap.wrap(line, _WIDTH, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False)
