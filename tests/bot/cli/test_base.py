"""`python -m bot base` for operators, on both databases."""

from __future__ import annotations

import asyncio
import json

import pytest

from bot.__main__ import main
from knowledge import pack
from knowledge.editing.editor import Editor
from knowledge.history.revisions import Moderator
from knowledge.history.suggested import SuggestedPhrasing
from knowledge.search import Search
from knowledge.servers.bases import open_bases
from knowledge.suggesting.accepting import Accept
from tests.entries import SMALL, fact

MORE = """\
question,answer,speaker,phrasings,paragraphs,as_of
Who fled Example?,Most people fled.,Blue Ministry,who ran away?|who left?,"2, 3",2023-01-12
"""


@pytest.fixture(autouse=True)
def settings(monkeypatch, tmp_path, database_url):
    """An operator's settings: a small pack, and the database."""
    (tmp_path / "pack.toml").write_text(pack.dump(SMALL), "utf-8")
    monkeypatch.setenv("PACK", str(tmp_path / "pack.toml"))
    monkeypatch.setenv("DATABASE_URL", database_url)
    monkeypatch.delenv("DISCORD_TOKEN", raising=False)


@pytest.fixture
def file(tmp_path):
    def write(content):
        path = tmp_path / "import"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return str(path)

    return write


def base(*arguments, server=7):
    return main(["base", *arguments, "--server", str(server)])


@pytest.mark.parametrize("format", pack.FORMATS)
def test_what_is_exported_is_imported_as_the_same_base(format, file, capsys):
    assert base("import", file(MORE), "--yes") == 0
    capsys.readouterr()
    assert base("export", "--format", format) == 0
    exported = capsys.readouterr().out
    assert base("import", file(exported), "--mode", "replace", "--yes", server=8) == 0
    capsys.readouterr()
    assert base("export", "--format", format, server=8) == 0
    assert capsys.readouterr().out == exported


def test_an_import_shows_what_would_change_and_asks_first(file, capsys, monkeypatch):
    monkeypatch.setattr("builtins.input", lambda _: "n")
    assert base("import", file(MORE)) == 1
    assert capsys.readouterr().out == (
        "Said by Blue Ministry: 1 fact\n1 added:\n+ fact “Who fled Example?”\nNothing was changed.\n"
    )
    assert base("history") == 0
    assert capsys.readouterr().out == "This server hasn't changed anything.\n"


def test_every_problem_is_listed_and_nothing_is_imported(file, capsys):
    rows = MORE + "Why?,,,,,\nHow?,So.,Blue Minstry,,99,2999-01-01\n"
    assert base("import", file(rows), "--yes") == 1
    shown = capsys.readouterr().err
    assert "The file has 4 problems, so nothing was imported. Fix them and try again.\n" in shown
    assert [line.split(":")[:2] for line in shown.splitlines() if line.startswith("- ")] == [
        ["- row 3", " answer"],
        ["- row 4", " speaker"],
        ["- row 4", " as_of"],
        ["- row 4", " paragraphs"],
    ]
    assert base("status") == 0
    assert "latest revision 0" in capsys.readouterr().out


def test_history_can_show_only_what_was_accepted_of_what_was_suggested(file, capsys, database_url):
    base("import", file(MORE), "--yes")

    async def accept():
        async with open_bases(Search(SMALL), database_url) as bases:
            edit = Accept(accepted=(SuggestedPhrasing("population", "head count"),))
            await Editor(bases, 7).save(edit, Moderator(1, "Ann"))

    asyncio.run(accept())
    capsys.readouterr()
    assert base("history", "--suggested") == 0
    [line] = capsys.readouterr().out.splitlines()
    assert "Ann accepted suggested ways to ask" in line


def test_history_says_who_did_what_and_why(file, capsys):
    changed = json.dumps({"facts": [fact(answer="Fewer.").model_dump(mode="json")]})
    assert base("import", file(changed), "--mode", "update", "--why", "a recount", "--yes") == 0
    assert "    answer: About 10,000 people lived in Example. → Fewer." in capsys.readouterr().out
    base("history")
    assert capsys.readouterr().out.endswith(
        "UTC  the operator imported a file (update) “How many people lived in Example?”, revision 1: a recount\n"
    )


def test_status_counts_and_lists_what_wants_attention(capsys):
    assert base("status") == 0
    assert capsys.readouterr().out.splitlines()[:3] == [
        "3 facts (2 disputed, 0 claimed, 1 reported), 2 speakers, 1 gap",
        "4 ways to ask; 0 entries changed on this server; latest revision 0",
        "The siege of Example: facts point to 3 of 9 paragraphs; none to 2, 5–9",
    ]


def test_a_running_bot_sees_an_import_within_two_seconds(file, database_url):
    async def answer():
        async with open_bases(Search(SMALL), database_url) as running:
            assert await asyncio.to_thread(base, "import", file(MORE), "--yes") == 0
            for _ in range(10):
                await running.refresh()
                if (found := running.search(7).base.facts_by_id.get("who-fled-example")) is not None:
                    return found.answer
                await asyncio.sleep(0.2)
        return None

    assert asyncio.run(answer()) == "Most people fled."


@pytest.mark.parametrize("server", ["x", "-1", "0", str(2**63), "٣"])
def test_what_is_no_server_is_refused(server, capsys):
    with pytest.raises(SystemExit):
        main(["base", "status", f"--server={server}"])
    assert "a server's id is a number" in capsys.readouterr().err


def test_a_file_that_is_not_there_is_named(capsys):
    assert base("import", "/none.csv") == 1
    assert capsys.readouterr().err.endswith("The file /none.csv can't be read: No such file or directory.\n")
