"""`python -m bot`: whatever goes wrong around a command, nobody sees a traceback."""

import errno
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from bot.__main__ import main

ALWAYS_FULL = Path("/dev/full")


def ask(*arguments):
    return (sys.executable, "-m", "bot", "ask", *arguments)


def run(*command, **options):
    done = subprocess.run(command, stderr=subprocess.PIPE, text=True, check=False, **options)
    return done.returncode, done.stderr.strip()


@pytest.fixture
def export(monkeypatch, tmp_path):
    """A command that prints more than a pipe holds."""
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path}/onrecord.sqlite3")
    return (sys.executable, "-m", "bot", "base", "export", "--server", "7")


FULL = (1, "The disk is full: the output is cut off")


@pytest.mark.skipif(not ALWAYS_FULL.exists(), reason="there is no device that is always full")
def test_a_full_disk_is_said_to_be_full(export):
    for command in (ask("who?"), export):
        with ALWAYS_FULL.open("w") as full:
            assert run(*command, stdout=full) == FULL


def test_a_full_disk_is_said_to_be_full_also_where_the_output_is_closed(monkeypatch, capsys):
    def full(_):
        raise OSError(errno.ENOSPC, "No space left on device", "/data/heartbeat")

    monkeypatch.setattr("bot.cli.ask.run", full)
    monkeypatch.setattr(sys, "stdout", None)
    assert main(["ask", "who?"]) == 1
    assert capsys.readouterr().err == "The disk is full: /data/heartbeat\n"


def test_a_reader_that_has_had_enough_ends_it_in_silence(export):
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "wb") as output:
        assert run(*export, stdout=output) == (0, "")


def test_a_closed_standard_input_holds_no_questions():
    code, errors = run(*ask("--json"), preexec_fn=lambda: os.close(0))
    assert (code, errors) == (2, "Standard input is closed, so there are no questions to read.")


def test_ctrl_c_ends_it_in_silence():
    with subprocess.Popen(
        ask("--json"), stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        process.stdin.write("who?\n")
        process.stdin.flush()
        process.stdout.readline()
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=20) == 130
        assert process.stderr.read() == ""


def test_without_its_dependencies_it_says_how_to_install_them():
    code, errors = run(sys.executable, "-S", "-m", "bot", "ask", "who?", cwd=Path(__file__).parents[2])
    assert code == 1
    assert errors.endswith(
        "isn't installed here. In a clone, python3 .ci/start.py preview installs and starts OnRecord; after that, "
        "use its Python: . .venv/bin/activate"
    )
