"""Accepted phrasings are revisions that can be told from others, and undone one by one or all together."""

from __future__ import annotations

import pytest

from knowledge.editing.errors import RefusedError
from knowledge.editing.facts import ChangePhrasings
from knowledge.editing.gaps import EditGap
from knowledge.editing.removal import Remove
from knowledge.history.suggested import SuggestedPhrasing
from knowledge.model.refs import Kind, Ref
from knowledge.suggesting.accepting import ACCEPTED, Accept, UndoAccepted, accepted_texts, still_new
from knowledge.suggesting.messages import GAP_NOTE
from tests.entries import SMALL
from tests.knowledge.conftest import ANN, BOB

POPULATION = Ref(Kind.FACT, "population")
PHRASINGS = (SuggestedPhrasing("population", "head count"), SuggestedPhrasing("population", "скільки людей"))
OF_A_GAP = SuggestedPhrasing(None, "was it raining", ("the weather there",), gap="weather")
GAP = SuggestedPhrasing(None, "What do the soldiers eat?", ("food of the troops",))


def accept(*accepted):
    return Accept(accepted=accepted)


async def accepted(editor):
    return tuple(await editor.store.history(action=ACCEPTED, limit=100))


async def test_they_become_ways_to_ask_and_gaps_with_a_note_in_one_revision(editor):
    revision = await editor.save(accept(*PHRASINGS, GAP), ANN)
    assert (revision.action, revision.author) == (ACCEPTED, ANN)
    base = editor.now.base
    assert base.facts_by_id["population"].phrasings == ("head count", "скільки людей")
    assert base.facts_by_id["population"].answer == SMALL.facts_by_id["population"].answer
    new = base.gaps_by_id["what-do-the-soldiers-eat"]
    assert (new.question, new.phrasings, new.note) == (GAP.text, GAP.rewordings, GAP_NOTE)
    assert accepted_texts(await accepted(editor), base) == 4


async def test_those_of_a_gap_become_ways_to_ask_for_it_and_are_undone_with_the_rest(editor):
    await editor.save(accept(OF_A_GAP), ANN)
    assert editor.now.base.gaps_by_id["weather"].asked_as[-2:] == OF_A_GAP.texts
    assert still_new([OF_A_GAP], editor.now.base) == []
    await editor.save(UndoAccepted(revisions=await accepted(editor)), ANN)
    assert editor.now.base == SMALL


async def test_one_revision_of_them_is_undone_like_any_other(editor):
    revision = await editor.save(accept(*PHRASINGS, GAP), ANN)
    await editor.save(await editor.undo(revision.number), BOB)
    assert editor.now.base == SMALL


async def test_two_moderators_who_accept_the_same_change_it_once(editor):
    await editor.save(accept(*PHRASINGS, GAP), ANN)
    with pytest.raises(RefusedError, match="Nothing to change"):
        await editor.save(accept(*PHRASINGS, GAP), BOB)
    assert still_new([*PHRASINGS, GAP], editor.now.base) == []


async def test_what_has_changed_meanwhile_is_left_out(editor):
    await editor.save(Remove(entry=POPULATION), ANN)
    await editor.save(ChangePhrasings(entry=Ref(Kind.FACT, "denial"), add="food of the troops"), ANN)
    assert still_new([*PHRASINGS, GAP], editor.now.base) == [GAP]
    await editor.save(accept(*PHRASINGS, GAP), BOB)
    assert editor.now.base.gaps_by_id["what-do-the-soldiers-eat"].phrasings == ()


async def test_all_of_them_are_undone_together_and_nothing_else(editor):
    await editor.save(accept(PHRASINGS[0]), ANN)
    await editor.save(ChangePhrasings(entry=POPULATION, add="citizens"), BOB)
    await editor.save(accept(PHRASINGS[1], GAP), BOB)
    await editor.save(UndoAccepted(revisions=await accepted(editor)), ANN)
    base = editor.now.base
    assert base.facts_by_id["population"].phrasings == ("citizens",)
    assert base.gaps == SMALL.gaps
    assert accepted_texts(await accepted(editor), base) == 0
    with pytest.raises(RefusedError, match="Nothing to change"):
        await editor.save(UndoAccepted(revisions=await accepted(editor)), ANN)


async def test_a_gap_that_somebody_has_worked_on_since_stays(editor):
    await editor.save(accept(GAP), ANN)
    edited = EditGap(gap="what-do-the-soldiers-eat", question=GAP.text, note="It only says that they eat.")
    await editor.save(edited, BOB)
    await editor.save(UndoAccepted(revisions=await accepted(editor)), ANN)
    assert editor.now.base.gaps_by_id["what-do-the-soldiers-eat"].phrasings == ()


async def test_history_tells_them_from_other_changes(editor):
    await editor.save(ChangePhrasings(entry=POPULATION, add="citizens"), BOB)
    await editor.save(accept(PHRASINGS[0]), ANN)
    assert [each.number for each in await accepted(editor)] == [2]
