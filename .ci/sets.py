"""Installs every set of pins in an environment of its own, with the pip that Python brings and with the newest one.

It takes minutes and belongs to CI: the tests themselves install only one set, and with one pip.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

import pins
from environment import PINNED

TOGETHER = [["run", "postgres"], ["run", "build", "preview"], ["run", "build", "postgres"], ["run", "build", "dev"]]


def install(uses: list[str], folder: Path, *, newest_pip: bool) -> str:
    """Install the pins of `uses` in `folder` and return pip's version. Raises `CalledProcessError` if that fails."""
    pip = [str(folder / "bin" / "python"), "-m", "pip", "--disable-pip-version-check"]
    file = folder / "pins.txt"
    commands = [
        [sys.executable, "-m", "venv", str(folder)],
        *([[*pip, "install", "--upgrade", "pip"]] if newest_pip else []),
        [*pip, *PINNED, "-r", str(file)],
        [*pip, "check"],
    ]
    file.write_text("\n".join(pins.chosen(uses)), "utf-8")
    for command in commands:
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return subprocess.run([*pip, "--version"], check=True, capture_output=True, text=True).stdout.split()[1]


if __name__ == "__main__":
    for uses in [*([use] for use in pins.USES), *TOGETHER]:
        for newest_pip in (False, True):
            with tempfile.TemporaryDirectory() as folder:
                version = install(uses, Path(folder), newest_pip=newest_pip)
            print(f"pip {version}: {' '.join(uses)}: {len(pins.chosen(uses))} packages", flush=True)
