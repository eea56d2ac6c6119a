"""Progress is one line on a terminal, and nothing anywhere else."""

import pytest

from bot.cli import countdown
from bot.cli.countdown import Countdown


@pytest.fixture
def at(monkeypatch):
    """Set the seconds that have passed."""
    now = [100.0]
    monkeypatch.setattr(countdown.time, "monotonic", lambda: now[0])

    def pass_by(seconds):
        now[0] = 100.0 + seconds

    return pass_by


def run(at):
    with Countdown("{done} of {of}, {seconds} left") as shown:
        at(1)
        shown.update(1, 10)
        at(4)
        shown.update(2, 10)


def test_it_says_how_far_it_is_and_how_long_it_takes_and_goes_away(at, monkeypatch, capsys):
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    run(at)
    assert capsys.readouterr().err == "\r\x1b[K2 of 10, 16 seconds left\r\x1b[K"


def test_it_says_nothing_where_nobody_looks(at, capsys):
    run(at)
    assert capsys.readouterr().err == ""
