"""A server that leaves the operator's pack: nothing of it is answered any more, and all of it comes back."""

from dataclasses import dataclass

import pytest

from knowledge.editing.change_text import listing
from knowledge.editing.edit import Edit, WriteSet
from knowledge.editing.editor import Editor
from knowledge.editing.facts import AddFact
from knowledge.editing.gaps import AddGap
from knowledge.editing.imports import Import, read_file
from knowledge.editing.status import status
from knowledge.editing.undo import Reset
from knowledge.history.proposals import Proposal
from knowledge.model.refs import THE_PACK, ref_of
from knowledge.pack import dump
from knowledge.search import Search
from knowledge.servers.bases import ServerBases
from tests.entries import ARTICLE, BLUE, SMALL, base, fact, gap
from tests.knowledge.conftest import ANN, BOB, SERVER
from tests.settings import save_settings

REPORT = ARTICLE.model_copy(update={"id": "report", "title": "The flood of Example"})
HEIGHT = fact(id="height", question="How high did the water stand?", answer="Two metres.", source="report")


@dataclass(frozen=True, kw_only=True)
class Leave(Edit):
    """Leaves the pack for a base of one source and one fact."""

    action = "started the base"

    def writes(self, now, today):
        own = dict.fromkeys(now.overlay.overrides)
        return WriteSet(own | {THE_PACK: None, ref_of(REPORT): REPORT, ref_of(HEIGHT): HEIGHT})


def ids(base):
    return [entry.id for entry in (*base.sources, *base.speakers, *base.facts, *base.gaps)]


async def test_nothing_of_the_pack_or_of_what_the_server_made_of_it_is_left(editor):
    await editor.save(AddGap(question="How cold was it?", note="It doesn't say."), ANN)
    await editor.save(Leave(), ANN)
    assert ids(editor.now.base) == ["report", "height"]
    assert editor.now.upstream_conflicts == ()
    assert status(editor.now).own == 2


async def test_a_newer_pack_does_not_creep_in(editor, database):
    await editor.save(Leave(), ANN)
    newer = base(fact(answer="About 12,000."), gap(id="more", question="What else?"), speakers=(BLUE,))
    restarted = ServerBases(Search(newer), database)
    await restarted.start()
    assert ids(restarted.state(SERVER).base) == ["report", "height"]
    assert restarted.state(SERVER).upstream_conflicts == ()
    assert ids(restarted.state(SERVER + 1).base) == ids(newer)
    await restarted.close()


@pytest.mark.parametrize("back", ["undo", "reset"])
async def test_an_undo_and_a_reset_bring_the_pack_back_and_can_be_undone(editor, back):
    await editor.save(Leave(), ANN)
    own = editor.now.base
    await editor.save(await editor.undo(1) if back == "undo" else Reset(), BOB)
    assert editor.now.base == SMALL
    await editor.save(await editor.undo(2), ANN)
    assert editor.now.base == own
    await editor.save(Reset(), ANN)
    assert editor.now.base == SMALL


async def test_what_was_changed_before_comes_back_with_the_pack(editor):
    await editor.save(AddFact(question="Who fled?", answer="Most.", where="2"), ANN)
    before = editor.now.base
    await editor.save(Leave(), ANN)
    await editor.save(await editor.undo(2), ANN)
    assert editor.now.base == before


async def test_an_entry_of_the_pack_can_be_taken_in_and_out_again_like_any_other(editor):
    await editor.save(Leave(), ANN)
    content = dump(SMALL).encode()
    await editor.save(Import(file=read_file(content), mode="add"), ANN)
    assert len(editor.now.base.facts) == 4
    await editor.save(await editor.undo(2), ANN)
    assert ids(editor.now.base) == ["report", "height"]


async def test_new_entries_get_no_id_of_the_pack_which_may_come_back(editor):
    await editor.save(Leave(), ANN)
    await editor.save(AddGap(question="Weather?", note="It doesn't say."), ANN)
    assert "weather" not in editor.now.base.gaps_by_id
    await editor.save(Reset(), ANN)
    assert editor.now.upstream_conflicts == ()


async def test_leaving_a_pack_with_disputed_facts_waits_where_second_approval_is_wanted(editor):
    await save_settings(editor.store, second_approval=True)
    proposal = await editor.submit(Leave(), ANN)
    assert isinstance(proposal, Proposal)
    assert editor.now.base == SMALL
    await editor.approve(proposal.number, BOB)
    assert ids(editor.now.base) == ["report", "height"]


async def test_what_another_process_left_is_left_here_too(editor, database):
    elsewhere = ServerBases(Search(SMALL), database)
    await elsewhere.start()
    await Editor(elsewhere, SERVER).save(Leave(), ANN)
    await elsewhere.close()
    await editor.save(AddFact(question="Who fled?", answer="Most.", where="2"), BOB)
    assert ids(editor.now.base) == ["report", "height", "who-fled"]


async def test_the_history_keeps_that_the_pack_was_left(editor):
    await editor.save(Leave(), ANN)
    kept = await editor.store.revision(1)
    (change,) = [change for change in kept.changes if change.ref == THE_PACK]
    assert (change.before is not None, change.after) == (True, None)
    assert "- pack “everything in it”" in listing(kept.changes, editor.now.base)
