"""Packs are read, checked as a whole and written."""

import json

import pytest
from hypothesis import given

from knowledge import pack
from knowledge.model.validation import BaseError
from tests.entries import SMALL, bases


def problems_of(content):
    with pytest.raises(BaseError) as caught:
        pack.parse(content.encode() if isinstance(content, str) else content)
    return [str(problem) for problem in caught.value.problems]


def as_json(**changes):
    return json.dumps(SMALL.model_dump(mode="json") | changes)


@pytest.mark.parametrize("format", pack.FORMATS)
def test_a_base_that_was_written_reads_back_equal(format):
    assert pack.parse(pack.dump(SMALL, format).encode()) == SMALL


@given(base=bases())
def test_whatever_is_legal_survives_being_written_and_read(base):
    for format in pack.FORMATS:
        assert pack.parse(pack.dump(base, format).encode()) == base


def test_a_byte_order_mark_as_windows_editors_write_it_is_no_problem():
    assert pack.parse(b"\xef\xbb\xbf" + pack.dump(SMALL).encode()) == SMALL


def test_a_file_that_is_not_there_is_an_os_error(tmp_path):
    with pytest.raises(OSError, match="No such file"):
        pack.read(tmp_path / "none.toml")


def test_the_pack_that_ships_with_onrecord_can_be_read():
    assert pack.read(pack.default_pack()).facts


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"\xff\xfe", "pack: file: isn't UTF-8 text: byte 0 can't be read"),
        ("{", "pack: file: isn't valid JSON: Expecting property name"),
        ('{"facts": ' + "[" * 100_000, "pack: file: isn't valid JSON: "),
        (r'{"facts": [{"id": "\ud800"}]}', r"pack: file: isn't valid JSON: \ud800 is half of a character"),
        (r'{"facts": [{"id": "x", "\udfff": "\ud83d\ude00"}]}', r"pack: file: isn't valid JSON: \udfff is half"),
        ("facts = [", "pack: file: isn't valid TOML: "),
        ("a." * 400_000 + "a = 1", "pack: file: isn't a pack: it has a key of more than 50 dotted parts"),
        ("[" + "'a b' . " * 100_000 + "a]", "pack: file: isn't a pack: it has a key of more than 50 dotted parts"),
        ("x = " + "1" * 5000, "pack: file: isn't valid TOML: "),
        ("facts = 1", "pack: facts: must be a list of entries, not a int"),
        ("claims = []", "pack: claims: isn't known; a pack has sources, speakers, facts, gaps"),
    ],
)
def test_a_file_that_is_no_pack_is_refused_with_the_reason(content, problem):
    (only,) = problems_of(content)
    assert only.startswith(problem)


def test_every_problem_is_listed_by_entry_and_field():
    content = """
        [[sources]]
        id = "article"
        title = "T"
        kind = "news"
        as_of = 20230113
        paragraphs = 3
        [[speakers]]
        id = "Ann Smith"
        name = ""
        role = "mayor"
        side = "Blue"
        [[facts]]
        id = "first"
        question = "Who?"
        source = "article"
        speakers = ["ghost"]
        paragraphs = [-1]
        disputes = [{speaker = "phantom", says = ""}]
        colour = "red"
        [[facts]]
        question = "What?"
        answer = "That."
        source = "nowhere"
        [[gaps]]
        id = "g"
        question = "Why?"
    """
    assert problems_of(content) == [
        "sources: article: as_of: isn't a date",
        "speakers: Ann Smith: id: must be 1 to 64 characters, each a to z, 0 to 9 or -",
        "speakers: Ann Smith: name: is empty",
        "facts: first: answer: is missing",
        "facts: first: paragraphs[0]: input should be greater than or equal to 0",
        "facts: first: disputes[0].says: is empty",
        "facts: first: colour: isn't a field of this entry",
        "facts: number 2: id: is missing",
        "gaps: g: note: is missing",
        "facts: first: speakers[0]: there's no speaker 'ghost'",
        "facts: first: disputes[0].speaker: there's no speaker 'phantom'",
    ]


def test_an_over_long_answer_says_how_long_it_is_and_may_be():
    broken = SMALL.facts[0].model_dump(mode="json") | {"answer": "x" * 401}
    assert problems_of(as_json(facts=[broken])) == [
        "facts: control: answer: has 401 characters; at most 400 are allowed",
        "facts: control: disputes[0].fact: there's no fact 'denial'",
    ]


def test_a_broken_entry_does_not_make_those_that_point_to_it_look_broken():
    facts = [fact.model_dump(mode="json") for fact in SMALL.facts]
    facts[1]["answer"] = ""
    assert problems_of(as_json(facts=facts)) == ["facts: denial: answer: is empty"]


@pytest.mark.parametrize("entry", [None, 5, "fact", [], {}])
def test_an_entry_of_another_shape_is_a_problem_and_not_a_crash(entry):
    assert problems_of(as_json(facts=[entry]))[0].startswith("facts: number 1: ")


@pytest.mark.parametrize(
    ("where", "problem"),
    [
        ("x" * 301, "disputes[0].where: has 301 characters; at most 300 are allowed"),
        ([-1], "disputes[0].where[0]: input should be greater than or equal to 0"),
        (["4"], "disputes[0].where[0]: input should be a valid integer"),
    ],
)
def test_where_a_dispute_is_stated_is_held_to_one_rule_words_or_paragraphs(where, problem):
    broken = SMALL.facts[0].model_dump(mode="json")
    broken["disputes"][0] |= {"where": where, "fact": None}
    assert problems_of(as_json(facts=[broken])) == [f"facts: control: {problem}"]


def test_a_link_must_be_a_web_address():
    source = SMALL.sources[0].model_dump(mode="json") | {"url": "javascript:alert(1)"}
    assert problems_of(as_json(sources=[source])) == [
        "sources: article: url: must be a link that starts with http:// or https://"
    ]


def test_the_schema_names_every_field_of_every_kind_of_entry():
    schema = pack.schema()
    assert set(schema["properties"]) == {"sources", "speakers", "facts", "gaps"}
    assert set(schema["$defs"]["Fact"]["properties"]) == set(type(SMALL.facts[0]).model_fields)
