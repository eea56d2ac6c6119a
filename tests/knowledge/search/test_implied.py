"""What facts are about without a word of it: their days, and who says or disputes them."""

from __future__ import annotations

from datetime import date

import pytest

from knowledge.model.entries import Dispute, Source, Speaker
from knowledge.search.implied import ImpliedWords
from tests.entries import base, fact

BASE = base(
    fact(
        id="walls",
        question="What stands in Ashford?",
        answer="Reporters said on 5 May 2024 that the Russian troops near Brigton saw walls.",
        speakers=("moser",),
        disputes=(Dispute(speaker="ruzic", says="The town of Zemun lies."),),
    ),
    fact(id="dated", question="Is it old?", as_of=date(2022, 2, 1)),
    sources=(Source(id="article", title="News from Ashford", kind="article", as_of=date(2023, 1, 13), paragraphs=9),),
    speakers=(
        Speaker(id="moser", name="Ada Moser", role="mayor", side="the town", variants=("Mozer",)),
        Speaker(id="ruzic", name="Ivo Ruzic", role="clerk", side="the town"),
    ),
)
IMPLIED = ImpliedWords(BASE)


def test_a_fact_is_about_its_date_and_the_dates_it_names():
    assert {"friday", "januari", "2023", "sunday", "may", "2024"} <= IMPLIED.of(0).stems


def test_its_own_date_goes_before_its_sources():
    assert {"tuesday", "februari", "2022"} <= IMPLIED.of(1).stems
    assert "2023" not in IMPLIED.of(1).stems


def test_a_fact_is_about_all_who_say_or_dispute_it():
    assert {"moser", "mozer", "ruzic", "clerk"} <= IMPLIED.of(0).stems


def test_what_is_no_fact_implies_nothing():
    assert not IMPLIED.of(2).stems
    assert not IMPLIED.of(2).contradicts("russian", "troop")


def test_names_in_a_sources_title_tell_no_facts_apart():
    assert {"ashford", "brigton", "zemun"} <= IMPLIED.names
    assert "ashford" not in IMPLIED.telling_names
    assert "brigton" in IMPLIED.telling_names


@pytest.mark.parametrize(
    ("nationality", "noun", "contradicts"),
    [
        ("ukrainian", "troop", True),
        ("russian", "troop", False),
        ("russain", "troop", False),  # a typing error
        ("ukrainian", "wall", False),  # the answer gives the walls no nationality
    ],
)
def test_another_nationality_of_the_same_thing_contradicts(nationality, noun, contradicts):
    assert IMPLIED.of(0).contradicts(nationality, noun) is contradicts
