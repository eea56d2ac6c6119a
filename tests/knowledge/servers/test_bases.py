"""Every server's base in memory, also when another process changes one."""

from __future__ import annotations

import asyncio
import subprocess
import sys
import threading
import time

import asyncpg
import pytest
from sqlalchemy.engine import make_url

from knowledge.editing.editor import Editor
from knowledge.editing.facts import ChangePhrasings, EditFact
from knowledge.editing.imports import Import, read_file
from knowledge.model.refs import Kind, Ref
from knowledge.pack import dump
from knowledge.search import Search, layers
from knowledge.servers.bases import ServerBases
from knowledge.store.database import Database
from knowledge.store.errors import UnavailableError
from tests.entries import CONTROL, DENIAL, base, fact, gap
from tests.knowledge.conftest import ANN, SERVER


def new_answer(answer):
    return EditFact(fact="population", question=fact().question, answer=answer, where="3", as_of="")


@pytest.fixture
async def elsewhere(database_url, pack):
    """Another process's bases on the same database, up to its own connections."""
    async with await Database.open(database_url) as database:
        bases = ServerBases(pack, database)
        await bases.start()
        yield bases
        await bases.close()


async def test_a_server_that_changed_nothing_shares_the_packs_search(bases, pack):
    assert bases.search(SERVER) is pack
    assert bases.search(None) is pack


async def test_a_change_is_answered_from_the_next_question_on_and_on_that_server_alone(bases, pack):
    await Editor(bases, SERVER).save(new_answer("About 9,000."), ANN)
    assert bases.search(SERVER).ask(fact().question).record.fact.answer == "About 9,000."
    assert bases.search(SERVER) is bases.search(SERVER)
    assert bases.search(SERVER + 1) is pack


async def test_what_another_process_changed_is_answered_after_a_look(bases, elsewhere):
    for answer in ("First.", "Second."):
        await Editor(elsewhere, SERVER).save(new_answer(answer), ANN)
        assert await seen(bases, answer)


async def seen(bases, answer):
    """Whether `answer` is given within two seconds, by looking every tenth of one."""
    end = time.monotonic() + 2
    while time.monotonic() < end:
        await bases.refresh()
        if bases.state(SERVER).base.facts_by_id["population"].answer == answer:
            return True
        await asyncio.sleep(0.1)  # PostgreSQL's word arrives meanwhile
    return False


async def test_a_process_that_is_behind_still_saves_on_top_of_what_holds(bases, elsewhere):
    await Editor(elsewhere, SERVER).save(new_answer("First."), ANN)
    revision = await Editor(bases, SERVER).save(new_answer("Second."), ANN)
    assert (revision.number, revision.changes[0].before.answer) == (2, "First.")


async def test_a_newly_started_process_knows_what_was_changed(bases, database, pack):
    await Editor(bases, SERVER).save(new_answer("First."), ANN)
    restarted = ServerBases(pack, database)
    await restarted.start()
    assert restarted.state(SERVER).base == bases.state(SERVER).base
    await restarted.close()


async def test_a_newer_pack_lists_what_both_sides_changed(bases, database):
    await Editor(bases, SERVER).save(new_answer("Ours."), ANN)
    newer = ServerBases(Search(base(CONTROL, DENIAL, fact(answer="Theirs."), gap())), database)
    await newer.start()
    assert [conflict.ref for conflict in newer.state(SERVER).upstream_conflicts] == [Ref(Kind.FACT, "population")]
    await newer.close()


async def test_an_older_state_never_replaces_a_newer_one(bases):
    before = bases.state(SERVER).overlay
    await Editor(bases, SERVER).save(new_answer("New."), ANN)
    bases.apply(SERVER, before)
    assert bases.state(SERVER).revision == 1


@pytest.fixture
def indexed(monkeypatch):
    """The bases that were indexed from nothing, each with the thread that did it."""
    real, seen = layers.build, []

    def index(base, **how):
        seen.append((base, threading.current_thread()))
        return real(base, **how)

    monkeypatch.setattr(layers, "build", index)
    return seen


@pytest.fixture
def others():
    """A file of a base of its own, which has little in common with the pack."""
    facts = [fact(id=f"other-{n}", question=f"What is other thing {n}?", answer=f"It is {n}.") for n in range(20)]
    return Import(file=read_file(dump(base(*facts)).encode()), mode="replace")


async def test_a_base_of_its_own_is_indexed_beside_the_answering_and_once(bases, indexed, others):
    await Editor(bases, SERVER).save(others, ANN)
    await asyncio.gather(*(bases.ensure_indexed(SERVER) for _ in range(3)))
    assert bases.search(SERVER).ask("What is other thing 7?").record.fact.answer == "It is 7."
    assert [thread is threading.main_thread() for _, thread in indexed] == [False]


async def test_an_edit_while_a_base_of_its_own_is_indexed_is_indexed_beside_the_answering_too(
    bases, indexed, others, monkeypatch
):
    editor, edited = Editor(bases, SERVER), threading.Event()
    await editor.save(others, ANN)
    real = layers.build
    monkeypatch.setattr(layers, "build", lambda base, **how: (edited.wait(10), real(base, **how))[1])
    ready = asyncio.create_task(bases.ensure_indexed(SERVER))
    await editor.save(ChangePhrasings(entry=Ref(Kind.FACT, "other-7"), add="the seventh thing among others"), ANN)
    edited.set()
    await ready
    assert bases.search(SERVER).ask("the seventh thing among others").record.fact.id == "other-7"
    assert [thread is threading.main_thread() for _, thread in indexed] == [False]


async def test_a_base_is_indexed_once_though_more_servers_than_are_kept_are_asked_meanwhile(
    database, pack, monkeypatch
):
    bases = ServerBases(pack, database, bases_kept=1)
    for server in (1, 2):
        await Editor(bases, server).save(new_answer(f"Of {server}."), ANN)
    real, built = bases.index, []

    def index(base, before):
        built.append(base.facts_by_id["population"].answer)
        assert len(built) == 1
        bases.state(2)  # asked while the first is being indexed, which is forgotten then
        return real(base, before)

    monkeypatch.setattr(bases, "index", index)
    await bases.ensure_indexed(1)
    assert bases.search(1).base is bases.state(1).base
    assert built == ["Of 1."]
    await bases.close()


async def test_one_edit_of_a_base_of_its_own_needs_no_index_of_all_of_it(bases, indexed, others):
    editor = Editor(bases, SERVER)
    await editor.save(others, ANN)
    await bases.ensure_indexed(SERVER)
    add = ChangePhrasings(entry=Ref(Kind.FACT, "other-7"), add="the seventh thing among others")
    await editor.save(add, ANN)
    await bases.ensure_indexed(SERVER)
    assert bases.search(SERVER).ask("the seventh thing among others").record.fact.id == "other-7"
    assert len(indexed) == 1


@pytest.fixture
def laid_over(monkeypatch):
    """The bases that were indexed over another one's index."""
    real, seen = layers.build_over, []
    monkeypatch.setattr(layers, "build_over", lambda base, *rest: (seen.append(base), real(base, *rest))[1])
    return seen


async def test_what_was_considered_is_not_worked_out_again_once_it_is_saved(bases, laid_over):
    editor = Editor(bases, SERVER)
    for answer in ("First.", "Second."):
        await editor.consider(new_answer("Not saved."))
        await editor.consider(new_answer(answer))
        await editor.consider(new_answer("Not saved either."))
        considered = laid_over[-2]
        await editor.save(new_answer(answer), ANN)
        await bases.ensure_indexed(SERVER)
        assert bases.search(SERVER).base is bases.state(SERVER).base is considered
        assert bases.search(SERVER).ask(fact().question).record.fact.answer == answer
    assert len(laid_over) == 6


async def test_what_was_considered_is_not_used_if_somebody_else_saves_meanwhile(bases, elsewhere):
    edit = ChangePhrasings(entry=Ref(Kind.FACT, "population"), add="how many lived there")
    await Editor(bases, SERVER).consider(edit)
    await Editor(elsewhere, SERVER).save(new_answer("Theirs."), ANN)
    await Editor(bases, SERVER).save(edit, ANN)
    answered = bases.search(SERVER).ask("how many lived there").record.fact
    assert (answered.answer, answered.phrasings) == ("Theirs.", ("how many lived there",))


async def test_memory_is_bounded_by_forgetting_the_search_that_was_used_longest_ago(database, pack):
    bases = ServerBases(pack, database, bases_kept=2)
    for server in (1, 2, 3):
        await Editor(bases, server).save(new_answer(f"On {server}."), ANN)
    searches = [bases.search(server) for server in (1, 2, 3)]
    assert bases.search(3) is searches[2]
    assert bases.search(1) is not searches[0]
    assert bases.search(1).base.facts_by_id["population"].answer == "On 1."
    await bases.close()


async def test_looking_at_a_quiet_database_is_cheap(bases):
    await bases.refresh()
    start = time.perf_counter()
    for _ in range(20):
        await bases.refresh()
    assert (time.perf_counter() - start) / 20 < 0.05


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
async def test_a_postgresql_that_takes_no_connections_is_away_and_looked_at_again(bases, database_url, postgres_socket):
    """As while it starts: it answers, but with a refusal."""
    url = make_url(database_url)
    connection = await asyncpg.connect(host=str(postgres_socket), user="postgres", database="postgres")
    try:
        await connection.execute(f'ALTER DATABASE "{url.database}" ALLOW_CONNECTIONS false')
        ended = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1"
        await connection.execute(ended, url.database)
        await asyncio.sleep(0.1)
        for _ in range(2):
            with pytest.raises(UnavailableError):
                await bases.refresh()
    finally:
        await connection.execute(f'ALTER DATABASE "{url.database}" ALLOW_CONNECTIONS true')
        await connection.close()
    await bases.refresh()


def test_asking_in_the_terminal_needs_no_database():

    code = "import bot.cli.ask, sys; print(sorted({'sqlalchemy', 'discord', 'alembic'} & set(sys.modules)))"
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert result.stdout == "[]\n"
