"""Reading files of labelled questions."""

from __future__ import annotations

import json

import pytest

from knowledge.evaluation.questions import QuestionsError, read

GOOD = {
    "id": "q1",
    "question": "Who controls Example?",
    "kind": "in",
    "style": "plain",
    "must": [["Example"], ["control", "taken"]],
    "speaker": ["Red"],
    "disputed": True,
    "counter": ["Blue"],
}


def problems_of(tmp_path, *lines: object) -> tuple[str, ...]:
    path = tmp_path / "questions.jsonl"
    path.write_text("\n".join(line if isinstance(line, str) else json.dumps(line) for line in lines), "utf-8")
    with pytest.raises(QuestionsError) as caught:
        read(path)
    return caught.value.problems


def test_a_question_is_read_with_its_labels_and_other_keys_are_ignored(tmp_path):
    path = tmp_path / "questions.jsonl"
    path.write_text(json.dumps(GOOD | {"why": "because", "lines": [1]}) + "\n\n", "utf-8")
    (question,) = read(path)
    assert question.model_dump(mode="json") == GOOD


def test_a_question_may_hold_any_of_unicode_s_line_ends(tmp_path):
    path = tmp_path / "questions.jsonl"
    path.write_text(json.dumps(GOOD | {"question": "a\u2028b\u0085c"}, ensure_ascii=False), "utf-8")
    assert [q.question for q in read(path)] == ["a\u2028b\u0085c"]


def test_every_problem_is_listed_with_its_line(tmp_path):
    no_kind = {key: value for key, value in GOOD.items() if key != "kind"}
    assert problems_of(
        tmp_path,
        GOOD,
        "{oops",
        no_kind | {"id": "q2"},
        "",
        GOOD | {"kind": "maybe", "id": "q3"},
        GOOD,
        GOOD | {"must": [[]], "id": "q4"},
        ["list"],
    ) == (
        "line 2: is not valid JSON: Expecting property name enclosed in double quotes at character 2",
        "line 3: 'kind' is missing",
        "line 5: 'kind': input should be 'in' or 'out'",
        "line 6: the id 'q1' is that of line 1 too",
        "line 7: 'must.0': tuple should have at least 1 item after validation, not 0",
        "line 8: is not a JSON object",
    )


def test_a_file_without_questions_is_refused(tmp_path):
    assert problems_of(tmp_path, "", "") == ("there is no question in it; it takes a JSON object a line",)


def test_bytes_that_are_not_text_are_named_by_line(tmp_path):
    path = tmp_path / "questions.jsonl"
    path.write_bytes(json.dumps(GOOD).encode() + b"\n\xff\xfe")
    with pytest.raises(QuestionsError) as caught:
        read(path)
    assert caught.value.problems == ("line 2: is not UTF-8 text",)


def test_absurd_nesting_is_a_problem_like_any_other(tmp_path):
    assert problems_of(tmp_path, "[" * 100_000) == ("line 1: is nested too deeply",)
