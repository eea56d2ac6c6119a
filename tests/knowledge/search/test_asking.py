"""What a question asks for is told by its asking words."""

from __future__ import annotations

import pytest

from knowledge.search.asking import KINDS, kind_of


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("who said that", "who"),
        ("what is the name of the governor", "who"),
        ("when did it start", "when"),
        ("in which month was the bridge hit", "when"),
        ("where is it", "where"),
        ("why does he need it", "why"),
        ("how many people are left", "how many"),
        ("how big is the town", "how many"),
        ("how did they describe it", "how"),
        ("has it fallen", "yes or no"),
        ("soledar population", "nothing"),
        ("i read who won but how many died", "how many"),
        ("", "nothing"),
    ],
)
def test_kind(question, kind):
    assert KINDS[kind_of(question.split())] == kind
