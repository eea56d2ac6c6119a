"""A second pair of eyes: a change of a disputed fact waits for another moderator, and the old answer stands."""

from __future__ import annotations

import asyncio
from dataclasses import replace

import pytest

from knowledge.editing.approval import touches_disputed
from knowledge.editing.change_text import summary
from knowledge.editing.editor import Editor
from knowledge.editing.errors import ConflictError, RefusedError
from knowledge.editing.facts import AddFact, ChangePhrasings, DisputeFact, SettleDispute
from knowledge.editing.gaps import AddGap, EditGap
from knowledge.editing.impact import MOST_QUESTIONS
from knowledge.editing.imports import Import, read_file
from knowledge.editing.messages import OWN_PROPOSAL as OWN
from knowledge.editing.removal import Remove
from knowledge.editing.sources import EditSource
from knowledge.editing.speakers import AddSpeaker, EditSpeaker
from knowledge.editing.undo import Reset
from knowledge.history.proposals import Proposal, State
from knowledge.history.revisions import Change, Revision
from knowledge.model.refs import Kind, Ref, find
from knowledge.servers.bases import ServerBases
from knowledge.store.corrections import Corrections
from tests.entries import CONTROL, SMALL, fact
from tests.knowledge.conftest import ANN, BOB, NOW, SERVER
from tests.knowledge.editing.test_facts import edit_of
from tests.settings import save_settings

CONTROL_REF = Ref(Kind.FACT, "control")
EDIT = edit_of(CONTROL, answer="Red and Blue each say so.", opened=0)


@pytest.fixture(autouse=True)
async def wanted(editor):
    """The server wants a second pair of eyes."""
    await save_settings(editor.store, second_approval=True)  # revision 1


def answer(editor):
    return editor.now.base.facts_by_id["control"].answer


@pytest.mark.parametrize(
    "edit",
    [
        EDIT,
        ChangePhrasings(entry=CONTROL_REF, add="who holds it now?"),
        SettleDispute(fact="control", dispute=CONTROL.disputes[0], opened=0),
        DisputeFact(fact="population", speaker="blue", says="It was more.", opened=0),
        Remove(entry=CONTROL_REF, opened=0),
        EditSpeaker(speaker="blue", name="Blue Bureau", role="defense ministry of Blue", side="Blue", opened=0),
        EditSource(source="article", title="The siege", kind="news article", as_of="2023-01-12", paragraphs="9"),
        Import(
            file=read_file(b"[[facts]]\nid='control'\nquestion='Who?'\nanswer='Red.'\nsource='article'"), mode="update"
        ),
    ],
    ids=["edited", "asked otherwise", "settled", "disputed", "removed", "who speaks in it", "its source", "imported"],
)
async def test_what_is_disputed_before_or_after_waits_and_the_old_stands(editor, edit):
    proposal = await editor.submit(edit, ANN, "why")
    assert isinstance(proposal, Proposal)
    assert (proposal.author, proposal.at, proposal.action, proposal.reason) == (ANN, NOW, edit.action, "why")
    assert editor.now.base is SMALL
    assert (await editor.store.history())[:-1] == []
    revision = await editor.approve(proposal.number, BOB)
    assert revision.changes == proposal.changes
    assert [find(editor.now.base, change.ref) for change in revision.changes] == [c.after for c in revision.changes]


POPULATION = Ref(Kind.FACT, "population")
SETTLED = "Red controls Example."  # what's disputed, as if it weren't


@pytest.mark.parametrize(
    "edit",
    [
        AddFact(
            question="Is it Red's?", answer=SETTLED, phrasings="\n".join(["a", "b", "c", "wh\u043e controls Example"])
        ),
        AddFact(question="Who controls Example right now?", answer=SETTLED),
        ChangePhrasings(entry=POPULATION, add="who CONTROLS Example"),
        ChangePhrasings(entry=POPULATION, add="who controls Example by now"),
        AddGap(question="Who controls Example today?", note="Nobody knows."),
        EditGap(gap="weather", question="Who controls Example, please?", note="Nobody knows."),
        Import(file=read_file(b"question,answer\nWho controls Example now?,Red does.\n"), mode="add"),
    ],
    ids=["same words", "near", "a neighbour", "nearly a neighbour", "a gap", "an edited gap", "imported"],
)
async def test_what_takes_questions_from_a_disputed_fact_waits(editor, edit):
    assert isinstance(await editor.submit(edit, ANN), Proposal)
    assert editor.now.base is SMALL


def test_the_words_of_a_disputed_fact_count_however_many_others_come_with_them():
    asked = [*map(str, range(900)), "who controls example", "the end"]
    change = Change(Ref(Kind.FACT, "x"), None, fact(id="x", question="X?", phrasings=asked), None)
    assert touches_disputed([change], SMALL, SMALL)
    assert not touches_disputed([replace(change, after=fact(id="x", question="X?"))], SMALL, SMALL)


async def test_more_than_can_be_asked_waits_because_somebody_could_hide_one_among_them(editor):
    rows = "".join(f"tower {n}?,{n} m.\n" for n in range(MOST_QUESTIONS + 1))
    edit = Import(file=read_file(f"question,answer\n{rows}".encode()), mode="add")
    assert isinstance(await editor.submit(edit, ANN), Proposal)


async def test_the_way_back_to_what_takes_questions_from_a_disputed_fact_waits(editor):
    await editor.save(AddFact(question="Who controls Example right now?", answer=SETTLED), ANN)
    new = Ref(Kind.FACT, "who-controls-example-right-now")
    assert isinstance(await editor.submit(Remove(entry=new), ANN), Revision)
    assert isinstance(await editor.submit(await editor.restore(new), ANN), Proposal)
    assert isinstance(await editor.submit(await editor.undo(3), ANN), Proposal)


async def test_ways_back_wait_too(editor):
    await editor.save(Remove(entry=CONTROL_REF), ANN)
    for edit in (
        await editor.restore(CONTROL_REF),
        await editor.undo(2),
        await editor.revert(CONTROL_REF, 0),
        Reset(opened=2),
    ):
        assert isinstance(await editor.submit(edit, ANN), Proposal)
    assert "control" not in editor.now.base.facts_by_id
    await editor.approve(1, BOB)
    assert editor.now.base == SMALL


@pytest.mark.parametrize(
    "edit",
    [
        edit_of(fact(), answer="Fewer."),
        edit_of(fact(), where="https://example.org/count", as_of="2023-02-03"),
        EditGap(gap="weather", question="Weather?", note="None."),
        AddSpeaker(name="Green Party", role="party", side="Green"),
        AddFact(question="How tall is the church tower?", answer="It's 10 m tall.", phrasings="tower height"),
        ChangePhrasings(entry=POPULATION, add="inhabitants"),
    ],
    ids=["an undisputed fact", "its link", "a gap", "somebody who says nothing yet", "a new fact", "another phrasing"],
)
async def test_anything_else_goes_straight_through(editor, edit):
    assert isinstance(await editor.submit(edit, ANN), Revision)


async def test_without_the_setting_all_goes_straight_through(editor):
    await save_settings(editor.store, second_approval=False)
    assert isinstance(await editor.submit(EDIT, ANN), Revision)


async def test_an_import_waits_as_a_whole(editor):
    content = (
        b"[[facts]]\nid='control'\nquestion='Who?'\nanswer='Red.'\nsource='article'\n"
        b"[[gaps]]\nid='weather'\nquestion='Weather?'\nnote='Imported.'"
    )
    proposal = await editor.submit(Import(file=read_file(content), mode="update"), ANN)
    assert {change.ref.id for change in proposal.changes} == {"control", "weather"}
    assert editor.now.base is SMALL


async def test_the_revision_names_both(editor):
    await editor.submit(EDIT, ANN, "a recount")
    revision = await editor.approve(1, BOB)
    assert (revision.author, revision.approved_by) == (ANN, BOB)
    assert (await editor.store.history())[:-1] == [revision]
    assert summary(revision) == ("Ann edited the fact “Who controls Example?”, approved by Bob, revision 2: a recount")
    proposal = await editor.store.proposal(1)
    assert (proposal.state, proposal.decision.decided_by) == (State.APPROVED, BOB)


async def test_posted_cards_are_corrected_once_it_is_approved(editor, database):
    await editor.store.card_posted(9, 1, "control", NOW)
    await editor.submit(EDIT, ANN)
    assert await Corrections(database).take(NOW) == []
    await editor.approve(1, BOB)
    assert [correction.fact for correction in await Corrections(database).take(NOW)] == ["control"]


async def test_nobody_approves_their_own(editor):
    await editor.submit(EDIT, ANN)
    with pytest.raises(RefusedError, match=OWN):
        await editor.approve(1, ANN)
    assert answer(editor) == CONTROL.answer
    assert (await editor.store.proposal(1)).state is State.WAITING


async def test_one_that_is_declined_or_withdrawn_stays_on_record_and_cannot_be_approved(editor):
    for by, state in ((BOB, State.DECLINED), (ANN, State.WITHDRAWN)):
        number = (await editor.submit(EDIT, ANN)).number
        assert (await editor.decline(number, by)).state is state
        assert (await editor.store.proposal(number)).changes[0].after.answer == "Red and Blue each say so."
        with pytest.raises(RefusedError, match=f"Proposal {number} is already {state}, by {by.name}."):
            await editor.approve(number, BOB)
        with pytest.raises(RefusedError, match="is already"):
            await editor.decline(number, BOB)
    assert answer(editor) == CONTROL.answer


async def test_one_that_is_approved_already_says_by_whom(editor):
    await editor.submit(EDIT, ANN)
    await editor.approve(1, BOB)
    with pytest.raises(RefusedError, match="Proposal 1 is already approved, by Bob"):
        await editor.approve(1, BOB)
    assert editor.now.revision == 2


async def test_two_who_approve_at_once_make_one_revision(editor, bases, pack, database):
    elsewhere = ServerBases(pack, database)
    await elsewhere.start()
    await editor.submit(EDIT, ANN)
    both = [Editor(bases, SERVER, clock=lambda: NOW), Editor(elsewhere, SERVER, clock=lambda: NOW)]
    results = await asyncio.gather(*(each.approve(1, BOB) for each in both), return_exceptions=True)
    await elsewhere.close()
    assert {type(result) for result in results} == {Revision, RefusedError}
    assert "already approved" in str(next(r for r in results if isinstance(r, RefusedError)))
    assert len(await editor.store.history()) == 2


async def test_what_changed_since_it_was_proposed_is_not_overwritten(editor):
    await editor.submit(EDIT, ANN)
    await editor.save(edit_of(CONTROL, answer="Cleo's."), BOB)
    with pytest.raises(ConflictError) as caught:
        await editor.approve(1, BOB)
    assert (caught.value.opened.answer, caught.value.current.answer) == (CONTROL.answer, "Cleo's.")
    assert answer(editor) == "Cleo's."
    assert (await editor.store.proposal(1)).state is State.WAITING


async def test_what_changed_and_changed_back_is_no_conflict(editor):
    await editor.submit(EDIT, ANN)
    await editor.save(edit_of(CONTROL, answer="Cleo's."), BOB)
    await editor.save(await editor.undo(2), BOB)
    await editor.approve(1, BOB)
    assert answer(editor) == "Red and Blue each say so."


async def test_what_would_not_fit_the_base_any_more_is_refused_and_goes_on_waiting(editor):
    await editor.submit(DisputeFact(fact="population", speaker="blue", says="It was more.", opened=0), ANN)
    for id in ("control", "denial"):
        await editor.save(Remove(entry=Ref(Kind.FACT, id)), BOB)
    await editor.save(Remove(entry=Ref(Kind.SPEAKER, "blue")), BOB)
    with pytest.raises(RefusedError, match="There's no speaker 'blue'"):
        await editor.approve(1, BOB)
    assert await editor.store.waiting_proposals() == [1]


async def test_what_approving_it_would_break_is_known_as_things_stand(editor):
    edit = ChangePhrasings(entry=CONTROL_REF, add="How many people lived in Example?")
    proposal = await editor.submit(edit, ANN)
    (warning, *_) = await editor.warnings(proposal)
    assert warning == (
        "“How many people lived in Example?” is the question of another fact. I couldn't tell which is meant."
    )
    await editor.save(edit, BOB)
    assert await editor.warnings(proposal) == ("Nothing to change: it already says that.",)


async def test_one_that_does_not_exist_is_refused(editor):
    with pytest.raises(RefusedError, match="That proposal doesn't exist"):
        await editor.approve(1, BOB)
    with pytest.raises(RefusedError, match="That proposal doesn't exist"):
        await editor.decline(1, BOB)
