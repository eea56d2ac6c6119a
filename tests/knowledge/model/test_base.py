"""What the entries of a base must keep to among each other."""

import pytest

from knowledge.model.validation import BaseError
from tests.entries import ARTICLE, BLUE, CONTROL, DENIAL, RED, SMALL, base, fact, gap


def found(problem):
    """What's wrong, without what to write instead."""
    return f"{problem.entry}: {problem.field}: {problem.message}"


@pytest.mark.parametrize(
    ("entry", "problem"),
    [
        (fact(source="nowhere"), "facts: population: source: there's no source 'nowhere'"),
        (fact(speakers=["ghost"]), "facts: population: speakers[0]: there's no speaker 'ghost'"),
        (fact(speakers=["red", "red"]), "facts: population: speakers: 'red' is there 2 times"),
        (
            fact(paragraphs=[0, 10]),
            "facts: population: paragraphs: there's no paragraph 10: 'article' has 0 (the headline) to 9",
        ),
        (
            fact(speakers=["red"], statements=[{"speaker": "blue", "says": "no"}]),
            "facts: population: statements[0].speaker: 'blue' isn't one of the fact's speakers; "
            "whoever contests it goes into `disputes`",
        ),
        (
            fact(speakers=["red"], statements=[{"speaker": "red", "says": "a"}, {"speaker": "red", "says": "b"}]),
            "facts: population: statements: 'red' is there 2 times",
        ),
        (
            fact(statements=[{"says": "a"}, {"says": "b"}]),
            "facts: population: statements: 'the article itself' is there 2 times",
        ),
        (
            fact(statements=[{"says": "a", "source": "nowhere", "where": [99]}]),
            "facts: population: statements[0].source: there's no source 'nowhere'",
        ),
        (
            fact(statements=[{"says": "a", "where": [3, 10]}]),
            "facts: population: statements[0].where: there's no paragraph 10: 'article' has 0 (the headline) to 9",
        ),
        (gap(see=["ghost"]), "gaps: weather: see[0]: there's no fact 'ghost'"),
        (gap(see=["denial", "denial"]), "gaps: weather: see: 'denial' is there 2 times"),
        (
            fact(disputes=[{"speaker": "ghost", "says": "no"}]),
            "facts: population: disputes[0].speaker: there's no speaker 'ghost'",
        ),
        (
            fact(speakers=["red"], disputes=[{"speaker": "red", "says": "no"}]),
            "facts: population: disputes[0].speaker: 'red' can't dispute their own statement",
        ),
        (
            fact(disputes=[{"speaker": "red", "says": "no", "fact": "ghost"}]),
            "facts: population: disputes[0].fact: there's no fact 'ghost'",
        ),
        (
            fact(disputes=[{"speaker": "red", "says": "no", "fact": "population"}]),
            "facts: population: disputes[0].fact: a fact can't be its own other side",
        ),
        (
            fact(disputes=[{"speaker": "red", "says": "no", "where": [11]}]),
            "facts: population: disputes[0].where: there's no paragraph 11: 'article' has 0 (the headline) to 9",
        ),
    ],
)
def test_what_an_entry_points_to_must_be_there(entry, problem):
    with pytest.raises(BaseError) as caught:
        base(CONTROL, DENIAL, entry)
    assert [found(each) for each in caught.value.problems] == [problem]


@pytest.mark.parametrize(
    ("entries", "changes", "problem"),
    [
        ((fact(), fact()), {}, "facts: population: id: is used 2 times"),
        ((gap(), gap()), {}, "gaps: weather: id: is used 2 times"),
        ((), {"speakers": (RED, RED)}, "speakers: red: id: is used 2 times"),
        ((), {"sources": (ARTICLE, ARTICLE)}, "sources: article: id: is used 2 times"),
    ],
)
def test_ids_are_unique_among_entries_of_a_kind(entries, changes, problem):
    with pytest.raises(BaseError) as caught:
        base(*entries, **changes)
    assert [found(each) for each in caught.value.problems] == [problem]


def test_an_empty_base_is_legal():
    assert base(sources=(), speakers=()).facts == ()


def test_a_record_brings_all_that_its_fact_must_be_shown_with():
    record = SMALL.record("control")
    assert (record.fact, record.speakers, record.source) == (CONTROL, (RED,), ARTICLE)
    assert [(contest.speaker, contest.says, contest.where, contest.fact) for contest in record.contests] == [
        (BLUE, "The battle goes on.", (4,), "denial")
    ]


def test_an_unknown_fact_has_no_record():
    with pytest.raises(KeyError):
        SMALL.record("ghost")


def test_entries_are_found_by_their_id():
    assert SMALL.facts_by_id["denial"] == DENIAL
    assert SMALL.gaps_by_id["weather"] == gap()
    assert SMALL.speakers_by_id["blue"] == BLUE
    assert SMALL.sources_by_id["article"] == ARTICLE


def test_a_copy_with_other_facts_looks_them_up_and_is_checked():
    assert SMALL.record("population")
    answer = "About 12,000."
    copy = SMALL.model_copy(update={"facts": (CONTROL, DENIAL, fact(answer=answer))})
    assert copy.record("population").fact.answer == answer
    with pytest.raises(BaseError):
        SMALL.model_copy(update={"facts": (CONTROL,)})
