"""How well bases are answered that nothing was learned from: `python -m tests.benchmarks.new_bases FOLDER INTENTS`.

FOLDER holds bases, each with pack.toml, questions.jsonl and suggestions.json; INTENTS the public intents. For each base
of FOLDER the weights are learned anew from all the others, those of tests/evaluation/bases, the shipped pack and the
intents; then its questions are asked: of the base as it was written, with all suggestions accepted, and without
phrasings and gaps. The last lines say how many right answers are denied by what people ask about any news. It takes
some minutes.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from unittest.mock import patch

from knowledge import pack
from knowledge.evaluation import questions
from knowledge.evaluation.figures import Figures, Judged, Verdict, figures, judge
from knowledge.learning.__main__ import sources
from knowledge.learning.bases import Suggestions, bare_of, with_suggestions
from knowledge.learning.learner import learn
from knowledge.learning.progress import progress
from knowledge.model.base import Base
from knowledge.search import Search, layers
from knowledge.search.weights import Weights, loads

OWN = Path(__file__).parents[1] / "evaluation"
HEADING = f"{'':<40}  {'right':<20}  {'wrong':<20}  {'false':<20}  calibration error"


def versions(folder: Path) -> Iterator[tuple[str, Base]]:
    """Yield the base in `folder` as it was written, with its suggestions, and bare."""
    written, suggestions = pack.read(folder / "pack.toml"), Suggestions(folder / "suggestions.json")
    yield "as written", written
    yield "with suggestions", with_suggestions(written, suggestions.facts, suggestions.gaps)
    yield "bare", bare_of(written)


def asked(folder: Path, base: Base, weights: Weights) -> list[Judged]:
    """Return what the questions of `folder` get from `base`."""
    search = Search(base, weights=weights)
    return [judge(each, search.ask(each.question)) for each in questions.read(folder / "questions.jsonl")]


def denied(verdicts: Iterable[Verdict], without: Iterable[Verdict]) -> int:
    """Return how many questions are answered right `without` generic gaps, and not with them."""
    return sum(
        each is not Verdict.RIGHT and bare is Verdict.RIGHT for each, bare in zip(verdicts, without, strict=True)
    )


def row(name: str, of: Figures) -> str:
    """Return a line of the table."""
    shares = "  ".join(
        f"{share.percent:>5.1f} [{share.interval[0]:.1f}–{share.interval[1]:.1f}]"
        for share in (of.right, of.wrong, of.false)
    )
    return f"{name:<40}  {shares}  {of.calibration_error:.3f}"


def main(argv: Sequence[str] | None = None) -> None:
    """Print a line for each base and version, and for all bases together."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.new_bases", description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("intents", type=Path)
    args = parser.parse_args(argv)
    folders = sorted(path.parent for path in args.folder.glob("*/pack.toml"))
    groups = sources(args.intents, [args.folder, OWN / "bases"], OWN / "tuning.jsonl")
    print(HEADING)
    together: dict[str, list[Judged]] = {}
    taken: Counter[str] = Counter()
    for folder in progress(folders, "bases"):
        learned = learn([group for name, of_base in groups.items() if name != folder.name for group in of_base])
        for version, base in versions(folder):
            weights = loads(json.dumps(learned))
            judged = asked(folder, base, weights)
            with patch.object(layers, "generic_gaps", tuple):
                without = asked(folder, base, weights)
            taken[version] += denied((each.verdict for each in judged), (each.verdict for each in without))
            print(row(f"{folder.name}, {version}", figures(judged)), flush=True)
            together.setdefault(version, []).extend(judged)
    for version, judged in together.items():
        print(row(f"all, {version}", figures(judged)), flush=True)
    for version, judged in together.items():
        print(f"denied, {version:<24}  {taken[version]} of {figures(judged).right.of}", flush=True)


if __name__ == "__main__":
    main()
