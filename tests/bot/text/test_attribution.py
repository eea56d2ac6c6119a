"""The words about who said it, when and where that every card shares."""

import pytest

from bot.text.attribution import not_said_by, paragraphs_in_short, record_date, said_by, who_and_when
from tests.entries import ARTICLE, CONTROL, SMALL, base, fact


@pytest.mark.parametrize(
    ("paragraphs", "words"),
    [
        ((), ""),
        ((0,), "headline"),
        ((4,), "para. 4"),
        ((1, 4), "para. 1, 4"),
        ((0, 4), "para. 4"),
        ((1, 4, 6, 11), "para. 1, 4, 6 …"),
    ],
)
def test_the_place_is_told_within_a_few_characters(paragraphs, words):
    assert paragraphs_in_short(paragraphs) == words


def test_a_disputed_fact_is_said_by_its_speaker_with_role_and_side():
    assert said_by(SMALL.record("control")) == "Said by Red Army, armed forces of Red (Red)"


def test_what_nobody_disputes_is_claimed_and_not_confirmed():
    record = base(CONTROL.model_copy(update={"disputes": ()})).record("control")
    assert said_by(record) == "Claimed by Red Army, armed forces of Red (Red), not confirmed"


def test_if_nobody_is_quoted_the_article_itself_speaks():
    assert said_by(base(fact()).record("population")) == "Stated by the article itself"


def test_beside_a_question_that_sums_up_the_sides_each_side_is_named_once():
    statements = [{"speaker": "red", "says": "We hold it."}]
    summary = CONTROL.model_validate(CONTROL.model_dump() | {"answer": "That's disputed.", "statements": statements})
    record = base(summary, *SMALL.facts[1:]).record("control")
    assert who_and_when(record) == "Red Army, Blue Ministry · as of 13 Jan 2023"
    assert who_and_when(SMALL.record("control")) == "Red Army · as of 13 Jan 2023"


def test_a_date_has_the_note_of_its_source():
    source = ARTICLE.model_copy(update={"as_of_note": "The article is undated."})
    record = base(fact(), sources=(source,)).record("population")
    assert record_date(record) == "As of 13 January 2023. The article is undated."


def test_a_facts_own_date_is_no_surer_than_its_sources():
    source = ARTICLE.model_copy(update={"as_of_note": "The article is undated."})
    record = base(fact(as_of="2023-01-12"), sources=(source,)).record("population")
    assert record_date(record) == (
        "As of 12 January 2023. The source is as of 13 January 2023. The article is undated."
    )


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("Putin", "Putin isn't on record about that."),
        ("the mayor", "The mayor isn't on record about that."),
        ("Ukrainian officials", "Ukrainian officials aren't on record about that."),
        ("Authors of the study", "Authors of the study aren't on record about that."),
        ("Ada Moser, Bo Lund", "Ada Moser, Bo Lund aren't on record about that."),
        ("Reuters", "Reuters isn't on record about that."),
        ("", "Nobody by that name is on record here."),
    ],
)
def test_who_is_not_on_record_is_named_as_one_or_several(name, told):
    assert not_said_by(name) == told
