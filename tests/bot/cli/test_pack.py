"""`python -m bot pack` for people who write packs."""

import json

import pytest

from bot.__main__ import main
from knowledge import pack
from tests.entries import ARTICLE, SMALL, fact
from tests.entries import base as base_of

ENOUGH = [f"way to ask {n}" for n in range(15)]


def base(*facts):
    """A base of an article with four paragraphs, in which no speaker is left over."""
    return base_of(*facts, speakers=(), sources=(ARTICLE.model_copy(update={"paragraphs": 4}),))


@pytest.fixture
def written(tmp_path):
    def write(base):
        path = tmp_path / "pack.toml"
        path.write_text(pack.dump(base), "utf-8")
        return str(path)

    return write


def test_a_sound_pack_has_no_problems(written, capsys):
    path = written(base(fact(phrasings=ENOUGH, paragraphs=[1, 2, 3, 4])))
    assert main(["pack", "check", path]) == 0
    assert capsys.readouterr().out == f"{path}: no problems\n"


def test_a_hint_is_told_but_is_no_problem(written, capsys):
    path = written(base(fact(paragraphs=[0, 2, 4])))
    assert main(["pack", "check", path]) == 0
    assert capsys.readouterr().out == (
        "Hint: People may not find entries with few other ways to ask: 1 of 1 facts have fewer than 15 (population)\n"
        "Hint: The siege of Example: facts point to 2 of 4 paragraphs; none to 1, 3\n"
        f"{path}: no problems; 2 hints to make it better\n"
    )


def test_a_mistyped_year_gets_a_hint(written, capsys):
    path = written(base(fact(phrasings=ENOUGH, paragraphs=[1, 2, 3, 4], as_of="9026-01-13")))
    assert main(["pack", "check", path]) == 0
    assert capsys.readouterr().out.startswith("Hint: facts: population: as_of: is in the future: 9026-01-13. Write")


def test_hints_come_after_the_errors(written, tmp_path, capsys):
    article = tmp_path / "article.txt"
    article.write_text("\n\n".join(["Headline", *(f"Paragraph {n}." for n in range(1, 5))]), "utf-8")
    path = written(base(fact(answer='They "won".', paragraphs=[1, 2, 3, 4])))
    assert main(["pack", "check", path, "--article", str(article)]) == 1
    error, hint, summary = capsys.readouterr().out.splitlines()
    assert error.startswith("Error: line 11: facts: population: answer: puts “won” in quotation marks")
    assert hint.startswith("Hint: People may not find entries")
    assert summary == f"{path}: 1 error to fix; 1 hint to make it better"


def test_a_pack_that_breaks_the_models_is_an_error(tmp_path, capsys):
    path = tmp_path / "pack.toml"
    path.write_text('facts = [{id = "f"}]')
    assert main(["pack", "check", str(path)]) == 1
    assert capsys.readouterr().out.splitlines() == [
        'Error: line 1: facts: f: question: is missing. Write question = "How old is the bridge?"',
        'Error: line 1: facts: f: answer: is missing. Write answer = "It is 40 years old."',
        'Error: line 1: facts: f: source: is missing. Write source = "bridge"',
        f"{path}: 3 errors to fix",
    ]


def test_with_the_article_quotes_are_looked_up_in_it(written, tmp_path, capsys):
    article = tmp_path / "article.txt"
    article.write_text("\n\n".join(["Headline", *(f"Paragraph {n}." for n in range(1, 5))]), "utf-8")
    path = written(base(fact(quote="Nobody said this.", phrasings=ENOUGH, paragraphs=[1, 2, 3, 4])))
    assert main(["pack", "check", path, "--article", str(article)]) == 1
    assert capsys.readouterr().out == (
        "Error: line 36: facts: population: quote: “Nobody said this.” isn't in the article; "
        "give it exactly as printed\n"
        f"{path}: 1 error to fix\n"
    )


def test_a_missing_file_is_named(tmp_path, capsys):
    missing = str(tmp_path / "none.toml")
    assert main(["pack", "check", missing]) == 1
    assert capsys.readouterr().err == f"{missing}: No such file or directory\n"


def test_a_wrapped_article_has_the_paragraphs_that_a_new_pack_has(written, tmp_path, capsys):
    lines = ["The bridge is closed", "", "The town closed the bridge on", "Monday, because it has a", "crack.", ""]
    lines += ['"It was', 'due," the mayor of the', "town said."]
    article = tmp_path / "article.txt"
    article.write_bytes("\r\n".join(lines).encode("utf-16"))
    source = ARTICLE.model_copy(update={"paragraphs": 2})
    path = written(base_of(fact(paragraphs=[1, 2], quote="It was due,"), speakers=(), sources=(source,)))
    assert main(["pack", "check", path, "--article", str(article)]) == 0
    assert "Error" not in capsys.readouterr().out


def test_an_empty_article_is_named(written, tmp_path, capsys):
    article = tmp_path / "article.txt"
    article.write_bytes(b"\n")
    assert main(["pack", "check", written(SMALL), "--article", str(article)]) == 1
    assert capsys.readouterr().err.startswith(f"{article}: there's nothing to read in it.")


def test_an_article_that_is_not_text_is_named(written, tmp_path, capsys):
    article = tmp_path / "article.txt"
    article.write_bytes(b"%PDF-1.7")
    assert main(["pack", "check", written(SMALL), "--article", str(article)]) == 1
    assert capsys.readouterr().err == f"{article}: isn't plain text. Save it as plain text (.txt).\n"


def test_the_schema_is_printed_as_json(capsys):
    assert main(["pack", "schema"]) == 0
    assert json.loads(capsys.readouterr().out) == pack.schema()
