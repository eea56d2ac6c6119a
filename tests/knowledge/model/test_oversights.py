"""What authors overlook: unused speakers, disputes with one side, claims under no name, dates that only fit the day."""

from datetime import date

import pytest

from knowledge.model.entries import Speaker
from knowledge.model.oversights import future_dates, oversights
from tests.entries import ARTICLE, BLUE, CONTROL, DENIAL, RED, SMALL, base, fact

MAYOR = Speaker(id="mayor", name="May", role="mayor", side="Example", variants=("Mayor May",))
UNANSWERED = CONTROL.model_copy(update={"disputes": (CONTROL.disputes[0].model_copy(update={"fact": None}),)})
WRITE_THE_DATE = "readers can't tell when that was, so write the date"


def told(*facts, speakers=()):
    return list(oversights(base(*facts, speakers=speakers)))


def test_sound_entries_get_no_objection():
    assert list(oversights(SMALL)) == []


def test_speakers_whom_no_fact_uses_are_named_in_one_line():
    assert told(fact(speakers=["red"]), speakers=(RED, BLUE, MAYOR)) == [
        "No fact uses “Blue Ministry”, “May”. Add what they say, or remove them"
    ]


@pytest.mark.parametrize(
    ("facts", "objection"),
    [
        ([CONTROL, DENIAL], False),
        ([UNANSWERED], True),
        ([UNANSWERED, DENIAL], False),  # the other side's fact may be what points
        # An answer that sums up the sides has both.
        (
            [fact(id="control", speakers=["red"], statements=[{"speaker": "red", "says": "Ours."}],
                  disputes=[{"speaker": "blue", "says": "No."}])],
            False,
        ),
    ],
)  # fmt: skip
def test_a_dispute_needs_a_fact_for_the_other_side(facts, objection):
    sentence = (
        "facts: control: disputes: Blue Ministry contests this, but no fact with what they say is named: "
        "add it if it isn't there, and name it (`fact`)"
    )
    assert told(*facts, speakers=(RED, BLUE)) == [sentence] * objection


def test_one_of_a_side_speaks_for_it():
    other = BLUE.model_copy(update={"id": "other", "name": "Blue Army"})
    disputes = (*CONTROL.disputes, CONTROL.disputes[0].model_copy(update={"speaker": "other", "fact": None}))
    assert told(CONTROL.model_copy(update={"disputes": disputes}), DENIAL, speakers=(RED, BLUE, other)) == []


@pytest.mark.parametrize(
    ("answer", "objection"),
    [
        ("May says the bridge is closed.", True),
        ("The bridge is closed, Mayor May, who saw it, said.", True),
        ("According to Mayor May, the bridge is closed.", True),
        ("The bridge is closed, said Mayor May.", True),
        ("mayor may, a farmer, reported it.", True),
        ("It may say something.", False),
        ("May was seen on the bridge.", False),
        ("Red Army said Mayor May had been warned.", False),
        ("Red Army said May would appeal.", False),
        ('Red: "May says it is closed."', False),
        ("Red Army says the bridge is closed.", False),
    ],
)
def test_who_is_said_to_say_something_has_to_be_a_speaker_of_the_fact(answer, objection):
    other = fact(id="other", question="Who says?", speakers=["mayor"])
    assert told(fact(answer=answer, speakers=["red"]), other, speakers=(RED, MAYOR)) == objection * [
        "facts: population: answer: says what May says, but May isn't one of the fact's speakers: "
        "add them to `speakers`"
    ]


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        ("It fell on Thursday.", "on Thursday"),
        ("It fell last week.", "last week"),
        ("It fell overnight.", "overnight"),
        ("It fell Yesterday, then stopped.", "Yesterday"),
        ("It was closed recently.", "recently"),
        ("It fell two days ago.", "two days ago"),
        ("Earlier this year it fell.", "Earlier this year"),
        ("It fell on Thursday, 12 January.", None),
        ("It fell on Thursday (January 12).", None),
        ("It fell on 12 January (Thursday).", None),
        ('He said: "It fell today."', None),
        ("It fell in the week of 13 January 2023.", None),
        ("This week-long war is on the monday.com site.", None),
    ],
)
def test_a_date_has_to_stay_true(answer, words):
    told_now = told(fact(answer=answer))
    assert told_now == ([f"facts: population: answer: has “{words}”: {WRITE_THE_DATE}"] if words else [])


def test_a_weekday_is_fine_in_a_fact_with_its_own_date():
    assert told(fact(answer="It fell on Thursday.", as_of="2023-01-12")) == []
    assert told(fact(answer="It fell yesterday.", as_of="2023-01-12")) != []


def test_what_the_sides_say_has_to_stay_true_too():
    disputed = fact(disputes=[{"speaker": "blue", "says": "Not today.", "fact": "denial"}])
    assert [line for line in told(disputed, DENIAL, CONTROL, speakers=(RED, BLUE)) if "today" in line] == [
        f"facts: population: disputes[0].says: has “today”: {WRITE_THE_DATE}"
    ]


def test_dates_in_the_future_are_found_in_sources_and_facts():
    ahead = base(fact(as_of="2031-01-02"), fact(id="past", as_of="2031-01-01"), sources=(ARTICLE,))
    assert [str(each) for each in future_dates(ahead, date(2031, 1, 1))] == [
        "facts: population: as_of: is in the future: 2031-01-02. Write the date that it's from"
    ]
    assert next(each.entry for each in future_dates(ahead, date(2023, 1, 12))) == "sources: article"
