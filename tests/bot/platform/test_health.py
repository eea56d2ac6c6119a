"""The heartbeat says whether the bot is connected, and `python -m bot health` reads it."""

import asyncio
import os
import time

import pytest

from bot.__main__ import main
from bot.platform.health import LOOK_SECONDS, STALE_SECONDS, keep_heartbeat


@pytest.fixture
def heartbeat(monkeypatch, tmp_path):
    monkeypatch.setenv("DATA_DIR", str(tmp_path / "data"))
    monkeypatch.chdir(tmp_path)
    return tmp_path / "data" / "heartbeat"


async def beat(path, connected):
    """Keep a heartbeat until it has looked at `connected` twice, then stop; return what the file was meanwhile."""
    keeping = asyncio.create_task(keep_heartbeat(path, connected))
    await asyncio.sleep(LOOK_SECONDS * 1.5)
    was_there = path.exists()
    keeping.cancel()
    await asyncio.gather(keeping, return_exceptions=True)
    return was_there


async def test_a_bot_that_is_connected_has_a_heartbeat_until_it_stops(heartbeat):
    assert await beat(heartbeat, lambda: True)
    assert not heartbeat.exists()


async def test_a_bot_that_is_not_connected_has_none(heartbeat):
    assert not await beat(heartbeat, lambda: False)


async def test_a_bot_that_connects_late_has_one_from_then_on(heartbeat):
    looks = iter([False, True, True])
    assert await beat(heartbeat, lambda: next(looks))


async def test_the_heartbeat_of_an_earlier_run_is_removed_at_the_start(heartbeat):
    heartbeat.parent.mkdir()
    heartbeat.touch()
    assert not await beat(heartbeat, lambda: False)


def test_health_is_bad_where_nothing_runs(heartbeat, capsys):
    assert main(["health"]) == 1
    assert f"there's no {heartbeat}" in capsys.readouterr().out


def test_health_is_good_after_a_fresh_heartbeat(heartbeat, capsys):
    heartbeat.parent.mkdir()
    heartbeat.touch()
    assert main(["health"]) == 0
    assert capsys.readouterr().out == "OnRecord is connected to Discord.\n"


def test_health_is_bad_after_a_minute_without_a_heartbeat(heartbeat, capsys):
    heartbeat.parent.mkdir()
    heartbeat.touch()
    before = time.time() - STALE_SECONDS - 5
    os.utime(heartbeat, (before, before))
    assert main(["health"]) == 1
    assert "OnRecord was last connected to Discord 65 seconds ago." in capsys.readouterr().out


def test_health_names_a_wrong_setting(heartbeat, monkeypatch, capsys):
    monkeypatch.setenv("LOG_FORMAT", "xml")
    assert main(["health"]) == 1
    assert "LOG_FORMAT is 'xml'" in capsys.readouterr().err
