"""The labels of the adversarial questions hold: each answer stands in the article, and each gap in the pack."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from knowledge import pack
from knowledge.evaluation.questions import read
from knowledge.model.same_text import text_key

HERE = Path(__file__).parent
FILES = sorted(HERE.glob("**/adversarial*.jsonl"))


@pytest.fixture(params=FILES, ids=lambda path: str(path.relative_to(HERE)))
def file(request):
    return request.param


@pytest.fixture
def base(file):
    beside = file.parent / "pack.toml"
    return pack.read(beside if beside.exists() else pack.default_pack())


def test_every_answerable_question_has_a_fact_that_answers_it(file, base):
    answers = [fact.answer.casefold() for fact in base.facts]
    for question in read(file):
        assert any(
            all(any(part.casefold() in answer for part in group) for group in question.must) for answer in answers
        ), question.id


def test_the_labelled_gaps_are_in_the_pack(file, base):
    rows = [json.loads(line) for line in file.read_text("utf-8").split("\n") if line]
    assert {row["gap"] for row in rows if row.get("gap")} <= {gap.id for gap in base.gaps}


def test_no_question_is_a_phrasing_of_the_pack_or_asked_twice(file, base):
    asked = [text_key(question.question) for question in read(file)]
    taken = {text_key(text) for entry in (*base.facts, *base.gaps) for text in entry.asked_as}
    assert not taken & set(asked)
    assert len(asked) == len(set(asked))
