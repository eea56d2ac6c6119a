"""Learn the weights of the search, and write them as JSON.

They're learned from bases of every richness together: whole bases with labelled questions, as they were written, with
suggested phrasings and without any; the pack that ships, whole and thinned; and public intents.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from importlib.resources import as_file, files
from pathlib import Path

from knowledge import pack
from knowledge.evaluation import questions
from knowledge.learning import bases, intents
from knowledge.learning.examples import Group
from knowledge.learning.learner import learn

_FAR_OFF = 150  # questions about something else that the pack is asked
PACK = "pack"  # the name of what's learned from the shipped pack


def sources(intents_folder: Path, folders: Iterable[Path], about_pack: Path) -> Mapping[str, Sequence[Group]]:
    """Return all groups to learn from, by the name of the base, of the pack, or of the intents.

    Raises what reading a file raises.
    """
    groups = {path.parent.name: bases.groups(path.parent) for f in folders for path in sorted(f.glob("*/pack.toml"))}
    far_off = intents.far_off(intents_folder, _FAR_OFF)
    shipped = bases.thinned_groups(pack.read(pack.default_pack()), questions.read(about_pack), far_off)
    return {**groups, PACK: shipped, "intents": intents.groups(intents_folder)}


def main(argv: Sequence[str] | None = None) -> None:
    """Learn the weights and write the file."""
    with as_file(files("knowledge.search") / "weights.json") as shipped:
        parser = argparse.ArgumentParser(prog="python -m knowledge.learning", description=__doc__)
        parser.add_argument("intents", type=Path, help=f"folder with {' and '.join(intents.FILES)}")
        parser.add_argument("questions", type=Path, help="labelled questions about the pack, as `evaluate` takes them")
        parser.add_argument(
            "bases",
            type=Path,
            nargs="+",
            help="folders of bases: a folder each with pack.toml, questions.jsonl and suggestions.json",
        )
        parser.add_argument("--output", type=Path, default=shipped, help="the file to write (default: %(default)s)")
        args = parser.parse_args(argv)
        groups = sources(args.intents, args.bases, args.questions)
        learned = learn([group for of_base in groups.values() for group in of_base])
        args.output.write_text(json.dumps(learned, indent=2) + "\n", "utf-8")
        print(f"Wrote {args.output}", file=sys.stderr)  # noqa: T201  # a command


if __name__ == "__main__":
    main()
