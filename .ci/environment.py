"""Makes `.venv`, the environment that OnRecord runs in, with exactly the packages that constraints.txt pins.

Nothing is left for pip to choose: each package has its version and hashes, none is built here, and pip is the one that
Python brings. So a later release of anything can't break it.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Iterable, Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import pins
from progress import step
from reasons import reason

VENV = pins.ROOT / ".venv"
PROGRAMS = Path(sysconfig.get_path("scripts", "venv", {"base": str(VENV)}))  # `bin`; on Windows `Scripts`
PYTHON = PROGRAMS / f"python{sysconfig.get_config_var('EXE') or ''}"

PINNED = ["install", "--no-deps", "--require-hashes", "--only-binary=:all:"]  # and then: -r FILE
OURSELVES = ["install", "--no-deps", "--no-index", "--no-build-isolation", f"--editable={pins.ROOT}"]

_LOG = VENV / "install.log"
_STAMP = VENV / "installed.json"  # written last: what it doesn't confirm isn't installed

NO_VENV = (
    "This Python can't make virtual environments because its modules venv and ensurepip are missing: install them "
    "(on Debian and Ubuntu: apt-get install python3-venv) and start this again."
)


class SetupError(Exception):
    """Something can't be installed or started. The text is a sentence for people: what's wrong and what to do."""


def make_ready(uses: Iterable[str]) -> None:
    """Install what `uses` (see pins.py) need in `.venv`, unless it's there. Raises `SetupError` if that fails."""
    try:
        with _alone():
            before = _read_stamp()
            wanted = sorted({*uses, *before["uses"]})
            if before != _stamp(wanted):
                _install(wanted, afresh=before != _stamp(before["uses"]))
    except OSError as error:
        raise SetupError(f"{error.filename} can't be read or written: {error.strerror}.") from None


def start(command: list[str]) -> int:
    """Run `command` in the environment and return its exit code; if the system can, it takes this process's place.

    Raises `SetupError` if there's no such program.
    """
    path = os.pathsep.join([str(PROGRAMS), os.environ.get("PATH", os.defpath)])
    variables = {**os.environ, "PATH": path, "VIRTUAL_ENV": str(VENV)}
    variables.pop("PYTHONHOME", None)
    program = shutil.which(command[0], path=path)
    if program is None:
        raise SetupError(f"The program {command[0]} isn't on this machine's PATH: install it and start this again.")
    if os.name == "posix":
        os.execve(program, command, variables)
    with subprocess.Popen([program, *command[1:]], env=variables) as child:
        while True:
            with contextlib.suppress(KeyboardInterrupt):  # the child gets it too, and ends by itself
                return child.wait()


@contextlib.contextmanager
def _alone() -> Iterator[None]:
    """Wait until no other process makes this environment, and keep others waiting."""
    try:
        fcntl = import_module("fcntl")
    except ImportError:  # Windows
        yield
        return
    folder = os.open(pins.ROOT, os.O_RDONLY)
    try:
        try:
            fcntl.flock(folder, fcntl.LOCK_EX | fcntl.LOCK_NB)  # ends with this process, however that ends
        except BlockingIOError:
            with step("Waiting for another start to make .venv"):
                fcntl.flock(folder, fcntl.LOCK_EX)
        yield
    finally:
        os.close(folder)


def _install(uses: list[str], *, afresh: bool) -> None:
    _STAMP.unlink(missing_ok=True)
    if afresh:
        _need_venv()
        _do("Making .venv", [sys.executable, "-m", "venv", "--clear", str(VENV)])
    file = VENV / "pins.txt"
    chosen = pins.chosen(uses)
    file.write_text("\n".join(chosen), "utf-8")
    _do("Installing packages", _pip(*PINNED, "-r", str(file)), len(chosen))
    _do("Installing OnRecord", _pip(*OURSELVES))
    _do("Checking that they fit together", _pip("check"))
    _STAMP.write_text(json.dumps(_stamp(uses)), "utf-8")


def _need_venv() -> None:
    try:
        import_module("venv")
        import_module("ensurepip")
    except ImportError:
        raise SetupError(NO_VENV) from None


def _pip(*arguments: str) -> list[str]:
    return [str(PYTHON), "-I", "-u", "-m", "pip", "--no-input", "--disable-pip-version-check", *arguments]


def _do(what: str, command: list[str], packages: int = 0) -> None:
    """Run `command` as a step that's called `what`; if it's pip's, it handles a number of `packages`."""
    lines, done = [], 0
    with (
        step(what) as this,
        subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8", errors="replace"
        ) as process,
    ):
        try:
            for line in process.stdout or ():
                lines.append(line)
                if line.startswith(("Collecting ", "Ignoring ", "Requirement already ")):
                    done += 1
                    this.place = f"{done} of {packages}"
                elif line.startswith("Installing collected packages"):
                    this.place = "(unpacking)"
        except BaseException:
            process.kill()
            raise
    if VENV.is_dir():
        with _LOG.open("a", encoding="utf-8") as log:
            log.writelines([f"$ {' '.join(command)}\n", *lines])
    if process.returncode:
        raise SetupError(reason("".join(lines)))


def _stamp(uses: list[str]) -> dict[str, Any]:
    """Return what the stamp says once `uses` are installed. It's another one if anything that matters differs."""
    configuration = VENV / "pyvenv.cfg"  # says which Python made it
    matters = [
        sys.version,
        str(VENV),  # the programs in it hold this path
        configuration.read_text("utf-8") if PYTHON.exists() and configuration.exists() else "",
        pins.PROJECT["project"],
        pins.PROJECT["build-system"],
        pins.chosen(uses),
    ]
    return {"uses": uses, "hash": hashlib.sha256(json.dumps(matters).encode()).hexdigest()}


def _read_stamp() -> dict[str, Any]:
    try:
        stamp = json.loads(_STAMP.read_text("utf-8"))
        return {"uses": [use for use in stamp["uses"] if use in pins.USES], "hash": stamp["hash"]}
    except (FileNotFoundError, NotADirectoryError, ValueError):  # none, or half of one
        return {"uses": [], "hash": ""}
