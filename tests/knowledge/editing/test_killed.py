"""Killed in the middle of writes: every change that was confirmed is there, and none is half there.

Ten kills on each database; for more: KILLS=200 python -m pytest tests/knowledge/editing/test_killed.py
"""

from __future__ import annotations

import asyncio
import itertools
import json
import os
import random
import time

from knowledge.editing.editor import Editor
from knowledge.editing.facts import AddFact
from knowledge.editing.imports import Import, read_file
from knowledge.search import Search
from knowledge.servers.bases import open_bases
from tests.databases import start_process
from tests.entries import SMALL, gap
from tests.knowledge.conftest import ANN, SERVER

KILLS = int(os.environ.get("KILLS", "10"))


def write_without_end(confirmed, url):
    """Save revisions of 1, 2 and 20 entries in turn; tell each one's number once it is confirmed."""
    asyncio.run(_write(confirmed, url))


async def _write(confirmed, url):
    async with open_bases(Search(SMALL), url) as bases:
        editor = Editor(bases, SERVER)
        for n in itertools.count(editor.now.revision):
            gaps = [
                gap(id=f"g{i}", question=f"Gap {i}?", note=f"As of {n}.").model_dump(mode="json") for i in range(20)
            ]
            edit, entries = (
                (AddFact(question=f"Fact {n}?", answer="Yes.", where="article: 1"), 1),
                (AddFact(question=f"Linked {n}?", answer="Yes.", where=f"https://x.y/{n}", as_of="2023-02-03"), 2),
                (Import(file=read_file(json.dumps({"gaps": gaps}).encode()), mode="update"), 20),
            )[n % 3]
            revision = await editor.save(edit, ANN, str(entries))
            confirmed.send(revision.number)


def test_a_kill_loses_nothing_that_was_confirmed_and_leaves_nothing_half(database_url):
    dice = random.Random(4)
    kept = 0
    for _ in range(KILLS):
        process, pipe = start_process(write_without_end, database_url)
        confirmed = pipe.recv()
        time.sleep(dice.random() * 0.05)
        process.kill()
        process.join()
        try:
            while pipe.poll():
                confirmed = max(confirmed, pipe.recv())
        except EOFError:
            pipe.close()
        kept = asyncio.run(check(database_url, confirmed))
    assert kept >= KILLS


async def check(url, confirmed):
    """See that all that was confirmed is there, whole, and return how many revisions there are."""
    async with open_bases(Search(SMALL), url) as bases:
        editor = Editor(bases, SERVER)
        history = await editor.store.history(limit=100_000)
        assert [revision.number for revision in reversed(history)] == list(range(1, len(history) + 1))
        assert len(history) >= confirmed
        assert [(r.number, len(r.changes)) for r in history] == [(r.number, int(r.reason)) for r in history]
        assert len({each.note for each in editor.now.base.gaps if each.id.startswith("g")}) <= 1
        return len(history)
