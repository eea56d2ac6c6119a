"""Whole files go into a base, all or nothing, with every problem by its place."""

from __future__ import annotations

import json
from datetime import date

import pytest
from hypothesis import given, settings

from knowledge import pack
from knowledge.editing.apply import apply_edit
from knowledge.editing.change_text import headline
from knowledge.editing.errors import RefusedError
from knowledge.editing.imports import LARGEST_FILE, MODES, Import, read_file
from knowledge.history.overlay import Overlay
from knowledge.history.state import ServerState
from knowledge.model.refs import entries_of
from tests.entries import ARTICLE, BLUE, CONTROL, DENIAL, RED, SMALL, base, bases, fact, gap
from tests.knowledge.conftest import ANN, NOW

NOTHING = ServerState(SMALL, Overlay())


def imported(content, mode="add", now=NOTHING):
    """What an import of `content` would change, as headlines."""
    content = content if isinstance(content, bytes) else content.encode()
    return [headline(change) for change in apply_edit(Import(file=read_file(content), mode=mode), now, NOW.date())]


def after(content, mode="add", now=NOTHING):
    """The base that results from an import."""
    content = content if isinstance(content, bytes) else content.encode()
    changes = apply_edit(Import(file=read_file(content), mode=mode), now, NOW.date())
    return ServerState(now.pack, Overlay(1, {change.ref: change.override(1) for change in changes})).base


def problems(content, mode="add"):
    """Every problem that an import of `content` is refused for."""
    with pytest.raises(RefusedError) as caught:
        imported(content, mode)
    return [str(problem) for problem in caught.value.problems]


def as_pack(*entries, format="json"):
    return json.dumps(
        {
            "facts": [e.model_dump(mode="json") for e in entries if "answer" in type(e).model_fields],
            "gaps": [e.model_dump(mode="json") for e in entries if "note" in type(e).model_fields],
        }
    )


@pytest.mark.parametrize("format", pack.FORMATS)
@settings(max_examples=25)
@given(other=bases().filter(lambda base: base.facts))
def test_what_is_exported_gives_the_same_base_back(format, other):
    ages_from_now = date(9999, 12, 31)
    edit = Import(file=read_file(pack.dump(other, format).encode()), mode="replace")
    changes = apply_edit(edit, NOTHING, ages_from_now)
    result = NOTHING.overlay.with_overrides(1, {change.ref: change.override(1) for change in changes}).over(SMALL)
    assert entries_of(result) == entries_of(other)


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("format", pack.FORMATS)
def test_a_base_imported_into_itself_changes_nothing(mode, format):
    with pytest.raises(RefusedError, match="Nothing to change"):
        imported(pack.dump(SMALL, format), mode)


def test_a_part_of_a_pack_may_speak_of_what_is_there():
    assert imported(as_pack(fact(id="new", question="New?", speakers=["red"]))) == ["+ fact “New?”"]


def test_facts_of_a_table_whose_questions_have_no_words_for_an_id_are_numbered():
    """In linear time: each number is tried once, not from the first again for every row."""
    rows = [f"{chr(0x13000 + n)}?,да,https://x.y/z,2023-01-12" for n in range(1000)]
    result = after("question,answer,paragraphs,as_of\n" + "\n".join(rows))
    new = [each.id for each in result.facts if each.answer == "да"]
    assert sorted(new) == sorted(["fact", *(f"fact-{n}" for n in range(2, 1001))])
    assert {each.source for each in result.facts if each.answer == "да"} == {"x-y-z"}


def test_add_takes_new_entries_only():
    assert problems(as_pack(fact(answer="Other."), gap(id="new", question="New?"))) == [
        "line 1: facts: population: id: already exists and says something else. "
        "Import with the mode update to replace it"
    ]


def test_update_replaces_entries_of_the_same_id_and_keeps_the_rest():
    assert imported(as_pack(fact(answer="Other."), gap(id="new", question="New?")), "update") == [
        "~ fact “How many people lived in Example?”",
        "+ gap “New?”",
    ]


def test_replace_removes_what_the_file_does_not_have():
    assert sorted(imported(pack.dump(base(CONTROL, DENIAL)), "replace")) == [
        "- fact “How many people lived in Example?”",
        "- gap “What was the weather?”",
    ]


def test_every_problem_is_listed_by_entry_and_field():
    file = as_pack(fact(id="a", question="A?")).replace('"source": "article"', '"source": "ghost", "colour": 1')
    assert problems(file) == [
        "line 1: facts: a: colour: isn't a field of this entry. It can have id, question, phrasings, answer, speakers, "
        "statements, source, paragraphs, also_in, quote, disputes, topics, as_of",
        "line 1: facts: a: source: there's no source 'ghost'. Write one that's there (article), or add it",
    ]


@pytest.mark.parametrize("id", [["x"], {}, 1, None, True])
def test_an_id_that_is_no_text_is_a_problem(id):
    (problem,) = problems(json.dumps({"facts": [fact().model_dump(mode="json") | {"id": id}]}))
    assert problem.startswith("line 1: facts: number 1: id: is ")
    assert ', but it has to be a text. Write "id": "' in problem


@pytest.mark.parametrize("mode", ["update", "replace"])
@pytest.mark.parametrize("change", [{"name": "The article  itself!"}, {"variants": ("the article itself",)}])
def test_nobody_can_be_called_what_stands_for_the_articles_own_voice(change, mode):
    speakers = [
        each.model_copy(update=change).model_dump() if each is RED else each.model_dump() for each in (RED, BLUE)
    ]
    content = json.loads(pack.dump(SMALL, "json")) | {"speakers": speakers}
    assert problems(json.dumps(content), mode) == [
        "line 1: speakers: red: name: nobody can be called 'the article itself'"
    ]


def test_a_thousand_facts_with_one_bad_one_are_refused_as_a_whole():
    facts = [fact(id=f"f{n}", question=f"Question {n}?") for n in range(1000)]
    file = as_pack(*facts).replace('"Question 500?"', '""')
    assert problems(file) == ['line 1: facts: f500: question: is empty. Write "question": "How old is the bridge?"']


async def test_a_refused_import_changes_nothing_and_a_good_one_all(editor):
    facts = [fact(id=f"f{n}", question=f"Question {n}?") for n in range(300)]
    content = as_pack(*facts)
    with pytest.raises(RefusedError):
        await editor.save(Import(file=read_file(content.replace('"Question 9?"', '""').encode()), mode="add"), ANN)
    assert (await editor.store.history(), editor.now.base) == ([], SMALL)
    revision = await editor.save(Import(file=read_file(content.encode()), mode="add"), ANN)
    assert (revision.number, len(revision.changes), len(editor.now.base.facts)) == (1, 300, 303)


@pytest.mark.parametrize(
    "content", ["[[facts]]\nid='x'\nquestion='X?'\nanswer='X.'\nsource='article'", "question,answer\nX?,X."]
)
async def test_a_file_is_read_once_whatever_is_done_with_it(editor, content, monkeypatch):
    edit = Import(file=read_file(content.encode()), mode="add", opened=0)
    for reader in ("knowledge.pack.load_text", "csv.reader"):
        monkeypatch.setattr(reader, None)
    await editor.consider(edit)
    assert len((await editor.save(edit, ANN)).changes) == 1


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "file: is empty. Write a pack or a table into it"),
        (b"\xef\xbb\xbf \r\n", "file: is empty. Write a pack or a table into it"),
        (b"\x89PNG\r\n\x1a\n\0", "file: is a picture, and I read plain text only. Save what's in it as plain text"),
        (b"a" * 500_000, 'row 1: a cell is far too long. Look for a " that has no other " at the end of its cell'),
        (b"[[facts", "line 1: “[[facts” needs two square brackets on each side. Write [[facts]]"),
        (b"{", "line 1: the file ends too early."),
        (b"name,age\nann,7", "row 1: names no column “question”. It has “name”, “age”. The first row has to name"),
        (rb'{"facts": [{"id": "\ud800"}]}', r"line 1: \ud800 is half of a character."),
        (b"[1]", "line 1: pack: 1: isn't known; a pack has sources, speakers, facts, gaps"),
        (b'{"facts": 3}', 'line 1: pack: facts: is a number, but it has to be a list of entries. Write "facts": [ {'),
        (b'{"claims": []}', "line 1: pack: claims: isn't known; a pack has sources, speakers, facts, gaps"),
        (b'{"@type": "ClaimReview"}', "file: is a ClaimReview, the format in which fact-checkers publish ratings."),
        (b'[{"@type": ["ClaimReview"]}]', "line 1: is a ClaimReview"),
        (b'[{"id": "x"}]', 'line 1: begins with [, but a pack in JSON begins with {. Write {"facts": [ … ]} around'),
    ],
)
def test_what_is_no_base_is_refused_with_what_is_expected(content, sentence):
    assert problems(content)[0].startswith(sentence)


def test_a_file_that_is_too_large_is_refused_with_its_size():
    with pytest.raises(RefusedError, match=r"The file has 5,000,001 bytes; at most 5,000,000 are allowed\."):
        imported(b"x" * (LARGEST_FILE + 1))


@pytest.mark.parametrize("format", pack.FORMATS)
def test_the_pack_that_ships_can_be_imported_as_it_is_exported(format):
    """A base four times as large would do, too."""
    shipped = pack.dump(pack.read(pack.default_pack()), format).encode()
    assert len(shipped) * 4 < LARGEST_FILE
    assert len(imported(shipped, "replace")) > 300


@pytest.mark.parametrize(
    "content",
    ["[[sources]]\nid='a'\ntitle='A'\nkind='k'\nas_of=2023-01-01\nparagraphs=1", '{"facts": []}', "question,answer\n"],
)
def test_a_file_without_facts_never_replaces_them_all(content):
    with pytest.raises(RefusedError, match="The mode replace would remove all 3 facts that are here"):
        imported(content, "replace")


def test_a_date_in_the_future_is_refused():
    assert problems(as_pack(fact(id="new", question="New?", as_of="2999-01-01"))) == [
        "line 1: facts: new: as_of: 2999-01-01 is in the future"
    ]


@pytest.mark.parametrize("mode", ["add", "update"])
def test_a_question_that_exists_under_another_id_is_refused(mode):
    assert problems(as_pack(fact(id="new", question="what was the weather")), mode) == [
        "line 1: facts: new: question: “what was the weather” already exists: gap 'weather'"
    ]


REPORT = ARTICLE.model_copy(update={"id": "report", "as_of": date(2023, 5, 1)})
THERE = DENIAL.model_copy(update={"source": "report", "disputes": ()})
LINKED = fact(disputes=[{"speaker": "blue", "says": "Fewer.", "fact": "denial"}])
OF_TWO = ServerState(base(LINKED, THERE, sources=(ARTICLE, REPORT)), Overlay())


def test_a_dispute_stays_in_the_source_of_the_other_side_which_a_replacing_table_leaves_out():
    table = f'question,answer,paragraphs\n{LINKED.question},"{LINKED.answer}",article: 3\n'
    (contest,) = after(table, "replace", OF_TWO).record("population").contests
    assert (contest.source, contest.where) == (REPORT, (4,))


def test_a_dispute_stays_in_its_source_when_a_table_moves_its_fact():
    here = fact(disputes=[{"speaker": "blue", "says": "Fewer.", "where": 4}])
    now = ServerState(base(here, sources=(ARTICLE, REPORT)), Overlay())
    table = f'question,answer,paragraphs\n{here.question},"{here.answer}",report: 3\n'
    record = after(table, "update", now).record("population")
    assert (record.source, record.contests[0].source, record.contests[0].where) == (REPORT, ARTICLE, (4,))
