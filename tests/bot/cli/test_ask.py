"""`python -m bot ask`: for people at a terminal, and for programs."""

import io
import json
import os
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.__main__ import main
from bot.cli.ask import answer_lines
from knowledge import pack
from knowledge.search import Search
from tests.entries import SMALL, base, draft, fact

SEARCH = Search(SMALL)


@pytest.fixture
def small(tmp_path):
    path = tmp_path / "small.toml"
    path.write_text(pack.dump(SMALL), "utf-8")
    return str(path)


def replies(questions):
    answers = io.StringIO()
    answer_lines(SEARCH, io.BytesIO(questions), answers)
    return [json.loads(line) for line in answers.getvalue().splitlines()]


def test_a_question_is_answered_with_its_card(small, capsys):
    assert main(["ask", "who controls example?", "--pack", small]) == 0
    assert capsys.readouterr().out == (
        "Who controls Example?\n"
        "\n"
        "As of 13 Jan 2023: Red says that it controls Example.\n"
        "Said by Red Army, armed forces of Red (Red)\n"
        "⚠ Disputed by Blue Ministry (Blue): The battle goes on. · paragraph 4\n"
        "\n"
        "Source: The siege of Example · headline and paragraph 1 · As of 13 January 2023.\n"
    )


def test_without_a_question_it_says_how_to_ask(capsys):
    assert main(["ask"]) == 2
    assert capsys.readouterr().err == 'Ask something, for example: python -m bot ask "who controls soledar?"\n'


def test_a_pack_that_is_not_there_is_named(tmp_path, capsys):
    missing = tmp_path / "none.toml"
    assert main(["ask", "who?", "--pack", str(missing)]) == 1
    assert capsys.readouterr().err == f"The pack {missing} can't be read: No such file or directory.\n"


def test_a_broken_pack_is_refused_with_its_problems(tmp_path, capsys):
    broken = tmp_path / "broken.toml"
    broken.write_text("facts = 1")
    assert main(["ask", "who?", "--pack", str(broken)]) == 1
    assert capsys.readouterr().err == (
        f"The pack {broken} can't be used:\n"
        "- line 1: pack: facts: is a number, but it has to be a list of entries. Write [[facts]] above each entry\n"
    )


def test_a_hint_is_only_a_warning(small, capsys):
    assert main(["ask", "who controls example?", "--pack", small]) == 0
    assert capsys.readouterr().err == (
        f"Warning: {small} works, but could be better (1 hint). To list them: python -m bot pack check {small}\n"
    )


def test_drafts_that_nobody_is_answered_with_are_told(tmp_path, capsys):
    drafts = tmp_path / "drafts.toml"
    drafts.write_text(pack.dump(base(draft())), "utf-8")
    assert main(["ask", "who controls example?", "--pack", str(drafts)]) == 0
    said = capsys.readouterr().err
    assert said.startswith(f"Warning: {drafts} has 1 draft to turn into facts; nobody is answered with them.")


def test_each_line_gets_an_object_with_all_that_a_program_needs():
    (reply,) = replies(b"who controls example?\n")
    assert reply["outcome"] == "answered"
    assert 0 <= reply["confidence"] <= 1
    assert reply["gap"] is None
    assert reply["fact"] == {
        "id": "control",
        "question": "Who controls Example?",
        "answer": "Red says that it controls Example.",
        "speakers": [{"id": "red", "name": "Red Army", "role": "armed forces of Red", "side": "Red"}],
        "statements": [],
        "status": "disputed",
        "caveat": "Disputed by Blue Ministry (Blue): The battle goes on.",
        "disputes": [
            {
                "speaker": "blue",
                "says": "The battle goes on.",
                "source": {"id": "article", "title": "The siege of Example", "paragraphs": [4]},
                "where": None,
                "as_of": "2023-01-13",
            }
        ],
        "source": {"id": "article", "title": "The siege of Example", "paragraphs": [0, 1]},
        "also_in": [],
        "as_of": "2023-01-13",
    }
    assert reply["suggestions"][0]["fact"] == reply["fact"]


def test_a_question_closest_to_a_gap_gets_its_note_and_no_fact():
    (reply,) = replies(b"what was the weather?\n")
    assert (reply["outcome"], reply["fact"]) == ("unanswered", None)
    assert reply["gap"] == {"id": "weather", "note": "The article gives no weather.", "see": []}


def test_lines_end_at_line_feeds_alone_and_empty_ones_are_questions_too():
    questions = "a\r\n\nb\x0bc\x85d\u2028e\nlast".encode()
    assert [reply["question"] for reply in replies(questions)] == ["a\r", "", "b\x0bc\x85d\u2028e", "last"]


def test_no_lines_get_no_replies():
    assert replies(b"") == []


def test_bytes_that_are_not_utf8_are_replaced():
    assert [reply["question"] for reply in replies(b"a\xffb\n")] == ["a\ufffdb"]


@given(st.lists(st.text(st.characters(exclude_characters="\n", exclude_categories=["Cs"]))))
def test_any_text_gets_a_valid_object_in_order(questions):
    """The outcome decides what else is there: a fact when answered, a gap only when unanswered."""
    given_replies = replies("".join(question + "\n" for question in questions).encode())
    assert [reply["question"] for reply in given_replies] == questions
    for reply in given_replies:
        assert (reply["fact"] is not None) == (reply["outcome"] == "answered")
        assert reply["gap"] is None or reply["outcome"] == "unanswered"
        assert 0 <= reply["confidence"] <= 1
        assert len(reply["suggestions"]) <= 5


def test_answers_come_as_soon_as_they_are_known_in_ascii(small):
    command = [sys.executable, "-m", "bot", "ask", "--json", "--pack", small]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as process:
        process.stdin.write("хто контролює Example?\n".encode())
        process.stdin.flush()
        line = process.stdout.readline()  # hangs if the answer waits for the end of the questions
        process.stdin.close()
    assert line.isascii()
    assert json.loads(line)["question"] == "хто контролює Example?"
    assert process.returncode == 0


def test_a_terminal_that_cannot_show_every_sign_gets_the_rest(small):
    done = subprocess.run(
        [sys.executable, "-m", "bot", "ask", "who controls example?", "--pack", small],
        env=os.environ | {"PYTHONIOENCODING": "ascii"},
        capture_output=True,
        check=True,
    )
    assert b"? Disputed" in done.stdout
    assert b"Traceback" not in done.stderr


def test_a_reader_that_goes_away_is_no_error(small):
    command = [sys.executable, "-m", "bot", "ask", "--json", "--pack", small]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        process.stdout.close()
        process.stdin.write(b"who?\n" * 10)
        process.stdin.close()
        errors = process.stderr.read()
    assert b"Traceback" not in errors
    assert b"Exception" not in errors


def test_asking_imports_neither_discord_nor_a_database():
    code = (
        "import sys; from bot.__main__ import main; main(['ask', 'who controls Soledar?']);"
        "heavy = {'discord', 'sqlalchemy', 'alembic', 'simcord'} & set(sys.modules); assert not heavy, heavy"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_an_empty_base_answers_nothing_but_small_talk():
    empty = Search(base(sources=(), speakers=()))
    assert type(empty.ask("who controls Example?")).__name__ == "Unanswered"
    assert type(empty.ask("hello!")).__name__ == "Chatted"


def test_the_article_itself_is_named_where_nobody_is_quoted(tmp_path, capsys):
    path = tmp_path / "pack.toml"
    path.write_text(pack.dump(base(fact())), "utf-8")
    main(["ask", "how many people lived in example?", "--pack", str(path)])
    assert "Stated by the article itself" in capsys.readouterr().out
