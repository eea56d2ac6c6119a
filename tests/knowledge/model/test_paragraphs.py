"""Paragraph numbers in words."""

import pytest

from knowledge.model.paragraphs import paragraphs_in_full


@pytest.mark.parametrize(
    ("paragraphs", "words"),
    [
        ((), ""),
        ((0,), "headline"),
        ((4,), "paragraph 4"),
        ((1, 4), "paragraphs 1, 4"),
        ((0, 4), "headline and paragraph 4"),
        ((1, 4, 6, 11), "paragraphs 1, 4, 6, 11"),
    ],
)
def test_the_place_is_told_in_full(paragraphs, words):
    assert paragraphs_in_full(paragraphs) == words
