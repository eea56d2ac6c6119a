"""Several moderators on one base: nothing is overwritten, everything is on record, anything can be undone."""

from __future__ import annotations

from dataclasses import replace

import pytest

from knowledge import pack
from knowledge.editing.change_text import summary
from knowledge.editing.editor import Editor
from knowledge.editing.errors import ConflictError, RefusedError
from knowledge.editing.facts import AddFact, ChangePhrasings, DisputeFact
from knowledge.editing.gaps import EditGap
from knowledge.editing.imports import Import, read_file
from knowledge.editing.removal import Remove
from knowledge.editing.speakers import AddSpeaker, EditSpeaker
from knowledge.editing.undo import Reset
from knowledge.editing.upstream_conflicts import ResolveConflict
from knowledge.model.refs import LISTED, Kind, Ref
from knowledge.search import Search
from knowledge.servers.bases import ServerBases
from knowledge.store.corrections import Corrections
from tests.entries import BLUE, CONTROL, DENIAL, RED, SMALL, base, draft, fact, gap
from tests.knowledge.conftest import ANN, BOB, NOW, SERVER
from tests.knowledge.editing.test_facts import edit_of

POPULATION = Ref(Kind.FACT, "population")


async def test_the_second_of_two_moderators_gets_both_versions(editor):
    anns, bobs = edit_of(fact(), answer="Ann's.", opened=0), edit_of(fact(), answer="Bob's.", opened=0)
    await editor.save(anns, ANN)
    with pytest.raises(
        ConflictError, match=r"^Ann changed the answer while you were writing. Nothing was overwritten.$"
    ) as caught:
        await editor.save(bobs, BOB)
    conflict = caught.value
    assert (conflict.opened.answer, conflict.current.answer) == (fact().answer, "Ann's.")
    assert conflict.fields == ("answer",)
    revision = await editor.save(replace(bobs, over=conflict.latest.number), BOB)
    assert revision.changes[0].after.answer == "Bob's."


async def test_a_date_and_an_answer_changed_at_once_are_both_kept(editor):
    """And the second moderator is told."""
    await editor.save(edit_of(fact(), answer="Ann's.", opened=0), ANN)
    edit = edit_of(fact(), as_of="2023-01-05", opened=0)
    assert [change.after for change in (await editor.consider(edit)).changes] == [
        fact(answer="Ann's.", as_of="2023-01-05")
    ]
    saved = await editor.save(edit, BOB)
    assert editor.now.base.facts_by_id["population"] == fact(answer="Ann's.", as_of="2023-01-05")
    assert [each.author for each in await editor.kept(edit, saved)] == [ANN]
    assert [each.number for each in await editor.kept(edit, saved)] == [1]
    assert await editor.kept(replace(edit, opened=1), saved) == ()


async def test_what_two_moderators_changed_alike_is_no_conflict(editor):
    await editor.save(edit_of(fact(), answer="Better.", opened=0), ANN)
    saved = await editor.save(edit_of(fact(), answer="Better.", as_of="2023-01-05", opened=0), BOB)
    assert saved.changes[0].after == fact(answer="Better.", as_of="2023-01-05")


async def test_saving_over_a_change_keeps_what_else_was_changed_and_conflicts_with_the_next_one(editor):
    await editor.save(edit_of(fact(), answer="Ann's.", question="How many lived there?", opened=0), ANN)
    over = replace(edit_of(fact(), answer="Bob's.", opened=0), over=1)
    await editor.save(edit_of(fact(answer="Ann's.", question="How many lived there?"), answer="Ann's, again."), ANN)
    with pytest.raises(ConflictError):
        await editor.save(over, BOB)
    await editor.save(replace(over, over=2), BOB)
    assert editor.now.base.facts_by_id["population"] == fact(answer="Bob's.", question="How many lived there?")


async def test_an_answer_is_never_saved_beside_the_speaker_that_somebody_else_put_there(editor):
    await editor.save(edit_of(fact(), speakers=("red",), opened=0), ANN)
    with pytest.raises(ConflictError, match="Ann changed who said it while you were") as caught:
        await editor.save(edit_of(fact(), answer="Bob's.", opened=0), BOB)
    assert caught.value.fields == ("answer", "speakers")
    assert "You changed the answer, and they belong together. Nothing was overwritten." in str(caught.value)


async def test_a_form_opened_when_a_speaker_was_there_who_is_gone_is_refused(editor):
    await editor.save(AddSpeaker(name="Green Guard", role="militia", side="Green"), ANN)
    await editor.save(edit_of(fact(), speakers=("green-guard",)), ANN)
    old = editor.now.base.facts_by_id["population"]
    await editor.save(edit_of(old, speakers=("red",)), ANN)
    await editor.save(Remove(entry=Ref(Kind.SPEAKER, "green-guard")), ANN)
    edit = edit_of(old, as_of="2023-01-05", opened=2)
    for attempt in (edit, replace(edit, over=4)):
        with pytest.raises(RefusedError, match="A speaker or source in what you edited was removed meanwhile"):
            await editor.save(attempt, BOB)
    with pytest.raises(RefusedError, match="removed meanwhile"):
        await editor.consider(edit)


async def test_a_form_on_what_was_seen_before_a_pointer_ended_is_merged(editor):
    await editor.save(Remove(entry=Ref(Kind.FACT, "denial")), ANN)
    await editor.save(edit_of(CONTROL, as_of="2023-01-05", opened=0), BOB)
    control = editor.now.base.facts_by_id["control"]
    assert (str(control.as_of), control.disputes[0].fact) == ("2023-01-05", None)


async def test_a_conflict_knows_what_the_form_was_opened_on_later_on_too(editor):
    for answer in ("First.", "Second."):
        await editor.save(edit_of(fact(), answer=answer), ANN)
    with pytest.raises(ConflictError) as caught:
        await editor.save(edit_of(fact(), answer="Bob's.", opened=1), BOB)
    assert (caught.value.opened.answer, caught.value.current.answer) == ("First.", "Second.")


async def test_an_edit_of_a_fact_that_was_removed_meanwhile_is_a_conflict(editor):
    await editor.save(Remove(entry=POPULATION), ANN)
    with pytest.raises(ConflictError) as caught:
        await editor.save(edit_of(fact(), answer="Bob's.", opened=0), BOB)
    assert caught.value.current is None


async def test_edits_of_other_entries_meanwhile_are_no_conflict(editor):
    await editor.save(edit_of(fact(), answer="Ann's.", opened=0), ANN)
    await editor.save(EditGap(gap="weather", question="Weather?", note="None given.", opened=0), BOB)
    assert editor.now.revision == 2


async def test_ways_to_ask_are_added_by_two_at_once(editor):
    for moderator, phrasing in ((ANN, "how big?"), (BOB, "how many souls?")):
        await editor.save(ChangePhrasings(entry=POPULATION, add=phrasing), moderator)
    assert editor.now.base.facts_by_id["population"].phrasings == ("how big?", "how many souls?")


async def test_an_import_conflicts_with_what_changed_after_it_was_shown(editor):
    content = b'[[gaps]]\nid = "weather"\nquestion = "Weather?"\nnote = "Imported."'
    edit = Import(file=read_file(content), mode="update", opened=0)
    await editor.consider(edit)
    await editor.save(EditGap(gap="weather", question="Weather?", note="Ann's."), ANN)
    with pytest.raises(ConflictError):
        await editor.save(edit, BOB)


async def test_every_revision_says_who_when_what_and_why(editor):
    revision = await editor.save(edit_of(fact(), answer="New."), ANN, " a\nrecount\0 ")
    assert (revision.number, revision.author, revision.at, revision.reason) == (1, ANN, NOW, "a recount")
    assert [(c.ref, c.before, c.after) for c in revision.changes] == [(POPULATION, fact(), fact(answer="New."))]
    assert await editor.store.history() == [revision]
    assert summary(revision) == "Ann edited the fact “How many people lived in Example?”, revision 1: a recount"


async def test_the_state_is_what_the_revisions_say(editor):
    """Rebuilt from the pack and the history alone, oldest first."""
    await editor.save(AddFact(question="New?", answer="Yes.", where="https://x.y/z", as_of="2023-02-03"), ANN)
    await editor.save(edit_of(fact(), answer="Edited."), BOB)
    await editor.save(Remove(entry=Ref(Kind.FACT, "denial")), ANN)
    await editor.save(await editor.undo(2), BOB)
    entries = {(kind, e.id): e for kind in LISTED for e in getattr(SMALL, kind.plural)}
    for revision in reversed(await editor.store.history(limit=100)):
        for change in revision.changes:
            assert entries.get(change.ref) == change.before
            entries[change.ref] = change.after
    now = {(kind, e.id): e for kind in LISTED for e in getattr(editor.now.base, kind.plural)}
    assert {ref: entry for ref, entry in entries.items() if entry is not None} == now


async def test_a_revision_is_taken_back_as_a_new_one_and_that_one_too(editor):
    await editor.save(edit_of(fact(), answer="Edited."), ANN)
    undone = await editor.save(await editor.undo(1), BOB)
    assert (editor.now.base, undone.number, undone.action) == (SMALL, 2, "undid revision 1")
    await editor.save(await editor.undo(2), ANN)
    assert editor.now.base.facts_by_id["population"].answer == "Edited."


async def test_a_revision_whose_entry_changed_since_is_not_taken_back_over_it(editor):
    for answer in ("First.", "Second."):
        await editor.save(edit_of(fact(), answer=answer), ANN)
    with pytest.raises(ConflictError):
        await editor.save(await editor.undo(1), BOB)


async def test_an_entry_goes_back_to_any_revision(editor):
    for answer in ("First.", "Second.", "Third."):
        await editor.save(edit_of(fact(), answer=answer), ANN)
    await editor.save(Remove(entry=POPULATION), ANN)
    for number, answer in ((1, "First."), (3, "Third."), (0, fact().answer)):
        await editor.save(await editor.revert(POPULATION, number), BOB)
        assert editor.now.base.facts_by_id["population"].answer == answer
    await editor.save(await editor.revert(POPULATION, 4), BOB)
    assert "population" not in editor.now.base.facts_by_id


@pytest.mark.parametrize("number", [-1, 0, 2, 10**30])
async def test_a_revision_that_does_not_exist_is_refused(editor, number):
    await editor.save(edit_of(fact(), answer="Edited."), ANN)
    with pytest.raises(RefusedError, match=f"There's no revision {number}. Pick one from the history."):
        await editor.undo(number)
    if number:
        with pytest.raises(RefusedError, match="There's no revision"):
            await editor.revert(POPULATION, number)


async def test_a_revision_without_which_others_cannot_be_is_not_taken_back(editor):
    await editor.save(AddFact(question="New?", answer="Yes.", where="https://x.y/z", as_of="2023-02-03"), ANN)
    await editor.save(AddFact(question="Newer?", answer="Yes.", where="https://x.y/z", as_of="2023-02-03"), ANN)
    with pytest.raises(RefusedError, match="is still used by “Newer"):
        await editor.save(await editor.undo(1), BOB)


async def test_a_reset_goes_back_to_the_pack_keeps_the_history_and_can_be_undone(editor):
    await editor.save(edit_of(fact(), answer="Edited."), ANN)
    await editor.save(Remove(entry=Ref(Kind.GAP, "weather")), ANN)
    edited = editor.now.base
    reset = await editor.save(Reset(opened=2), BOB)
    assert editor.now.base is SMALL
    assert len(await editor.store.history()) == 3
    await editor.save(await editor.undo(reset.number), ANN)
    assert editor.now.base == edited
    with pytest.raises(ConflictError):
        await editor.save(Reset(opened=2), BOB)


async def test_a_base_that_is_the_pack_already_cannot_be_reset(editor):
    with pytest.raises(RefusedError, match="Nothing to change"):
        await editor.save(Reset(), ANN)


@pytest.fixture
async def updated(editor, database):
    """The same server after a newer pack shipped, which changed what the server changed too, and something else."""
    await editor.save(edit_of(fact(), answer="Ours."), ANN)
    newer = base(CONTROL, DENIAL, fact(answer="Theirs."), gap(note="Theirs."))
    bases = ServerBases(Search(newer), database)
    await bases.start()
    yield Editor(bases, SERVER)
    await bases.close()


async def test_an_update_is_settled_by_taking_the_packs(updated):
    assert updated.now.base.gaps[0].note == "Theirs."
    await updated.save(ResolveConflict(entry=POPULATION, take_upstream=True, opened=1), ANN)
    assert updated.now.base is updated.now.pack
    assert updated.now.upstream_conflicts == ()


async def test_an_update_is_settled_by_keeping_ours_and_that_can_be_undone(updated):
    revision = await updated.save(ResolveConflict(entry=POPULATION, take_upstream=False), ANN)
    assert updated.now.base.facts_by_id["population"].answer == "Ours."
    assert updated.now.upstream_conflicts == ()
    with pytest.raises(RefusedError, match="already resolved"):
        await updated.save(ResolveConflict(entry=POPULATION, take_upstream=False), ANN)
    await updated.save(await updated.undo(revision.number), ANN)
    assert [conflict.ref for conflict in updated.now.upstream_conflicts] == [POPULATION]


async def test_an_edit_does_not_settle_an_update(updated):
    await updated.save(edit_of(fact(), answer="Ours, newer."), ANN)
    assert [conflict.ours.answer for conflict in updated.now.upstream_conflicts] == ["Ours, newer."]


async def test_what_is_typed_like_the_old_pack_stays_when_the_pack_has_moved_on(updated):
    await updated.save(edit_of(fact()), ANN)
    assert updated.now.base.facts_by_id["population"].answer == fact().answer


async def test_an_undone_edit_follows_the_newer_pack(updated):
    await updated.save(await updated.undo(1), ANN)
    assert updated.now.base.facts_by_id["population"].answer == "Theirs."


async def test_cards_are_corrected_for_what_looks_different_and_only_that(editor, database):
    for message, id in ((1, "control"), (2, "denial"), (3, "population")):
        await editor.store.card_posted(9, message, id, NOW)
    queue = Corrections(database)

    async def corrected():
        taken = await queue.take(NOW)
        for correction in taken:
            await queue.done(correction)
        return {correction.fact for correction in taken}

    await editor.save(ChangePhrasings(entry=POPULATION, add="how big?"), ANN)
    assert await corrected() == set()
    await editor.save(edit_of(fact(), answer="Fewer."), ANN)
    assert await corrected() == {"population"}
    await editor.save(EditSpeaker(speaker="red", name="Red Guard", role="army", side="Red"), ANN)
    assert await corrected() == {"control", "denial"}
    await editor.save(DisputeFact(fact="population", speaker="red", says="More."), ANN)
    assert await corrected() == {"population"}
    await editor.save(Remove(entry=POPULATION), ANN)
    assert await corrected() == {"population"}


async def test_what_followed_the_pack_follows_the_newer_one_when_an_edit_of_it_is_undone(editor, database):
    """And the history says what people saw: the newer pack's entry, not the older one."""
    await editor.save(edit_of(fact(), answer="Ours."), ANN)
    await editor.save(Reset(), ANN)
    await editor.save(edit_of(fact(), answer="Ours again."), ANN)
    theirs = fact(answer="Theirs.")
    bases = ServerBases(Search(base(CONTROL, DENIAL, theirs, gap())), database)
    await bases.start()
    updated = Editor(bases, SERVER)
    undone = await updated.save(await updated.undo(3), ANN)
    assert undone.changes[0].after == updated.now.base.facts_by_id["population"] == theirs
    await bases.close()


async def test_drafts_are_imported_undone_and_redone_like_all_entries(editor, database):
    content = pack.dump(base(draft())).encode()
    saved = await editor.save(Import(file=read_file(content), mode="update"), ANN)
    assert summary(saved) == f"Ann imported a file (update) “{draft().question}”, revision 1"
    assert editor.now.base.drafts == (draft(),)
    again = ServerBases(Search(SMALL), database)
    await again.start()
    assert again.state(SERVER).base.drafts == (draft(),)
    await again.close()
    await editor.save(await editor.undo(1), BOB)
    assert editor.now.base.drafts == ()


async def test_a_speaker_whom_a_draft_needs_cannot_be_removed(editor):
    content = pack.dump(
        base(
            draft(speakers=["green"]),
            speakers=(BLUE, RED.model_copy(update={"id": "green", "name": "Green Army", "variants": ()})),
        )
    ).encode()
    await editor.save(Import(file=read_file(content), mode="update"), ANN)
    with pytest.raises(RefusedError, match=r"used by “What did Red say about the bridge\?”") as caught:
        await editor.save(Remove(entry=Ref(Kind.SPEAKER, "green")), BOB)
    assert caught.value.used_by == (Ref(Kind.DRAFT, "bridge"),)
