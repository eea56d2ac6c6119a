"""The project as a whole: its folders, what it ships, and its image."""

import ast
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


def test_the_top_folder_holds_only_what_a_newcomer_looks_for():
    expected = {"bot", "knowledge", "tests", "docs", "README.md", "LICENSE", "CHANGELOG.md", "CONTRIBUTING.md"}
    expected |= {"pyproject.toml", "constraints.txt", "Dockerfile", "compose.yaml"}
    assert {name for name in top_folder() if not name.startswith(".")} == expected


def top_folder():
    """Return what's in the top folder of the project, without what people keep or build beside it."""
    tracked = subprocess.run(
        ["git", "-c", f"safe.directory={ROOT}", "ls-files"], cwd=ROOT, check=False, capture_output=True, text=True
    ).stdout
    names = tracked.splitlines() or [entry.name for entry in ROOT.iterdir()]  # without git, it's a download
    return {Path(name).parts[0] for name in names}


def test_no_module_is_a_drawer():
    drawers = {"utils", "util", "helpers", "helper", "common", "misc", "manager", "managers"}
    modules = [path for folder in ("bot", "knowledge", "tests") for path in (ROOT / folder).rglob("*.py")]
    assert [path for path in modules if path.stem in drawers or drawers.intersection(path.parent.parts)] == []


def test_every_module_says_what_it_is_for():
    modules = [path for folder in ("bot", "knowledge", ".ci") for path in (ROOT / folder).rglob("*.py")]
    assert [path for path in modules if not ast.get_docstring(ast.parse(path.read_text("utf-8")))] == []


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    """Build the wheel from a copy of what it is made of, and unpack it."""
    folder = tmp_path_factory.mktemp("wheel")
    source = folder / "source"
    source.mkdir()
    for name in ("bot", "knowledge"):
        shutil.copytree(ROOT / name, source / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, source)
    build = "from hatchling.build import build_wheel; print(build_wheel('..'))"
    built = subprocess.run([sys.executable, "-c", build], cwd=source, check=True, capture_output=True, text=True)
    with zipfile.ZipFile(folder / built.stdout.strip()) as archive:
        archive.extractall(folder / "installed")
    return folder / "installed"


def test_the_wheel_ships_all_that_is_read_at_run_time_and_nothing_else(wheel):
    packages = ["bot", "knowledge"]
    shipped = {path.relative_to(wheel) for name in packages for path in (wheel / name).rglob("*") if path.is_file()}
    ours = {path.relative_to(ROOT) for name in packages for path in (ROOT / name).rglob("*") if path.is_file()}
    assert shipped == {path for path in ours if "__pycache__" not in path.parts}
    assert sorted(path.name for path in wheel.iterdir() if path.suffix != ".dist-info") == packages


def test_installed_from_the_wheel_it_answers_in_any_folder(wheel, tmp_path):
    ask = "import sys, bot; from bot.__main__ import main; print(bot.__file__); main(['ask', 'who controls soledar?'])"
    answer = subprocess.run(
        [sys.executable, "-c", ask],
        cwd=tmp_path,
        env={"PYTHONPATH": str(wheel), "PYTHONIOENCODING": "utf-8"},
        check=True,
        capture_output=True,
        encoding="utf-8",
    ).stdout
    assert answer.startswith(str(wheel))
    assert "Said by Russian military" in answer


DOCKERFILE = (ROOT / "Dockerfile").read_text("utf-8")


def test_the_dockerfile_has_nothing_to_lint():
    hadolint = shutil.which("hadolint", path=str(Path(sys.executable).parent))
    assert hadolint is not None, "it comes with the dev extra"
    linted = subprocess.run([hadolint, ROOT / "Dockerfile"], capture_output=True, text=True, check=False)
    assert (linted.returncode, linted.stdout) == (0, "")


def test_the_image_takes_from_the_project_only_what_the_docker_ignore_lets_through():
    copied = {
        source
        for line in re.findall(r"^COPY (?!--from)(.+)$", DOCKERFILE, re.MULTILINE)
        for source in line.split()[:-1]
    }
    let_through = set(re.findall(r"^!(.+)$", (ROOT / ".dockerignore").read_text("utf-8"), re.MULTILINE))
    assert copied == let_through
    assert all((ROOT / source).exists() for source in copied)


def test_the_last_stage_of_the_image_is_not_root_has_no_installer_and_says_how_it_is():
    last = DOCKERFILE.split("\nFROM ")[-1]
    assert re.search(r"^USER 10001", last, re.MULTILINE)
    assert "pip uninstall" in last
    assert "pip install" not in last
    assert "VOLUME /data" in last
    assert "DATA_DIR=/data" in last
    assert re.search(r'^HEALTHCHECK .*CMD \["python", "-m", "bot", "health"\]$', last, re.MULTILINE)


def test_both_stages_of_the_image_have_the_same_python():
    assert len(set(re.findall(r"^FROM (\S+)", DOCKERFILE, re.MULTILINE))) == 1
