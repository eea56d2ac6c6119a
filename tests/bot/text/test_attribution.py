"""The words that all cards share."""

import pytest

from bot.text.attribution import place, said_by, source_line
from tests.entries import ARTICLE, SMALL, base, fact


@pytest.mark.parametrize(
    ("paragraphs", "words"),
    [
        ((), ""),
        ((0,), "headline"),
        ((4,), "paragraph 4"),
        ((1, 4), "paragraphs 1, 4"),
        ((0, 4), "headline and paragraph 4"),
    ],
)
def test_the_place_is_told_in_words(paragraphs, words):
    assert place(paragraphs) == words


def test_a_speaker_is_named_with_role_and_side():
    assert said_by(SMALL.record("control")) == ["Red Army, armed forces of Red (Red)"]


def test_where_nobody_is_quoted_the_article_itself_speaks():
    assert said_by(base(fact()).record("population")) == ["the article itself"]


def test_the_source_line_has_title_place_date_and_the_note_on_the_date():
    source = ARTICLE.model_copy(update={"as_of_note": "the article prints no date"})
    assert source_line(base(fact(), sources=(source,)).record("population")) == (
        "The siege of Example · paragraph 3 · as of 13 January 2023 (the article prints no date)"
    )


def test_a_date_of_a_facts_own_is_no_surer_than_its_sources():
    source = ARTICLE.model_copy(update={"as_of_note": "the article prints no date"})
    assert source_line(base(fact(as_of="2023-01-12"), sources=(source,)).record("population")) == (
        "The siege of Example · paragraph 3 · as of 12 January 2023 "
        "(its source is as of 13 January 2023: the article prints no date)"
    )
