"""An outcome as data: nothing is there without its attribution."""

from datetime import date

from hypothesis import given

from bot.text.outcome_json import outcome_data, record_data
from knowledge.model.outcome import Answered, Candidate, Suggested, Unanswered
from tests.entries import ARTICLE, SMALL, base, bases, fact, gap

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
    assert data["gap"] == {"id": "weather", "note": "The article gives no weather.", "see": []}


def test_a_gap_comes_with_the_whole_records_of_the_facts_that_it_names():
    control = SMALL.record("control")
    data = outcome_data(Unanswered("weather?", 0.1, gap(see=["control"]), (), see=(control,)))
    assert data["gap"]["see"] == [record_data(control)]


def test_a_statement_has_its_speaker_and_place():
    stated = [{"speaker": "red", "says": "Ours.", "where": 4}, {"says": "Unproven."}]
    data = record_data(base(fact(speakers=["red"], statements=stated)).record("population"))
    in_it = {"id": "article", "title": "The siege of Example"}
    rest = {"where": None, "as_of": "2023-01-13"}
    assert data["statements"] == [
        {"speaker": "red", "says": "Ours.", "source": in_it | {"paragraphs": [4]}} | rest,
        {"speaker": None, "says": "Unproven.", "source": in_it | {"paragraphs": []}} | rest,
    ]


def test_how_far_the_record_goes_is_there_if_it_was_asked_beyond():
    assert outcome_data(Unanswered("weather?", 0.1, None, ()))["knows_until"] is None
    later = Unanswered("weather now?", 0.1, None, (), knows_until=date(2023, 1, 13))
    assert outcome_data(later)["knows_until"] == "2023-01-13"


@given(any_base=bases())
def test_every_record_comes_with_speakers_source_date_and_caveat(any_base):
    (fact,) = any_base.facts
    data = record_data(any_base.record(fact.id))
    assert [speaker["id"] for speaker in data["speakers"]] == list(fact.speakers)
    assert data["source"]["title"] == any_base.sources[0].title
    assert data["as_of"] == (fact.as_of or any_base.sources[0].as_of).isoformat()
    assert data["status"] == fact.status
    assert all(dispute.says in data["caveat"] for dispute in fact.disputes)
    assert (data["caveat"] is None) == (not fact.disputes)
    assert [(each["speaker"], each["says"]) for each in data["disputes"]] == [
        (d.speaker, d.says) for d in fact.disputes
    ]


def test_every_dispute_has_its_own_source_and_date():
    report = ARTICLE.model_copy(update={"id": "report", "title": "A report", "as_of": date(2023, 2, 1)})
    disputes = [
        {"speaker": "blue", "says": "No.", "source": "report", "where": 4},
        {"speaker": "red", "says": "Never.", "where": "on TV"},
    ]
    of_two = base(fact(disputes=disputes, as_of="2023-01-05"), sources=(ARTICLE, report))
    assert record_data(of_two.record("population"))["disputes"] == [
        {
            "speaker": "blue",
            "says": "No.",
            "source": {"id": "report", "title": "A report", "paragraphs": [4]},
            "where": None,
            "as_of": "2023-02-01",
        },
        {
            "speaker": "red",
            "says": "Never.",
            "source": None,
            "where": "on TV",
            "as_of": None,
        },
    ]


def test_who_is_asked_but_not_on_record_is_there():
    assert outcome_data(Unanswered("?", 0.1, None, ()))["not_said_by"] is None
    assert outcome_data(Unanswered("?", 0.1, None, (), not_said_by="Putin"))["not_said_by"] == "Putin"
