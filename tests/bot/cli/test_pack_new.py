"""`python -m bot pack new` drafts a pack, and what the other commands make of its drafts."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from bot.__main__ import main
from bot.cli.run import make_bot
from bot.settings import SettingsError, read_settings
from knowledge import pack
from tests.entries import base, draft, fact

ARTICLE = "The bridge\n\n3 May 2024\nMayor Ann Lee said “it is safe”.\nBuilder Bo Roe denied that.\n"


@pytest.fixture
def article(tmp_path):
    path = tmp_path / "bridge.txt"
    path.write_text(ARTICLE, "utf-8")
    return path


def test_it_writes_a_pack_beside_the_article_and_says_what_to_do_next(article, capsys):
    assert main(["pack", "new", str(article), "--url", "https://x.example/a"]) == 0
    written = article.with_suffix(".toml")
    out = capsys.readouterr().out
    assert out.startswith(f"Wrote {written}: 3 paragraphs, 2 speakers, 2 drafts (1 of them disputed)\n")
    assert "dated 2024-05-03" in out
    assert f"python -m bot pack check {written}" in out
    drafted = pack.read(written)
    assert [(each.name, each.role) for each in drafted.speakers] == [("Ann Lee", "Mayor"), ("Bo Roe", "Builder")]
    assert drafted.sources[0].url == "https://x.example/a"


def test_it_never_overwrites_a_file(article, capsys):
    written = article.with_suffix(".toml")
    written.write_text("mine", "utf-8")
    assert main(["pack", "new", str(article)]) == 1
    assert written.read_text("utf-8") == "mine"
    assert capsys.readouterr().err.startswith(f"{written} is there already, so nothing was written.")
    assert main(["pack", "new", str(article), "--to", str(article.with_name("other.toml"))]) == 0


@pytest.mark.skipif(os.name != "posix", reason="limits the size of files")
def test_a_full_disk_leaves_no_half_pack_in_the_way(article):
    written = article.with_suffix(".toml")
    command = 'ulimit -f 1 && exec "$0" -m bot pack new "$1"'
    full = subprocess.run(["bash", "-c", command, sys.executable, article], capture_output=True, text=True, check=False)
    assert (full.returncode, full.stderr) == (1, f"{written}: File too large\n")
    assert not written.exists()
    assert main(["pack", "new", str(article)]) == 0


def test_a_date_that_nobody_gives_is_asked_for(article, capsys):
    article.write_text(ARTICLE.replace("3 May 2024", "A Friday"), "utf-8")
    assert main(["pack", "new", str(article)]) == 0
    assert "The article gives no date: write it beside as_of" in capsys.readouterr().out
    assert main(["pack", "check", str(article.with_suffix(".toml"))]) == 1
    assert "as_of" in capsys.readouterr().out


@pytest.mark.parametrize(("encoding", "assumed"), [("utf-16", "UTF-16"), ("cp1252", "Windows-1252")])
def test_files_are_read_as_windows_saves_them_too_with_a_word_to_check(article, encoding, assumed, capsys):
    article.write_text(ARTICLE, encoding)
    assert main(["pack", "new", str(article)]) == 0
    assert (
        f"I read it as {assumed}. Check that these letters are right: Mayor Ann Lee said “it" in capsys.readouterr().out
    )
    assert "it is safe" in [each.quote for each in pack.read(article.with_suffix(".toml")).drafts]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"\r\n \xef\xbb\xbf", "there's nothing to read in it. Put the headline on the first line"),
        (b"PK\x03\x04\xff", "isn't plain text. Save it as plain text (.txt)."),
        (b"Mayor resigns\n\n", "there's only one line in it, the headline. Put the paragraphs below it."),
        (b"<!DOCTYPE html><html><p>Hi</p></html>", "is the code of a web page, not the text of an article. Copy"),
        (b'[[facts]]\nquestion = "Why?"\n', "is a pack, not the text of an article."),
        (None, "No such file or directory"),
    ],
)
def test_an_article_that_cannot_be_read_leaves_no_pack(article, content, said, capsys):
    article.unlink() if content is None else article.write_bytes(content)
    assert main(["pack", "new", str(article)]) == 1
    assert said in capsys.readouterr().err
    assert not article.with_suffix(".toml").exists()


@pytest.mark.parametrize(
    ("option", "said"),
    [
        (["--url", "javascript:alert(1)"], "isn't a link"),
        (["--as-of", "3 May"], "isn't a date; write it as 2024-05-31"),
        (["--title", "x" * 301], "at most 300 characters"),
        (["--kind", "\x1b[2J"], "plain text"),
    ],
)
def test_an_option_that_no_pack_takes_is_refused(article, option, said, capsys):
    with pytest.raises(SystemExit):
        main(["pack", "new", str(article), *option])
    assert said in capsys.readouterr().err


@pytest.fixture
def with_drafts(tmp_path):
    path = tmp_path / "pack.toml"
    many = [draft(id=f"d{n:02}", sentence=f"Red said \u202ething {n}.", question=None) for n in range(25)]
    path.write_text(pack.dump(base(fact(), *many)), "utf-8")
    return path


def test_check_lists_every_draft_and_finds_no_problem_in_them(with_drafts, capsys):
    assert main(["pack", "check", str(with_drafts)]) == 0
    out = capsys.readouterr().out
    assert "25 drafts to turn into facts; nobody is answered with them:\n- d00 (paragraph 5): Red said" in out
    assert "- d24 (paragraph 5)" in out
    assert "\u202e" not in out


def test_the_bot_does_not_start_with_drafts_left_but_the_preview_lists_them(with_drafts, tmp_path, capsys):
    settings = read_settings(discord_token=None, database_url=None, data_dir=tmp_path, pack=with_drafts)
    with pytest.raises(SettingsError, match=r"has 25 drafts left, so the bot doesn't start with it. The first: d00\."):
        make_bot(settings)
    assert make_bot(settings, drafts=True) is not None
    out = capsys.readouterr().out
    assert "- d19 (paragraph 5)" in out
    assert "- and 5 more\n" in out
