"""Facts are related by the topics they share, and by rare topics more."""

from __future__ import annotations

import pytest

from knowledge.model.related import related
from tests.entries import base, fact


def topics(**by_id):
    return base(*(fact(id=id, topics=tuple(names.split())) for id, names in by_id.items()))


def test_the_more_topics_two_facts_share_the_closer_they_are():
    assert related(topics(a="war salt", b="war", c="war salt"), "a") == ["c", "b"]


def test_a_rare_topic_counts_more_than_a_common_one():
    """Only two facts are about salt, but all are about the war."""
    assert related(topics(a="war salt", b="war", c="war", d="salt"), "a", 1) == ["d"]


def test_a_topic_counts_one_divided_by_how_many_facts_have_it():
    """A topic of five facts and one of four (.45) beat one of three (.33), but not one of two (.5)."""
    known = topics(
        a="five four three two", b="five four", c="three", d="five four", e="five four", f="three", g="two", h="five"
    )
    assert related(known, "a", 9) == ["g", "b", "d", "e", "c", "f", "h"]


def test_what_shares_no_topic_is_not_related_nor_is_the_fact_itself():
    assert related(topics(a="war", b="salt", c=""), "a") == []


def test_a_topic_named_twice_in_a_fact_counts_once():
    assert related(topics(a="war salt", b="war war", c="salt", d="war"), "a") == ["c", "b", "d"]


@pytest.mark.parametrize("limit", [0, 1, 3])
def test_no_more_than_asked_for_are_given(limit):
    assert related(topics(**dict.fromkeys("abcdef", "war")), "a", limit) == list("bcdef")[:limit]


def test_three_are_given_if_nothing_else_is_asked_for():
    assert related(topics(**dict.fromkeys("abcdef", "war")), "a") == ["b", "c", "d"]
