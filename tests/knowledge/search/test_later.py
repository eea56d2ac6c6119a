"""Questions about a time that the base knows nothing of."""

from datetime import date

import pytest

from knowledge.model.base import Base
from knowledge.model.outcome import Answered, Candidate, Chatted, Suggested, Unanswered
from knowledge.search import Search
from knowledge.search.later import asks_about_later
from tests.entries import ARTICLE, BLUE, CONTROL, DENIAL, RED, SMALL, base, fact, gap

TODAY = date(2026, 11, 27)
NOTHING = Unanswered("?", 0.0, None, ())


def later(question, of=SMALL, outcome=NOTHING, today=TODAY):
    return asks_about_later(question, outcome, of, today)


@pytest.mark.parametrize(
    "question",
    [
        "who controls Example now",
        "WHO CONTROLS EXAMPLE NOW",
        "Who Controls Example Now?",
        "Now who controls Example?",
        "Is Example still contested?",
        "what is today's situation",
        "who's currently in charge",
        "who holds it at the moment?",
        "what happened this week",
        "Has Example fallen yet?",
        "any news these days?",
        "what will happen tomorrow",
        "who controlled Example in 2026?",
        "who controls example 2024",
        "Who won in February 2023?",
        "what happened since 2025",
    ],
)
def test_now_and_later_years_are_later_than_the_article(question):
    assert later(question)


@pytest.mark.parametrize(
    "question",
    [
        "who controls Example?",
        "who controlled Example in 2023?",
        "Who won in January 2023?",
        "What happened in 2014?",
        "were 2026 soldiers killed?",
        "did they count 2,026 bodies?",
        "what did Russia Today report?",
        'what does "right now" mean?',
        "Is there a moment of calm?",
        "Do they know?",
        "",
    ],
)
def test_other_questions_are_not(question):
    assert not later(question)


def test_a_base_as_new_as_today_knows_what_is_now_but_not_a_later_year():
    assert not later("who controls Example now", today=ARTICLE.as_of)
    assert later("who controls Example now", today=date(2023, 1, 14))
    assert later("who will control Example in 2024", today=ARTICLE.as_of)


def test_the_newest_date_is_that_of_any_fact_or_source():
    newer = ARTICLE.model_copy(update={"id": "newer", "as_of": date(2024, 5, 1)})
    assert base(fact(), sources=(ARTICLE, newer)).newest == date(2024, 5, 1)
    assert base(fact(as_of=date(2025, 5, 1)), sources=(ARTICLE, newer)).newest == date(2025, 5, 1)
    assert not later("what happened in 2024", base(fact(), sources=(ARTICLE, newer)))
    assert Base().newest is None
    assert not later("who controls Example now", Base())


def test_a_name_of_the_base_is_no_time():
    named = RED.model_copy(update={"name": "Save Now", "variants": ("Today FM",)})
    of = base(fact(), speakers=(named, BLUE))
    assert not later("what did save now say about example?", of)
    assert not later("what did today fm say", of)
    assert later("what does save now say now", of)


def test_what_is_quoted_in_the_nearest_facts_is_no_time():
    quoting = fact(question="Who painted “Peace right now” on the wall?", quote="We are still here.")
    outcome = Suggested("?", 0.5, (Candidate(base(quoting).record("population"), 0.5),))
    assert not later("who wrote peace right now on it", outcome=outcome)
    assert not later("who said we are still here", outcome=outcome)
    assert later("is peace on the wall right now", outcome=outcome)


def test_whatever_a_question_gets_says_how_far_the_record_goes():
    seen = gap(question="What is the weather?", phrasings=["is it raining", "how is the weather"], see=["denial"])
    search = Search(base(CONTROL, DENIAL, fact(), seen))
    for question, kind in {
        "Who controls Example?": Answered,
        "is it raining": Unanswered,
        "xylophone zebra": Suggested,
    }.items():
        assert isinstance(search.ask(question), kind)
        assert search.ask(question).knows_until is None
        asked = search.ask(f"{question} now")
        assert asked.knows_until == ARTICLE.as_of
        assert search.explain(f"{question} now").outcome == asked
    assert isinstance(search.ask("how are you today"), Chatted)


def test_a_gap_brings_the_facts_that_it_names():
    search = Search(base(CONTROL, DENIAL, fact(), gap(see=["denial", "control"])))
    assert [record.fact.id for record in search.ask("What was the weather?").see] == ["denial", "control"]
