"""Learn the weights of the search, and write them as JSON.

The ranking is learned from public intents and from labelled questions about a pack together; the confidence of bases
with gaps from the labelled questions, that of bases without from the intents, some of which are left out of the base.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from importlib.resources import as_file, files
from pathlib import Path

from knowledge import pack
from knowledge.learning.examples import of_intents, of_labelled
from knowledge.learning.intents import FILES
from knowledge.learning.learner import learn


def main(argv: Sequence[str] | None = None) -> None:
    """Learn the weights and write the file."""
    with as_file(files("knowledge.search") / "weights.json") as shipped:
        parser = argparse.ArgumentParser(prog="python -m knowledge.learning", description=__doc__)
        parser.add_argument("intents", type=Path, help=f"folder with {' and '.join(FILES)}")
        parser.add_argument("questions", type=Path, help="labelled questions about the pack, as `evaluate` takes them")
        parser.add_argument("--pack", type=Path, default=pack.default_pack(), help="the pack that they are about")
        parser.add_argument("--output", type=Path, default=shipped, help="the file to write (default: %(default)s)")
        args = parser.parse_args(argv)
        learned = learn(of_intents(args.intents), of_labelled(args.pack, args.questions))
        args.output.write_text(json.dumps(learned, indent=2) + "\n", "utf-8")
        print(f"Wrote {args.output}", file=sys.stderr)  # noqa: T201  # a command


if __name__ == "__main__":
    main()
