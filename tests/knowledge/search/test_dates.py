"""Words of a question that name a day, a month or a year."""

from __future__ import annotations

import pytest

from knowledge.search import text
from knowledge.search.dates import are_dates


@pytest.mark.parametrize(
    ("question", "dates"),
    [
        ("what did she say on Sunday", "sunday"),
        ("was it attacked in July 2022", "july 2022"),
        ("did it open in May or on 3 March", "may march"),
        ("may they march there today", ""),
        ("how many of the 2200 left", ""),
    ],
)
def test_days_months_and_years_are_dates(question, dates):
    words = text.words(question)
    assert " ".join(word for word, flag in zip(words, are_dates(words), strict=True) if flag) == dates
