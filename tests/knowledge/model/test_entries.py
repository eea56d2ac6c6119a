"""What a single entry must keep to."""

import pytest
from pydantic import ValidationError

from knowledge.model.entries import ROLE_NOT_STATED, SIDE_NOT_STATED, Fact, Source, Speaker, Status
from tests.entries import ARTICLE, CONTROL, RED, fact, gap


def test_a_fact_that_somebody_contests_is_disputed():
    assert CONTROL.status is Status.DISPUTED


def test_an_uncontested_word_of_a_speaker_is_claimed():
    assert fact(speakers=["red"]).status is Status.CLAIMED


def test_an_uncontested_statement_of_the_article_is_reported():
    assert fact().status is Status.REPORTED


def test_status_and_caveat_cannot_be_stored():
    assert not {"status", "caveat"} & set(Fact.model_fields)


def test_ways_to_ask_start_with_the_question_and_are_listed_once():
    assert fact(question="A?", phrasings=["B?", "A?", "B?"]).asked_as == ("A?", "B?")


@pytest.mark.parametrize("id", ["", "With-Capitals", "with space", "with_underscore", "a" * 65, "soledar\n", "містo"])
def test_an_id_is_1_to_64_small_letters_digits_and_dashes(id):
    with pytest.raises(ValidationError):
        fact(id=id)


@pytest.mark.parametrize(
    ("field", "limit"), [("answer", 1000), ("quote", 400), ("question", 500), ("phrasings", 500), ("disputes", 400)]
)
def test_texts_may_be_as_long_as_their_limit_and_no_longer(field, limit):
    def with_length(length):
        text = "x" * length
        return fact(**{field: {"phrasings": [text], "disputes": [{"speaker": "blue", "says": text}]}.get(field, text)})

    assert with_length(limit)
    with pytest.raises(ValidationError):
        with_length(limit + 1)


@pytest.mark.parametrize(("field", "limit"), [("phrasings", 1000), ("speakers", 5), ("disputes", 5)])
def test_lists_may_be_as_long_as_their_limit_and_no_longer(field, limit):
    def with_items(count):
        items = {
            "phrasings": [f"way {n}" for n in range(count)],
            "speakers": [f"s{n}" for n in range(count)],
            "disputes": [{"speaker": f"s{n}", "says": "no"} for n in range(count)],
        }
        return fact(**{field: items[field]})

    assert with_items(limit)
    with pytest.raises(ValidationError):
        with_items(limit + 1)


def test_the_note_of_a_gap_is_at_most_400_characters():
    with pytest.raises(ValidationError):
        gap(note="x" * 401)


def test_a_source_has_at_most_10000_paragraphs_so_that_nobody_has_to_count_to_a_billion():
    assert Source.model_validate(ARTICLE.model_dump() | {"paragraphs": 10_000}).paragraphs == 10_000
    with pytest.raises(ValidationError):
        Source.model_validate(ARTICLE.model_dump() | {"paragraphs": 10_001})


def test_empty_lists_are_legal():
    assert fact(phrasings=[], speakers=[], disputes=[], topics=[], paragraphs=[])


def test_texts_lose_the_space_around_them_and_may_not_be_only_space():
    assert fact(answer="  yes \n").answer == "yes"
    with pytest.raises(ValidationError):
        fact(answer=" \n ")


@pytest.mark.parametrize("character", ["\0", "\x1b", "\x7f", "\x9b"])
def test_control_characters_are_refused_since_nobody_can_read_them_and_databases_choke(character):
    with pytest.raises(ValidationError, match=r"invisible character .* between “It is 40” and “years old.”"):
        fact(answer=f"It is 40{character}years old.")
    with pytest.raises(ValidationError, match=r"invisible character .* between “://example.org/” and “x”"):
        Source.model_validate(ARTICLE.model_dump() | {"url": f"https://example.org/{character}x"})


@pytest.mark.parametrize("line_break", ["\r\n", "\r", "\x85", "\u2028", "\u2029"])
def test_a_line_break_of_any_kind_is_a_line_break(line_break):
    assert fact(answer=f"Yes,{line_break}they say.").answer == "Yes,\nthey say."


@pytest.mark.parametrize("text", ["\u200b\u200d", "\u202e \u0301"])
def test_texts_that_nobody_can_see_are_refused(text):
    with pytest.raises(ValidationError, match="nothing in it that can be read"):
        fact(answer=text)


def test_characters_that_nobody_sees_are_dropped_and_do_not_hide_that_a_text_is_empty():
    assert fact(answer="\u200b About \u202e10,000\ufeff ").answer == "About 10,000"
    dispute = {"speaker": "blue", "says": "No,\u202e it\u200b isn't."}
    assert fact(disputes=[dispute]).disputes[0].says == "No, it isn't."
    assert Speaker.model_validate(dict(RED) | {"name": "Red\u2060 Army\u200b"}).name == "Red Army"
    with pytest.raises(ValidationError, match="at least 1 character"):
        fact(answer="\xad\u200b")


def test_words_and_emoji_that_are_spelt_with_joiners_stay_as_they_are():
    assert fact(answer="می‌خواهم 👨‍👩‍👧 ☀️").answer == "می‌خواهم 👨‍👩‍👧 ☀️"


def test_the_place_of_a_dispute_is_a_paragraph_a_list_of_them_or_words():
    def where(value):
        return fact(disputes=[{"speaker": "blue", "says": "no", "where": value}]).disputes[0].where

    assert [where(4), where([4, 5]), where("https://example.org"), where(None)] == [
        (4,),
        (4, 5),
        "https://example.org",
        None,
    ]


@pytest.mark.parametrize("day", [20230113, 1673568000.0, "soon", "2023-02-30", True, None])
def test_a_date_is_a_day_of_the_calendar_and_never_a_number(day):
    with pytest.raises(ValidationError):
        Source.model_validate(ARTICLE.model_dump() | {"as_of": day})


def test_a_field_that_is_not_known_is_refused():
    with pytest.raises(ValidationError, match="colour"):
        fact(colour="red")


@pytest.mark.parametrize(
    ("role", "side", "introduced"),
    [
        ("mayor", "the town", "Ann Lee, mayor (the town)"),
        (ROLE_NOT_STATED, "the town", "Ann Lee (the town)"),
        ("mayor", SIDE_NOT_STATED, "Ann Lee, mayor"),
        (ROLE_NOT_STATED, SIDE_NOT_STATED, "Ann Lee"),
    ],
)
def test_a_speaker_is_introduced_by_what_is_stated(role, side, introduced):
    assert Speaker(id="ann", name="Ann Lee", role=role, side=side).introduced() == introduced
