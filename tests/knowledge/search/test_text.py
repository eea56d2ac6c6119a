"""What people type becomes plain words, however it is typed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.search import text
from knowledge.search.text import LONGEST_TEXT, LONGEST_WORD, MOST_WORDS, words, words_of_all


@pytest.mark.parametrize(
    ("typed", "plain"),
    [
        ("Who CONTROLS Soledar?", "who controls soledar"),
        ("What’s the Kremlin's aim?", "what is the kremlin aim"),
        ("it isn't over, they won't leave", "it is not over they will not leave"),
        ("whats up, dont they", "what is up do not they"),
        ("Ｓｏｌｅｄａｒ ﬁghting", "soledar fighting"),  # full-width letters and a ligature
        ("S̴o̵l̶e̷d̸a̴r̵", "soledar"),  # combining marks: "zalgo"
        ("Sole\u200bdar\u202e", "soledar"),  # invisible: zero-width space, right-to-left override
        ("Соледар и Єрмак", "soledar i yermak"),
        ("café", "cafe"),
        ("10,500 ppl b4 the war", "10500 people before the war"),
        ("fifteen children", "15 children"),
        ("what did I.S.W. say", "what did isw say"),
        ("see https://example.com/x?y=1 now", "see now"),
        ("snake_case and `code`", "snake case and code"),
        ("", ""),
        ("😂 ??? ...", ""),
    ],
)
def test_words_are_plain(typed, plain):
    assert " ".join(words(typed)) == plain


def test_words_that_are_inflected_share_a_stem():
    assert text.stem("officials") == text.stem("official")


def test_only_the_beginning_of_a_long_text_counts():
    assert (LONGEST_TEXT, MOST_WORDS, LONGEST_WORD) == (4000, 200, 40)
    assert len(words("word " * 100_000)) == MOST_WORDS
    assert words("x" * 100_000) == ["x" * LONGEST_WORD]
    assert words("a b" + " " * 3995 + "cd") == ["a", "b", "cd"]
    assert words("a b" + " " * 3996 + "cd") == ["a", "b", "c"]
    assert len(words("ﷺ" * 100_000)) <= MOST_WORDS  # a sign that stands for eighteen


@given(st.lists(st.text(max_size=60), max_size=5))
def test_many_texts_at_once_give_the_same_words_as_each_by_itself(texts):
    assert words_of_all(texts) == [words(each) for each in texts]
