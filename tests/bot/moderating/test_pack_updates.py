"""A newer pack ships, and the log channel says once what became of the server's own changes."""

from __future__ import annotations

import pytest
import pytest_asyncio

from knowledge.editing.editor import Editor
from knowledge.editing.facts import ChangePhrasings, EditFact
from knowledge.history.revisions import Moderator
from knowledge.model.refs import Kind, Ref
from knowledge.search import Search
from knowledge.servers.bases import open_bases
from knowledge.store.errors import UnavailableError
from knowledge.store.server import ServerStore
from tests.bot.conftest import TOWN
from tests.bot.seen import text
from tests.entries import base
from tests.settings import save_settings

NEWER = base(
    *(
        fact.model_copy(update={"answer": f"Newer <@1>: {fact.answer}"})
        for fact in TOWN.facts
        if fact.id in {"population", "gain"}
    ),
    *TOWN.gaps,
)
TOLD = """\
### The pack was updated
**1 conflict to resolve with `/base updates`.** The pack and this server changed the same. Yours stays until you choose.
- How many people left Example?

**Changed by the pack.** What you added or changed yourselves stays.
- How many people lived in Example?
  - answer: About 10,000 people lived in Example. → Newer \\<@\u200b1>: About 10,000 people lived in Example.
  - unchanged: said by the article itself · source The siege of Example · as of 2023-01-13
"""
REMOVED = """\

**Removed by the pack.** If it comes back, so do the ways to ask that you added.
- Who controls Example?: “control \\*holder\\*”"""


@pytest_asyncio.fixture
async def log_channel(env, server):
    """The log channel of the server, which has changed some facts of the pack."""
    named = server.create_text_channel("changes")
    bases = env.bot.bases
    await save_settings(bases.store(server.id), audit_channel=named.id)
    await bases.catch_up(server.id)
    gain = TOWN.facts_by_id["gain"]
    for edit in (
        ChangePhrasings(entry=Ref(Kind.FACT, "population"), add="head count"),
        ChangePhrasings(entry=Ref(Kind.FACT, "control"), add="control *holder*"),
        EditFact(fact="gain", question=gain.question, answer="Nobody left.", where="3", as_of=""),
    ):
        await Editor(bases, server.id).save(edit, Moderator(1, "mod"))
    return named


@pytest.fixture
def start_over(env, database_url, new_bot):
    """Start the bot anew over a pack, and let it look."""

    async def start(pack):
        bot = new_bot()
        bot._opening = open_bases(Search(pack), database_url)
        await env.restart_bot(bot)
        await env.advance_time(2)

    return start


async def test_what_became_of_the_servers_changes_is_told_once(log_channel, start_over):
    await start_over(NEWER)
    (message,) = log_channel.history()
    assert text(message).strip() == TOLD + REMOVED
    assert (message.mentions, message.mention_everyone) == ([], False)
    await start_over(NEWER)
    assert len(log_channel.history()) == 1


async def test_the_next_update_is_told_again(env, server, mod, channel, log_channel, start_over):
    await start_over(NEWER)
    back = TOWN.facts_by_id["control"].model_copy(update={"answer": "Nobody does.", "disputes": ()})
    await start_over(base(*NEWER.facts, back))
    assert len(log_channel.history()) == 2
    control = env.bot.bases.state(server.id).base.facts_by_id["control"]
    assert (control.answer, control.phrasings) == ("Nobody does.", ("control *holder*",))
    told = "**Pack updates** 1 conflict to resolve: `/base updates`; 2 entries of yours merged with a newer pack"
    assert told in text((await mod.slash(channel, "base status")).response)


async def test_nothing_is_told_where_the_pack_changed_nothing_of_the_servers(log_channel, start_over):
    await start_over(TOWN)
    assert log_channel.history() == []


async def test_a_database_that_is_away_is_asked_again(env, log_channel, start_over, monkeypatch):
    async def away(*_):
        raise UnavailableError("The database does not answer.")

    with monkeypatch.context() as patched:
        patched.setattr(ServerStore, "announce_pack", away)
        await start_over(NEWER)
        assert log_channel.history() == []
    await env.advance_time(2)
    assert len(log_channel.history()) == 1
