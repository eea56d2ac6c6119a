"""`python -m bot preview` as a process: what it prints, where its data goes, and how it stops."""

import asyncio
import signal
import sys

import pytest

from bot.__main__ import main
from bot.strings.preview import NOT_INSTALLED
from knowledge import pack
from tests.bot.preview.browser import preview
from tests.entries import CONTROL, SMALL


async def stopped(process, signal):
    """Send `signal` and return the exit code and what was printed since."""
    process.send_signal(signal)
    async with asyncio.timeout(15):
        out, error = await process.communicate()
    return process.returncode, out.decode(), error.decode()


@pytest.mark.parametrize("stop", [signal.SIGINT, signal.SIGTERM], ids=lambda stop: stop.name)
async def test_it_prints_a_local_address_and_a_signal_stops_it_without_a_trace(tmp_path, stop):
    async with preview(tmp_path) as (process, address):
        assert address.startswith("http://127.0.0.1:")
        assert [folder.name.split("-")[0] for folder in tmp_path.iterdir()] == ["onrecord"]
        code, printed, error = await stopped(process, stop)
    assert (code, error) == (0, "")
    assert printed == (
        "Type  @OnRecord Who controls Soledar?  or  /ask. Switch between member, moderator and admin at the top.\n"
        "Only this machine can open the page. Stop with Ctrl-C.\n"
    )
    assert list(tmp_path.iterdir()) == []  # the temporary folder is gone


async def test_it_keeps_its_data_where_it_is_told(tmp_path):
    async with preview(tmp_path, "--data", "kept"):
        assert [entry.name for entry in tmp_path.iterdir()] == ["kept"]
    assert list((tmp_path / "kept").iterdir())


async def test_a_port_can_be_chosen_and_one_that_is_taken_is_named(tmp_path):
    async with preview(tmp_path) as (_, address):
        port = address.removeprefix("http://127.0.0.1:").partition("/")[0]
        with pytest.raises(
            RuntimeError, match=f"The preview can't start: .* port {port}. Choose another --port"
        ) as failed:
            async with preview(tmp_path, "--port", port):
                pass
    assert "Traceback" not in str(failed.value)


async def test_it_asks_another_pack_and_says_what_to_type_for_it(tmp_path):
    (tmp_path / "pack.toml").write_text(pack.dump(SMALL, "toml"))
    async with preview(tmp_path, "--pack", "pack.toml") as (process, _):
        _, printed, _ = await stopped(process, signal.SIGTERM)
    assert printed.startswith(f"Type  @OnRecord {CONTROL.question}  or  /ask.")


async def test_it_says_what_is_wrong_with_a_pack(tmp_path):
    (tmp_path / "pack.toml").write_text('[[facts]]\nid = "x"\n')
    with pytest.raises(RuntimeError, match=r"The pack pack\.toml can't be used") as failed:
        async with preview(tmp_path, "--pack", "pack.toml"):
            pass
    assert "Traceback" not in str(failed.value)


@pytest.mark.parametrize("port", ["none", "-1", "65536", "²"])
def test_what_is_no_port_is_refused(port, capsys):
    with pytest.raises(SystemExit) as ended:
        main(["preview", f"--port={port}"])
    assert ended.value.code == 2
    assert f"'{port}' isn't a port: use a number from 0 (any free one) to 65535" in capsys.readouterr().err


def test_without_the_extra_it_says_what_to_install(monkeypatch, capsys):
    monkeypatch.setitem(sys.modules, "simcord", None)  # as Python has it for what is not there
    assert main(["preview"]) == 1
    assert capsys.readouterr().err == NOT_INSTALLED + "\n"
