"""docs/glossary.md defines words that are really used, in modules that are really there."""

import re
from functools import cache
from pathlib import Path

import pytest

from tests.markdown import table

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "glossary.md").read_text("utf-8")
WORDS = re.findall(r"^\| \*\*(.+?)\*\* \|.*?`([\w/.]+)` \|$", PAGE, re.MULTILINE)


@cache
def words_in(text):
    """Return the words of code, those of names taken apart, as one lower-case line."""
    apart = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", text)
    return " ".join(re.findall("[a-z]+", apart.lower()))


def uses(path, word):
    """Say whether a module uses `word`, which may be in the plural or have another ending."""
    stem = re.escape(word.lower()).removesuffix("e")
    return re.search(rf"\b{stem}", words_in(path.read_text("utf-8"))) is not None


@pytest.mark.parametrize(("word", "module"), WORDS, ids=lambda value: value)
def test_a_word_is_used_in_the_module_that_the_glossary_names(word, module):
    assert (ROOT / module).is_file()
    assert uses(ROOT / module, word)


def test_every_row_defines_a_word_beside_its_standard_term_and_no_word_has_two():
    rows = re.findall(r"^\| \*\*.*$", PAGE, re.MULTILINE)
    assert len(rows) == len(WORDS) == len({word for word, _ in WORDS})
    assert [row for row in rows if len([cell for cell in row.strip("| ").split(" | ") if cell]) != 4] == []


def test_the_stages_come_in_the_order_in_which_the_engine_runs_them():
    stages = [stage.strip("*") for stage, *_ in table(PAGE, "stage")]
    assert stages == ["normalize", "respell", "analyze", "retrieve", "score", "decide", "explain"]
    engine = (ROOT / "knowledge" / "search" / "engine.py").read_text("utf-8")
    explain, rank = (engine.split(f"def {name}(")[1].split("\n    def ")[0] for name in ("explain", "_ranked"))
    assert rank.index("analyze(") < rank.index("retrieve(") < rank.index(" rank(")
    assert explain.index("self._ranked(") < explain.index("decide(") < explain.index("explain(outcome")
