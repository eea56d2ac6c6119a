"""A quote never stays under another speaker, or beside another answer, without a question to the moderator."""

from __future__ import annotations

from dataclasses import replace

import pytest

from knowledge.editing.imports import Import, read_file
from knowledge.editing.quotes import doubtful_quotes
from knowledge.history.revisions import Change
from knowledge.model.refs import Kind, Ref
from tests.entries import draft, fact
from tests.knowledge.conftest import ANN, BOB
from tests.knowledge.editing.test_facts import edit_of

POPULATION = Ref(Kind.FACT, "population")
SAID = fact(speakers=["red"], quote="We hold on.")


async def quoted(editor):
    """Put the fact with a quote on record."""
    await editor.save(edit_of(fact(), speakers=("red",), quote="“We hold on.”"), ANN)
    return editor.now.base.facts_by_id["population"]


def doubts(before, after):
    return doubtful_quotes([Change(POPULATION, before, after, None)])


@pytest.mark.parametrize(
    ("changes", "question"),
    [
        ({"speakers": ("blue",)}, "under another speaker"),
        ({"speakers": ()}, "under another speaker"),
        ({"speakers": ("red", "blue")}, "under another speaker"),
        ({"answer": "Nobody did."}, "beside another answer"),
        ({"speakers": ("blue",), "quote": "we  hold on."}, "under another speaker"),
    ],
)
def test_a_quote_that_would_stay_is_asked_about(changes, question):
    (told,) = doubts(SAID, SAID.model_copy(update=changes)).values()
    assert question in told
    assert "We hold on." in told or "we  hold on." in told


@pytest.mark.parametrize(
    "changes",
    [
        {"quote": "We left.", "answer": "Nobody did."},
        {"quote": None, "speakers": ("blue",)},
        {"question": "Who?", "paragraphs": (4,)},
        {"answer": f" {SAID.answer.upper()}"},
    ],
)
def test_a_quote_that_goes_or_changes_or_fits_as_before_is_not(changes):
    assert doubts(SAID, SAID.model_copy(update=changes)) == {}


async def test_a_moderator_is_asked_and_can_have_it_removed(editor):
    said = await quoted(editor)
    assert said.quote == "We hold on."
    edit = edit_of(said, speakers=("blue",))
    preview = await editor.consider(edit)
    assert preview.doubtful_quotes == 1
    assert preview.warnings[0].startswith("“How many people lived in Example?” has the quote “We hold on.”.")
    await editor.save(replace(edit, drops_quotes=True), ANN)
    now = editor.now.base.facts_by_id["population"]
    assert (now.speakers, now.quote) == (("blue",), None)


async def test_a_quote_that_fits_stays_if_doubtful_ones_are_to_go(editor):
    said = await quoted(editor)
    await editor.save(edit_of(said, question="How many?", drops_quotes=True), ANN)
    assert editor.now.base.facts_by_id["population"].quote == "We hold on."


async def test_what_is_saved_over_somebody_elses_quote_is_without_it(editor):
    mine = edit_of(fact(), speakers=("blue",), opened=0)
    await editor.save(edit_of(fact(), quote="We hold on.", opened=0), BOB)
    preview = await editor.consider(replace(mine, over=1))
    assert (preview.doubtful_quotes, preview.changes[0].after) == (0, fact(speakers=["blue"]))


async def test_an_undo_brings_a_quote_back_with_its_speaker_and_asks_nothing(editor):
    said = await quoted(editor)
    revision = await editor.save(edit_of(said, speakers=("blue",)), ANN)
    assert (await editor.consider(await editor.undo(revision.number))).doubtful_quotes == 0
    assert (await editor.consider(await editor.revert(POPULATION, 1))).doubtful_quotes == 0


async def test_an_import_that_updates_the_answer_is_asked_about_the_quote(editor):
    await quoted(editor)
    table = "question,answer\nHow many people lived in Example?,Nobody.\n"
    edit = Import(file=read_file(table.encode()), mode="update")
    assert (await editor.consider(edit)).doubtful_quotes == 1
    await editor.save(replace(edit, drops_quotes=True), ANN)
    assert editor.now.base.facts_by_id["population"].quote is None


def test_a_draft_kept_under_another_speaker_is_asked_about():
    kept = fact(speakers=["blue"], quote="We hold on.")
    before = draft(quote="We hold on.", speakers=["red"])
    changes = [Change(Ref(Kind.DRAFT, before.id), before, None, None), Change(POPULATION, None, kept, None)]
    assert doubtful_quotes(changes).keys() == {POPULATION}
    assert (
        doubtful_quotes([changes[0], replace(changes[1], after=kept.model_copy(update={"speakers": ("red",)}))]) == {}
    )


@pytest.mark.parametrize(
    ("pasted", "kept"),
    [
        ("“We hold on.”", "We hold on."),
        ('"We hold on."', "We hold on."),
        ("« We hold on. »", "We hold on."),
        ("„We hold on.“", "We hold on."),
        ("“‘We hold on.’”", "We hold on."),
        ("“We hold on,” he said, “to it.”", "“We hold on,” he said, “to it.”"),
        ("We “hold” on.", "We “hold” on."),
        ('"', '"'),
    ],
)
def test_the_marks_around_a_quote_arent_kept_as_cards_set_their_own(pasted, kept):
    assert fact(quote=pasted).quote == kept
    assert draft(quote=pasted).quote == kept
