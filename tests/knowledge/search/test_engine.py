"""A question gets the fact that it asks for, the gap that it falls into, a few suggestions, or nothing."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.model.base import Base
from knowledge.model.outcome import Answered, Chatted, Suggested, Unanswered
from knowledge.search import Search
from knowledge.search.weights import shipped
from tests.entries import CONTROL, DENIAL, SMALL, base, fact, gap

SMALL_SEARCH = Search(SMALL)


def test_without_the_gap_the_same_question_comes_closer_to_a_fact():
    facts = [fact(phrasings=["population of Example", "number of people in Example"])]
    with_gap = base(*facts, gap(id="killed", question="How many people were killed in Example?"))
    question = "how many people were killed in example"
    assert Search(with_gap).ask(question).confidence < Search(base(*facts)).ask(question).confidence
    assert Search(with_gap).ask(question).gap.id == "killed"


def test_what_nothing_on_record_comes_close_to_gets_no_gap():
    outcome = SMALL_SEARCH.ask("zzxv qwpoeiruty")
    assert (type(outcome), outcome.gap, outcome.candidates) == (Unanswered, None, ())


def test_what_is_asked_word_for_word_finds_its_entry_even_among_near_twins():
    twins = fact(), fact(id="gone", question="How many people left Example?")
    for each in twins:
        assert Search(base(*twins)).ask(each.question).record.fact.id == each.id


def test_what_is_asked_word_for_word_finds_its_entry_among_many_alike_too():
    """Many entries with little to tell them apart, as a new base has them: none is answered by another's mouth."""
    names = [
        "Ann",
        "Bob",
        "Carl",
        "Dora",
        "Emil",
        "Fred",
        "Gina",
        "Hans",
        "Ida",
        "Jon",
        "Karl",
        "Lea",
        "Max",
        "Nora",
        "Otto",
    ]
    asked = [f"What did {name} say about the dam?" for name in names] + [
        f"Did {name} deny the attack?" for name in names
    ]
    asked += [f"What is other thing {n}?" for n in range(20)]
    alike = Search(base(*(fact(id=f"alike-{n}", question=text) for n, text in enumerate(asked))))
    assert [alike.ask(text).candidates[0].record.fact.question for text in asked] == asked
    assert {type(alike.ask(text)) for text in asked} == {Answered}


def test_a_base_without_entries_has_no_answers():
    outcome = Search(Base()).ask("who controls Example?")
    assert (type(outcome), outcome.confidence, outcome.candidates) == (Unanswered, 0.0, ())
    assert Search(Base()).complete("who") == []


def test_a_base_of_gaps_alone_has_no_answers():
    outcome = Search(base(gap())).ask("what was the weather")
    assert (type(outcome), outcome.candidates) == (Unanswered, ())


@pytest.mark.parametrize("base", [Base(), SMALL], ids=["empty", "small"])
@pytest.mark.parametrize(
    ("said", "id"), [("hi", "greeting"), ("Thank you!", "thanks-bye"), ("who are you?", "bot-maker")]
)
def test_small_talk_gets_its_reply_in_every_base(base, said, id):
    outcome = Search(base).ask(said)
    assert isinstance(outcome, Chatted)
    assert outcome.small_talk.id == id


def test_a_phrasing_of_the_base_comes_before_small_talk():
    greeted = base(fact(id="film", question="What is Hello about?", phrasings=["hello"]))
    assert isinstance(Search(greeted).ask("hello"), Answered | Suggested)


def test_small_talk_never_replies_to_a_question_with_other_words_in_it():
    """Its reply fits nothing but its own words: whatever else the question is about, it isn't that."""
    outcome = Search(SMALL).ask("who made the sourdough starter for the peculiar bakery")
    assert not isinstance(outcome, Chatted)


@given(st.text(max_size=300) | st.text("who?! contrl'sExmpl.\n<@1>й😂", max_size=200))
def test_any_text_gets_an_outcome(typed):
    outcome = SMALL_SEARCH.ask(typed)
    assert outcome.question == typed
    assert 0 <= outcome.confidence <= 1
    assert all(0 <= candidate.confidence <= 1 for candidate in outcome.candidates)
    SMALL_SEARCH.complete(typed)
    assert SMALL_SEARCH.explain(typed).outcome == outcome


def test_other_weights_than_the_shipped_ones_can_be_measured():
    never = replace(shipped(), thresholds=(1.1, 0.06, 0.5))
    assert isinstance(SMALL_SEARCH.ask("Who controls Example?"), Answered)
    assert isinstance(Search(SMALL, weights=never).ask("Who controls Example?"), Suggested)


class TestComplete:
    def test_nothing_typed_offers_the_first_facts(self):
        assert SMALL_SEARCH.complete(" ", 2) == ["control", "denial"]

    def test_words_may_be_half_typed(self):
        assert SMALL_SEARCH.complete("who contr")[0] == "control"
        assert SMALL_SEARCH.complete("how man")[0] == "population"

    def test_typos_are_forgiven(self):
        assert SMALL_SEARCH.complete("who cnotrols exmaple")[0] == "control"

    def test_facts_whose_question_begins_like_the_typed_words_come_first(self):
        """Of those, the one that a search would find first; then the others that it finds."""
        asked = ["Where is the salt mine?", "Who owns the salt mines?", "Who owns the lake?"]
        search = Search(base(*(fact(id=f"fact-{n}", question=text) for n, text in enumerate(asked))))
        assert search.complete("own mines")[:2] == ["fact-1", "fact-0"]
        assert search.complete("the ow") == ["fact-2", "fact-1", "fact-0"]
        assert set(search.complete("salt")[:2]) == {"fact-0", "fact-1"}

    def test_twenty_five_are_offered_if_nothing_else_is_asked_for(self):
        many = Search(base(*(fact(id=f"fact-{n}", question=f"Who is number {n}?") for n in range(30))))
        assert len(many.complete("")) == len(many.complete("who is number")) == 25

    def test_gaps_are_never_offered(self):
        assert SMALL_SEARCH.complete("what was the weather") != []
        assert "weather" not in SMALL_SEARCH.complete("what was the weather")


class TestSharing:
    """A base that differs little from another is laid over that one's index."""

    ONE = base(CONTROL, DENIAL, fact(), gap(id="population", phrasings=("weather", "was it cold", "how cold was it")))
    SEARCH = Search(ONE)

    def test_it_is_close_to_a_base_that_differs_in_little(self):
        assert self.SEARCH.is_close_to(base(CONTROL, DENIAL, fact()))
        assert not self.SEARCH.is_close_to(base(fact(id="new", question="Who is it?")))

    def test_what_is_close_to_the_one_below_is_so_to_the_one_above(self):
        above = Search(base(CONTROL, DENIAL, fact()), shared=self.SEARCH)
        assert above.is_close_to(self.ONE)
        assert not Search(above.base).is_close_to(self.ONE)
        assert not above.is_close_to(base(fact(id="new", question="Who is it?")))

    def test_a_gap_may_have_the_id_of_a_fact(self):
        over = Search(self.ONE.model_copy(), shared=self.SEARCH)
        assert over.ask("How many people lived in Example?").candidates[0].record.fact.id == "population"
        assert over.ask("What was the weather?").gap.id == "population"
