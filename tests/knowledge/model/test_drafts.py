"""Drafts: claims of an article that wait to become facts. Nobody is answered with them."""

from __future__ import annotations

import pytest

from knowledge.model.entries import Draft
from knowledge.model.outcome import Answered
from knowledge.model.validation import BaseError
from knowledge.search import Search
from tests.entries import SMALL, base, draft, fact


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        (
            {"source": "none"},
            "drafts: bridge: source: there's no source 'none'. Write one that's there (article), or add it",
        ),
        (
            {"speakers": ["none"]},
            "drafts: bridge: speakers[0]: there's no speaker 'none'. Write one that's there (blue, red), or add it",
        ),
        ({"speakers": ["red", "red"]}, "drafts: bridge: speakers: 'red' is there 2 times"),
        ({"speakers": ["blue"]}, "drafts: bridge: disputes[0].speaker: 'blue' can't dispute their own statement"),
        (
            {"paragraphs": [10]},
            "drafts: bridge: paragraphs: there's no paragraph 10: 'article' has 0 (the headline) to 9",
        ),
        (
            {"disputes": [{"speaker": "none", "sentence": "No.", "where": 10}]},
            "drafts: bridge: disputes[0].speaker: there's no speaker 'none'. "
            "Write one that's there (blue, red), or add it; "
            "drafts: bridge: disputes[0].where: there's no paragraph 10: 'article' has 0 (the headline) to 9",
        ),
    ],
)
def test_what_a_draft_points_to_has_to_be_there(changes, problem):
    with pytest.raises(BaseError) as caught:
        base(draft(**changes))
    assert str(caught.value) == problem


def test_two_drafts_cannot_share_an_id():
    with pytest.raises(BaseError, match="drafts: bridge: id: is used 2 times"):
        base(draft(), draft())


@pytest.mark.parametrize(
    "question",
    [draft().question, draft().sentence, draft().quote, draft().disputes[0].sentence, "who holds the zanzibar bridge?"],
)
def test_no_text_of_a_draft_is_ever_searched_or_answered(question):
    written = draft(answer="Red says that it holds the bridge.")
    asked, without = Search(base(*SMALL.facts, *SMALL.gaps, written)).ask(question), Search(SMALL).ask(question)
    assert asked == without


def test_a_base_of_drafts_alone_answers_nothing():
    assert not isinstance(Search(base(draft())).ask(draft().question), Answered)


def test_a_draft_may_share_its_id_with_a_fact_that_it_became():
    both = base(fact(id="bridge"), draft())
    assert both.drafts_by_id == {"bridge": draft()}
    assert isinstance(both.drafts[0], Draft)
