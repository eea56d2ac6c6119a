"""How well the thinned pack is answered: `python -m tests.benchmarks.thinned INTENTS BASES QUESTIONS`.

The weights are learned anew from everything but the pack: the public intents in INTENTS, the bases in the folder BASES
and those of tests/evaluation/bases. Then the labelled questions in the file QUESTIONS are asked of the pack with a few
phrasings of each fact and a few of its gaps, drawn several times with different seeds.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from pathlib import Path
from random import Random

from knowledge import pack
from knowledge.evaluation import questions
from knowledge.evaluation.figures import Judged, figures, judge
from knowledge.learning.__main__ import PACK, sources
from knowledge.learning.bases import thinned
from knowledge.learning.learner import learn
from knowledge.search import Search
from knowledge.search.weights import loads
from tests.benchmarks.new_bases import HEADING, OWN, row

THINNED = ((5, 30, 3), (2, 10, 2), (0, 0, 0))  # phrasings of each fact, gaps, phrasings of each gap


def main(argv: Sequence[str] | None = None) -> None:
    """Print a line for each way to thin the pack."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.thinned", description=__doc__)
    parser.add_argument("intents", type=Path)
    parser.add_argument("bases", type=Path)
    parser.add_argument("questions", type=Path)
    parser.add_argument("--draws", type=int, default=5, help="how often to draw (default: %(default)s)")
    args = parser.parse_args(argv)
    groups = sources(args.intents, [args.bases, OWN / "bases"], OWN / "tuning.jsonl")
    weights = loads(json.dumps(learn([group for name in groups if name != PACK for group in groups[name]])))
    whole, labelled = pack.read(pack.default_pack()), questions.read(args.questions)
    print(HEADING)
    for phrasings, gaps, of_gap in THINNED:
        judged: list[Judged] = []
        for seed in range(args.draws):
            search = Search(thinned(whole, phrasings, gaps, of_gap, Random(seed)), weights=weights, cached=False)
            judged += [judge(each, search.ask(each.question)) for each in labelled]
        print(row(f"{phrasings} phrasings, {gaps} gaps of {of_gap}, {args.draws} draws", figures(judged)), flush=True)


if __name__ == "__main__":
    main()
