"""A fact is never without what it must be shown with."""

from datetime import date

import pytest

from knowledge.model.entries import Speaker, Statement
from knowledge.model.record import Record, Said
from tests.entries import ARTICLE, CONTROL, DENIAL, RED, SMALL, base, fact


def test_a_caveat_names_who_contests_the_fact_their_side_and_what_they_say():
    assert SMALL.record("control").caveat == "Disputed by Blue Ministry (Blue): The battle goes on."


def test_a_caveat_has_a_sentence_for_each_dispute():
    disputes = [{"speaker": "red", "says": "No."}, {"speaker": "blue", "says": "Never."}]
    record = base(fact(disputes=disputes)).record("population")
    assert record.caveat == "Disputed by Red Army (Red): No. Disputed by Blue Ministry (Blue): Never."


def test_an_uncontested_fact_has_no_caveat():
    assert base(fact()).record("population").caveat is None


def test_a_fact_without_speakers_is_said_by_the_article_itself():
    assert base(fact()).record("population").said_by == "the article itself"


def test_the_date_is_the_sources_unless_the_fact_has_its_own():
    assert base(fact()).record("population").as_of == date(2023, 1, 13)
    assert base(fact(as_of="2022-07-01")).record("population").as_of == date(2022, 7, 1)


REPORT = ARTICLE.model_copy(update={"id": "report", "as_of": date(2023, 2, 1)})


def contest(dispute, other=DENIAL, **changes):
    """Return a `dispute` by Blue of a fact with `changes`, looked up: where it stands, its source and its date."""
    disputed = fact(disputes=[{"speaker": "blue", "says": "No."} | dispute], **changes)
    (found,) = base(disputed, CONTROL, other, sources=(ARTICLE, REPORT)).record("population").contests
    return found.where, found.source, found.as_of


def test_a_dispute_in_another_source_has_that_source_and_its_date():
    assert contest({"where": 4}) == ((4,), None, None)
    assert contest({"where": 4}, as_of="2023-01-02") == ((4,), None, None)
    assert contest({"source": "report", "where": 4}) == ((4,), REPORT, date(2023, 2, 1))
    assert contest({"source": "article", "where": 4}, as_of="2023-01-02") == ((4,), None, None)
    assert contest({"source": "report"}, as_of="2023-02-01") == (None, REPORT, date(2023, 2, 1))


def test_a_dispute_that_says_nowhere_stands_where_the_fact_of_the_other_side_does():
    assert contest({"fact": "denial"}) == ((4,), None, None)
    elsewhere = DENIAL.model_copy(update={"source": "report"})
    assert contest({"fact": "denial"}, elsewhere) == ((4,), REPORT, date(2023, 2, 1))
    later = DENIAL.model_copy(update={"as_of": date(2023, 3, 1)})
    assert contest({"fact": "denial"}, later) == ((4,), None, date(2023, 3, 1))
    assert contest({"fact": "denial", "where": 5}, elsewhere) == ((5,), None, None)


def test_a_dispute_stands_with_the_other_side_whatever_way_it_says_so():
    elsewhere = DENIAL.model_copy(update={"source": "report"})
    assert contest({"fact": "denial", "source": "report"}, elsewhere) == ((4,), REPORT, date(2023, 2, 1))
    assert contest({"fact": "denial", "where": []}, elsewhere) == ((4,), REPORT, date(2023, 2, 1))


def test_a_dispute_does_not_stand_where_somebody_else_speaks():
    elsewhere = CONTROL.model_copy(update={"id": "denial", "source": "report", "disputes": ()})
    assert contest({"fact": "denial"}, elsewhere) == (None, None, None)


def test_a_record_cannot_be_made_without_its_disputes_or_speakers():
    with pytest.raises(ValueError, match="leaves out"):
        Record(fact=CONTROL, speakers=(RED,), source=ARTICLE, contests=())
    with pytest.raises(ValueError, match="leaves out"):
        Record(fact=CONTROL, speakers=(), source=ARTICLE, contests=SMALL.record("control").contests)


def sides(**changes):
    """Return the sides of `CONTROL` with `changes`: who, what they say, and whether they contest it."""
    record = base(CONTROL.model_copy(update=changes), DENIAL).record("control")
    return [(side.speaker.id, side.says, side in record.contests) for side in record.sides]


def test_an_answer_with_one_voice_has_no_sides():
    assert sides() == []


def test_an_answer_with_statements_has_a_side_for_each_speaker_and_each_dispute():
    statements = (Statement(speaker="red", says="It's ours."),)
    assert sides(statements=statements) == [("red", "It's ours.", False), ("blue", "The battle goes on.", True)]


def statement(**changes):
    """Return a statement of Red, with `changes`, as the record of `CONTROL` has it."""
    stated = {"speaker": "red", "says": "Ours."} | changes
    entry = CONTROL.model_copy(update={"statements": (Statement.model_validate(stated),)})
    (said,) = base(entry, DENIAL, sources=(ARTICLE, REPORT)).record("control").statements
    return said


def test_a_statement_has_its_own_speaker_and_place():
    assert statement() == Said(RED, "Ours.", ())
    assert statement(where=4) == Said(RED, "Ours.", (4,))
    assert statement(source="report", where=[1]) == Said(RED, "Ours.", (1,), REPORT, date(2023, 2, 1))


def test_a_statement_without_a_speaker_is_the_articles_own():
    said = statement(speaker=None)
    assert said.speaker is None
    assert said.name == "the article itself"


def test_a_record_cannot_be_made_without_its_statements():
    with pytest.raises(ValueError, match="leaves out"):
        Record(fact=fact(statements=[{"says": "a"}]), speakers=(), source=ARTICLE, contests=())


def sums_up_sides(**changes):
    """Say whether `CONTROL` with `changes` sums up the sides."""
    return base(CONTROL.model_copy(update=changes), DENIAL).record("control").sums_up_sides


def test_an_answer_that_names_all_who_contest_it_sums_up_the_sides():
    assert sums_up_sides(answer="Red claims it, the blue ministry denies it.")
    assert not sums_up_sides(answer="Red claims it.")


def test_statements_sum_up_the_sides():
    assert sums_up_sides(statements=(Statement(speaker="red", says="Ours."),))


def test_a_part_of_a_name_is_not_the_name():
    assert not sums_up_sides(answer="Red claims it; the Blue Ministrynik is silent.")


def test_a_word_that_is_spelt_like_a_name_is_not_the_name():
    may = Speaker(id="blue", name="Theresa May", role="minister", side="Blue", variants=("May",))
    entry = CONTROL.model_copy(update={"answer": "The dam may burst."})
    record = base(entry, DENIAL, speakers=(RED, may)).record("control")
    assert not record.sums_up_sides


def test_the_answer_in_one_text_has_what_every_side_says():
    statements = (Statement(speaker="red", says="It's ours."),)
    record = base(CONTROL.model_copy(update={"answer": "Disputed.", "statements": statements}), DENIAL).record(
        "control"
    )
    assert record.answer_with_sides == "Disputed. Red Army: It's ours. Blue Ministry: The battle goes on."
    assert SMALL.record("control").answer_with_sides == CONTROL.answer
