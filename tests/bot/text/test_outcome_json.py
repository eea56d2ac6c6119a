"""An outcome as data: nothing is there without its attribution."""

from hypothesis import given

from bot.text.outcome_json import outcome_data, record_data
from knowledge.model.outcome import Answered, Candidate, Suggested, Unanswered
from tests.entries import SMALL, bases, gap

CONTROL = SMALL.record("control")


def test_an_answer_names_its_fact_and_the_other_candidates():
    candidates = (Candidate(CONTROL, 0.9), Candidate(SMALL.record("denial"), 0.05))
    data = outcome_data(Answered("who?", CONTROL, 0.9, candidates))
    assert (data["outcome"], data["confidence"], data["fact"]["id"], data["gap"]) == ("answered", 0.9, "control", None)
    assert [(each["confidence"], each["fact"]["id"]) for each in data["suggestions"]] == [
        (0.9, "control"),
        (0.05, "denial"),
    ]


def test_suggestions_come_without_a_fact_of_their_own():
    data = outcome_data(Suggested("who?", 0.4, (Candidate(CONTROL, 0.4),)))
    assert (data["outcome"], data["fact"], data["gap"]) == ("suggested", None, None)


def test_a_gap_is_given_with_its_note():
    data = outcome_data(Unanswered("weather?", 0.1, gap(), ()))
    assert (data["outcome"], data["fact"]) == ("unanswered", None)
    assert data["gap"] == {"id": "weather", "note": "The article gives no weather."}


@given(base=bases())
def test_every_record_comes_with_speakers_source_date_and_caveat(base):
    (fact,) = base.facts
    data = record_data(base.record(fact.id))
    assert [speaker["id"] for speaker in data["speakers"]] == list(fact.speakers)
    assert data["source"]["title"] == base.sources[0].title
    assert data["as_of"] == (fact.as_of or base.sources[0].as_of).isoformat()
    assert data["status"] == fact.status
    assert all(dispute.says in data["caveat"] for dispute in fact.disputes)
    assert (data["caveat"] is None) == (not fact.disputes)
