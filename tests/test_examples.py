"""Every example in the documentation runs: commands as they're written, data through what reads it."""

import json
import os
import re
import shlex
import shutil
import signal
import sqlite3
import subprocess
import sys
import sysconfig
from pathlib import Path
from typing import NamedTuple
from urllib.request import urlopen

import pytest

from bot.settings import Settings
from tests.ci.project import Project, make_ready

ROOT = Path(__file__).parent.parent
DOCUMENTS = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]


class Example(NamedTuple):
    """A command or a piece of data in a fenced block, and what the block shows of the command's output."""

    document: str
    language: str
    text: str
    output: str = ""


def examples():
    """Yield every example: a block in `sh`, `console` or no language holds commands, any other one is data."""
    for path in DOCUMENTS:
        for language, text in re.findall(r"^ *```(.*)\n((?s:.*?))^ *```$", path.read_text("utf-8"), re.MULTILINE):
            match language:
                case "" | "sh":
                    yield from (Example(path.name, "sh", line) for line in text.splitlines())
                case "console":
                    for part in re.split(r"^\$ ", text, flags=re.MULTILINE)[1:]:
                        command, _, output = part.partition("\n")
                        yield Example(path.name, "sh", command, output)
                case _:
                    yield Example(path.name, language, text)


@pytest.fixture
def clone(tmp_path):
    """A clone of the project in which everything's installed."""
    folder = tmp_path / "onrecord"
    folder.mkdir()
    for name in ("bot", "knowledge", "tests"):
        (folder / name).symlink_to(ROOT / name)
    for name in ("pyproject.toml", "constraints.txt"):
        shutil.copy(ROOT / name, folder)
    shutil.copytree(ROOT / ".ci", folder / ".ci", ignore=shutil.ignore_patterns("__pycache__"))
    return folder


def words(command):
    """Return the command's words, with the Python that runs the tests for any other."""
    first, *others = shlex.split(command, comments=True)
    return [sys.executable if first in ("python", "python3") else first, *others]


def variables(folder):
    """Return the environment without settings of the person who runs the tests; data goes into `folder`."""
    theirs = {name.upper() for name in Settings.model_fields}
    ours = {"DATA_DIR": str(folder / "data"), "PYTHONIOENCODING": "utf-8"}
    return {name: value for name, value in os.environ.items() if name not in theirs} | ours


def run(folder, *command, **options):
    """Run a command that has to end well, and return what it printed."""
    ran = subprocess.run(
        command, cwd=folder, env=variables(folder), capture_output=True, encoding="utf-8", check=False, **options
    )
    assert (ran.returncode, ran.stderr) == (0, "")
    return ran.stdout


def the_preview_serves_its_page(example, clone):
    make_ready(clone, "build", "preview", "run")
    [packages] = (clone / ".venv").rglob("site-packages")
    (packages / "ours.pth").write_text(sysconfig.get_path("purelib"))
    with subprocess.Popen(
        words(example.text), cwd=clone, env=variables(clone), stdout=subprocess.PIPE, text=True
    ) as process:
        address = re.search(r"http://\S+", process.stdout.readline())[0]
        with urlopen(address) as page:
            assert (page.status, b"<title>" in page.read()) == (200, True)
        process.send_signal(signal.SIGINT)
    assert process.returncode == 0


def the_tests_start(example, clone):
    """`.ci/run` runs all of them like this; here they'd start themselves."""
    project = Project(clone.parent / "small")
    make_ready(project.folder, "build", "dev", "run")
    assert run(project.folder, *words(example.text)) == "bot check\n"


def the_terminal_answers(example, clone):
    printed = run(clone, *words(example.text))
    assert "Russian military" in printed
    assert example.output in printed


def it_measures(example, clone):
    assert "AUROC" in run(clone, *words(example.text))


def the_benchmark_is_there(example, clone):
    """It takes minutes, or data that isn't part of the project."""
    assert run(clone, *words(example.text)[:3], "--help").startswith("usage: ")


def it_copies_the_database(example, clone):
    with sqlite3.connect(clone / "onrecord.sqlite3") as database:
        database.execute("CREATE TABLE revisions (id)")
    database.close()
    run(clone, *words(example.text))
    copy = sqlite3.connect(clone / "backup.sqlite3")
    assert copy.execute("SELECT name FROM sqlite_schema").fetchall() == [("revisions",)]
    copy.close()


def it_needs_docker(example, clone):
    """CI's job `image` builds and asks the image; what runs the tests has no Docker."""
    assert example.text.split()[1] in (ROOT / ".github" / "workflows" / "ci.yml").read_text("utf-8")


def the_terminal_prints_that_shape(example, clone):
    shown = json.loads(example.text)
    real = json.loads(run(clone, sys.executable, "-m", "bot", "ask", "--json", input=shown["question"] + "\n"))

    def shape(data):
        match data:
            case dict():
                return {key: shape(value) for key, value in data.items()}
            case list():
                return [shape(data[0])] if data else []
            case _:
                return type(data).__name__

    assert shape(shown | {"suggestions": []}) == shape(real | {"suggestions": []})
    assert shown["fact"]["id"] == real["fact"]["id"]


def the_pack_has_no_problems_and_answers(example, clone):
    (clone / "mine.toml").write_text(example.text, "utf-8")
    checked = run(clone, sys.executable, "-m", "bot", "pack", "check", "mine.toml")
    hint = "Hint: The bridge over the Aa is closed: facts point to 3 of 9 paragraphs; none to 1, 4, 6–9\n"
    assert checked == f"{hint}mine.toml: no problems; 1 hint to make it better\n"
    printed = run(clone, sys.executable, "-m", "bot", "ask", "--pack", "mine.toml", "why is the bridge shut?")
    assert re.search(r"Bridge & Sons.*The pillar is sound\.", printed)
    assert "Ada Example" in printed


def the_table_can_be_imported(example, clone):
    (clone / "facts.csv").write_text(example.text, "utf-8")
    base = [sys.executable, "-m", "bot", "base"]
    run(clone, *base, "import", "facts.csv", "--server", "1", "--yes")
    exported = run(clone, *base, "export", "--server", "1")
    for row in example.text.splitlines()[1:]:
        assert row.split(",")[0] in exported


# How an example begins: what runs it.
RUNS = {
    "python3 .ci/start.py preview": the_preview_serves_its_page,
    "python3 .ci/start.py tests": the_tests_start,
    "python -m bot ask ": the_terminal_answers,
    "python -m bot evaluate ": it_measures,
    "python -m tests.benchmarks.": the_benchmark_is_there,
    'python -c "import sqlite3;': it_copies_the_database,
    "docker ": it_needs_docker,
    "{": the_terminal_prints_that_shape,
    "[[sources]]": the_pack_has_no_problems_and_answers,
    "question,answer": the_table_can_be_imported,
}


@pytest.mark.parametrize("example", list(examples()), ids=lambda example: f"{example.document}: {example.text[:40]!r}")
def test_the_example_runs(example, clone):
    runs = [run for beginning, run in RUNS.items() if example.text.startswith(beginning)]
    assert len(runs) == 1, f"{__name__}.RUNS doesn't say what runs this example"
    runs[0](example, clone)


@pytest.mark.parametrize("beginning", RUNS)
def test_nothing_runs_examples_that_are_gone(beginning):
    assert any(example.text.startswith(beginning) for example in examples())
