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
from tests.entries import BLUE, CONTROL, DENIAL, RED, SMALL, base, bases, fact, gap
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
@given(other=bases())
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
    rows = [f"{chr(0x13000 + n)}?,да,https://x.y/z" for n in range(1000)]
    result = after("question,answer,paragraphs\n" + "\n".join(rows))
    new = [each.id for each in result.facts if each.answer == "да"]
    assert sorted(new) == sorted(["fact", *(f"fact-{n}" for n in range(2, 1001))])
    assert {each.source for each in result.facts if each.answer == "да"} == {"x-y-z"}


def test_add_takes_new_entries_only():
    assert problems(as_pack(fact(answer="Other."), gap(id="new", question="New?"))) == [
        "facts: population: id: already exists and says something else; import with the mode update to replace it"
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
        "facts: a: colour: isn't a field of this entry",
        "facts: a: source: there's no source 'ghost'",
    ]


@pytest.mark.parametrize("id", [["x"], {}, 1, None, True])
def test_an_id_that_is_no_text_is_a_problem(id):
    assert problems(json.dumps({"facts": [fact().model_dump(mode="json") | {"id": id}]})) == [
        "facts: number 1: id: input should be a valid string"
    ]


@pytest.mark.parametrize("mode", ["update", "replace"])
@pytest.mark.parametrize("change", [{"name": "The article  itself!"}, {"variants": ("the article itself",)}])
def test_nobody_can_be_called_what_stands_for_the_articles_own_voice(change, mode):
    speakers = [
        each.model_copy(update=change).model_dump() if each is RED else each.model_dump() for each in (RED, BLUE)
    ]
    content = json.loads(pack.dump(SMALL, "json")) | {"speakers": speakers}
    assert problems(json.dumps(content), mode) == ["speakers: red: name: nobody can be called 'the article itself'"]


def test_a_thousand_facts_with_one_bad_one_are_refused_as_a_whole():
    facts = [fact(id=f"f{n}", question=f"Question {n}?") for n in range(1000)]
    file = as_pack(*facts).replace('"Question 500?"', '""')
    assert problems(file) == ["facts: f500: question: is empty"]


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
    for reader in ("knowledge.pack.load", "csv.reader"):
        monkeypatch.setattr(reader, None)
    await editor.consider(edit)
    assert len((await editor.save(edit, ANN)).changes) == 1


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"\x89PNG\r\n\x1a\n\0", "The file isn't UTF-8 text."),
        (b"a" * 500_000, "I can't read the file: it isn't valid TOML"),
        (b"[[facts", "I can't read the file: it isn't valid TOML"),
        (b"{", "I can't read the file: it isn't valid JSON"),
        (
            b"name,age\nann,7",
            "or a CSV table whose first row is question,answer,speaker,phrasings,paragraphs,as_of.",
        ),
        (b"x" * (LARGEST_FILE + 1), "The file has 2,000,001 bytes; at most 2,000,000 are allowed. Split it."),
        (
            rb'{"facts": [{"id": "\ud800"}]}',
            r"I can't read the file: it isn't valid JSON: \ud800 is half of a character",
        ),
        (b"[1]", "The file has a problem, so nothing was imported."),
        (b'{"facts": 3}', "The file has a problem, so nothing was imported."),
        (b'{"claims": []}', "The file has a problem, so nothing was imported."),
    ],
)
def test_what_is_no_base_is_refused_with_what_is_expected(content, sentence):
    with pytest.raises(RefusedError) as caught:
        imported(content)
    assert sentence in str(caught.value)


def test_a_date_in_the_future_is_refused():
    assert problems(as_pack(fact(id="new", question="New?", as_of="2999-01-01"))) == [
        "facts: new: as_of: 2999-01-01 is in the future"
    ]


@pytest.mark.parametrize("mode", ["add", "update"])
def test_a_question_that_exists_under_another_id_is_refused(mode):
    assert problems(as_pack(fact(id="new", question="what was the weather")), mode) == [
        "facts: new: question: “what was the weather” already exists: gap 'weather'"
    ]


HEADER = "question,answer,speaker,phrasings,paragraphs,as_of\n"


def test_a_table_adds_facts():
    result = after(
        HEADER + 'Who fled?,"Many, they say.",Reds|blue,who left?|who ran?,"2, 4-5",2023-01-12\nWhy?,No reason.,,,,\n'
    )
    assert result.facts_by_id["who-fled"] == fact(
        id="who-fled",
        question="Who fled?",
        answer="Many, they say.",
        speakers=["red", "blue"],
        phrasings=["who left?", "who ran?"],
        paragraphs=[2, 4, 5],
        as_of="2023-01-12",
    )
    assert result.facts_by_id["why"] == fact(id="why", question="Why?", answer="No reason.", paragraphs=[])


@pytest.mark.parametrize(
    "file",
    [
        "question;answer\nWhy?;No reason.\n",
        "\ufeffAnswer\tQuestion\r\nNo reason.\tWhy?\r\n",
        "question,answer\rWhy?,No reason.\r",
    ],
)
def test_a_table_may_come_from_any_spreadsheet_with_only_some_of_the_columns(file):
    assert after(file).facts_by_id["why"].answer == "No reason."


def test_a_table_updates_facts_by_their_question_and_leaves_what_has_no_column():
    assert after("question,answer\nwho controls example,Red says so.\n", "update").facts_by_id["control"] == (
        CONTROL.model_copy(update={"answer": "Red says so."})
    )


def test_an_empty_cell_takes_no_phrasing_away():
    before = CONTROL.model_copy(update={"phrasings": ("who holds it",)})
    state = ServerState(base(before, DENIAL, fact(), gap()), NOTHING.overlay)
    file = "question,answer,phrasings\nWho controls Example?,Red says so.,\n"
    assert after(file, "update", state).facts_by_id["control"].phrasings == ("who holds it",)


def test_a_table_that_replaces_has_all_facts_and_leaves_the_rest():
    result = after("question,answer\nWho controls Example?,Red says so.\n", "replace")
    assert [fact.id for fact in result.facts] == ["control"]
    assert result.facts[0].disputes[0].fact is None
    assert (result.gaps, result.speakers) == (SMALL.gaps, SMALL.speakers)


def test_links_in_a_table_become_sources_once():
    result = after(HEADER + "A?,A.,,,https://x.y/z,2023-01-12\nB?,B.,,,https://x.y/z,\n")
    assert [source.id for source in result.sources] == ["article", "x-y-z"]
    assert {result.facts_by_id[id].source for id in ("a", "b")} == {"x-y-z"}


def test_a_link_in_a_table_that_cannot_be_kept_is_a_problem_of_its_row():
    assert problems(f"question,answer,paragraphs\nWhy?,No reason.,https://x.y/{'z' * 500}\n") == [
        f"row 2: paragraphs: “https://x.y/{'z' * 67}…” can't be used as a link: "
        "a link has at most 500 characters, and no < or >."
    ]


def test_problems_of_a_table_name_the_row_and_the_column():
    rows = [
        "A?,A.,Nobody,,99,1/12/2023",
        f"B?,{'x' * 401},,,,",
        "A?,Again.,,,,",
        "too,few",
        "Who controls Example?,Red says so.,,,,",
    ]
    assert problems(HEADER + "\n".join(rows)) == [
        "row 2: speaker: I don't know the speaker “Nobody”. Add the speaker first, or pick one from the list.",
        "row 2: as_of: “1/12/2023” can mean 2023-01-12 or 2023-12-01. Write the one you mean.",
        "row 2: paragraphs: There's no paragraph 99: 'article' has 0 (the headline) to 9.",
        "row 4: question: is also in row 2",
        "row 5: row: has 2 cells, but the header has 6",
        "row 3: answer: has 401 characters; at most 400 are allowed",
    ]


def test_a_table_in_mode_add_refuses_a_question_that_exists_by_its_row():
    assert problems("question,answer\nWho controls Example?,Red says so.\n") == [
        "row 2: id: already exists and says something else; import with the mode update to replace it"
    ]


@pytest.mark.parametrize(
    ("header", "problem"),
    [
        (
            "question,reply",
            "row 1: reply: isn't a column; the columns are question, answer, speaker, phrasings, paragraphs, as_of",
        ),
        ("question,question,answer", "row 1: question: is there twice"),
        ("question,speaker", "row 1: answer: is missing"),
    ],
)
def test_a_wrong_header_is_refused(header, problem):
    assert problem in problems(f"{header}\n")


def test_a_cell_that_never_ends_is_a_problem():
    assert problems('question,answer\n"Why?,No reason.\n') == ["file: csv: can't be read: unexpected end of data"]
