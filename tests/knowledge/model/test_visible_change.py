"""Posted cards are corrected if their fact looks different, whatever part of the base made it so."""

from __future__ import annotations

import pytest

from knowledge.model.visible_change import visibly_changed
from tests.entries import CONTROL, DENIAL, SMALL, base, fact


def with_(kind, id, **change):
    """`SMALL` with one entry changed."""
    entries = getattr(SMALL, kind)
    return SMALL.model_copy(update={kind: tuple(e.model_copy(update=change) if e.id == id else e for e in entries)})


@pytest.mark.parametrize(
    ("after", "changed"),
    [
        (SMALL, set()),
        (with_("facts", "population", answer="Fewer."), {"population"}),
        (with_("facts", "population", phrasings=("how many people",)), set()),
        (with_("facts", "denial", paragraphs=(1,)), {"denial"}),
        (with_("speakers", "red", name="Reds"), {"control", "denial", "who-is_red"}),
        (
            with_("sources", "article", title="Another"),
            {"control", "denial", "population", "who-is_red", "who-is_blue"},
        ),
        (with_("gaps", "weather", note="Nobody knows."), set()),
    ],
)
def test_what_shows_the_changed_part_looks_different(after, changed):
    assert visibly_changed(SMALL, after) == changed


def test_a_fact_whose_other_side_says_so_elsewhere_now_looks_different():
    disputed = fact(disputes=[{"speaker": "blue", "says": "Fewer.", "fact": "denial"}])
    before = base(disputed, CONTROL, DENIAL)
    after = base(disputed, CONTROL, DENIAL.model_copy(update={"paragraphs": (1,)}))
    assert visibly_changed(before, after) == {"population", "denial"}


def test_new_and_removed_facts_look_different():
    more = base(CONTROL, DENIAL, fact(), fact(id="more", question="More?"), *SMALL.gaps)
    assert visibly_changed(SMALL, more) == visibly_changed(more, SMALL) == {"more"}


def test_an_equal_base_made_anew_looks_the_same():
    assert visibly_changed(SMALL, type(SMALL).model_validate_json(SMALL.model_dump_json())) == set()
