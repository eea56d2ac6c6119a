"""The state of a base in words."""

from bot.text.base_status import coverage_text, figures
from knowledge.editing.status import status
from knowledge.history.overlay import Overlay
from knowledge.history.state import ServerState
from knowledge.model.coverage import Coverage
from tests.entries import ARTICLE, SMALL, fact
from tests.entries import base as base_of


def test_what_there_is_is_counted_in_two_lines():
    assert figures(status(ServerState(SMALL, Overlay()))) == (
        "3 facts (2 disputed, 0 claimed, 1 reported), 2 speakers, 1 gap",
        "4 ways to ask; 0 entries changed on this server; latest revision 0",
    )
    assert figures(status(ServerState(base_of(fact()), Overlay())))[1].startswith("1 way to ask; ")


def test_of_the_paragraphs_of_a_long_source_the_first_that_no_fact_points_to_are_named():
    book = ARTICLE.model_copy(update={"paragraphs": 10_000})
    told = coverage_text(Coverage(book, frozenset({2, 5})))
    assert told == "The siege of Example: facts point to 2 of 10,000 paragraphs; none to 1, 3–4, 6–10000"
    told = coverage_text(Coverage(book, frozenset(range(2, 101, 2))))
    assert told.endswith(", 33, 35, 37, 39 and 9,930 more")


def test_a_source_that_is_covered_has_nothing_left_to_name():
    told = coverage_text(Coverage(ARTICLE, frozenset(range(1, 10))))
    assert told == "The siege of Example: facts point to 9 of 9 paragraphs"
