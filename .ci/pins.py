"""Prints the part of constraints.txt that some uses of OnRecord need, hashes and all: an image has no test tools.

    python .ci/pins.py run            what it needs to run
    python .ci/pins.py run preview    and an extra of pyproject.toml
    python .ci/pins.py build          what it is built with

Needs nothing but Python, for it comes before every installation.
"""

import re
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).parent.parent


def needed(uses: list[str], project: dict, pins: str) -> str:
    """Return the entries of `pins` (as `uv pip compile` writes them) that `uses` of the project lead to."""
    direct = {
        "run": project["project"]["dependencies"],
        "build": project["build-system"]["requires"],
        **project["project"]["optional-dependencies"],
    }
    unknown = [use for use in uses if use not in direct]
    if unknown or not uses:
        sys.exit(f"Usage: python .ci/pins.py USE..., each one of: {', '.join(direct)}")
    wanted = {_name(requirement) for use in uses for requirement in direct[use]}
    entries = re.split(r"\n(?=\w)", pins.strip())
    while True:  # what a wanted package requires is wanted too
        more = {_name(entry) for entry in entries if wanted.intersection(_required_by(entry))}
        if more <= wanted:
            return "\n".join(entry for entry in entries if _name(entry) in wanted)
        wanted |= more


def _name(requirement: str) -> str:
    return re.split(r"[^\w.-]", requirement, maxsplit=1)[0].replace(".", "-").replace("_", "-").lower()


def _required_by(entry: str) -> list[str]:
    return re.findall(r"#\s+(?:via )?([\w.-]+)", entry)


if __name__ == "__main__":
    print(
        needed(
            sys.argv[1:],
            tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8")),
            (ROOT / "constraints.txt").read_text("utf-8"),
        )
    )
