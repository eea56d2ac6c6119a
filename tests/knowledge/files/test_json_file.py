"""Broken JSON is explained with its line, in words for people who have never programmed."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge import pack
from knowledge.files.json_file import json_places, read_json
from knowledge.files.toml_file import toml_places
from knowledge.model.validation import BaseError
from tests.entries import SMALL, bases
from tests.knowledge.files.conftest import jargon
from tests.knowledge.files.test_toml_file import LISTS, NOISE


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("{", "line 1: the file ends too early. Close what's still open with ], } or a quote"),
        ('{\n"facts": [{"id": “a”}]}', 'line 2: there are curly or other special quotes. Write straight quotes: "…"'),
        ("{\n'facts': []}", 'line 2: there are single quotes. Write double quotes: "…"'),
        ('{"facts": [{"id": "a",\n}]}', "line 2: there's a comma before } with nothing after it. Delete the comma"),
        (
            '{"facts": [{"id": "a"\n"source": "b"}]}',
            'line 1: a comma is missing before “"source": "b"}]}”. Write a comma at the end of the line before it',
        ),
        (
            '{"facts": [\n{"answer": "He said "yes"."}]}',
            r'line 2: a text has quotes inside it. Write \" for each of them, like "He said \"yes\"."',
        ),
        (
            '{"answer": "He\nsaid"}',
            "line 1: there's a line break or a tab inside a text. Write \\n for a line break and a space for a tab",
        ),
        ('{"a": "b\x07"}', "line 1: the text has an invisible character in it. Delete it and type that part again"),
        (
            '{question: "a"}',
            'line 1: “question” needs straight double quotes around it. Write "question": "How old is the bridge?"',
        ),
        ('{"id" "a"}', 'line 1: there\'s no : after "id". Write "id": "…"'),
        (r'{"id": "a\q"}', r"line 1: a text has a \ in it, which means something else here. Write \\ for each of them"),
        ('{"facts": []}\nx', "line 2: something comes after the last }. Delete it"),
        ('{"id": "a",\n"id": "b"}', "line 2: “id” is there twice. Keep one of them"),
        (
            '{"id": a}',
            'line 1: I can\'t read “a”. Write texts in straight double quotes, like "question": "How old is it?"',
        ),
        ('{"id": "a}', 'line 1: the text begins with a quote but has none at its end. Write " after its last word'),
        (r'{"id": "\ud800"}', r"line 1: \ud800 is half of a character. Write the character itself"),
        (r'{"x": "\ud83d\ude00", "\udfff": 1}', r"line 1: \udfff is half of a character. Write the character itself"),
        (
            '{"a": ' + "[" * 100_000,
            "file: there are brackets inside of brackets, more than 20 deep. A pack needs three at most",
        ),
        ('{"a": ' + "1" * 5000 + "}", 'file: has a number that\'s too long to be one. Write it as a text: "…"'),
    ],
)
def test_a_mistake_is_named_with_its_line_and_what_to_write(text, problem):
    with pytest.raises(BaseError) as caught:
        read_json(text)
    assert [str(each) for each in caught.value.problems] == [problem]
    assert jargon(problem, text) == []


@given(base=bases())
def test_everything_is_found_in_json_as_it_is_in_toml(base):
    """But for what only JSON writes."""
    in_toml, in_json = toml_places(pack.dump(base), LISTS), json_places(pack.dump(base, "json"))
    assert set(in_toml) - set(in_json) == set()
    lines = pack.dump(base, "json").split("\n")
    for path, line in in_json.items():
        assert isinstance(path[-1], int) or f'"{path[-1]}":' in lines[line - 1]


BROKEN = json.dumps(json.loads(pack.dump(SMALL, "json")), indent=1)


@given(cut=st.integers(0, len(BROKEN)), length=st.integers(0, 40), noise=NOISE)
def test_no_message_about_a_broken_pack_has_programmers_words(cut, length, noise):
    content = BROKEN[:cut] + noise + BROKEN[cut + length :]
    try:
        pack.parse(content.encode(), "pack.json")
    except BaseError as error:
        for problem in error.problems:
            assert jargon(str(problem), content) == []
            assert problem.line or problem.entry == "file"
