"""`python -m bot pack test`: which facts aren't found, for people and for programs."""

import json

import pytest

from bot.__main__ import main
from knowledge import pack
from tests.entries import RED, base, fact, gap

FACTS = [
    fact(id="dam", question="Why did the dam break?", phrasings=["why did the dam burst", "gurgle fizz wobble"]),
    fact(id="twin", question="Why did the dam break?", phrasings=["splish splash"]),
    fact(id="lonely", question="How much salt is in the mine?", answer="It was 3 tons on Monday."),
]


@pytest.fixture
def path(tmp_path):
    file = tmp_path / "mine.toml"
    file.write_text(pack.dump(base(*FACTS, gap(phrasings=["rain?", "was it sunny"]), speakers=(RED,))), "utf-8")
    return str(file)


def test_what_is_not_found_is_listed_with_what_takes_it_in_80_columns(path, capsys):
    assert main(["pack", "test", path]) == 0
    said = capsys.readouterr().out
    assert "- twin: “Why did the dam break?”\n    “Why did the dam break?” gets fact dam, asked as" in said
    assert "“splish splash” gets nothing" in said
    assert "1 fact couldn't be tried" in said
    assert "Not found in other words than the pack's own (" in said
    assert "- No fact uses “Red Army”." in said
    *lines, command = said.replace(path, "mine.toml").splitlines()
    assert command == "python -m bot pack suggest mine.toml"
    assert max(map(len, lines)) <= 80


def test_what_gets_something_else_is_listed_though_the_fact_is_found_in_other_words(tmp_path, capsys):
    dam = fact(id="dam", question="Why did the dam burst?", phrasings=["why the dam burst", "name of the mayor here"])
    mayor = fact(id="mayor", question="Who is the mayor?", phrasings=["name of the mayor", "what's the mayor's name"])
    file = tmp_path / "mine.toml"
    file.write_text(pack.dump(base(dam, mayor)), "utf-8")
    assert main(["pack", "test", str(file)]) == 0
    said = capsys.readouterr().out
    assert "Each fact was found at least once in other words than the pack's own." in said
    title, rest = "Found in some words, while others get something else (2)\n", "- dam: “Why did the dam burst?”\n"
    assert title in said
    assert f"{rest}    “name of the mayor here” gets fact mayor, asked as “name of the mayor”\n" in said


def test_programs_get_everything_as_json(path, capsys):
    assert main(["pack", "test", path, "--sample", "1", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["untried"] == ["lonely"]
    assert [len(each["tried"]) for each in found["facts"]] == [1, 1, 0]
    assert found["facts"][2]["own_question"] == {
        "question": "How much salt is in the mine?",
        "got": "found",
        "taken_by": None,
        "nearest": None,
    }
    assert sum(found["shares"].values()) == pytest.approx(1)
    assert any("Monday" in hint for hint in found["hints"])


def test_a_pack_that_cannot_be_used_is_an_error(tmp_path, capsys):
    broken = tmp_path / "broken.toml"
    broken.write_text('facts = [{id = "f"}]')
    assert main(["pack", "test", str(broken)]) == 1
    assert "- line 1: facts: f: question: is missing" in capsys.readouterr().err


@pytest.mark.parametrize("sample", ["0", "-1", "x"])
def test_a_sample_is_a_whole_number_from_1(path, sample, capsys):
    with pytest.raises(SystemExit):
        main(["pack", "test", path, "--sample", sample])
    assert "must be a whole number from 1" in capsys.readouterr().err
