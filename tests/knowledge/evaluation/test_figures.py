"""Eight made-up questions on a base of three facts, their figures worked out by hand."""

from __future__ import annotations

import pytest

from knowledge.evaluation.figures import (
    Judged,
    Verdict,
    by_style,
    calibration_bins,
    decided_point,
    figures,
    judge,
    risk_points,
)
from knowledge.evaluation.questions import Labelled
from knowledge.evaluation.statistics import RiskPoint, Share
from knowledge.model.outcome import Answered, Candidate, Outcome, Suggested, Unanswered
from tests.entries import SMALL


def labelled(id: str, kind: str = "in", **changes: object) -> Labelled:
    plain = {"question": f"{id}?", "style": "plain", "must": [], "speaker": [], "disputed": None, "counter": []}
    return Labelled.model_validate({"id": id, "kind": kind} | plain | changes)


def candidates(confidence: float, *facts: str) -> tuple[Candidate, ...]:
    return tuple(Candidate(SMALL.record(fact), confidence / (1 + n)) for n, fact in enumerate(facts))


def answered(confidence: float, fact: str) -> Outcome:
    return Answered("?", SMALL.record(fact), confidence, candidates(confidence, fact))


def suggested(confidence: float, *facts: str) -> Outcome:
    return Suggested("?", confidence, candidates(confidence, *facts))


def unanswered(confidence: float, *facts: str) -> Outcome:
    return Unanswered("?", confidence, None, candidates(confidence, *facts))


POPULATION = {"must": [["10,000"]]}
EIGHT = [
    judge(
        labelled("right", must=[["control"]], speaker=["red army"], disputed=True, counter=["Blue"]),
        answered(0.9, "control"),
    ),
    judge(labelled("no-caveat", disputed=True, style="slang", **POPULATION), answered(0.8, "population")),
    judge(labelled("wrong", **POPULATION), answered(0.6, "denial")),
    judge(labelled("offered", **POPULATION), suggested(0.4, "denial", "population")),
    judge(labelled("missed", **POPULATION), unanswered(0.3, "population")),
    judge(labelled("false", "out"), answered(0.7, "control")),
    judge(labelled("hinted", "out", style="far"), suggested(0.5, "control")),
    judge(labelled("silent", "out"), unanswered(0.1)),
]


def test_each_question_gets_its_verdict():
    verdicts = [j.verdict.value for j in EIGHT]
    assert verdicts == ["right", "right", "wrong", "offered", "missed", "false", "hinted", "silent"]


def test_the_figures_are_those_worked_out_by_hand():
    result = figures(EIGHT)
    assert result.shares == {
        "right": Share(2, 5),
        "full": Share(1, 5),
        "caveat": Share(1, 2),
        "offered": Share(1, 5),
        "wrong": Share(1, 5),
        "false": Share(1, 3),
        "hinted": Share(1, 3),
    }
    # Of the 15 pairs, .9 and .8 are above all three, .6 above two, .4 and .3 above one.
    assert result.auroc == pytest.approx(10 / 15)
    # A bin each: the best fact is right at .9, .8 and .3.
    assert result.calibration_error == pytest.approx((0.1 + 0.2 + 0.7 + 0.7 + 0.6 + 0.5 + 0.4 + 0.1) / 8)
    assert len(calibration_bins(EIGHT)) == 8


def test_risk_is_that_of_giving_the_best_fact_whatever_was_decided():
    assert [point.risk for point in risk_points(EIGHT)] == pytest.approx(
        [0, 0, 1 / 3, 2 / 4, 3 / 5, 4 / 6, 4 / 7, 5 / 8]
    )


def test_what_was_decided_is_a_point_of_the_same_plane():
    assert decided_point(EIGHT) == RiskPoint(4 / 8, 2 / 4)
    assert decided_point(EIGHT[-1:]) is None


def test_questions_are_grouped_by_style():
    grouped = {style: [j.labelled.id for j in group] for style, group in by_style(EIGHT).items()}
    assert grouped == {
        "far": ["hinted"],
        "plain": ["right", "wrong", "offered", "missed", "false", "silent"],
        "slang": ["no-caveat"],
    }


def test_figures_of_nothing_are_empty_rather_than_an_error():
    result = figures([])
    assert result.right == Share(0, 0)
    assert (result.auroc, result.calibration_error) == (None, None)


@pytest.mark.parametrize(
    ("fact", "changes", "verdict"),
    [
        ("control", {"must": [["nowhere", "EXAMPLE"]]}, Verdict.RIGHT),  # any of a group, whatever the case
        ("control", {"must": [["Example"], ["nowhere"]]}, Verdict.WRONG),  # but each group
        ("control", {"speaker": ["Ministry"]}, Verdict.WRONG),  # who contests it did not say it
        ("control", {"speaker": ["armed forces"]}, Verdict.RIGHT),  # a role names the speaker, too
        ("population", {"speaker": ["Red"]}, Verdict.WRONG),  # the article itself is nobody
        ("denial", {"speaker": ["Blue"], "must": [["goes on"]]}, Verdict.RIGHT),
    ],
)
def test_an_answer_is_right_where_it_says_what_it_must_and_who_said_it(fact, changes, verdict):
    assert judge(labelled("q", **changes), answered(1, fact)).verdict is verdict


@pytest.mark.parametrize(
    ("fact", "changes", "caveat"),
    [
        ("control", {"disputed": True, "counter": ["blue ministry"]}, True),
        ("control", {"disputed": True}, True),  # no counter: any caveat will do
        ("control", {"disputed": True, "counter": ["Green"]}, False),  # the caveat names somebody else
        ("control", {"disputed": False}, False),  # a caveat where none belongs
        ("population", {"disputed": True, "counter": ["Blue"]}, False),  # none where one belongs
        ("population", {"disputed": False}, True),
        ("population", {"disputed": None}, None),
    ],
)
def test_the_caveat_of_a_right_answer_is_judged_where_it_is_scored(fact, changes, caveat):
    assert judge(labelled("q", **changes), answered(1, fact)).caveat is caveat


def test_the_caveat_of_a_wrong_answer_is_not_judged():
    judged: Judged = judge(labelled("q", must=[["nowhere"]], disputed=True), answered(1, "control"))
    assert (judged.verdict, judged.caveat) == (Verdict.WRONG, None)


def test_a_right_fact_below_the_fifth_suggestion_is_not_offered():
    five = ["denial"] * 5
    assert judge(labelled("q", **POPULATION), suggested(0.4, *five, "population")).verdict is Verdict.MISSED
    assert judge(labelled("q", **POPULATION), suggested(0.4, *five[1:], "population")).verdict is Verdict.OFFERED
