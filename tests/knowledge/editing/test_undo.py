"""Undoing what others changed again since: every entry of it is named, and nothing is lost unseen."""

from __future__ import annotations

from dataclasses import replace

import pytest

from knowledge import pack
from knowledge.editing.errors import ConflictError
from knowledge.editing.facts import ChangePhrasings
from knowledge.editing.imports import Import, read_file
from knowledge.editing.removal import Remove
from knowledge.model.base import Base
from knowledge.model.refs import Kind, Ref
from tests.entries import BLUE, fact
from tests.knowledge.conftest import ANN, BOB
from tests.knowledge.editing.test_editor import edit_of

THREE = [
    fact(id=f"new-{n}", question=f"What is {word}?", answer=f"It's {n}.") for n, word in enumerate(("x", "y", "z"))
]
REFS = [Ref(Kind.FACT, each.id) for each in THREE]


async def imported(editor):
    content = pack.dump(Base.model_construct(facts=tuple(THREE)), "json").encode()
    return await editor.save(Import(file=read_file(content), mode="add"), ANN)


async def edited(editor, facts, author=BOB):
    for each in facts:
        await editor.save(edit_of(each, answer=f"{author.name}'s."), author)


async def test_every_entry_that_changed_since_is_named_with_what_would_be_lost(editor):
    revision = await imported(editor)
    await edited(editor, THREE)
    later = await editor.later_changes(await editor.undo(revision.number))
    assert [(each.ref, each.latest.author, each.left, each.current.answer, each.undone) for each in later] == [
        (ref, BOB, old, "Bob's.", None) for ref, old in zip(REFS, THREE, strict=True)
    ]


async def test_nothing_is_undone_over_them_unless_all_were_seen(editor):
    revision = await imported(editor)
    await edited(editor, THREE[:1])
    undo = await editor.undo(revision.number)
    (seen,) = await editor.later_changes(undo)
    await edited(editor, THREE[1:2])
    with pytest.raises(ConflictError):
        await editor.save(replace(undo, opened=seen.latest.number), ANN)
    assert set(editor.now.base.facts_by_id).issuperset(each.id for each in THREE)


async def test_everything_is_undone_if_the_moderator_says_so_and_that_is_undone_too(editor):
    revision = await imported(editor)
    await edited(editor, THREE)
    undo = await editor.undo(revision.number)
    last = max(each.latest.number for each in await editor.later_changes(undo))
    undone = await editor.save(replace(undo, opened=last), ANN)
    assert not set(editor.now.base.facts_by_id).intersection(each.id for each in THREE)
    back = await editor.undo(undone.number)
    assert await editor.later_changes(back) == ()
    await editor.save(back, BOB)
    assert [editor.now.base.facts_by_id[each.id].answer for each in THREE] == ["Bob's."] * 3


async def test_the_rest_is_undone_without_what_changed_since(editor):
    revision = await imported(editor)
    await edited(editor, THREE[1:2])
    undo = await editor.undo(revision.number)
    (later,) = await editor.later_changes(undo)
    await editor.save(replace(undo, leaving=frozenset([later.ref])), ANN)
    assert [each.id for each in THREE if each.id in editor.now.base.facts_by_id] == ["new-1"]
    assert editor.now.base.facts_by_id["new-1"].answer == "Bob's."


async def test_a_speaker_stays_whom_what_is_left_alone_needs(editor):
    said = fact(id="said", question="What did Green say?", answer="Green says it's over.", speakers=["green"])
    green = BLUE.model_copy(update={"id": "green", "name": "Green Office", "variants": ()})
    content = pack.dump(Base.model_construct(facts=(said, THREE[0]), speakers=(green,)), "json").encode()
    revision = await editor.save(Import(file=read_file(content), mode="add"), ANN)
    await edited(editor, [said])
    undo = await editor.undo(revision.number)
    await editor.save(replace(undo, leaving=frozenset([Ref(Kind.FACT, "said")])), ANN)
    assert "green" in editor.now.base.speakers_by_id
    assert THREE[0].id not in editor.now.base.facts_by_id


async def test_what_changed_since_and_back_again_is_in_nobodys_way(editor):
    revision = await imported(editor)
    await edited(editor, THREE[:1])
    await editor.save(await editor.undo(editor.now.revision), ANN)
    await editor.save(Remove(entry=REFS[1]), BOB)  # as the undo would
    undo = await editor.undo(revision.number)
    assert await editor.later_changes(undo) == ()
    await editor.save(undo, ANN)
    assert not set(editor.now.base.facts_by_id).intersection(each.id for each in THREE)


async def test_what_others_changed_in_other_fields_stays(editor):
    revision = await editor.save(edit_of(fact(), answer="Ann's."), ANN)
    await editor.save(ChangePhrasings(entry=Ref(Kind.FACT, "population"), add="how many souls"), BOB)
    undo = await editor.undo(revision.number)
    assert await editor.later_changes(undo) == ()
    await editor.save(undo, ANN)
    now = editor.now.base.facts_by_id["population"]
    assert (now.answer, now.phrasings[-1]) == (fact().answer, "how many souls")
