"""The bases to learn from can be learned from."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from knowledge import pack
from knowledge.evaluation.questions import read
from knowledge.model.same_text import text_key

BASES = sorted(path.parent for path in (Path(__file__).parent / "bases").glob("*/pack.toml"))


@pytest.fixture(params=BASES, ids=lambda path: path.name)
def folder(request):
    return request.param


def test_there_are_bases():
    assert BASES


def test_what_a_question_asks_for_stands_in_the_lines_it_names(folder):
    lines = (folder / "article.txt").read_text("utf-8").splitlines()
    for text in (folder / "questions.jsonl").read_text("utf-8").splitlines():
        row = json.loads(text)
        said = " ".join(lines[number - 1] for number in row["lines"]).casefold()
        assert row["kind"] == "out" or row["lines"]
        assert all(any(part.casefold() in said for part in group) for group in row["must"]), row["id"]


def test_every_answerable_question_has_a_fact_that_answers_it(folder):
    base = pack.read(folder / "pack.toml")
    answers = [fact.answer.casefold() for fact in base.facts]
    for question in read(folder / "questions.jsonl"):
        assert any(
            all(any(part.casefold() in answer for part in group) for group in question.must) for answer in answers
        ), question.id


def test_a_third_or_more_of_the_questions_have_no_answer(folder):
    questions = read(folder / "questions.jsonl")
    assert len(questions) >= 60
    assert sum(question.kind == "out" for question in questions) >= len(questions) / 3


def test_suggestions_are_new_and_fit_the_facts(folder):
    base = pack.read(folder / "pack.toml")
    suggestions = json.loads((folder / "suggestions.json").read_text("utf-8"))
    assert list(suggestions["facts"]) == [fact.id for fact in base.facts]
    texts = [text for listed in (*suggestions["facts"].values(), *suggestions["gaps"]) for text in listed]
    taken = {text_key(text) for entry in (*base.facts, *base.gaps) for text in entry.asked_as}
    taken |= {text_key(question.question) for question in read(folder / "questions.jsonl")}
    assert [text for text in texts if text_key(text) in taken] == []
    assert len({text_key(text) for text in texts}) == len(texts)
