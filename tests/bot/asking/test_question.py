"""Discord's markup is left out of a question once, before the search sees it."""

from __future__ import annotations

import pytest

from bot.asking.question import question_of, says_something


@pytest.mark.parametrize(
    "markup",
    [
        "<@123456789012345678>",
        "<@!123456789012345678>",
        "<@&123456789012345678>",
        "<#123456789012345678>",
        "</fact show:123456789012345678>",
        "<id:customize>",
        "<:salt:123456789012345678>",
        "<a:salt:123456789012345678>",
        "<t:1673568000>",
        "<t:-1:R>",
        "@everyone",
        "@here",
    ],
)
def test_markup_is_no_part_of_a_question(markup):
    assert question_of(f"{markup} who controls{markup}\nSoledar? {markup}") == "who controls Soledar?"
    assert not says_something(question_of(markup))


@pytest.mark.parametrize("typed", ["is 3 < 4 > 2?", "@hereford", "<who>", "a:b:1", "see https://example.com/x"])
def test_other_signs_are_left_alone(typed):
    assert question_of(typed) == typed
