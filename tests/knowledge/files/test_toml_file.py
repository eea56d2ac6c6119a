"""A broken pack is explained line by line, in words for people who have never programmed."""

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge import pack
from knowledge.files.toml_file import read_toml, toml_places
from knowledge.model.validation import BaseError
from tests.entries import SMALL, bases
from tests.knowledge.files.conftest import jargon

LISTS = ("sources", "speakers", "facts", "gaps", "drafts")


def problems_of(content):
    with pytest.raises(BaseError) as caught:
        read_toml(content, LISTS)
    return [str(problem) for problem in caught.value.problems]


def in_a_fact(line):
    """The problems of `line` as the third line of a file."""
    return problems_of(f'[[facts]]\nid = "age"\n{line}\nsource = "bridge"\n')


@pytest.mark.parametrize(
    ("line", "fixed"),
    [
        ("question = “How old is it?”", 'question = "How old is it?"'),
        ("question = „How old is it?“", 'question = "How old is it?"'),
        ("question = «How old is it?»", 'question = "How old is it?"'),
        ("question = `How old is it?`", 'question = "How old is it?"'),
        ("question = ‘How old is it?’", 'question = "How old is it?"'),
        ('question = "How old is it?”', 'question = "How old is it?"'),
        ('question = “How old is it?"', 'question = "How old is it?"'),
        ("topics = [“repair”, “age”]", 'topics = ["repair", "age"]'),
        ('answer = “He said "yes".”', """answer = 'He said "yes".'"""),
    ],
)
def test_other_quotes_are_to_be_straight_ones(line, fixed):
    assert in_a_fact(line) == [f"line 3: the text is in curly or other special quotes. Write straight quotes: {fixed}"]


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("question = How old is it?", 'the text has no quotes around it. Write question = "How old is it?"'),
        ("question = How  # to do", 'the text has no quotes around it. Write question = "How"'),
        ("answer = It's 40.", """the text has no quotes around it. Write answer = "It's 40.\""""),
        ("answer = yes", 'the text has no quotes around it. Write answer = "yes"'),
        ("answer = 40 years", 'the text has no quotes around it. Write answer = "40 years"'),
        ('answer = "It is 40.', 'the text begins with " but has no " at its end. Write answer = "It is 40."'),
        ("answer = 'It is 40.", "the text begins with ' but has no ' at its end. Write answer = \"It is 40.\""),
        (
            'answer = "It is\n40 years old."',
            'the text goes on in the next line. Put it on one line, or write """ (three straight quotes) before and '
            "after it",
        ),
        (
            'answer = """It is 40.',
            'the text begins with """, which never comes again. Write """ after its end',
        ),
        ('answer = "Is it "old"?"', """the text has quotes inside it. Write answer = 'Is it "old"?'"""),
        ("""answer = "It's "old"." """, 'the text has quotes inside it. Write answer = "It\'s \\"old\\"."'),
        (
            'topics = ["the "old" pier"]',
            r'a text has quotes inside it. Write \" for each of them, like "the \"old\" bridge"',
        ),
        (
            r'answer = "C:\my files"',
            r'the text has a \ in it, which means something else here. Write answer = "C:\\my files"',
        ),
        ("answer =", 'there\'s nothing after answer =. Write answer = "It is 40 years old.", or delete the line'),
        (
            "answer = # later",
            'there\'s nothing after answer =. Write answer = "It is 40 years old.", or delete the line',
        ),
        ('answer "It is 40."', 'there\'s no = after answer. Write answer = "It is 40."'),
        ('answer: "It is 40."', 'there\'s a : after answer, but it has to be =. Write answer = "It is 40."'),
        ("answer: It is 40.", 'there\'s a : after answer, but it has to be =. Write answer = "It is 40."'),
        ('answer := "It is 40."', 'there\'s a : after answer, but it has to be =. Write answer = "It is 40."'),
        (
            "It is 40 years old.",
            'I can\'t read “It is 40 years old.”. Each line is like question = "How old is the bridge?". '
            "Write # before a remark",
        ),
        (
            "- a remark",
            'I can\'t read “- a remark”. Each line is like question = "How old is the bridge?". '
            "Write # before a remark",
        ),
        (
            'питання = "Чому?"',
            "“питання” isn't a name that I know. The names are in English, like question, answer or source",
        ),
        ('answer = "It is 40.",', "there's a comma at the end of the line. Delete it"),
        (
            'answer = "It is 40."; // sure',
            "I can't read “; // sure” at the end of the line. Delete it, or write # before it",
        ),
        ("paragraphs = 3-5", "paragraphs is a list and needs square brackets. Write paragraphs = [3, 4, 5]"),
        ("paragraphs = 3, 5", "paragraphs is a list and needs square brackets. Write paragraphs = [3, 5]"),
        ("speakers = mayor", 'speakers is a list and needs square brackets. Write speakers = ["mayor"]'),
        ("topics = a, b", 'topics is a list and needs square brackets. Write topics = ["a", "b"]'),
        ('topics = "a", "b"', 'topics is a list and needs square brackets. Write topics = ["a", "b"]'),
        ('topics = ["a", "b"', "the list begins with [ but has no ] at its end. Write ] after its last item"),
        ('topics = ["a" "b"]', 'a comma is missing between “"a"” and “"b"]”. Write a comma between them'),
        ('topics = ["a"\n"b"]', 'a comma is missing between “"a"” and “"b"]”. Write a comma between them'),
        (
            'disputes = [{ speaker = "x",\n  says = "y" }]',
            "what's between { and } is on several lines. Put it on one line: { … }",
        ),
        (
            'disputes = [{ speaker = "x", says = "y" ]',
            "what begins with { has no } at its end. Write } after it, on the same line",
        ),
        (
            'disputes = [{ speaker = "x", says = It is sound.", where = [3] }]',
            'the text has no quotes around it. Write says = "It is sound."',
        ),
        (
            'disputes = [{ speaker = "x", says = "It is sound., where = [3] }]',
            'the text begins with " but has no " at its end. Write says = "It is sound."',
        ),
        (
            "disputes = [{ speaker = x, says = 'It is sound.', where = [3] }]",
            'the text has no quotes around it. Write speaker = "x"',
        ),
        (
            "disputes = [{ speaker = “x”, says = “It is sound.” }]",
            'the text is in curly or other special quotes. Write straight quotes: speaker = "x"',
        ),
        (
            'disputes = [{ speaker = "x" says = "y" }]',
            'a comma is missing between “speaker = "x"” and “says = "y" }]”. Write a comma between them',
        ),
        (
            'disputes = [{ speaker = "x", says = "y", }]',
            "there's a comma before } with nothing after it. Delete the comma",
        ),
        (
            'disputes = [{ speaker: "x" }]',
            'there\'s a : after speaker, but it has to be =. Write speaker = "ada-example"',
        ),
        (
            'disputes = [{ speaker = "x", speaker = "y" }]',
            "speaker is there twice between { and }. Keep one of them",
        ),
        ("as_of = 01/02/2026", "“01/02/2026” can mean 2026-01-02 or 2026-02-01. Write the one you mean"),
        ("as_of = soon", "“soon” isn't a date. Write it like 2023-01-13"),
        ("as_of = 2026-02-30", "“2026-02-30” isn't a date. Write it like 2023-01-13"),
        ('answer = "a\x07b"', "the text has an invisible character in it. Delete it and type that part again"),
        (
            'id = "other"',
            "id is there twice, here and in line 2. Keep one of them. If something new begins here, write [[facts]] "
            "above it",
        ),
        ("[gaps]", "“[gaps]” needs two square brackets on each side. Write [[gaps]] on a line of its own"),
        ("[[gaps]", "“[[gaps]” needs two square brackets on each side. Write [[gaps]] on a line of its own"),
        ("[gaps]]", "“[gaps]]” needs two square brackets on each side. Write [[gaps]] on a line of its own"),
        ("[[gaps", "“[[gaps” needs two square brackets on each side. Write [[gaps]] on a line of its own"),
        ('[[gaps]] id = "x"', "something comes after [[gaps]] on the same line. Put it on the next line"),
    ],
)
def test_a_mistake_is_named_with_its_line_and_what_to_write(line, problem):
    # A single [gaps] is TOML; it only clashes with another one.
    found = problems_of(
        f'[[facts]]\nid = "age"\n{line}\nsource = "bridge"\n' + ("[[gaps]]\n" if line == "[gaps]" else "")
    )
    assert found == [f"line 3: {problem}"]
    assert jargon(found[0], line) == []


def test_every_line_with_a_mistake_is_listed():
    assert [problem.partition(":")[0] for problem in in_a_fact("question = “Why?”\nanswer = Because.\nnote: x")] == [
        "line 3",
        "line 4",
        "line 5",
    ]


@pytest.mark.parametrize(
    "content",
    [
        '\u00a0[[facts]]\n\u2003id\u00a0=\u00a0"age"\n\u200bas_of = 2023-01-13\n',
        '[[facts]]\nid = "age"\nas_of = 13.1.2023\n',
        '[[facts]]\nid = "age"\nas_of = 13 January 2023  # inferred\n',
    ],
)
def test_odd_spaces_and_a_date_without_quotes_are_taken(content):
    assert [(fact["id"], str(fact["as_of"])) for fact in read_toml(content, LISTS)["facts"]] == [("age", "2023-01-13")]


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        ("a." * 400_000 + "a = 1", "file: has a name of more than 50 parts with dots between."),
        ("[" + "'a b' . " * 100_000 + "a]", "file: has a name of more than 50 parts with dots between."),
        ("x = " + "1" * 5000, "file: has a number that's too long to be one."),
        ("x = " + "[" * 100_000, "line 1: there are brackets inside of brackets, more than 20 deep."),
        ("x = " + "{a=" * 100_000, "line 1: there are brackets inside of brackets, more than 20 deep."),
        ("facts = [", "line 1: the list begins with [ but has no ] at its end."),
    ],
)
def test_a_hostile_file_is_refused_in_words(content, problem):
    (only,) = problems_of(content)
    assert only.startswith(problem)


@pytest.mark.parametrize("line", ['people.names = ["Red"]', "[people.names]", "[[people.names]]"])
def test_a_name_with_dots_is_refused_with_its_line(line):
    with pytest.raises(BaseError, match=r"^line 3: pack: people: isn't known;"):
        pack.parse(f"facts = []\n\n{line}\n".encode())


def test_a_name_after_a_space_from_a_web_page_has_its_line():
    with pytest.raises(BaseError, match=r"^line 2: pack: people: isn't known;"):
        pack.parse("facts = []\n\u00a0people = []\n".encode())


def test_a_file_full_of_mistakes_names_the_first_ones():
    assert len(problems_of("x = “y”\n" * 10_000)) == 50


@given(base=bases())
def test_everything_in_a_pack_has_its_line(base):
    text = pack.dump(base)
    lines, places = text.split("\n"), toml_places(text, LISTS)
    for path, line in places.items():
        assert isinstance(path[-1], int) or str(path[-1]) in lines[line - 1]
    assert len({path[:2] for path in places if len(path) > 1}) == sum(len(getattr(base, kind)) for kind in LISTS)


BROKEN = pack.dump(SMALL)
NOISE = st.text(string.printable + "“”‘’…\u00a0\u200b\x00\x0bж", max_size=6)


@given(cut=st.integers(0, len(BROKEN)), length=st.integers(0, 40), noise=NOISE)
def test_no_message_about_a_broken_pack_has_programmers_words(cut, length, noise):
    content = BROKEN[:cut] + noise + BROKEN[cut + length :]
    try:
        pack.parse(content.encode())
    except BaseError as error:
        for problem in error.problems:
            assert jargon(str(problem), content) == []
            assert problem.line or problem.entry == "file"
