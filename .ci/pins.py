"""Prints the part of constraints.txt that some uses of OnRecord need, with hashes. An image, say, has no test tools.

    python .ci/pins.py run            what it needs to run
    python .ci/pins.py run preview    the same and an extra of pyproject.toml
    python .ci/pins.py build          what it's built with

It needs nothing but Python, because it comes before every installation. What it prints is complete, so that pip gets
`--no-deps` and has nothing to choose.
"""

from __future__ import annotations

import re
import sys
import tomllib
from collections.abc import Iterable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))

# name of a use: what it asks for directly
USES: dict[str, list[str]] = {
    "run": PROJECT["project"]["dependencies"],
    "build": PROJECT["build-system"]["requires"],
    **PROJECT["project"]["optional-dependencies"],
}


def chosen(uses: Iterable[str]) -> list[str]:
    """Return the entries of constraints.txt, as `uv pip compile` writes them, that `uses` lead to."""
    entries = re.split(r"\n(?=\w)", (ROOT / "constraints.txt").read_text("utf-8").strip())
    wanted = {_name(requirement) for use in uses for requirement in USES[use]}
    while True:  # what a wanted package requires is wanted too
        more = {_name(entry) for entry in entries if wanted.intersection(_required_by(entry))}
        if more <= wanted:
            return [entry for entry in entries if _name(entry) in wanted]
        wanted |= more


def _name(requirement: str) -> str:
    return re.split(r"[^\w.-]", requirement, maxsplit=1)[0].replace(".", "-").replace("_", "-").lower()


def _required_by(entry: str) -> list[str]:
    return re.findall(r"#\s+(?:via )?([\w.-]+)", entry)


if __name__ == "__main__":
    if not sys.argv[1:] or not USES.keys() >= set(sys.argv[1:]):
        sys.exit(f"Usage: python .ci/pins.py USE..., each one of: {', '.join(USES)}")
    print(*chosen(sys.argv[1:]), sep="\n")
