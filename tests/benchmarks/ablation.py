"""What each feature and signal is good for: `python -m tests.benchmarks.ablation [INTENTS BASES...]`.

Each in turn weighs nothing in any corner: a feature in retrieval and ranking, a signal in the confidence. Printed is
what changes on the labelled questions of tests/evaluation: how many get another outcome, and how many more are answered
right, wrong and falsely, on the tuning questions and on the held-out ones. Of a signal, its mean goes into the bias.

With what `python -m knowledge.learning` learns from (public intents, and folders of bases), the other weights are
learned again without it, too, so that they can make up for it. That takes half an hour. Whatever changes fewer answers
than chance would isn't worth keeping: the 95 % interval of "right" is about 4 points wide either way.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from copy import deepcopy
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

import numpy as np

from knowledge import pack
from knowledge.evaluation.figures import Judged, Verdict, judge
from knowledge.evaluation.questions import read
from knowledge.learning.__main__ import sources
from knowledge.learning.learner import learn
from knowledge.learning.progress import progress
from knowledge.model.outcome import Answered, Unanswered
from knowledge.search import Search
from knowledge.search.confidence import signals
from knowledge.search.features import FEATURES, SIGNALS
from knowledge.search.weights import loads

EVALUATION = Path(__file__).parents[1] / "evaluation"
SETS = ("tuning", "heldout")
RICHEST = "rich"  # the corner whose weights are printed: the shipped pack's
COUNTED = (Verdict.RIGHT, Verdict.WRONG, Verdict.FALSE)

Data = dict[str, dict[str, dict[str, float]]]


@dataclass(frozen=True)
class Change:
    """What is different without a feature or signal, on one set of questions."""

    outcomes: int  # questions that get another outcome, fact or gap
    verdicts: tuple[int, ...]  # how many more of each of `COUNTED`

    def __str__(self) -> str:
        return f"{self.outcomes:>9}" + "".join(f"{more:>+7}" if more else f"{'':>7}" for more in self.verdicts)


class Questions:
    """The labelled questions, and a search over the pack that they are about."""

    def __init__(self) -> None:
        self.search = Search(pack.read(pack.default_pack()))
        self.labelled = {name: read(EVALUATION / f"{name}.jsonl") for name in SETS}
        self.usual = self.judged(None)

    def judged(self, data: Data | None) -> dict[str, list[Judged]]:
        """Return what every question gets with the weights `data`; None: with those that ship."""
        weights = None if data is None else loads(json.dumps(data))
        search = Search(self.search.base, shared=self.search, weights=weights)
        return {
            name: [judge(labelled, search.ask(labelled.question)) for labelled in asked]
            for name, asked in self.labelled.items()
        }

    def changes(self, data: Data, before: dict[str, list[Judged]] | None = None) -> list[Change]:
        """Return what is different with the weights `data`, by set."""
        after, before = self.judged(data), before or self.usual
        return [_change(before[name], after[name]) for name in SETS]

    def mean_signals(self) -> dict[str, float]:
        """Return the mean of each signal of the best fact, over the tuning questions."""
        rows = []
        for labelled in self.labelled["tuning"]:
            query, ranking = self.search.rank(labelled.question)
            facts = np.flatnonzero(ranking.are_facts)
            if len(facts):
                rows.append(signals(query, ranking, int(facts[0])))
        return dict(zip(SIGNALS, np.mean(rows, axis=0).tolist(), strict=True))


def without_feature(data: Data, name: str) -> Data:
    """Return the weights with those of a feature at zero."""
    changed = deepcopy(data)
    for part in ("retrieval", "ranking"):
        for corner in changed[part].values():
            if name in corner:
                corner[name] = 0.0
    return changed


def without_signal(data: Data, name: str, mean: float) -> Data:
    """Return the weights with those of a signal at zero, and its mean contribution in the bias."""
    changed = deepcopy(data)
    for corner in changed["fact"].values():
        corner["bias"] += corner[name] * mean
        corner[name] = 0.0
    return changed


def shipped_data() -> Data:
    """Return the weights that ship, by name."""
    data: Data = json.loads((files("knowledge.search") / "weights.json").read_text("utf-8"))
    return data


def _change(before: Sequence[Judged], after: Sequence[Judged]) -> Change:
    outcomes = sum(_outcome(old) != _outcome(new) for old, new in zip(before, after, strict=True))
    more = (sum(j.verdict is v for j in after) - sum(j.verdict is v for j in before) for v in COUNTED)
    return Change(outcomes, tuple(more))


def _outcome(judged: Judged) -> tuple[str, str | None]:
    match judged.outcome:
        case Answered(record=record):
            return "answered", record.fact.id
        case Unanswered(gap=gap):
            return "unanswered", gap.id if gap else None
        case _:
            return "suggested", None


def _heading(title: str, first: str) -> str:
    columns = f"{'outcomes':>9}{'right':>7}{'wrong':>7}{'false':>7}"
    return f"\n{title}\n{'':<36}{'tuning':^30}  {'held out':^30}\n{first:<26}{'weight':>10}{columns}  {columns}"


def _row(name: str, weight: float, changes: Sequence[Change]) -> str:
    return f"{name:<26}{weight:>10.2f}" + "  ".join(map(str, changes))


def print_zeroed(questions: Questions) -> None:
    """Print what changes when the weight of each alone is zero."""
    data, means = shipped_data(), questions.mean_signals()
    rows = [(name, data["ranking"][RICHEST][name], without_feature(data, name)) for name in FEATURES]
    print(_heading("Without a feature, the other weights as they are", "feature"))
    for name, weight, changed in progress(rows, "features"):
        print(_row(name, weight, questions.changes(changed)), flush=True)
    of_rich = data["fact"][f"{RICHEST}_with_gaps"]
    zeroed = [(name, of_rich[name], without_signal(data, name, means[name])) for name in SIGNALS]
    print(_heading("Without a signal, the other weights as they are", "signal"))
    for name, weight, changed in progress(zeroed, "signals"):
        print(_row(name, weight, questions.changes(changed)), flush=True)


def print_learned(questions: Questions, intents: Path, bases: Sequence[Path]) -> None:
    """Print what changes when the others are learned again without each, beside learning again with all of them."""
    sets = sources(intents, bases, EVALUATION / "tuning.jsonl")
    groups = [group for of_base in sets.values() for group in of_base]
    everything = learn(groups)
    before = questions.judged(everything)
    print(_heading("Learned again with everything, beside the shipped weights", ""))
    print(_row("everything", 0.0, questions.changes(everything)), flush=True)
    print(_heading("Learned again without a feature or signal, beside with everything", "feature or signal"))
    names = list(dict.fromkeys([*FEATURES, *SIGNALS]))
    for name in progress(names, "learning"):
        weight = everything["ranking"][RICHEST].get(name, 0.0)
        print(_row(name, weight, questions.changes(learn(groups, [name]), before)), flush=True)


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("intents", type=Path, nargs="?", help="public intents, to learn again")
    parser.add_argument("bases", type=Path, nargs="*", help="folders of bases, to learn again")
    args = parser.parse_args()
    questions = Questions()
    print_zeroed(questions)
    if args.intents is not None:
        print_learned(questions, args.intents, args.bases)


if __name__ == "__main__":
    main()
