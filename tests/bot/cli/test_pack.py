"""`python -m bot pack` for people who write packs."""

import json

import pytest

from bot.__main__ import main
from knowledge import pack
from tests.entries import SMALL, base, fact


@pytest.fixture
def written(tmp_path):
    def write(base):
        path = tmp_path / "pack.toml"
        path.write_text(pack.dump(base), "utf-8")
        return str(path)

    return write


def test_a_sound_pack_has_no_problems(written, capsys):
    path = written(base(fact(phrasings=[f"way to ask {n}" for n in range(15)])))
    assert main(["pack", "check", path]) == 0
    assert capsys.readouterr().out == f"{path}: no problems\n"


def test_a_hint_is_told_but_is_no_problem(written, capsys):
    path = written(base(fact()))
    assert main(["pack", "check", path]) == 0
    assert capsys.readouterr().out == (
        "Hint: People may not find entries with few other ways to ask: 1 of 1 facts have fewer than 15 (population)\n"
        f"{path}: no problems; 1 hint to make it better\n"
    )


def test_hints_come_after_the_problems(written, tmp_path, capsys):
    article = tmp_path / "article.txt"
    article.write_text("\n\n".join(["Headline", *(f"Paragraph {n}." for n in range(1, 10))]), "utf-8")
    assert main(["pack", "check", written(base(fact(answer='They "won".'))), "--article", str(article)]) == 1
    problem, hint = capsys.readouterr().out.splitlines()
    assert problem.startswith("facts: population: answer: puts “won” in quotation marks")
    assert hint.startswith("Hint: People may not find entries")


def test_a_pack_that_breaks_the_models_is_an_error(tmp_path, capsys):
    path = tmp_path / "pack.toml"
    path.write_text('facts = [{id = "f"}]')
    assert main(["pack", "check", str(path)]) == 1
    assert capsys.readouterr().out.splitlines() == [
        "facts: f: question: is missing",
        "facts: f: answer: is missing",
        "facts: f: source: is missing",
    ]


def test_with_the_article_quotes_are_looked_up_in_it(written, tmp_path, capsys):
    article = tmp_path / "article.txt"
    article.write_text("\n\n".join(["Headline", *(f"Paragraph {n}." for n in range(1, 10))]), "utf-8")
    quoted = fact(quote="Nobody said this.", phrasings=[f"way to ask {n}" for n in range(15)])
    assert main(["pack", "check", written(base(quoted)), "--article", str(article)]) == 1
    assert capsys.readouterr().out == (
        "facts: population: quote: “Nobody said this.” isn't in the article; give it exactly as printed\n"
    )


def test_a_missing_file_is_named(tmp_path, capsys):
    missing = str(tmp_path / "none.toml")
    assert main(["pack", "check", missing]) == 1
    assert capsys.readouterr().err == f"{missing}: No such file or directory\n"


def test_an_article_that_is_not_text_is_named(written, tmp_path, capsys):
    article = tmp_path / "article.txt"
    article.write_bytes(b"\xff\xfe")
    assert main(["pack", "check", written(SMALL), "--article", str(article)]) == 1
    assert capsys.readouterr().err == f"{article}: isn't UTF-8 text\n"


def test_the_schema_is_printed_as_json(capsys):
    assert main(["pack", "schema"]) == 0
    assert json.loads(capsys.readouterr().out) == pack.schema()
