"""A suggested phrasing that would do harm is marked with what it'd do; nearly all others aren't."""

from __future__ import annotations

from dataclasses import replace

import pytest
from rapidfuzz import fuzz

from knowledge.history.suggested import Mark, Reason, SuggestedPhrasing
from knowledge.model.entries import Fact
from knowledge.model.outcome import Answered, Suggested, Unanswered
from knowledge.search import Search
from knowledge.suggesting import marking
from knowledge.suggesting.marking import SURE, marked
from tests.entries import SMALL, base, fact, gap

BRIDGE, MAYOR, FERRY = "Why is the bridge shut?", "Who is the mayor?", "Is there a ferry?"
BASE = base(
    fact(id="shut", question=BRIDGE, phrasings=["why did they close it", "closure reason", "what closed the bridge"]),
    fact(id="mayor", question=MAYOR, phrasings=["mayor name", "who governs the town", "who rules over the town"]),
    fact(id="ferry", question=FERRY, phrasings=["how often does the boat run", "boat hours", "boat timetable"]),
    gap(id="cost", question="What does the repair cost?", phrasings=["price of the repair"]),
)
GOOD = [
    SuggestedPhrasing("shut", "cause of it"),
    SuggestedPhrasing("mayor", "what do they call her"),
    SuggestedPhrasing("ferry", "can I cross the water"),
    SuggestedPhrasing(None, "Which firm built it?", ("builder", "company behind it")),
]


class Nearest(Search):
    """A search as plain as can be, so that these tests don't hang on how questions are matched."""

    def __init__(self, base, shared=None):
        self.base = base

    def ask(self, question):
        entries = [
            (fuzz.ratio(question, text), entry)
            for entry in (*self.base.facts, *self.base.gaps)
            for text in entry.asked_as
        ]
        score, entry = max(entries, key=lambda each: each[0])
        if score < 70:
            return Suggested(question, 0.3, ())
        if isinstance(entry, Fact):
            return Answered(question, self.base.record(entry.id), SURE if score > 90 else 0.6, ())
        return Unanswered(question, 0.1, entry, ())


@pytest.fixture
def marks(monkeypatch):
    """Mark some beside those that are good, and return the marks of the former."""
    monkeypatch.setattr(marking, "Search", Nearest)

    def mark(*suggested):
        found = [each.mark for each in marked([*suggested, *GOOD], Nearest(BASE))]
        assert found[len(suggested) :] == [None] * len(GOOD)
        return found[: len(suggested)]

    return mark


@pytest.mark.parametrize("fact_id", ["mayor", None])
@pytest.mark.parametrize("text", ["Why is the bridge shut", "Why is that bridge shut?"])
def test_what_another_fact_answers_already_is_marked_with_its_question(marks, fact_id, text):
    assert marks(SuggestedPhrasing(fact_id, text)) == [Mark(Reason.ANSWERED, BRIDGE)]


def test_the_same_in_a_fact_s_own_words_is_not_marked(marks):
    assert marks(SuggestedPhrasing("shut", "Why is that bridge shut?")) == [None]


def test_what_another_fact_might_answer_is_not_marked(marks):
    assert marks(SuggestedPhrasing("mayor", "is the old bridge shut down?")) == [None]


def test_a_gap_of_which_one_rewording_alone_sounds_like_a_fact_is_not_marked(marks):
    assert marks(SuggestedPhrasing(None, "Whose idea was it?", ("Why is that bridge shut?", "who chose it"))) == [None]


def test_a_gap_whose_question_a_fact_answers_is_marked_whatever_its_rewordings(marks):
    assert marks(SuggestedPhrasing(None, "Why is that bridge shut?", ("who decided that", "whose idea"))) == [
        Mark(Reason.ANSWERED, BRIDGE)
    ]


def test_what_tells_who_a_speaker_is_is_marked_too():
    [suggested] = marked([SuggestedPhrasing("population", "who is the Red Army")], Search(SMALL))
    assert suggested.mark == Mark(Reason.ANSWERED, "What is the Red Army?")


def test_what_asks_for_a_gap_of_the_base_is_marked(marks):
    assert marks(SuggestedPhrasing("shut", "Price of the repair?")) == [
        Mark(Reason.ANSWERED, "What does the repair cost?")
    ]


def test_the_same_words_for_two_facts_are_marked(marks):
    _, second = marks(SuggestedPhrasing("shut", "tell me more"), SuggestedPhrasing("ferry", "Tell me more!"))
    assert second == Mark(Reason.ANSWERED, BRIDGE)


@pytest.mark.parametrize("fact_id", ["ferry", None])
def test_what_would_take_a_neighbours_question_is_marked_with_its_question(marks, fact_id):
    thefts = [SuggestedPhrasing(fact_id, text) for text in ("who governs that there town", "who reigns over the town")]
    assert Mark(Reason.TAKES, MAYOR) in marks(*thefts)


def test_more_ways_to_ask_for_a_gap_that_is_there_are_marked_if_they_take_a_question(marks):
    [mark] = marks(SuggestedPhrasing(None, "who governs that town", ("who rules over that town",), gap="cost"))
    assert mark == Mark(Reason.TAKES, MAYOR)


def test_a_question_that_its_fact_would_not_get_anyway_is_not_taken_away(marks):
    assert marks(SuggestedPhrasing("ferry", "mayor nicknames")) == [None]


def test_with_the_real_search_nothing_good_is_marked_and_the_same_words_are():
    copied = SuggestedPhrasing("ferry", "why did they close it?")
    found = marked([copied, *GOOD], Search(BASE))
    assert [each.mark for each in found] == [Mark(Reason.ANSWERED, BRIDGE), *[None] * len(GOOD)]
    assert marked([], Search(base())) == ()


class TestNewGapsThatRewordAnother:
    """A second gap would answer the same question with another note, depending on the wording."""

    def test_of_the_base_become_ways_to_ask_for_that(self, reworded):
        gap = SuggestedPhrasing(None, "price of that repair", ("What does that repair cost?",))
        assert reworded(gap) == [replace(gap, gap="cost")]

    def test_of_the_same_reply_go_together(self, reworded):
        first = SuggestedPhrasing(None, "When does it open again?", ("date of the opening",))
        second = SuggestedPhrasing(None, "when does it open again", ("the date of the opening",))
        assert reworded(first, second) == [replace(first, rewordings=(*first.rewordings, *second.texts))]

    def test_of_the_same_reply_stay_apart_if_only_one_of_the_two_is_taken_for_the_other(self, reworded):
        first = SuggestedPhrasing(None, "How old is the factory?", ("when was the plant built",))
        second = SuggestedPhrasing(None, "How old is the director?")
        assert reworded(first, second) == [first, second]

    @pytest.mark.parametrize("texts", [("price of that repair", "who pays for it"), ("who pays for it",)])
    def test_stay_gaps_of_their_own_if_any_text_asks_for_something_else(self, reworded, texts):
        gap = SuggestedPhrasing(None, texts[0], texts[1:])
        assert reworded(gap) == [gap]


@pytest.fixture
def reworded(monkeypatch):
    """Return what becomes of suggested gaps."""
    monkeypatch.setattr(marking, "Search", Nearest)
    return lambda *suggested: list(marked(suggested, Nearest(BASE)))
