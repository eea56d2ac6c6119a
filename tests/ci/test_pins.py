"""constraints.txt and `.ci/pins.py`: what's installed is pinned, complete, and nothing else."""

import re
import subprocess
import sys
from importlib.metadata import distribution
from itertools import chain

import pins
import pytest
from environment import PINNED
from packaging.markers import default_environment
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.ci.project import ROOT

PINS = (ROOT / "constraints.txt").read_text("utf-8")
EVERY_USE = [[use] for use in pins.USES]
INSTALLED_TOGETHER = [["run", "build", "preview"], ["run", "build", "postgres"], ["run", "build", "dev"]]


def pinned(entries):
    """Return name → version of the entries that hold on this machine."""
    requirements = [Requirement(entry.splitlines()[0].removesuffix("\\")) for entry in entries]
    return {
        canonicalize_name(requirement.name): str(requirement.specifier).removeprefix("==")
        for requirement in requirements
        if requirement.marker is None or requirement.marker.evaluate(default_environment())
    }


def required(requirements, extra=""):
    """Return the requirements, among those given as text, that hold on this machine with `extra`."""
    environment = {**default_environment(), "extra": extra}
    parsed = map(Requirement, requirements)
    return [one for one in parsed if one.marker is None or one.marker.evaluate(environment)]


def everything(uses):
    """Return every requirement that `uses` lead to, through the packages and extras that are installed here."""
    found, waiting = [], required(chain.from_iterable(pins.USES[use] for use in uses))
    seen = set()
    while waiting:
        one = waiting.pop()
        found.append(one)
        for extra in ("", *one.extras):
            if (one.name, extra) in seen:
                continue
            seen.add((one.name, extra))
            if one.name == "onrecord":
                waiting += required(pins.USES[extra or "run"])
            else:
                waiting += required(distribution(one.name).requires or [], extra)
    return [one for one in found if one.name != "onrecord"]


@pytest.mark.parametrize("uses", [*EVERY_USE, *INSTALLED_TOGETHER], ids=" ".join)
def test_what_a_use_installs_is_complete(uses):
    versions = pinned(pins.chosen(uses))
    missing = [
        str(one) for one in everything(uses) if versions.get(canonicalize_name(one.name), "") not in one.specifier
    ]
    assert missing == [], "run .ci/pin"


def test_what_is_installed_here_is_what_is_pinned():
    ours = pinned(pins.chosen(["run", "build", "dev"]))
    assert {name: distribution(name).version for name in ours} == ours


def test_every_pin_has_hashes_and_no_address():
    entries = re.split(r"\n(?=\w)", PINS.strip())
    assert [entry.splitlines()[0] for entry in entries if "--hash=sha256:" not in entry] == []
    assert [line for line in PINS.splitlines() if re.search(r"://|@ |--(?!hash)|/", line)] == []


def test_no_installation_leaves_anything_for_pip_to_choose():
    assert PINNED == ["install", "--no-deps", "--require-hashes", "--only-binary=:all:"]
    files = [ROOT / "Dockerfile", *(ROOT / ".ci").glob("*"), *(ROOT / ".github").rglob("*.yml")]
    text = "\n".join(re.sub("#.*", "", file.read_text("utf-8")) for file in files if file.is_file())
    commands = re.findall(r"pip (?:--python \S+ )?((?:install|wheel|download) [^&\n]+)", text.replace("\\\n", " "))
    options = [set(command.split()) for command in commands]
    assert len(options) >= 4
    allowed = ({"--no-deps", "--require-hashes", "--only-binary=:all:"}, {"--no-deps", "--no-index"})
    assert [one for one in options if not any(needed <= one for needed in allowed)] == []


def test_what_runs_needs_nothing_it_is_tested_or_built_with():
    run = pinned(pins.chosen(["run"]))
    assert {"discord-py", "aiohttp", "numpy", "rapidfuzz"} <= set(run)
    assert {"pytest", "mypy", "hatchling", "simcord", "playwright"} & set(run) == set()
    assert {"simcord", "pillow", "discord-py"} <= set(pinned(pins.chosen(["run", "preview"])))
    assert "hatchling" in pinned(pins.chosen(["build"]))
    assert pins.chosen(["run", "build", "dev"]) == re.split(r"\n(?=\w)", PINS.strip())


def printed(*uses):
    """Run the script."""
    command = [sys.executable, ROOT / ".ci" / "pins.py", *uses]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_the_script_prints_the_entries_with_their_hashes():
    assert printed("run", "postgres").stdout == "\n".join(pins.chosen(["run", "postgres"])) + "\n"


@pytest.mark.parametrize("uses", [[], ["fun"], ["run", "fun"]], ids=" ".join)
def test_a_use_that_does_not_exist_is_answered_with_those_that_do(uses):
    wrong = printed(*uses)
    assert wrong.returncode == 1
    assert "each one of: run, build, " in wrong.stderr
