"""Five hundred edits by twenty moderators at once, half of them to the same ten facts: they add up."""

from __future__ import annotations

import asyncio
import random
from collections import Counter

import pytest

from knowledge.editing.editor import Editor
from knowledge.editing.errors import ConflictError
from knowledge.history.revisions import Moderator
from knowledge.model.refs import Kind, Ref
from knowledge.search import Search
from knowledge.servers.bases import open_bases
from tests.entries import base, fact
from tests.knowledge.conftest import SERVER
from tests.knowledge.editing.test_facts import edit_of

MODERATORS = 20
EDITS_EACH = 25
CONTESTED = [f"contested-{n}" for n in range(10)]


def own_fact(moderator):
    return f"own-{moderator}"


PACK = base(
    *(fact(id=id, question=f"What about {id}?") for id in [*CONTESTED, *map(own_fact, range(1, MODERATORS + 1))])
)


@pytest.fixture
async def editors(database_url):
    """The server's editors in two processes on one database, up to their own connections."""
    pack = Search(PACK)
    async with open_bases(pack, database_url) as one, open_bases(pack, database_url) as other:
        yield Editor(one, SERVER), Editor(other, SERVER)


async def test_every_edit_is_applied_or_comes_back_as_a_conflict(editors):
    applied, returned = [], []

    async def moderate(number):
        dice, editor = random.Random(number), editors[number % 2]
        for turn in range(EDITS_EACH):
            contested = (number + turn) % 2 == 0
            id = dice.choice(CONTESTED) if contested else own_fact(number)
            opened = editor.now
            known = opened.base.facts_by_id[id]
            edit = edit_of(known, answer=f"Edit {turn} of moderator {number}.", opened=opened.revision)
            await asyncio.sleep(dice.random() / 50)  # they type
            try:
                revision = await editor.save(edit, Moderator(number, f"Moderator {number}"))
                applied.append((revision.number, id, edit.answer))
            except ConflictError:
                returned.append((id, number))

    await asyncio.gather(*(moderate(number) for number in range(1, MODERATORS + 1)))

    assert len(applied) + len(returned) == MODERATORS * EDITS_EACH == 500
    assert [number for number, _, _ in sorted(applied)] == list(range(1, len(applied) + 1))
    assert returned
    assert {id for id, _ in returned} <= set(CONTESTED)
    store = editors[0].store
    history = await store.history(limit=1000)
    recorded = [(r.number, r.changes[0].ref.id, r.changes[0].after.answer) for r in reversed(history)]
    assert recorded == sorted(applied)
    assert Counter(r.author.id for r in history) + Counter(number for _, number in returned) == dict.fromkeys(
        range(1, MODERATORS + 1), EDITS_EACH
    )
    last = {id: answer for _, id, answer in sorted(applied)}
    assert {id: (await store.overlay()).overrides[Ref(Kind.FACT, id)].entry.answer for id in last} == last
