"""How two states of an entry differ, readably."""

import pytest

from knowledge.editing.change_text import beside_the_answer, field_changes, listing
from knowledge.history.revisions import Change
from knowledge.model.entries import Statement
from knowledge.model.refs import Kind, Ref
from tests.entries import SMALL, draft

CONTROL, SOURCE = SMALL.facts_by_id["control"], SMALL.sources[0]
OTHER_ANSWER = CONTROL.model_copy(update={"answer": "Nobody knows."})
UNDISPUTED = OTHER_ANSWER.model_copy(update={"disputes": ()})
ASIDE = CONTROL.model_copy(update={"phrasings": ("who has it?",)})


@pytest.mark.parametrize(
    ("before", "after"), [(None, CONTROL), (CONTROL, None), (CONTROL, OTHER_ANSWER), (CONTROL, UNDISPUTED)]
)
def test_an_answer_that_differs_comes_with_all_that_it_is_never_shown_without(before, after):
    told = "\n".join([*map(str, field_changes(before, after, SMALL)), beside_the_answer(before, after, SMALL)])
    assert CONTROL.answer in told
    for needed in ("Red Army", SOURCE.title, str(SOURCE.as_of), "Blue Ministry: The battle goes on."):
        assert needed in told


def test_what_stays_as_it_was_is_said_to_stay():
    assert beside_the_answer(CONTROL, OTHER_ANSWER, SMALL).startswith("unchanged: said by Red Army · dispute Blue")
    assert beside_the_answer(None, CONTROL, SMALL) == f"as of {SOURCE.as_of}"


def test_where_no_answer_differs_nothing_comes_with_it():
    assert beside_the_answer(CONTROL, ASIDE, SMALL) == ""


def test_an_imports_list_shows_no_answer_without_it_either():
    change = Change(Ref(Kind.FACT, "control"), CONTROL, OTHER_ANSWER, CONTROL)
    *_, answer, beside = listing([change], SMALL)
    assert answer == f"    answer: {CONTROL.answer} → Nobody knows."
    assert beside == f"    {beside_the_answer(CONTROL, OTHER_ANSWER, SMALL)}"


SIDES = CONTROL.model_copy(update={"statements": (Statement(speaker="red", says="We hold it."),)})
OTHER_SIDES = CONTROL.model_copy(update={"statements": (Statement(speaker="red", says="We hold all of it."),)})


def test_what_a_side_says_is_told_with_its_speaker_when_it_changes():
    assert [str(each) for each in field_changes(SIDES, OTHER_SIDES, SMALL)] == [
        "statement removed: Red Army: We hold it.",
        "statement added: Red Army: We hold all of it.",
    ]


@pytest.mark.parametrize(
    ("paragraphs", "told"),
    [
        ((0,), "where it says so: headline and paragraph 1 → headline"),
        ((4,), "where it says so: headline and paragraph 1 → paragraph 4"),
        ((), "where it says so: headline and paragraph 1 → none"),
    ],
)
def test_paragraphs_are_told_in_words(paragraphs, told):
    moved = CONTROL.model_copy(update={"paragraphs": paragraphs})
    assert [str(each) for each in field_changes(CONTROL, moved, SMALL)] == [told]


def test_a_sources_number_of_paragraphs_is_a_number():
    longer = SOURCE.model_copy(update={"paragraphs": 12})
    assert [str(each) for each in field_changes(SOURCE, longer, SMALL)] == ["paragraphs: 9 → 12"]


def test_a_new_draft_is_told_with_the_articles_words():
    told = [str(each) for each in field_changes(None, draft(), SMALL)]
    assert "sentence added: “We hold the zanzibar bridge,” the Red Army said." in told
    assert "dispute added: Blue Ministry: Blue denied that it lost the bridge. (paragraph 6)" in told
