"""How well questions find their fact on public data: `python -m tests.benchmarks.intents FOLDER`.

FOLDER holds clinc150-train.jsonl, clinc150-val.jsonl, clinc150-outofscope.jsonl (CLINC150, Larson et al. 2019, CC BY
3.0) and banking77-train.jsonl (BANKING77, Casanueva et al. 2020, CC BY 4.0): `text` and `intent` of one question a
line. An intent plays the part of a fact, its texts the part of phrasings. Everything drawn is drawn with the seed.

- CLINC150: 10 or all training texts an intent; asked is the validation part, as it is and with a typo in half of the
  words of over three letters. AUROC: its confidence against that of the out-of-scope questions.
- BANKING77: a fifth of the training texts is held back and asked, the base is made of 10 or all of the others.
- near out-of-scope: the same with a quarter of the intents left out of the base. AUROC: the confidence of the
  questions that it answers against that of the questions of those intents.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from random import Random

from knowledge.evaluation.statistics import Share, auroc, auroc_interval
from knowledge.model.outcome import Answered
from knowledge.search import Search
from tests.benchmarks.bases import Row, base_of, phrasings, rows
from tests.benchmarks.methods import METHODS
from tests.benchmarks.typos import with_typos

COMPARED = ["OnRecord", "WRatio", "token_set_ratio", "BM25"]


@dataclass(frozen=True)
class Task:
    """A base to build, the questions that it answers, and (where there are any) those that it does not."""

    name: str
    phrasings: Mapping[str, Sequence[str]]
    inside: Sequence[Row]
    outside: Sequence[Row] = ()


@dataclass(frozen=True)
class Result:
    """What a method made of a task: percentages, each with its 95 % interval."""

    task: str
    method: str
    top1: float
    top1_interval: tuple[float, float]
    auroc: float | None
    auroc_interval: tuple[float, float] | None
    ms_a_question: float


def tasks(folder: Path, seed: int) -> list[Task]:
    """Return every task of the module's description."""
    random = Random(seed)
    train, validation = rows(folder / "clinc150-train.jsonl"), rows(folder / "clinc150-val.jsonl")
    mistyped = [Row(with_typos(row.text, random), row.fact) for row in validation]
    outofscope = rows(folder / "clinc150-outofscope.jsonl")
    banking = rows(folder / "banking77-train.jsonl")
    random.shuffle(train)
    random.shuffle(banking)
    fifth = len(banking) // 5
    held_back, kept = banking[:fifth], banking[fifth:]
    intents = sorted({row.fact for row in banking if row.fact})
    left_out = set(random.sample(intents, len(intents) // 4))
    inside = [row for row in held_back if row.fact not in left_out]
    near = [row for row in held_back if row.fact in left_out]
    listed = []
    for count, some in (("10", 10), ("all", None)):
        clinc, bank = _first(train, some), _first(kept, some)
        fewer = {fact: texts for fact, texts in bank.items() if fact not in left_out}
        listed += [
            Task(f"CLINC150, {count}", clinc, validation, outofscope),
            Task(f"CLINC150, {count}, typos", clinc, mistyped),
            Task(f"BANKING77, {count}", bank, held_back),
            Task(f"near out-of-scope, {count}", fewer, inside, near),
        ]
    return listed


def measure(task: Task, method: str) -> Result:
    """Ask every question of `task`."""
    ask = METHODS[method](task.phrasings)
    start = time.perf_counter()
    inside = [ask(row.text) for row in task.inside]
    seconds = time.perf_counter() - start
    top1 = Share(sum(found.fact == row.fact for found, row in zip(inside, task.inside, strict=True)), len(inside))
    area, interval = None, None
    if task.outside:
        area = auroc([found.sureness for found in inside], [ask(row.text).sureness for row in task.outside])
        low, high = auroc_interval(area, len(inside), len(task.outside))
        area, interval = 100 * area, (100 * low, 100 * high)
    return Result(task.name, method, top1.percent, top1.interval, area, interval, 1000 * seconds / len(inside))


def decisions(task: Task) -> str:
    """Say what OnRecord decides: how much of `task` it answers, and how much of that rightly."""
    search = Search(base_of(task.phrasings))
    inside = [(row, search.ask(row.text)) for row in task.inside]
    answered = [(row, outcome) for row, outcome in inside if isinstance(outcome, Answered)]
    right = Share(sum(outcome.record.fact.id == row.fact for row, outcome in answered), len(inside))
    wrong = Share(len(answered) - right.count, len(inside))
    false = Share(sum(isinstance(search.ask(row.text), Answered) for row in task.outside), len(task.outside))
    return (
        f"of the answerable {right.percent:.1f}% answered right and {wrong.percent:.1f}% wrong, "
        f"of the others {false.percent:.1f}% answered"
    )


def _first(texts: Sequence[Row], count: int | None) -> dict[str, list[str]]:
    return {fact: texts[:count] for fact, texts in phrasings(texts).items()}


def _text(result: Result) -> str:
    area = _cell(result.auroc, result.auroc_interval) if result.auroc_interval else ""
    top1 = _cell(result.top1, result.top1_interval)
    return f"{result.task:<24}{result.method:<17}{top1:<21}{area:<21}{result.ms_a_question:>6.2f}"


def _cell(percent: float, interval: tuple[float, float]) -> str:
    return f"{percent:5.1f} [{interval[0]:.1f}–{interval[1]:.1f}]"


def main() -> None:
    """Print a line for each task and method, as soon as it is measured."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--methods", nargs="+", choices=COMPARED, default=COMPARED)
    parser.add_argument("--tasks", default="", metavar="TEXT", help="only the tasks with this in their name")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--json", action="store_true", help="print an object a line instead")
    args = parser.parse_args()
    if not args.json:
        print(f"{'task':<24}{'method':<17}{'top-1, %':<21}{'AUROC, %':<21}ms a question")
    for task in tasks(args.folder, args.seed):
        if args.tasks not in task.name:
            continue
        for method in args.methods:
            result = measure(task, method)
            print(json.dumps(asdict(result)) if args.json else _text(result), flush=True)
        if task.outside and "OnRecord" in args.methods and not args.json:
            print(f"  {decisions(task)}")


if __name__ == "__main__":
    try:
        main()
    except OSError as error:
        sys.exit(f"{error.filename}: {error.strerror}")
