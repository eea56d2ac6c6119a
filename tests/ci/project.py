"""The smallest project that `.ci/start.py` can start, with a package index of its own: no test needs the network."""

from __future__ import annotations

import hashlib
import io
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
BLOCKED = "raise ImportError('Debian has this module in a package of its own')\n"

CONFIGURATION = """\
[build-system]
requires = ["builder>=1"]
build-backend = "builder"

[project]
name = "onrecord"
version = "1"
dependencies = ["engine>=1"]

[project.optional-dependencies]
preview = ["page>=1"]
postgres = ["driver>=1"]
dev = ["tester>=1"]
"""

# Prints what it was called with, and the packages it finds.
BOT = """\
import sys
from importlib.metadata import distributions
found = {package.name: package.version for package in distributions()}
print("bot", *sys.argv[1:], *(f"{name}={found[name]}" for name in sorted(found) if found[name] in ("1.0", "2.0")))
"""

# A build backend, which installs a project by a file that names its folder.
BUILDER = """\
import os, zipfile

def build_editable(folder, config_settings=None, metadata_directory=None):
    with zipfile.ZipFile(os.path.join(folder, "onrecord-1-py3-none-any.whl"), "w") as wheel:
        wheel.writestr("onrecord.pth", os.getcwd())
        metadata = "Metadata-Version: 2.1\\nName: onrecord\\nVersion: 1\\nRequires-Dist: engine>=1\\n"
        wheel.writestr("onrecord-1.dist-info/METADATA", metadata)
        about = "Wheel-Version: 1.0\\nRoot-Is-Purelib: true\\nTag: py3-none-any\\n"
        wheel.writestr("onrecord-1.dist-info/WHEEL", about)
        wheel.writestr("onrecord-1.dist-info/RECORD", "")
    return "onrecord-1-py3-none-any.whl"
"""

READY = """\
import json, sys
sys.path.insert(0, ".ci")
import environment
environment._STAMP.write_text(json.dumps(environment._stamp(sorted(sys.argv[1:]))))
"""


def make_ready(folder: Path, *uses: str) -> None:
    """Leave an empty environment in `folder` that counts as installed: that takes no time."""
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", ".venv"], cwd=folder, check=True)
    subprocess.run([sys.executable, "-c", READY, *uses], cwd=folder, check=True)


class Project:
    """The project's folder, with the real `.ci` in it, and the index."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.index = folder / "onrecord", folder / "index"
        shutil.copytree(ROOT / ".ci", self.folder / ".ci", ignore=shutil.ignore_patterns("__pycache__"))
        (self.folder / ".ci" / "check").write_text('python -m bot check "$@"\n')
        (self.folder / "bot").mkdir()
        (self.folder / "bot" / "__init__.py").touch()
        (self.folder / "bot" / "__main__.py").write_text(BOT)
        (self.folder / "pyproject.toml").write_text(CONFIGURATION)
        self.blocked = folder / "blocked"  # first on Python's path, it has what that Python lacks
        (self.blocked / "ensurepip").mkdir(parents=True)
        (self.blocked / "ensurepip" / "__init__.py").write_text(BLOCKED)
        for name, via, more in (
            ("builder", "onrecord (pyproject.toml)", {"code": BUILDER}),
            ("driver", "onrecord (pyproject.toml)", {}),
            ("engine", "onrecord (pyproject.toml)", {}),
            ("page", "onrecord (pyproject.toml)", {}),
            ("report", "tester", {"metadata": "Provides-Extra: colors\n"}),
            ("tester", "onrecord (pyproject.toml)", {"metadata": "Requires-Dist: report[colors]>=1\n"}),
        ):
            self.pin(name, self.release(name, "1.0", **more), via)

    def release(self, name: str, version: str, *, code: str = "", metadata: str = "") -> str:
        """Put a release into the index and return its hash."""
        about = f"{name}-{version}.dist-info"
        content = io.BytesIO()
        with zipfile.ZipFile(content, "w") as wheel:
            wheel.writestr(f"{name}.py", code)
            wheel.writestr(f"{about}/METADATA", f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n{metadata}")
            wheel.writestr(f"{about}/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
            wheel.writestr(f"{about}/RECORD", "")
        page = self.index / name
        page.mkdir(parents=True, exist_ok=True)
        (page / f"{name}-{version}-py3-none-any.whl").write_bytes(content.getvalue())
        links = [f'<a href="{file.name}">{file.name}</a>' for file in page.glob("*.whl")]
        (page / "index.html").write_text("<!DOCTYPE html>" + "".join(links))
        return hashlib.sha256(content.getvalue()).hexdigest()

    def pin(self, name: str, digest: str, via: str) -> None:
        """Pin version 1.0 of a package, as `uv pip compile` writes it."""
        with (self.folder / "constraints.txt").open("a") as pins:
            pins.write(f"{name}==1.0 \\\n    --hash=sha256:{digest}\n    # via {via}\n")

    def start(self, *arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
        """Run `python3 .ci/start.py` with `arguments` as somebody who has set `variables`, and nothing else."""
        process = self.begin(*arguments, **variables)
        out, error = process.communicate(timeout=60)
        return subprocess.CompletedProcess(process.args, process.returncode, out, error)

    def begin(self, *arguments: str, **variables: str) -> subprocess.Popen[str]:
        """Return the process that `start` would wait for."""
        return subprocess.Popen(
            [sys.executable, ".ci/start.py", *arguments],
            cwd=self.folder,
            env=self.variables(**variables),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
        )

    def variables(self, **variables: str) -> dict[str, str]:
        """Return an environment in which pip uses the index and nobody's configuration."""
        ours = {"PATH": os.environ["PATH"], "HOME": str(self.folder), "PIP_INDEX_URL": self.index.as_uri()}
        return {**ours, "PIP_CONFIG_FILE": os.devnull, "PIP_RETRIES": "1", **variables}
