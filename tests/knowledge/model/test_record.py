"""A fact is never without what it must be shown with."""

from datetime import date

import pytest

from knowledge.model.record import Record
from tests.entries import ARTICLE, CONTROL, RED, SMALL, base, fact


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


def test_a_record_cannot_be_made_without_its_disputes_or_speakers():
    with pytest.raises(ValueError, match="leaves out"):
        Record(fact=CONTROL, speakers=(RED,), source=ARTICLE, contests=())
    with pytest.raises(ValueError, match="leaves out"):
        Record(fact=CONTROL, speakers=(), source=ARTICLE, contests=SMALL.record("control").contests)
