"""How much memory it takes: `python -m tests.benchmarks.memory`. Linux only.

- one question in the terminal, and the bot as it waits for Discord (here: the tests' own, on this machine);
- 10,000 servers in one process: 80 % that changed nothing, 18 % that changed 1 to 10 entries of the Soledar pack, 2 %
  with a base of their own of 300 phrasings and nothing of the pack. All have been asked something. Beyond the text
  means: the memory above that of one server, without the strings that the servers wrote themselves.

Each is measured in a process of its own.
"""

from __future__ import annotations

import argparse
import asyncio
import gc
import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import redirect_stdout, suppress
from io import StringIO
from pathlib import Path
from random import Random
from typing import NamedTuple

from tests.benchmarks.process import in_new_process, peak_resident, peak_resident_of, resident

SERVERS = 10_000
EDITED, OWN = 0.18, 0.02
PHRASINGS_OF_THEIR_OWN = 300
QUESTION = "who runs soledar now?"


def ask(cache: str) -> float:
    """Return the peak, in MB, of `python -m bot ask` with its indexes in the folder `cache`."""
    os.environ["XDG_CACHE_HOME"] = cache
    from bot.__main__ import main  # noqa: PLC0415  # everything here is imported by who is measured alone

    with redirect_stdout(StringIO()):
        main(["ask", QUESTION])
    return peak_resident()


def run_bot() -> float:
    """Return the peak, in MB, of `python -m bot` from its start until it waits for events."""
    return asyncio.run(_connected())


async def _connected() -> float:
    from tests.bot.loopback import discord_on_loopback  # noqa: PLC0415

    program = "import sys, discord.http; discord.http.Route.BASE = sys.argv[1]; from bot.__main__ import main; main([])"
    with tempfile.TemporaryDirectory() as folder:
        places = {"DATA_DIR": folder, "XDG_CACHE_HOME": folder}
        environment = os.environ | {"DISCORD_TOKEN": "MTAw.GabcDE.not-a-real-token"} | places
        async with discord_on_loopback() as discord:
            arguments = ("-c", program, f"{discord.address}/api")
            bot = await asyncio.create_subprocess_exec(
                sys.executable, *arguments, env=environment, stderr=asyncio.subprocess.DEVNULL
            )
            try:
                async with asyncio.timeout(60):
                    await discord.identified.wait()
                await asyncio.sleep(2)
                return peak_resident_of(bot.pid)
            finally:
                with suppress(ProcessLookupError):
                    bot.terminate()
                await bot.wait()


class Servers(NamedTuple):
    """The memory of many servers, in MB."""

    first: float  # the process with one server
    above: float  # what all others add
    text: float  # the strings that the servers wrote, as objects


def servers() -> Servers:
    """Return what it takes when each server has been asked something."""
    return asyncio.run(_servers())


async def _servers() -> Servers:
    from knowledge import pack  # noqa: PLC0415
    from knowledge.search import Search  # noqa: PLC0415
    from knowledge.servers.bases import ServerBases  # noqa: PLC0415
    from knowledge.store.database import Database, default_url  # noqa: PLC0415
    from tests.benchmarks.bases import Stories  # noqa: PLC0415

    with tempfile.TemporaryDirectory() as folder:
        async with await Database.open(default_url(Path(folder))) as database:
            shipped, stories = pack.read(pack.default_pack()), Stories()
            bases = ServerBases(Search(shipped), database)
            bases.search(0).ask(QUESTION)
            first = _settled()
            for server, overlay in _overlays(shipped, stories):
                bases.apply(server, overlay)
            for server in range(1, SERVERS + 1):
                bases.search(server).ask(QUESTION)
            above = _settled() - first
            await bases.close()
            strings = dict(_strings(list(_overlays(shipped, stories))))
    return Servers(first, above, sum(strings.values()) / 2**20)


def _settled() -> float:
    gc.collect()
    return resident()


def _overlays(shipped, stories) -> Iterator:
    """Yield the number and the overlay of each server that changed something, every string a new one, as if read."""
    from knowledge.history.overlay import Overlay, Override  # noqa: PLC0415
    from knowledge.model.entries import Fact  # noqa: PLC0415
    from knowledge.model.refs import entries_of, ref_of  # noqa: PLC0415

    random = Random(1)
    source = shipped.sources[0].id
    entries = entries_of(shipped)
    for server in range(1, round(EDITED * SERVERS) + 1):
        overrides = {}
        for number, fact in enumerate(random.sample(shipped.facts, random.randint(1, 10)), start=1):
            own = fact.model_copy(update={"phrasings": (*fact.phrasings, f"What is new about that, number {server}?")})
            overrides[ref_of(fact)] = Override(_as_if_read(own), fact, number)
        yield server, Overlay(len(overrides), overrides)
    for server in range(round(EDITED * SERVERS) + 1, round((EDITED + OWN) * SERVERS) + 1):
        removed = {ref: Override(None, entry, 1) for ref, entry in entries.items() if ref.kind in {"fact", "gap"}}
        own = [
            Fact(id=id, question=texts[0], phrasings=texts[1:], answer=f"{texts[0]}: so it is.", source=source)
            for id, texts in stories.phrasings(PHRASINGS_OF_THEIR_OWN, first_story=server).items()
        ]
        yield server, Overlay(2, removed | {ref_of(fact): Override(_as_if_read(fact), None, 2) for fact in own})


def _as_if_read(entry):
    return type(entry).model_validate_json(entry.model_dump_json())


def _strings(overlays) -> Iterator[tuple[int, int]]:
    """Yield which string it is and how many bytes it takes, for each of the servers': reading shares equal ones."""
    for _, overlay in overlays:
        for entry in (each.entry for each in overlay.overrides.values() if each.entry):
            for string in (entry.question, *entry.phrasings, entry.answer):
                yield id(string), sys.getsizeof(string)


def main() -> None:
    """Print a line for each."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.parse_args()
    with tempfile.TemporaryDirectory() as cache:
        print(f"python -m bot ask, the first time {in_new_process(ask, cache):6.0f} MB at most", flush=True)
        print(f"python -m bot ask, then           {in_new_process(ask, cache):6.0f} MB at most", flush=True)
    print(f"python -m bot, waiting            {in_new_process(run_bot):6.0f} MB at most", flush=True)
    total = in_new_process(servers)
    print(f"{SERVERS:,} servers: {total.above:.0f} MB above the {total.first:.0f} MB of one;")
    print(f"  {total.above - total.text:.0f} MB beyond the {total.text:.0f} MB of text that they wrote")


if __name__ == "__main__":
    main()
