"""Bases to learn from are made richer by suggestions and poorer by thinning."""

from __future__ import annotations

import json
import random

import pytest

from knowledge import pack
from knowledge.evaluation import questions
from knowledge.learning import bases
from tests.entries import base, fact, gap

WRITTEN = base(
    fact(id="a", question="Who owns it?", phrasings=("owner",)),
    fact(id="b", question="Where is it?", phrasings=("place", "spot")),
    gap(id="age", question="How old is it?"),
)
SUGGESTED = {
    "facts": {"a": [f"owner {n}" for n in range(10)], "b": [f"place {n}" for n in range(10)]},
    "gaps": [["Is it red?", "red?"], ["Is it big?", "big?"]],
}


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "pack.toml").write_text(pack.dump(WRITTEN), "utf-8")
    labels = [
        {"id": "1", "question": "whose is it", "kind": "in", "style": "plain", "must": [["10,000"]], "speaker": [],
         "disputed": None, "counter": []},
        {"id": "2", "question": "what colour", "kind": "out", "style": "plain", "must": [], "speaker": [],
         "disputed": None, "counter": []},
    ]  # fmt: skip
    (tmp_path / "questions.jsonl").write_text("\n".join(map(json.dumps, labels)), "utf-8")
    (tmp_path / "suggestions.json").write_text(json.dumps(SUGGESTED), "utf-8")
    return tmp_path


def test_a_base_is_asked_as_written_bare_and_with_half_and_all_of_the_suggestions(folder):
    groups = bases.groups(folder)
    natural = [group for group in groups if group.natural]
    assert [group.richness.phrasings for group in natural] == [1.5, 0, 8.5, 11.5]
    assert [group.richness.gaps > 0 for group in natural] == [True, False, True, True]
    assert {len(group.examples) for group in natural} == {2}


def test_suggestions_are_asked_where_they_are_no_phrasings(folder):
    of_written, of_bare, of_half = (group for group in bases.groups(folder) if not group.natural)
    assert len(of_written.examples) == len(of_bare.examples) == 20 + 4
    assert len(of_half.examples) == 6 + 2 + 1
    assert [example.gap for example in of_half.examples].count(-1) == 6
    assert len([example for example in of_half.examples if example.gap not in {None, -1}]) == 1


def test_thinning_leaves_so_many_phrasings_and_gaps():
    rich = bases.with_suggestions(WRITTEN, SUGGESTED["facts"], SUGGESTED["gaps"])
    thin = bases.thinned(rich, 3, 2, 2, random.Random(1))
    assert [len(fact.phrasings) for fact in thin.facts] == [3, 3]
    assert len(thin.gaps) == 2
    assert all(len(each.phrasings) <= 1 for each in thin.gaps)


def test_a_rich_pack_is_asked_what_was_thinned_out(folder, monkeypatch):
    monkeypatch.setattr(bases, "_THIN", ((3, 2, 1),))
    rich = bases.with_suggestions(WRITTEN, SUGGESTED["facts"], SUGGESTED["gaps"])
    _, whole, thin, _ = bases.thinned_groups(rich, questions.read(folder / "questions.jsonl"), ["Play some jazz."])
    assert (whole.natural, thin.natural) == (True, False)
    assert len(whole.examples) == 2
    assert len(thin.examples) > 2 + 15


def test_no_fact_of_a_pack_answers_what_is_far_off_thinned_or_not(folder, monkeypatch):
    monkeypatch.setattr(bases, "_THIN", ((3, 2, 1),))
    rich = bases.with_suggestions(WRITTEN, SUGGESTED["facts"], SUGGESTED["gaps"])
    asked = ["Is there jazz?", "Who froze my card?"]
    whole, _, _, thin = bases.thinned_groups(rich, questions.read(folder / "questions.jsonl"), asked)
    for group in (whole, thin):
        assert len(group.examples) == len(asked)
        assert not any(example.answerable for example in group.examples)
