"""Days are read as people and spreadsheets write them, unless they can mean two."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.model.dates import NotADayError, day_and_month, read_day


@pytest.mark.parametrize(
    "text",
    [
        "2026-03-01",
        "2026-3-1",
        "2026/03/01",
        "2026.03.01",
        "1.3.2026",
        "01.03.26",
        "2026-03-01 00:00:00",
        "2026-03-01T00:00:00Z",
        "1.3.2026 0:00",
        "1 March 2026",
        "1st of March 2026",
        "1. Mar 2026",
        "01-Mar-26",
        "March 1, 2026",
        "Sunday, 1 March 2026",
        "Sunday, March 1, 2026",
        " 1  March\u00a02026 ",
    ],
)
def test_a_day_is_read_in_every_usual_form(text):
    assert read_day(text) == date(2026, 3, 1)


@pytest.mark.parametrize("text", ["13/03/2026", "3/13/2026", "13-03-2026", "3/13/26", "3/13/2026 12:00:00 AM"])
def test_where_only_one_number_can_be_the_month_it_is_read(text):
    assert read_day(text) == date(2026, 3, 13)


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("01/03/2026", "2026-01-03 or 2026-03-01"),
        ("01-03-2026", "2026-01-03 or 2026-03-01"),
        ("3/1/26", "2026-01-03 or 2026-03-01"),
        ("26-03-01", "2001-03-26 or 2026-03-01"),
    ],
)
def test_what_can_mean_two_days_is_refused_with_both(text, days):
    with pytest.raises(NotADayError) as caught:
        read_day(text)
    assert str(caught.value) == f"“{text}” can mean {days}. Write the one you mean"


@pytest.mark.parametrize("text", ["", "soon", "13 January", "2026-02-30", "1 marble 2026", "2026", "31.31.2026", "٢"])
def test_what_is_no_day_is_refused_with_an_example(text):
    with pytest.raises(NotADayError, match=r"isn't a date\. Write it like 2023-01-13$"):
        read_day(text)


def test_a_spreadsheets_number_is_refused_with_the_day_that_it_means():
    with pytest.raises(NotADayError, match="A spreadsheet means 2026-03-01 by it"):
        read_day("46082")


@given(day=st.dates(min_value=date(1000, 1, 1)))
def test_every_day_is_read_back(day):
    assert read_day(str(day)) == read_day(f"{day.day}.{day.month}.{day.year}") == day


@pytest.mark.parametrize("text", ["05-Mar", "5. Mar", "Mar-05", "03/05/2026", "2026-03-05", "5.3.2026 00:00"])
def test_two_numbers_are_found_in_what_a_spreadsheet_made_a_date_of(text):
    assert day_and_month(text) == (3, 5)


@pytest.mark.parametrize("text", ["3.0", "3-5", "abc", ""])
def test_what_is_no_date_has_no_two_numbers(text):
    assert day_and_month(text) is None
