"""`.ci/start.py` as people use it: real processes, the pip that this Python brings, and a small index."""

import ast
import os
import pty
import re
import shutil
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from tests.ci.project import ROOT, Project, make_ready

PYENV = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv")) / "versions"
OLD = ["2.7", "3.6", "3.7", "3.8", "3.9", "3.10"]


def old_python(version):
    """Return a Python of `version` on this machine, or None."""
    return shutil.which(f"python{version}", path=os.pathsep.join(map(str, PYENV.glob(f"{version}.*/bin")))) or None


@pytest.fixture
def project(tmp_path):
    """A project in which nothing has been started yet."""
    return Project(tmp_path)


@pytest.fixture(scope="module")
def first(tmp_path_factory):
    """A project, and what two first starts of its preview at once printed; first the one that installed."""
    project = Project(tmp_path_factory.mktemp("first"))
    project.release("engine", "2.0")  # later releases of what's pinned, directly and through an extra
    project.release("report", "2.0", metadata="Provides-Extra: colors\n")
    processes = [project.begin("preview"), project.begin("preview")]
    printed = [process.communicate(timeout=60) for process in processes]
    assert [error for _, error in printed] == ["", ""]
    return project, sorted((out for out, _ in printed), key=len, reverse=True)


@pytest.fixture
def started(first):
    """The same project. Whatever a test leaves there, the next one finds what the preview needs."""
    project, _ = first
    stamp = project.folder / ".venv" / "installed.json"
    before = stamp.read_text()
    yield project
    stamp.write_text(before)


def test_the_first_start_makes_the_environment_names_each_step_and_starts(first):
    _, (printed, _) = first
    assert re.sub(r"\d+ s", "0 s", printed).splitlines() == [
        "Making .venv ... 0 s",
        "Installing packages ... 0 s",
        "Installing OnRecord ... 0 s",
        "Checking that they fit together ... 0 s",
        "bot preview builder=1.0 engine=1.0 page=1.0",
    ]


def test_another_start_at_the_same_time_waits_for_it(first):
    _, (_, printed) = first
    assert re.sub(r"\d+ s", "0 s", printed).splitlines() == [
        "Waiting for another start to make .venv ... 0 s",
        "bot preview builder=1.0 engine=1.0 page=1.0",
    ]


def test_the_second_start_installs_nothing_and_passes_its_arguments_on(started):
    ran = started.start("preview", "--pack", "my pack.toml", PIP_INDEX_URL="http://127.0.0.1:9")
    assert (ran.returncode, ran.stderr) == (0, "")
    assert ran.stdout == "bot preview --pack my pack.toml builder=1.0 engine=1.0 page=1.0\n"


def test_the_tests_extend_it_from_the_pins_though_the_index_has_newer_releases(started):
    ran = started.start("tests", "-x")
    assert ran.stdout.splitlines()[0].startswith("Installing packages")
    everything = "builder=1.0 engine=1.0 page=1.0 report=1.0 tester=1.0"
    assert ran.stdout.splitlines()[-1] == f"bot check -x {everything}"
    assert started.start("preview").stdout == f"bot preview {everything}\n"


def test_an_index_that_cannot_be_reached_is_named_and_what_was_begun_does_not_count(started):
    ran = started.start("run", PIP_INDEX_URL="http://127.0.0.1:9/simple")
    assert ran.returncode == 1
    assert ran.stderr == (
        "The package index http://127.0.0.1:9/simple can't be reached: check this machine's network, and the proxy or "
        "index if you've set one for pip, then start this again.\n"
    )
    assert "modules venv and ensurepip" in started.start("preview", PYTHONPATH=str(started.blocked)).stderr


def test_a_file_that_is_not_the_pinned_one_is_refused(started):
    started.release("driver", "1.0", code="import os")
    ran = started.start("run")
    assert ran.returncode == 1
    assert ran.stderr == (
        "The file that the package index sent for driver==1.0 isn't the one that constraints.txt pins, so nothing was "
        "installed: check the index if you've set one for pip, else start this again.\n"
    )


def test_ctrl_c_stops_it_in_a_sentence_and_what_was_begun_does_not_count(started):
    with socket.create_server(("127.0.0.1", 0)) as silent:
        silent.settimeout(10)
        index = f"http://127.0.0.1:{silent.getsockname()[1]}"
        with started.begin("run", PIP_INDEX_URL=index) as process:
            asking, _ = silent.accept()  # pip has begun
            process.send_signal(signal.SIGINT)
            out, error = process.communicate(timeout=10)
            asking.close()
    assert (process.returncode, error) == (130, "\nStopped. Give the same command to go on.\n")
    assert "Installing packages" in out
    assert "modules venv and ensurepip" in started.start("preview", PYTHONPATH=str(started.blocked)).stderr


def test_without_venv_it_says_what_to_install(project):
    ran = project.start("preview", PYTHONPATH=str(project.blocked))
    assert (ran.returncode, ran.stdout) == (1, "")
    assert ran.stderr == (
        "This Python can't make virtual environments because its modules venv and ensurepip are missing: install them "
        "(on Debian and Ubuntu: apt-get install python3-venv) and start this again.\n"
    )


def test_run_starts_the_bot_that_goes_on_discord(project):
    make_ready(project.folder, "build", "postgres", "run")
    assert project.start("run").stdout == "bot run\n"


def test_what_is_installed_starts_though_this_python_lacks_venv(project):
    make_ready(project.folder, "build", "preview", "run")
    ran = project.start("preview", PYTHONPATH=str(project.blocked))
    assert (ran.stdout.split()[:2], ran.returncode) == (["bot", "preview"], 0)


def python_is_gone(project):
    (project.folder / ".venv" / "bin" / "python").unlink()
    (project.folder / ".venv" / "bin" / "python").symlink_to("/nowhere/python3")


def another_python_made_it(project):
    configuration = project.folder / ".venv" / "pyvenv.cfg"
    configuration.write_text(configuration.read_text().replace("home = ", "home = /other"))


def pins_have_changed(project):
    project.pin("more", "0" * 64, "engine")


def it_has_moved(project):
    project.folder = project.folder.rename(project.folder.with_name("moved"))


def half_a_stamp_was_written(project):
    (project.folder / ".venv" / "installed.json").write_text('{"uses": ["bu')


@pytest.mark.parametrize(
    "spoil",
    [python_is_gone, another_python_made_it, pins_have_changed, it_has_moved, half_a_stamp_was_written],
    ids=lambda spoil: spoil.__name__,
)
def test_an_environment_that_is_no_longer_right_is_made_again(project, spoil):
    make_ready(project.folder, "build", "preview", "run")
    spoil(project)
    # It tries to; what making one takes is the matter of other tests.
    assert "modules venv and ensurepip" in project.start("preview", PYTHONPATH=str(project.blocked)).stderr


def test_settings_of_the_tools_do_not_make_it_install_again(project):
    make_ready(project.folder, "build", "preview", "run")
    with (project.folder / "pyproject.toml").open("a") as configuration:
        configuration.write("[tool.ruff]\nline-length = 100\n")
    assert project.start("preview").stdout == "bot preview\n"


def test_a_folder_that_cannot_be_written_is_named(project):
    (project.folder / ".venv").write_text("a file")
    ran = project.start("preview")
    assert ran.returncode == 1
    assert ran.stderr == f"{project.folder}/.venv/installed.json can't be read or written: Not a directory.\n"


@pytest.mark.parametrize("arguments", [[], ["fun"]], ids=" ".join)
def test_without_something_to_start_it_says_what_can_be_started(project, arguments):
    ran = project.start(*arguments)
    assert (ran.returncode, ran.stdout) == (1, "")
    assert re.findall(r"start\.py (\w+)", ran.stderr) == ["preview", "run", "tests"]


@pytest.mark.parametrize("arguments", [["--help"], ["preview", "--help"]], ids=" ".join)
def test_asked_for_help_it_says_what_can_be_started_and_installs_nothing(project, arguments):
    ran = project.start(*arguments)
    assert (ran.returncode, ran.stderr) == (0, "")
    assert re.findall(r"start\.py (\w+)", ran.stdout) == ["preview", "run", "tests"]


@pytest.mark.parametrize("version", OLD)
def test_a_python_that_is_too_old_is_told_so_in_a_sentence(version):
    python = old_python(version)
    if python is None:
        pytest.skip(f"no Python {version} on this machine")
    ran = subprocess.run([python, ROOT / ".ci" / "start.py", "preview"], capture_output=True, text=True, check=False)
    assert (ran.returncode, ran.stdout) == (1, "")
    assert re.fullmatch(
        rf"OnRecord needs Python 3\.11 or newer and this is Python {version}\.\d+: install a newer one from "
        r"https://www\.python\.org/downloads/ and use it to start this again\.\n",
        ran.stderr,
    )


def test_every_python_since_2_7_can_read_it():
    source = (ROOT / ".ci" / "start.py").read_bytes()
    assert source.isascii()  # Python 2.7 takes nothing else without a word on the encoding
    tree = ast.parse(source, feature_version=(3, 4))
    newer = (ast.JoinedStr, ast.AnnAssign, ast.NamedExpr, ast.Nonlocal, ast.AsyncFunctionDef, ast.Starred, ast.Match)
    assert [node for node in ast.walk(tree) if isinstance(node, newer)] == []
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef):
            assert not node.args.kwonlyargs
            assert [argument for argument in node.args.args if argument.annotation] == []
            assert node.returns is None
        if isinstance(node, ast.Raise):
            assert node.cause is None


def test_on_a_terminal_the_step_counts_the_seconds_and_says_how_far_it_is():
    script = """
import sys, time
sys.path.insert(0, ".ci")
from progress import step
with step("Installing packages") as this:
    time.sleep(0.3)
    this.place = "3 of 80"
    time.sleep(0.7)
"""
    controller, terminal = pty.openpty()
    with subprocess.Popen([sys.executable, "-c", script], cwd=ROOT, stdout=terminal) as process:
        os.close(terminal)
        process.wait(timeout=10)
    looks = [look.strip() for look in os.read(controller, 10_000).decode().split("\r")]
    os.close(controller)
    assert "Installing packages ... 0 s" in looks
    assert "Installing packages 3 of 80 ... 1 s" in looks
