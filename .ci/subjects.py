"""Checks the subjects of the commits in this repository: at most 72 characters, so that `git log` shows all of them."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

LONGEST = 72
_BASE = "81bbdd0f6070baf629a7f7b04fb1b5d1169b7d35"  # the last commit that's older than the rule


def too_long(folder: Path) -> list[str]:
    """Return the commits of the repository in `folder` whose subject is too long, as `hash subject`.

    Raises `LookupError` with the reason if that can't be told.
    """
    if not (folder / ".git").exists():
        raise LookupError("this folder is no git repository")
    if _git(folder, "cat-file", "-e", _BASE) is not None:
        commits = f"{_BASE}..HEAD"
    elif _git(folder, "rev-parse", "--is-shallow-repository") == "false\n":
        commits = "HEAD"
    else:
        raise LookupError("this clone lacks the older commits (git fetch --unshallow gets them)")
    log = _git(folder, "log", "--no-merges", "--format=%h %s", commits) or ""
    return [line for line in log.splitlines() if len(line.split(" ", 1)[1]) > LONGEST]


def _git(folder: Path, *arguments: str) -> str | None:
    command = ["git", "-c", f"safe.directory={folder}", "-C", str(folder), *arguments]
    ran = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    return None if ran.returncode else ran.stdout


if __name__ == "__main__":
    try:
        found = too_long(Path(__file__).resolve().parent.parent)
    except (LookupError, FileNotFoundError) as error:  # no history, or no git
        print(f"Commit subjects not checked: {error}.")
    else:
        print(*found, sep="\n", end="\n" if found else "")
        sys.exit(f"Shorten these commit subjects to {LONGEST} characters (git rebase -i)." if found else 0)
