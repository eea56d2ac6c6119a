"""Numbers of things."""

import pytest

from bot.text.plural import counted


@pytest.mark.parametrize(
    ("number", "words", "said"),
    [
        (0, ("fact",), "0 facts"),
        (1, ("fact",), "1 fact"),
        (2, ("fact",), "2 facts"),
        (1, ("way to ask", "ways to ask"), "1 way to ask"),
        (2, ("way to ask", "ways to ask"), "2 ways to ask"),
        (12_345, ("question",), "12,345 questions"),
    ],
)
def test_one_thing_is_singular_and_any_other_number_plural(number, words, said):
    assert counted(number, *words) == said
