"""Learn the weights of the search, and write them as JSON.

The ranking is learned from public intents and from labelled questions about a pack together; the confidence of bases
with gaps from the labelled questions, that of bases without from the intents, some of which are left out of the base.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from knowledge import pack
from knowledge.evaluation import questions
from knowledge.learning import examples, intents
from knowledge.learning.examples import Example
from knowledge.learning.fitting import Choices, listwise, logistic
from knowledge.search import Search
from knowledge.search.confidence import SIGNALS, signals
from knowledge.search.features import FEATURES, RETRIEVAL_FEATURES
from knowledge.search.ragged import Flags, Numbers

_FILES = ("clinc150-train.jsonl", "banking77-train.jsonl")
_SIZES = (10, 40, None)  # phrasings of each fact
_ASKED = 1200  # questions put to each base
_STRANGE = 150  # questions put to it from the other set
_LEFT_OUT = 0.15
_LABELLED_WEIGHT = 4.0  # of all labelled questions, where each base of intents has 1
_EXACT_PHRASING = 4.0  # chosen: examples are never phrasings of the base that they are asked of, so it is not learned
_PENALTY = 1e-3
_CONFIDENCE_PENALTY = 3e-3
# Chosen on the labelled questions: wrong and false answers are worse than one answer more that is only offered.
_THRESHOLDS = {"answer": 0.5, "suggest": 0.06, "gap": 0.3}


def main(argv: Sequence[str] | None = None) -> None:
    """Learn, write, and say what was learned."""
    parser = argparse.ArgumentParser(prog="python -m knowledge.learning", description=__doc__)
    parser.add_argument("intents", type=Path, help=f"folder with {' and '.join(_FILES)}")
    parser.add_argument("questions", type=Path, help="labelled questions about the pack, as `evaluate` takes them")
    parser.add_argument("--pack", type=Path, default=pack.default_pack(), help="the pack that they are about")
    parser.add_argument(
        "--output", type=Path, default=Path(str(pack.default_pack())).parents[1] / "search/weights.json"
    )
    args = parser.parse_args(argv)
    public = [group for path in _FILES for group in of_intents(path, args.intents)]
    labelled = of_labelled(args.pack, args.questions)
    learned = learn(public, labelled)
    args.output.write_text(json.dumps(learned, indent=2) + "\n", "utf-8")
    print(f"{args.output} written", file=sys.stderr)  # noqa: T201  # a command's word to who runs it


def of_intents(name: str, folder: Path) -> list[list[Example]]:
    """Return examples from the intents in a file: for each size of base, as typed by the careful and the hasty."""
    rng = random.Random(name)  # noqa: S311  # a split that anyone can make again, no secret
    held, known = intents.parted(intents.read(folder / name), 0.2, rng)
    (other,) = (file for file in _FILES if file != name)
    strange = [(row.text, "") for row in rng.sample(intents.read(folder / other), _STRANGE)]
    groups = []
    for size in _SIZES:
        base = intents.base_of(known, size, _LEFT_OUT, rng)
        search, number_of = Search(base), examples.numbers_of(base)
        asked = [*rng.sample(held, min(_ASKED, len(held))), *strange]
        careful = [(text, number_of(intent)) for text, intent in asked]
        hasty = [(intents.mistyped(text, rng), right) for text, right in careful]
        groups += [examples.of_questions(search, careful), examples.of_questions(search, hasty)]
    return groups


def of_labelled(pack_path: Path, path: Path) -> list[Example]:
    """Return examples from labelled questions about a pack."""
    base = pack.read(pack_path)
    asked = [(labelled.question, examples.right_for(labelled, base)) for labelled in questions.read(path)]
    return examples.of_questions(Search(base), asked)


def learn(public: Sequence[Sequence[Example]], labelled: Sequence[Example]) -> dict[str, dict[str, float]]:
    """Return all weights by name, as weights.json holds them."""
    n = len(RETRIEVAL_FEATURES)
    weighed = [(group, 1.0) for group in public] + [(labelled, _LABELLED_WEIGHT)]
    choices = [
        Choices(examples.table(group, lambda e: e.features), examples.table(group, lambda e: e.right), weight)
        for group, weight in weighed
    ]
    retrieval = listwise([Choices(c.features[:, :, :n], c.right, c.weight) for c in choices], _PENALTY)
    ranking = listwise(choices, _PENALTY)
    ranking[FEATURES.index("exact_phrasing")] = _EXACT_PHRASING
    return {
        "retrieval": _named(RETRIEVAL_FEATURES, retrieval),
        "ranking": _named(FEATURES, ranking),
        "with_gaps": _with_gaps(labelled, ranking),
        "without_gaps": _without_gaps(public, ranking),
        "thresholds": _THRESHOLDS,
    }


def _with_gaps(labelled: Sequence[Example], ranking: Numbers) -> dict[str, float]:
    x, right, _ = _signals(labelled, ranking)
    weights, bias = logistic(x, right, np.full(len(x), 1 / len(x)), _CONFIDENCE_PENALTY)
    return {**_named(SIGNALS, weights), "bias": round(bias, 4)}


def _without_gaps(public: Sequence[Sequence[Example]], ranking: Numbers) -> dict[str, float]:
    """Tell the answerable from the rest by the score and its odds, then put that on the scale of being right."""
    parts = [_signals(group, ranking) for group in public]
    x, right, answerable = (np.concatenate(columns) for columns in zip(*parts, strict=True))
    counts = np.concatenate([np.full(len(y), 1 / len(y) / len(parts)) for _, y, _ in parts])
    used = [SIGNALS.index("score"), SIGNALS.index("log_odds")]
    weights, bias = logistic(x[:, used], answerable.astype(np.float64), counts, _CONFIDENCE_PENALTY)
    score = (x[:, used] @ weights + bias)[:, None]
    scale, shift = logistic(score, right, counts, 0.0)
    whole = np.zeros(len(SIGNALS))
    whole[used] = weights * scale[0]
    return {**_named(SIGNALS, whole), "bias": round(float(bias * scale[0] + shift), 4)}


def _signals(group: Sequence[Example], ranking: Numbers) -> tuple[Numbers, Numbers, Flags]:
    """Return of each example's best fact the signals, whether it is right, and whether there is an answer at all."""
    rows, right, answerable = [], [], []
    for example in group:
        if example.facts.any():
            scores = example.features @ ranking
            best = int(np.where(example.facts, scores, -np.inf).argmax())
            rows.append(signals(example.query, example.features, scores, example.facts, best))
            right.append(float(example.right[best]))
            answerable.append(example.answerable)
    return np.array(rows), np.array(right), np.array(answerable)


def _named(names: Sequence[str], values: Numbers) -> dict[str, float]:
    return {name: round(float(value), 4) for name, value in zip(names, values, strict=True)}


if __name__ == "__main__":
    main()
