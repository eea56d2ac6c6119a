"""The pack in the README sums up two sides."""

import re
from pathlib import Path

import pytest

from bot.text.terminal import outcome_text
from knowledge import pack
from knowledge.model.quality import content_hints
from knowledge.search import Search

README = (Path(__file__).parents[2] / "README.md").read_text("utf-8")


@pytest.fixture(scope="module")
def search():
    return Search(pack.parse(re.search(r"```toml\n(.*?)```", README, re.DOTALL)[1].encode()))


def test_it_is_a_good_pack(search):
    assert list(content_hints(search.base)) == []


def test_its_answer_has_a_line_for_each_side(search):
    answer = outcome_text(search.ask("y is the bridge shut"))
    assert "- Ada Example: A pillar has cracked. · paragraph 2\n" in answer
    assert "⚠ Disputed by Bridge & Sons (the builders): The pillar is sound." in answer


def test_its_gap_has_a_reply(search):
    assert outcome_text(search.ask("when can we cross it again")).startswith("The article gives no date")
