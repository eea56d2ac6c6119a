"""How often one person may ask."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.asking.rate import Rate

NOW = datetime(2023, 1, 13, tzinfo=UTC)


def at(seconds):
    return NOW + timedelta(seconds=seconds)


def test_five_asks_are_free_and_the_sixth_waits_until_the_first_is_ten_seconds_old():
    rate = Rate()
    assert [rate.ask(1, at(second)) for second in (0, 1, 2, 3, 4, 4.5, 9.99, 10)] == [0, 0, 0, 0, 0, 6, 1, 0]


def test_what_had_to_wait_does_not_count():
    rate = Rate()
    for _ in range(20):
        rate.ask(1, at(0))
    assert rate.ask(1, at(10)) == 0


def test_each_person_has_their_own_count():
    rate = Rate()
    for _ in range(6):
        rate.ask(1, at(0))
    assert rate.ask(2, at(0)) == 0


@given(st.lists(st.floats(0, 5), max_size=60))
def test_there_are_never_more_than_five_in_any_ten_seconds(pauses):
    rate, second, granted = Rate(), 0.0, []
    for pause in pauses:
        second += pause
        if rate.ask(1, at(second)) == 0:
            granted.append(at(second))
    assert all(later - earlier >= timedelta(seconds=10) for earlier, later in zip(granted, granted[5:], strict=False))


def test_whoever_has_not_asked_for_a_while_is_forgotten():
    rate = Rate()
    for person in range(1000):
        rate.ask(person, at(person))
    assert len(rate._asked) == 10
