"""Ways to ask are hidden from a base and asked: some find their entry, others something else, or nothing."""

import pytest

from knowledge.evaluation.leave_one_out import Got, leave_one_out
from knowledge.model.outcome import Answered
from knowledge.model.refs import ref_of
from knowledge.search import Search
from tests.entries import base, fact, gap

DAM = fact(
    id="dam",
    question="Why did the dam break?",
    phrasings=["why did the dam burst", "reason why the dam broke", "why has the dam broken", "gurgle fizz wobble"],
)
MAYOR = fact(id="mayor", question="Who is the mayor of Example?", phrasings=["name of Example's mayor"])
LONELY = fact(id="lonely", question="How much salt is in the mine?")
WEATHER = gap(question="What was the weather like?", phrasings=["was the weather good", "how was the weather"])
BASE = base(DAM, MAYOR, LONELY, WEATHER)


def by_id(tested):
    return {each.entry.id: each for each in tested.entries}


def test_every_way_to_ask_is_tried_once():
    tested = leave_one_out(BASE, 10)
    assert {id: sorted(trial.question for trial in each.hidden) for id, each in by_id(tested).items()} == {
        "dam": sorted(DAM.asked_as),
        "mayor": sorted(MAYOR.asked_as),
        "lonely": [],
        "weather": sorted(WEATHER.asked_as),
    }
    assert tested.planned == 10
    assert [each.entry.id for each in tested.untried] == ["lonely"]


def test_what_is_hidden_cannot_be_found_by_itself():
    dam = by_id(leave_one_out(BASE, 10))["dam"]
    got = {trial.question: trial.got for trial in dam.hidden}
    assert Search(BASE).ask("gurgle fizz wobble").record.fact.id == "dam"
    assert got["gurgle fizz wobble"] is not Got.FOUND
    assert got["Why did the dam break?"] is Got.FOUND
    assert dam.found == 4


class Settled(Search):
    """A search that answers whatever contains a word with the fact that's settled for it."""

    def __init__(self, base, **answers):
        super().__init__(base)
        self.answers = answers

    def ask(self, question):
        id = next((id for word, id in self.answers.items() if word in question), None)
        return Answered(question, self.base.record(id), 0.9, ()) if id else super().ask(question)


TWIN = fact(id="twin", question="Why did the dike break?", phrasings=["xx yy", "zz qq"])


def test_a_fact_whose_question_another_one_answers_is_out_of_reach():
    whole = base(DAM, MAYOR, TWIN)
    (unreachable,) = leave_one_out(whole, 1, search=Settled(whole, dike="dam")).unreachable
    assert unreachable.entry == TWIN
    assert unreachable.own.taken_by == DAM
    assert unreachable.own.nearest in DAM.asked_as


def test_what_takes_a_way_to_ask_is_told_with_the_phrasing_that_does():
    thief = gap(id="thief", question="Why did the dam burst at night?", phrasings=["why did the dam burst so fast"])
    dam = fact(id="dam", question="What broke?", phrasings=["why did the dam burst so fast then"])
    tested = by_id(leave_one_out(base(dam, MAYOR, thief), 5))
    trial = next(trial for trial in tested["dam"].hidden if trial.question.startswith("why"))
    assert (trial.got, trial.taken_by, trial.nearest) == (Got.TAKEN, thief, "why did the dam burst so fast")


def test_a_fact_that_some_words_find_while_others_get_something_else_is_partly_taken():
    dam = fact(id="dam", question="Why did the dam burst?", phrasings=["why the dam burst", "name of the mayor here"])
    mayor = fact(id="mayor", question="Who is the mayor?", phrasings=["name of the mayor", "what's the mayor's name"])
    salt = fact(id="salt", question="How much salt is in the mine?", phrasings=["how much salt is there in the mine"])
    tested = leave_one_out(base(dam, mayor, salt), 5)
    assert {each.entry.id for each in tested.partly_taken} == {"dam", "mayor"}
    assert not tested.not_found


def test_a_gap_that_a_fact_answers_is_told_and_one_that_nothing_answers_is_fine():
    asked = gap(id="asked", question="why did the dam burst", phrasings=["so why did the dam burst", "flood reasons"])
    tested = leave_one_out(base(DAM, MAYOR, asked, WEATHER), 5)
    assert [each.entry.id for each in tested.answered_gaps] == ["asked"]
    assert by_id(tested)["weather"].own.got is Got.FOUND


def test_of_many_ways_to_ask_a_sample_is_tried_the_same_one_each_time():
    many = base(DAM, MAYOR, fact(id="many", question="How?", phrasings=[f"how many of kind {n}" for n in range(50)]))
    first, again = leave_one_out(many, 3), leave_one_out(many, 3)
    assert first == again
    assert [len(each.hidden) for each in first.entries] == [3, 2, 3]


def test_no_round_hides_two_ways_to_ask_for_one_entry(monkeypatch):
    facts = [
        fact(id=f"f{n}", question=f"Question {n}?", phrasings=[f"way {n} {m}" for m in range(39)]) for n in range(9)
    ]
    whole = base(*facts)
    left = []

    class Counting(Search):
        def __init__(self, base, **options):
            left.append([len(whole.facts_by_id[each.id].asked_as) - len(each.asked_as) for each in base.facts])
            super().__init__(base, **options)

    monkeypatch.setattr("knowledge.evaluation.leave_one_out.Search", Counting)
    leave_one_out(whole, 2, search=Search(whole))
    assert all(1 <= sum(hidden) <= 3 and max(hidden) == 1 for hidden in left)  # 1 % of 360
    assert sum(map(sum, left)) == 18


def test_it_stops_when_time_is_up_and_says_what_it_did():
    told, turns = [], iter([True, True, False])
    tested = leave_one_out(BASE, 10, go_on=lambda: next(turns), progress=lambda done, of: told.append((done, of)))
    assert told == [(1, 10), (2, 10)]
    assert sum(len(each.hidden) for each in tested.entries) == 2
    assert all(each.own.question == each.entry.question for each in tested.entries)


def test_the_neediest_are_those_out_of_reach_then_those_never_found():
    whole = base(DAM, TWIN, LONELY)
    tested = leave_one_out(whole, 5, search=Settled(whole, dike="dam"))
    assert [entry.id for entry in tested.neediest][:2] == ["twin", "lonely"]
    assert [each.entry.id for each in tested.not_found] == ["twin"]


@pytest.mark.parametrize("nothing", [base(), base(LONELY)])
def test_a_base_with_nothing_to_hide_is_fine(nothing):
    tested = leave_one_out(nothing, 10)
    assert (tested.trials, tested.planned, tested.share(Got.FOUND)) == ([], 0, 0)
    assert {ref_of(each.entry).id for each in tested.entries} == {fact.id for fact in nothing.facts}
