"""How questions that are meant to trick the search are answered: `python -m tests.benchmarks.adversarial FILE...`.

Each FILE has labelled questions. They are asked of the pack.toml beside it, or of the shipped pack if there is none.
The last column says how many of the unanswerable ones that are labelled with a gap got that gap's note, or no note
where the label is null.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from knowledge import pack
from knowledge.evaluation.figures import Judged, Verdict, judge
from knowledge.evaluation.questions import read
from knowledge.model.outcome import Unanswered
from knowledge.search import Search


class Asked(NamedTuple):
    """A question as judged, and whether its note fits; None if that isn't labelled or the bot didn't say it's a gap."""

    judged: Judged
    note_fits: bool | None


def gaps_in(path: Path) -> dict[str, str | None]:
    """Return the labelled gaps by the questions' ids; questions without the label are left out."""
    rows = (json.loads(line) for line in path.read_text("utf-8").split("\n") if line.strip())
    return {row["id"]: row["gap"] for row in rows if "gap" in row}


def ask(path: Path) -> Iterator[Asked]:
    """Ask the questions in the file at `path`."""
    beside = path.parent / "pack.toml"
    search = Search(pack.read(beside if beside.exists() else pack.default_pack()))
    gaps = gaps_in(path)
    for labelled in read(path):
        outcome, fits = search.ask(labelled.question), None
        if labelled.id in gaps and isinstance(outcome, Unanswered) and outcome.not_said_by is None:
            fits = (outcome.gap.id if outcome.gap else None) == gaps[labelled.id]
        yield Asked(judge(labelled, outcome), fits)


def row(name: str, asked: Iterable[Asked]) -> str:
    """Return a line of the table."""
    asked = list(asked)
    verdicts = [each.judged.verdict for each in asked]
    answerable = sum(each.judged.labelled.kind == "in" for each in asked)
    notes = [each.note_fits for each in asked if each.note_fits is not None]
    counts = [
        (verdicts.count(Verdict.RIGHT), answerable),
        (verdicts.count(Verdict.WRONG), answerable),
        (verdicts.count(Verdict.FALSE), len(asked) - answerable),
        (sum(notes), len(notes)),
    ]
    return f"{name:<16}" + "".join(f"{f'{count} of {of}' if of else '–':>14}" for count, of in counts)


def main(argv: Sequence[str] | None = None) -> None:
    """Print a line for each kind of question, and for all together."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.adversarial", description=__doc__)
    parser.add_argument("files", type=Path, nargs="+", metavar="FILE")
    args = parser.parse_args(argv)
    asked = [each for path in args.files for each in ask(path)]
    print(f"{'':<16}" + "".join(f"{name:>14}" for name in ("right", "wrong", "false", "note fits")))
    for style in sorted({each.judged.labelled.style for each in asked}):
        print(row(style, (each for each in asked if each.judged.labelled.style == style)))
    print(row("all", asked))


if __name__ == "__main__":
    main()
