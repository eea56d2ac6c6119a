"""Of all phrasings, those worded like a change are found without ranking them."""

from __future__ import annotations

from knowledge.search import Search
from tests.entries import base, fact, gap

SALT = fact(id="salt", question="Where is the salt mine?", phrasings=("where do they mine salt", "salt"))
COAL = fact(id="coal", question="Where is the coal mine?", phrasings=("who digs for coal",))
ARMY = fact(id="army", question="Who leads the army?")
MINES = base(SALT, COAL, ARMY, gap(id="salt", question="Is salt still mined?"))


def alike(*texts, search=None, without=(), most=10):
    return [(text, found.id) for text, found in (search or Search(MINES)).most_alike(texts, without, most)]


def test_the_closest_phrasing_comes_first_and_one_that_shares_no_word_is_left_out():
    assert [text for text, _ in alike("where is the salt mine")] == [
        "Where is the salt mine?",
        "where do they mine salt",
        "Where is the coal mine?",
        "salt",
        "Who leads the army?",  # "the"
    ]
    assert alike("windmills", "") == []
    assert alike() == []


def test_only_facts_are_found_at_most_so_many_and_none_that_is_left_out():
    assert {id for _, id in alike("is salt still mined")} == {"salt", "coal"}
    assert {id for _, id in alike("is salt still mined", without=["salt"])} == {"coal"}
    assert alike("who digs coal", most=1) == [("who digs for coal", "coal")]


def test_a_phrasing_counts_by_the_text_that_it_is_most_like():
    assert alike("who leads the army", "who digs for coal", most=2) == [
        ("Who leads the army?", "army"),
        ("who digs for coal", "coal"),
    ]


def test_phrasings_of_a_changed_base_are_found_in_both_of_its_layers():
    below = Search(MINES)
    new = COAL.model_copy(update={"phrasings": ("who digs coal at night",)})
    changed = Search(base(ARMY, SALT, new, *MINES.gaps), shared=below)
    assert alike("who digs for coal at night", search=changed, most=1) == [("who digs coal at night", "coal")]
    assert alike("where do they mine salt", search=changed, most=1) == [("where do they mine salt", "salt")]
    assert ("who digs for coal", "coal") not in alike("who digs for coal", search=changed)
