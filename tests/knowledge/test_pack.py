"""Packs are read, checked as a whole and written."""

import json

import pytest
from hypothesis import given

from knowledge import pack
from knowledge.model.base import Base
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


@given(base=bases().filter(lambda base: base != Base()))
def test_whatever_is_legal_survives_being_written_and_read(base):
    for format in pack.FORMATS:
        assert pack.parse(pack.dump(base, format).encode()) == base


def test_a_byte_order_mark_as_windows_editors_write_it_is_no_problem():
    assert pack.parse(b"\xef\xbb\xbf" + pack.dump(SMALL).encode()) == SMALL


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b" \n", "file: is empty. Write a pack or a table into it first"),
        (
            "[[facts]]\nid = 'café'".encode("cp1252"),
            "file: is saved in Windows-1252, and a pack has to be in UTF-8. Open it in your editor, choose Save As",
        ),
        (
            "[facts]\nid = 'x'\n[fact]\n",
            "line 1: pack: facts: is in single square brackets, which makes one entry of all. Write [[facts]]",
        ),
        ("id = 'x'", "line 1: pack: id: belongs to an entry, but none begins above it. Write [[facts]] above it"),
        (
            '{"facts": {}}',
            'line 1: pack: facts: is several fields in {}, but it has to be a list of entries. Write "facts"',
        ),
        (
            "facts = [" + "{}," * 20_001 + "]",
            "line 1: pack: facts: has 20,001 entries; at most 20,000 are allowed. Split the file",
        ),
        (
            "[[facts]]\nid = 'x'\nphrasings = [" + "'x'," * 10_001 + "]",
            "line 3: facts: x: phrasings: has 10,001 items; at most 10,000 are allowed. Keep the best of them",
        ),
    ],
)
def test_a_file_that_is_no_pack_is_refused_with_what_to_write(content, problem):
    assert problems_of(content)[0].startswith(problem)


def test_of_millions_of_problems_the_first_ones_are_listed():
    found = problems_of("[[facts]]\n" * 2000)
    assert (len(found), found[0]) == (2001, "pack: has more problems than these")


def test_two_entries_of_one_id_are_both_named():
    entries = "[[speakers]]\nid = 'ann'\nname = 'Ann'\nrole = 'mayor'\nside = 'Blue'\n" * 2
    assert problems_of(entries + "side = 1") == [
        "line 11: side is there twice, here and in line 10. Keep one of them. If something new begins here, write "
        "[[speakers]] above it"
    ]
    assert problems_of(entries) == [
        "line 7: speakers: ann: id: is used 2 times. Give each its own (the first is in line 2)"
    ]


def test_a_file_that_is_not_there_is_an_os_error(tmp_path):
    with pytest.raises(OSError, match="No such file"):
        pack.read(tmp_path / "none.toml")


def test_the_pack_that_ships_with_onrecord_can_be_read():
    assert pack.read(pack.default_pack()).facts


def test_every_problem_is_listed_by_line_entry_and_field():
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
        source = "artcle"
        [[gaps]]
        id = "g"
        question = "Why?"
    """
    assert problems_of(content) == [
        "line 6: sources: article: as_of: isn't a date. Write as_of = 2026-03-01",
        "line 9: speakers: Ann Smith: id: must be 1 to 64 characters, each a to z, 0 to 9 or -. "
        'Write it like "ann-smith"',
        'line 10: speakers: Ann Smith: name: is empty. Write name = "Ada Example"',
        'line 13: facts: first: answer: is missing. Write answer = "It is 40 years old."',
        "line 17: facts: first: speakers 1: there's no speaker 'ghost'. Add the speaker first",
        "line 18: facts: first: paragraphs 1: can't be less than 0. Write paragraphs = [3, 4]",
        'line 19: facts: first: disputes 1, says: is empty. Write says = "The pillar is sound."',
        "line 19: facts: first: disputes 1, speaker: there's no speaker 'phantom'. Add the speaker first",
        "line 20: facts: first: colour: isn't a field of this entry. It can have id, question, phrasings, answer, "
        "speakers, statements, source, paragraphs, also_in, quote, disputes, topics, as_of",
        'line 21: facts: number 2: id: is missing. Write id = "bridge-age"',
        'line 25: gaps: g: note: is missing. Write note = "The article doesn\'t say."',
    ]


def test_an_over_long_answer_says_how_long_it_is_and_may_be():
    broken = SMALL.facts[0].model_dump(mode="json") | {"answer": "x" * 1001}
    assert problems_of(as_json(facts=[broken])) == [
        "line 1: facts: control: answer: has 1001 characters; at most 1000 are allowed. "
        "Shorten it, or make two entries of it",
        "line 1: facts: control: disputes 1, fact: there's no fact 'denial'. "
        "Write one that's there (control), or add it",
    ]


def test_a_broken_entry_does_not_make_those_that_point_to_it_look_broken():
    facts = [fact.model_dump(mode="json") for fact in SMALL.facts]
    facts[1]["answer"] = ""
    assert problems_of(as_json(facts=facts)) == [
        'line 1: facts: denial: answer: is empty. Write "answer": "It is 40 years old."'
    ]


@pytest.mark.parametrize("entry", [None, 5, "fact", [], {}])
def test_an_entry_of_another_shape_is_a_problem_and_not_a_crash(entry):
    assert problems_of(as_json(facts=[entry]))[0].startswith("line 1: facts: number 1: ")


@pytest.mark.parametrize(
    ("where", "problem"),
    [
        (
            "x" * 301,
            "disputes 1, where: has 301 characters; at most 300 are allowed. Shorten it, or make two entries of it",
        ),
        ([-1], 'disputes 1, where 1: can\'t be less than 0. Write "where": [5]'),
        (["4"], 'disputes 1, where 1: is a text, but it has to be a number. Write "where": [4]'),
    ],
)
def test_where_a_dispute_is_stated_is_held_to_one_rule_words_or_paragraphs(where, problem):
    broken = SMALL.facts[0].model_dump(mode="json")
    broken["disputes"][0] |= {"where": where, "fact": None}
    assert problems_of(as_json(facts=[broken])) == [f"line 1: facts: control: {problem}"]


def test_a_field_that_is_not_known_does_not_hide_what_else_is_wrong():
    broken = SMALL.facts[1].model_dump(mode="json") | {"speaker": ["red"], "source": "artcle"}
    assert problems_of(as_json(facts=[SMALL.facts[0].model_dump(mode="json"), broken])) == [
        "line 1: facts: denial: speaker: isn't a field of this entry. Did you mean speakers?",
        "line 1: facts: denial: source: there's no source 'artcle'. Did you mean 'article'?",
    ]


def test_a_link_must_be_a_web_address():
    source = SMALL.sources[0].model_dump(mode="json") | {"url": "javascript:alert(1)"}
    assert problems_of(as_json(sources=[source])) == [
        "line 1: sources: article: url: must be a link that starts with http:// or https://. "
        'Write "url": "https://example.org/bridge"'
    ]


def test_the_schema_names_every_field_of_every_kind_of_entry():
    schema = pack.schema()
    assert set(schema["properties"]) == {"sources", "speakers", "facts", "gaps", "drafts"}
    assert set(schema["$defs"]["Fact"]["properties"]) == set(type(SMALL.facts[0]).model_fields)


def test_the_only_source_goes_without_saying():
    content = '[[sources]]\nid = "a"\ntitle = "A"\nkind = "news"\nas_of = 2023-01-13\nparagraphs = 3\n'
    fact = '[[facts]]\nid = "f"\nquestion = "Who?"\nanswer = "Ada."\nparagraphs = [2]\n'
    draft = '[[drafts]]\nid = "d"\nsentence = "Ada did it."\n'
    base = pack.parse((content + fact + draft).encode())
    assert (base.facts[0].source, base.drafts[0].source) == ("a", "a")
    with pytest.raises(BaseError, match="source: is missing"):
        pack.parse((content + content.replace('"a"', '"b"') + fact).encode())
