"""Tables as spreadsheets and hurried people write them."""

from __future__ import annotations

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.editing.apply import apply_edit
from knowledge.editing.change_text import listing
from knowledge.editing.errors import RefusedError
from knowledge.editing.imports import Import, read_file
from knowledge.history.overlay import Overlay
from knowledge.history.state import ServerState
from knowledge.model.entries import ROLE_NOT_STATED
from tests.entries import BLUE, CONTROL, DENIAL, RED, SMALL, base, fact, gap
from tests.knowledge.conftest import NOW
from tests.knowledge.editing.test_imports import NOTHING, after, imported, problems
from tests.knowledge.files.conftest import jargon

HEADER_OF_DISPUTES = "question,answer,speaker,disputed_by,dispute"
HEADER = "question,answer,speaker,phrasings,paragraphs,as_of\n"


def importing(*rows):
    """The import of a table of questions, answers and speakers."""
    return Import(file=read_file(table("question,answer,speaker", *rows).encode()), mode="add")


def table(header, *rows):
    return "\n".join([header, *rows, ""])


def answers(content, mode="add"):
    """The answers of the facts that a table adds."""
    known = {each.id for each in SMALL.facts}
    return [each.answer for each in after(content, mode).facts if each.id not in known]


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
        "sep=;\r\nquestion;answer\r\nWhy?;No reason.\r\n",
        '"sep=\t"\nquestion\tanswer\nWhy?\tNo reason.\n',
        "\n\n,\nquestion,answer\nWhy?,No reason.\n",
        ";;\n;;\nquestion;answer;;\nWhy?;No reason.;;\n;;\n",
        "question,answer,,\nWhy?,No reason.,,\n",
        'question, answer\n"Why?", "No reason."\n',
        "Question,Answer,As of,Disputed-by,dispute\nWhy?,No reason.,2023/01/12,,\n",
        "question,answer\nWhy?,No reason.\n".encode("utf-16"),
    ],
)
def test_a_table_may_come_from_any_spreadsheet_with_only_some_of_the_columns(file):
    assert answers(file) == ["No reason."]


@pytest.mark.parametrize("line_break", ["\n", "\r\n", "\r", "\x85", "\u2028"])
def test_a_cell_may_have_line_breaks_of_any_kind(line_break):
    assert answers(f'question,answer\n"Why?","No reason.{line_break}None."\n') == ["No reason.\nNone."]


@pytest.mark.parametrize(
    ("file", "expected"),
    [
        ("name,age\nann,7", ["row 1: names no column “question”. It has “name”, “age”. The first row has to name the"]),
        ("question|answer\nWhy?|So.", ["row 1: names no column “question”. It has “question|answer”. The first row"]),
        ("\n\nWhy?,So.\n", ["row 3: names no column “question”. It has “Why?”, “So.”."]),
        ("question,speaker\n", ["row 1: names no column “answer”. It has “question”, “speaker”. Write answer above"]),
        (
            "question,anwser\n",
            ["row 1: names no column “answer”.", "row 1: anwser: isn't a column. Did you mean answer?"],
        ),
        ("question,answer,color\n", ["row 1: color: isn't a column. Delete it; the columns are question, answer, sp"]),
        ("question,question,answer\n", ["row 1: question: is there twice. Keep one of them"]),
        ("question,answer,role\n", ["row 1: role: needs a column speaker beside it. Add that column, or delete this"]),
        (
            "question,answer" + ",x" * 200,
            ["row 1: has 202 columns; a table of facts has at most 12. Delete the others"],
        ),
        (
            'question,answer\nIs it "old"?,It is.\n"He said "yes"?",So.\nWhy?,So.\n"A" b,c\n',
            [
                'row 3: a cell in quotes has a quote inside it. Write each quote inside it twice: "He said ""yes""?"',
                'row 5: a cell in quotes has a quote inside it. Write each quote inside it twice: "He said ""yes""."',
            ],
        ),
        (
            'question,answer\n"Why?,No reason.\n',
            ['row 2: a cell begins with " and never ends. Write " at its end, or delete the one it begins with'],
        ),
        (
            "question,answer\nWhy?,No, no.\nHow?\n",
            [
                'row 2: has 3 cells, but the table has 2 columns. If a text has a comma or semicolon in it, write "',
                "row 3: has only 1 of 2 cells. Write a comma or semicolon for each empty cell, too",
            ],
        ),
        (
            "question,answer\nWhy?,It is 40\x0byears old.\n",
            [
                "row 2: answer: has an invisible character (a vertical tab; it may show as ␋ or a box) "
                "between “It is 40” and “years old.”; delete it, or write a space"
            ],
        ),
        (
            "question,answer\nWhy?,#NAME?\n",
            ["row 2: answer: “#NAME?” is an error of the spreadsheet. Write the text there, with a ' before it"],
        ),
        (
            "question,answer\n,So.\nWhy?,\n",
            [
                "row 2: question: is empty. Write the question, or delete the row",
                "row 3: answer: is empty. Write the answer. If the article doesn't say, write what I should say "
                "instead, in the column note",
            ],
        ),
        (
            "question,answer\nWhy?,So.\nwhy,So.\n",
            ["row 3: question: is also in row 2. Keep one of them"],
        ),
        (
            f"question,answer\nWhy?,{'x' * 5000}\n",
            ["row 2: answer: has 5000 characters; at most "],
        ),
        (
            'question,answer,paragraphs\nA?,A.,05-Mar\nB?,B.,3.0\nC?,C.,2026-03-05\nD?,D.,"3,0"\nE?,E.,here\n',
            [
                "row 2: paragraphs: “05-Mar” is a date: your spreadsheet made one of 3-5. Format the column as",
                "row 3: paragraphs: “3.0” is neither paragraph numbers nor a link. Write 3",
                "row 4: paragraphs: “2026-03-05” is a date: your spreadsheet made one of 3-5.",
                "row 5: paragraphs: “3,0” is neither paragraph numbers nor a link. Write 3",
                "row 6: paragraphs: “here” is neither paragraph numbers (like 3, 5-7) nor a link (https://…)",
            ],
        ),
        (
            "question,answer,as_of\nA?,A.,01/03/2022\nB?,B.,46082\nC?,C.,soon\n",
            [
                "row 2: as_of: “01/03/2022” can mean 2022-01-03 or 2022-03-01. Write the one you mean",
                "row 3: as_of: “46082” isn't a date. A spreadsheet means 2026-03-01 by it.",
                "row 4: as_of: “soon” isn't a date. Write it like 2023-01-13",
            ],
        ),
        (
            "question,answer,disputed_by,dispute\nA?,A.,Red Army,\nB?,B.,the article itself,No.\n",
            [
                "row 2: dispute: doesn't have one text for each name in disputed_by (1 and 0). Write",
                "row 3: disputed_by: the article itself can't dispute a fact. Write the name of the speaker who does",
            ],
        ),
        (
            "question,answer,speaker,role\nA?,A.,X Union|Y Union|Z Union,a|b\n",
            ["row 2: role: doesn't have one part for each name (2 and 3). Write one for each, with | between"],
        ),
        (
            "question,answer,note\nA?,A.,The article doesn't say.\n",
            ["row 2: note: is for questions without an answer, and this row has one. Delete it, or the answer"],
        ),
        (
            f"question,answer,paragraphs\nWhy?,No reason.,https://x.y/{'z' * 500}\n",
            ["row 2: paragraphs: “https://x.y/zzz"],
        ),
        (
            "question,answer\nWho controls Example?,Red says so.\n",
            [
                "row 2: question: already exists and says something else. Import with the mode update to replace it",
            ],
        ),
        ("question,answer,speaker,disputed_by,dispute\nA?,A.,Reds,Red Army,No.\n", ["row 2: disputed_by: 'red' can't"]),
    ],
)
def test_each_problem_is_named_by_row_and_column_with_what_to_write(file, expected):
    found = problems(file)
    assert [each[: len(start)] for each, start in zip(found, expected, strict=True)] == expected
    assert [word for each in found for word in jargon(each, file) if word not in {"column", "columns"}] == []


@pytest.mark.parametrize("name", ["table.csv", "table.TSV"])
@pytest.mark.parametrize("content", ["[[facts]]\nid = 'x'\n", '{"facts": []}', "facts = ["])
def test_a_file_that_is_called_a_table_is_never_told_about_toml(name, content):
    with pytest.raises(RefusedError) as caught:
        imported_as(content, name)
    assert [str(problem)[:38] for problem in caught.value.problems] == ["row 1: names no column “question”. It "]


def test_a_file_that_is_called_a_pack_is_never_told_about_rows():
    with pytest.raises(RefusedError) as caught:
        imported_as("question,answer\nWhy?,So.\n", "mine.toml")
    assert str(caught.value.problems[0]).startswith("line 1: I can't read “question,answer”.")


def imported_as(content, name):
    return Import(file=read_file(content.encode(), name), mode="add").writes(NOTHING, None)


class TestWhatIsThereAlready:
    def test_a_question_that_is_there_means_that_fact_and_what_has_no_column_stays(self):
        changed = after("question,answer\nwho controls example,Red says so.\n", "update").facts_by_id["control"]
        assert changed == CONTROL.model_copy(update={"answer": "Red says so."})

    @pytest.mark.parametrize(
        "question",
        ["Who’s in “the mine”—now?", 'Who\'s\u00a0in "the mine" – now', "Who\u2019s in\u200b «the mine» −\u2009now?"],
    )
    def test_curly_quotes_dashes_and_odd_spaces_make_no_other_question(self, question):
        known = CONTROL.model_copy(update={"question": 'Who\'s in "the mine" - now?'})
        cell = question.replace('"', '""')
        result = after(f'question,answer\n"{cell}",Both.\n', "update", state(known, DENIAL))
        assert result.facts_by_id["control"] == known.model_copy(update={"answer": "Both."})
        assert len(result.facts) == 2

    def test_an_empty_cell_takes_no_phrasing_and_no_dispute_away(self):
        known = CONTROL.model_copy(update={"phrasings": ("who holds it",)})
        file = "question,answer,phrasings,disputed_by,dispute\nWho controls Example?,Red says so.,,,\n"
        result = after(file, "update", state(known, DENIAL))
        assert result.facts_by_id["control"] == known.model_copy(update={"answer": "Red says so."})

    def test_a_table_that_replaces_has_all_facts_and_leaves_the_rest(self):
        result = after("question,answer\nWho controls Example?,Red says so.\n", "replace")
        assert [fact.id for fact in result.facts] == ["control"]
        assert result.facts[0].disputes[0].fact is None
        assert (result.gaps, result.speakers) == (SMALL.gaps, SMALL.speakers)

    @pytest.mark.parametrize("rows", ["", "What was the weather?,,Fog.\n"])
    def test_gaps_lose_the_facts_beside_them_that_a_replacing_table_lacks(self, rows):
        now = ServerState(base(CONTROL, DENIAL, gap(see=["denial", "control"])), Overlay())
        result = after(f"question,answer,note\nWho controls Example?,Red.,\n{rows}", "replace", now)
        assert result.gaps == (gap(see=["control"], note="Fog." if rows else gap().note),)

    def test_gaps_name_facts_by_question_or_id_whichever_row_they_are_in(self):
        result = after("question,answer,note,see\nSnow?,,No.,who fled|denial|Who fled?\nWho fled?,Many.,,\n")
        assert result.gaps_by_id["snow"].see == ("who-fled", "denial")
        now = state(CONTROL, DENIAL, gap(id="snow", question="Snow?", see=["denial"]))
        assert after("question,answer,note,see\nSnow?,,Never.,\n", "update", now).gaps_by_id["snow"].see == ("denial",)

    def test_a_fact_that_is_not_there_is_a_problem_of_its_row(self):
        advice = "Write its question exactly as it is on record, or its id"
        assert problems("question,answer,note,see\nSnow?,,No.,Who ran?\nWhy?,So.,,denial\n") == [
            f"row 2: see: there's no fact “Who ran?”. {advice}",
            "row 3: see: is for questions without an answer, and this row has one. Delete it, or the answer",
        ]


def state(*entries):
    return ServerState(base(*entries, gap()), Overlay())


class TestSpeakers:
    def test_new_ones_come_with_the_table(self):
        result = after(
            table(
                "question,answer,speaker,role,side",
                "A?,A.,Bus drivers' union|Reds,trade union|,the drivers|",
                "B?,B.,Bus drivers’ Union,,",
                "C?,C.,Province of Aa,,",
            )
        )
        union, province = (result.speakers_by_id[id] for id in ("bus-drivers-union", "province-of-aa"))
        assert (union.name, union.role, union.side) == ("Bus drivers' union", "trade union", "the drivers")
        assert (province.role, province.side) == (ROLE_NOT_STATED, "Province of Aa")
        assert [result.facts_by_id[id].speakers for id in "abc"] == [
            (union.id, "red"),
            (union.id,),
            (province.id,),
        ]

    def test_they_are_told_before_anything_is_saved(self):
        edit = Import(file=read_file(b"question,answer,speaker\nA?,A.,Green Party\n"), mode="add")
        assert imported("question,answer,speaker\nA?,A.,Green Party\n") == ["+ speaker “Green Party”", "+ fact “A?”"]
        changes = [change for change in apply(edit) if change.before is None]
        assert edit.notes(changes, SMALL) == [
            f"New speaker: Green Party, {ROLE_NOT_STATED} (Green Party)",
            "Said by Green Party (new): 1 fact",
        ]

    def test_who_would_be_quoted_is_told_with_the_number_of_facts(self):
        rows = ("A?,A.,Reds,,", "B?,B.,Red Army|Blue Ministry,,", "C?,C.,,Green Party,No.")
        edit = Import(file=read_file(table(HEADER_OF_DISPUTES, *rows).encode()), mode="add")
        assert edit.notes(apply(edit), SMALL)[1:] == [
            "Said by Red Army: 2 facts",
            "Said by Blue Ministry: 1 fact",
            "Said by the article itself: 1 fact",
            "Disputed by Green Party (new): 1 fact",
        ]

    def test_an_exact_name_goes_before_somebody_elses_spelling(self):
        general = RED.model_copy(update={"id": "general", "name": "General Blue", "variants": ("Blue Ministry",)})
        clashing = base(CONTROL, DENIAL, speakers=(general, RED, BLUE))
        result = apply_edit(importing("A?,A.,Blue Ministry"), ServerState(clashing, Overlay()), NOW.date())
        assert result[0].after.speakers == ("blue",)

    def test_a_row_whose_speaker_may_be_either_of_two_is_an_error_of_that_row(self):
        two = [RED.model_copy(update={"id": id, "name": id, "variants": ("The General",)}) for id in ("ivo", "ann")]
        clashing = base(CONTROL, DENIAL, speakers=(RED, BLUE, *two))
        with pytest.raises(RefusedError) as caught:
            apply_edit(
                importing("Why?,Why not.,ivo", "A?,A.,the general"), ServerState(clashing, Overlay()), NOW.date()
            )
        assert [str(each) for each in caught.value.problems] == [
            "row 3: speaker: “the general” stands for several speakers: ivo (ivo) / ann (ann). "
            "Write the id of the one you mean"
        ]

    @pytest.mark.parametrize(
        "name", ["red army", "REDS", "Réd Army", "Red-Army", "“Red Army”", "Red\u00a0Army\u200b", "red"]
    )
    def test_another_case_accent_or_sign_makes_nobody_else(self, name):
        result = after(table("question;answer;speaker", f"A?;A.;{name}"))
        assert result.facts_by_id["a"].speakers == ("red",)
        assert result.speakers == SMALL.speakers

    @pytest.mark.parametrize(
        ("name", "other"),
        [
            ("Red Amry", "Red Army"),
            ("Army Red", "Red Army"),
            ("Blue Minstry", "Blue Ministry"),
            ("the Blue Ministry", "Blue Ministry"),
            ("Ministry", "Blue Ministry"),
        ],
    )
    def test_a_name_that_is_nearly_another_one_is_asked_about(self, name, other):
        assert problems(f"question,answer,speaker\nA?,A.,{name}\n") == [
            f"row 2: speaker: “{name}” is nearly “{other}”. Write that name if it's them. "
            "If it's someone else, fill in the column role"
        ]
        assert problems(f"question,answer,disputed_by,dispute\nA?,A.,{name},No.\n") == [
            f"row 2: disputed_by: “{name}” is nearly “{other}”. Write that name if it's them. "
            "If it's someone else, add them with /speaker add first"
        ]
        result = after(f"question,answer,speaker,role\nA?,A.,{name},somebody else\n")
        assert len(result.speakers) == len(SMALL.speakers) + 1

    @pytest.mark.parametrize("names", ["Red Army and Ann Lee", "Red Army; Ann Lee", "Red Army & Ann Lee"])
    def test_several_names_in_one_cell_need_a_mark_between_them(self, names):
        (problem,) = problems(f'question,answer,speaker\nA?,A.,"{names}"\n')
        assert problem == (
            f"row 2: speaker: “{names}” looks like several names. Write | between them: Red Army | Ann Lee"
        )

    def test_two_new_names_that_are_nearly_the_same_are_asked_about(self):
        assert problems("question,answer,speaker\nA?,A.,Green Party\nB?,B.,Green Patry\n") == [
            "row 3: speaker: “Green Patry” is nearly “Green Party”. Write that name if it's them. "
            "If it's someone else, fill in the column role"
        ]

    def test_numbers_and_single_letters_tell_people_apart(self):
        rows = [f"Q{n}?,A.,{who}" for n, who in enumerate(["Resident 1", "Resident 2", "Witness A", "Witness B"])]
        assert len(after(table("question,answer,speaker", *rows)).speakers) == len(SMALL.speakers) + 4


class TestDisputesAndGaps:
    def test_a_table_brings_its_disputes(self):
        result = after("question,answer,disputed_by,dispute\nA?,A.,Reds|Green Party,No.|Never.\n")
        assert [(each.speaker, each.says) for each in result.facts_by_id["a"].disputes] == [
            ("red", "No."),
            ("green-party", "Never."),
        ]

    def test_the_preview_names_who_is_new(self):
        file = "question,answer,disputed_by,dispute\nWho controls Example?,Red.,Green Party,We.\n"
        changes = apply(Import(file=read_file(file.encode()), mode="update"))
        assert "    dispute added: Green Party: We." in listing(changes, SMALL)

    def test_what_a_speaker_said_before_is_replaced_and_what_others_said_stays(self):
        file = (
            "question,answer,disputed_by,dispute\nWho controls Example?,Red.,Blue Ministry|Green Party,Not yet.|We.\n"
        )
        old, (first, second) = CONTROL.disputes[0], after(file, "update").facts_by_id["control"].disputes
        assert first == old.model_copy(update={"says": "Not yet."})
        assert (second.speaker, second.says) == ("green-party", "We.")

    def test_a_row_with_a_note_and_no_answer_is_a_gap(self):
        result = after("question,answer,note,phrasings\nWhen?,,The article doesn't say.,what time|what day\nA?,A.,,\n")
        assert [each for each in result.gaps if each.id == "when"] == [
            gap(id="when", question="When?", note="The article doesn't say.", phrasings=["what time", "what day"])
        ]
        assert result.facts_by_id["a"].answer == "A."

    def test_a_table_may_have_gaps_only(self):
        result = after("question,note\nWhat was the weather?,Nobody says.\n", "update")
        assert result.gaps == (gap(note="Nobody says."),)

    def test_everything_comes_in_one_change(self):
        assert sorted(imported("question,answer,note,speaker\nA?,A.,,Green Party\nB?,,Nobody says.,\n")) == [
            "+ fact “A?”",
            "+ gap “B?”",
            "+ speaker “Green Party”",
        ]


def test_a_table_without_rows_says_so():
    with pytest.raises(RefusedError, match="The table has no rows below its first one"):
        imported("question,answer\n\n")


def test_links_in_a_table_become_sources_once():
    result = after(HEADER + "A?,A.,,,https://x.y/z,2023-01-12\nB?,B.,,,https://x.y/z,\n")
    assert [source.id for source in result.sources] == ["article", "x-y-z"]
    assert {result.facts_by_id[id].source for id in ("a", "b")} == {"x-y-z"}


def test_a_table_of_too_many_rows_is_refused():
    rows = "".join(f"Q{n}?,A.\n" for n in range(20_001))
    assert problems(f"question,answer\n{rows}") == ["row 20002: is one of more than 20,000 rows. Split the table"]


def apply(edit):
    return apply_edit(edit, NOTHING, NOW.date())


WHOLE = table(
    "question,answer,speaker,role,side,disputed_by,dispute,phrasings,paragraphs,as_of,note",
    'Who fled?,"Many, they say.",Reds,,,Green Party,No.,who left?|who ran?,"2, 4-5",2023-01-12,',
    "When?,,,,,,,,,,Nobody says.",
)
NOISE = st.text(string.printable + "“”‘’…\u00a0\u200b\x00\x0bж", max_size=6)


@given(cut=st.integers(0, len(WHOLE)), length=st.integers(0, 40), noise=NOISE)
def test_no_message_about_a_broken_table_has_programmers_words_or_speaks_of_toml(cut, length, noise):
    content = WHOLE[:cut] + noise + WHOLE[cut + length :]
    try:
        imported_as_of_today(content)
    except RefusedError as error:
        for problem in error.problems:
            assert jargon(str(problem), content) == []
            assert "[[" not in str(problem).replace(content, "") or "[[" in content
            assert str(problem).startswith(("row ", "file: is empty"))


def imported_as_of_today(content):
    return apply(Import(file=read_file(content.encode(), "table.csv"), mode="add"))
