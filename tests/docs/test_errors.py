"""docs/errors.md lists every exception of the code, where it comes from, and the commands' exit codes."""

import ast
import builtins
import re
from pathlib import Path

import pytest

from bot.__main__ import COMMANDS, main
from tests.markdown import table

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "errors.md").read_text("utf-8")
MODULES = {
    path.relative_to(ROOT): ast.parse(path.read_text("utf-8"))
    for folder in ("bot", "knowledge")
    for path in (ROOT / folder).rglob("*.py")
}


def defined():
    """Return name → (module, base class) of each class that is an exception, by its own base or by one of ours."""
    classes = {
        node.name: (str(path), ast.unparse(node.bases[0]).rpartition(".")[2])
        for path, module in MODULES.items()
        for node in ast.walk(module)
        if isinstance(node, ast.ClassDef) and node.bases
    }

    def is_exception(name):
        known = getattr(builtins, name, None)
        if isinstance(known, type):
            return issubclass(known, BaseException)
        return name == "AppCommandError" or (name in classes and is_exception(classes[name][1]))

    return {name: found for name, found in classes.items() if is_exception(name)}


def shown():
    """Return the same of the page's tree, the indentation saying which base a class has."""
    found, above = {}, {}
    for indent, name, module in re.findall(r"^( *)- `(\w+)`(?: in `([\w/.]+)`)?", PAGE, re.MULTILINE):
        above[len(indent)] = name
        if module:
            found[name] = (module, above[len(indent) - 2])
    return found


def places_of(name):
    """Return the packages, and the modules outside of packages, that make or raise the exception `name`."""
    places = set()
    for path, module in MODULES.items():
        for node in ast.walk(module):
            made = node.func if isinstance(node, ast.Call) else node.exc if isinstance(node, ast.Raise) else None
            if isinstance(made, ast.Name) and made.id == name:
                places.add(str(path if len(path.parts) == 2 else path.parent))
    return places


def test_the_tree_is_that_of_the_code():
    assert shown() == defined()


@pytest.mark.parametrize("row", table(PAGE, "error"), ids=lambda row: row[0])
def test_an_error_comes_from_where_the_page_says(row):
    name, comes_from, shown_by, _ = row
    assert set(re.findall(r"`([\w/.]+)`", comes_from)) == places_of(name.strip("`"))
    paths = [path for path in re.findall(r"`([\w/.]+)`", shown_by) if "/" in path]
    assert paths
    assert [path for path in paths if not (ROOT / path).exists()] == []


def test_every_error_that_is_raised_itself_has_a_row():
    assert {row[0].strip("`") for row in table(PAGE, "error")} == {name for name in defined() if places_of(name)}


EXIT_CODES = {command.strip("`"): {"1": one, "2": two} for command, one, two in table(PAGE, "command")}


def test_every_command_has_its_exit_codes():
    assert set(EXIT_CODES) == set(COMMANDS)


@pytest.fixture
def folder(monkeypatch, tmp_path):
    """A folder of an operator without a token; nothing in it can be used."""
    for name in ("DISCORD_TOKEN", "DATABASE_URL", "PACK", "LOG_LEVEL"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("DATA_DIR", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    (tmp_path / "broken.toml").write_text("facts = 1")
    (tmp_path / "questions.jsonl").write_text("nothing")
    return tmp_path


@pytest.mark.parametrize(
    ("code", "command", "environment"),
    [
        (1, "ask who? --pack broken.toml", {}),
        (2, "ask", {}),
        (1, "evaluate questions.jsonl", {}),
        (1, "pack check broken.toml", {}),
        (1, "pack test broken.toml", {}),
        (1, "base status --server 1", {"PACK": "broken.toml"}),
        (2, "base status --server 1", {"LOG_LEVEL": "loud"}),
        (1, "health", {}),
        (1, "health", {"LOG_LEVEL": "loud"}),
        (2, "run", {}),
        (2, "sync", {}),
        (2, "preview --pack broken.toml", {}),
    ],
)
def test_a_command_exits_with_the_code_that_the_page_says(monkeypatch, folder, code, command, environment):
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    name, *arguments = command.split()
    assert main([name, *arguments]) == code
    assert EXIT_CODES[name][str(code)]


def test_options_that_a_command_does_not_know_end_it_with_2(folder):
    with pytest.raises(SystemExit) as ended:
        main(["ask", "--loud"])
    assert ended.value.code == 2
