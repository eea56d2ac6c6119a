"""What is contested, once each."""

from knowledge.model.contentions import contentions
from knowledge.model.entries import Statement
from tests.entries import CONTROL, DENIAL, SMALL, base, fact


def told(entries):
    """Return the facts, claimants and opponents of the contentions of a base of `entries`."""
    found = contentions(base(*entries))
    return [
        (each.fact.id, [speaker.id for speaker in each.claimed_by], [speaker.id for speaker in each.disputed_by])
        for each in found
    ]


def disputed(id, by, **changes):
    """Return a fact that `by`, a list of (speaker, fact or None), dispute."""
    disputes = [{"speaker": speaker, "says": "No.", "fact": other} for speaker, other in by]
    return fact(id=id, question=f"{id}?", disputes=disputes, **changes)


def test_two_facts_that_dispute_each_other_are_one_contention():
    assert told([CONTROL, DENIAL, fact()]) == [("control", ["red"], ["blue"])]


def test_facts_with_the_same_opposition_are_one_contention_and_all_who_claim_it_are_named():
    other = disputed("other", [("blue", "denial")])
    assert told([CONTROL, DENIAL, other]) == [("control", ["red"], ["blue"])]
    assert told([disputed("a", [("blue", "denial")], speakers=["red"]), DENIAL, CONTROL, other])[0][1] == ["red"]


def test_the_fact_that_sums_up_the_sides_is_shown():
    summary = CONTROL.model_copy(update={"id": "summary", "statements": (Statement(speaker="red", says="Ours."),)})
    assert told([CONTROL, DENIAL, summary]) == [("summary", ["red"], ["blue"])]


def test_facts_with_another_opposition_are_another_contention():
    other = disputed("other", [("red", None)])
    assert told([CONTROL, DENIAL, other]) == [("control", ["red"], ["blue"]), ("other", [], ["red"])]


def test_without_a_fact_of_its_own_a_dispute_is_told_apart_by_who_says_what():
    first = disputed("a", [("red", None)])
    second = disputed("b", [("blue", None)])
    assert [fact for fact, _, _ in told([first, second])] == ["a", "b"]


def test_nothing_is_contested_if_nobody_disputes_anything():
    assert told([fact()]) == []
    assert contentions(SMALL.model_copy(update={"facts": ()})) == []
