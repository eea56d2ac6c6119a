"""What's made of what people type."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.editing import messages
from knowledge.editing.errors import RefusedError
from knowledge.editing.parsing import Ids, question_and_answer
from knowledge.model.refs import Kind


def new_id(text, *taken):
    return Ids(Kind.FACT, taken).new(text)


@pytest.mark.parametrize(
    ("text", "id"),
    [
        ("Who controls Soledar?", "who-controls-soledar"),
        ("What's Bakhmut’s role?", "whats-bakhmuts-role"),
        ("Хто контролює Соледар?", "khto-kontroliuie-soledar"),
        ("Кто контролирует Соледар?", "kto-kontroliruet-soledar"),
        ("Wer hält Müllers Straße?", "wer-halt-mullers-strasse"),
        ("example.org/news?id=7", "example-org-news-id-7"),
    ],
)
def test_an_id_is_made_of_the_words_in_latin_letters(text, id):
    assert new_id(text) == id


def test_an_id_ends_between_two_words():
    assert new_id("How many people were still living in Soledar on Thursday?") == (
        "how-many-people-were-still-living-in-soledar-on"
    )
    assert new_id("x" * 70) == "x" * 48


def test_without_any_word_the_id_says_what_it_is():
    assert new_id("😀?!") == "fact"


def test_an_id_that_is_taken_gets_a_number():
    ids = Ids(Kind.FACT, ["who-won", "who-won-2"])
    assert [ids.new("Who won?") for _ in range(2)] == ["who-won-3", "who-won-4"]
    assert new_id("Хто?", "khto") == "khto-2"


@given(st.text(max_size=300))
def test_whatever_is_typed_gets_a_legal_id(text):
    assert re.fullmatch("[a-z0-9-]{1,48}", new_id(text))


@pytest.mark.parametrize(
    ("text", "question", "answer"),
    [
        ("How far did it rise? By two metres.", "How far did it rise?", "By two metres."),
        ("How far? By two\nmetres.", "How far?", "By two\nmetres."),
        ("who owns it\nThe council", "who owns it", "The council"),
        ("is it open??\n\nNo, it's shut", "is it open??", "No, it's shut"),
        ("is it open? no it's shut", "is it open?", "no it's shut"),
        ("wait... is it sold?! No.", "wait... is it sold?!", "No."),
        ("did he say ‘sell it?’ in May?\nHe denies it.", "did he say ‘sell it?’ in May?", "He denies it."),
        ("did he say ‘sell it?’ in May? He denies it.", "did he say ‘sell it?’ in May?", "He denies it."),
        ("Is it (really?) inflated? No, he says.", "Is it (really?) inflated?", "No, he says."),
        ("Did she ask “why?” Nobody knows.", "Did she ask “why?”", "Nobody knows."),
        ("what's at https://a.example/?q=1 ? The plan", "what's at https://a.example/?q=1 ?", "The plan"),
        ("Q: inflated?\nA: He denies it", "inflated?", "He denies it"),
        ("誰ですか？市長です。", "誰ですか？", "市長です。"),
        ("من هو؟ العمدة", "من هو؟", "العمدة"),
    ],
)
def test_a_question_is_told_from_the_answer_that_follows(text, question, answer):
    assert question_and_answer(text) == (question, answer)


@pytest.mark.parametrize("text", ["", "What?!", "It rose.", "Q: \nA: no"])
def test_a_question_or_an_answer_alone_is_refused(text):
    with pytest.raises(RefusedError, match=messages.QUESTION_FIRST[:40]):
        question_and_answer(text)
