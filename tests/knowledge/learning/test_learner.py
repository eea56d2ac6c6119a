"""The weights learned from examples find the right facts, and say how sure that is."""

from __future__ import annotations

import json
from dataclasses import replace

import numpy as np
import pytest

from knowledge import pack
from knowledge.learning import bases, intents
from knowledge.learning.__main__ import main
from knowledge.learning.examples import Asked, group_of, table
from knowledge.learning.learner import learn
from knowledge.model.outcome import Answered
from knowledge.search import Search
from knowledge.search.features import FEATURES, RETRIEVAL_FEATURES, SIGNALS
from knowledge.search.layers import searchable_entries
from knowledge.search.weights import CORNERS, PHRASING_CORNERS, loads
from tests.entries import base, fact, gap

THINGS = ["salt mine", "old church", "long bridge", "town hall", "train station", "water tower"]
BASE = base(
    *(fact(id=f"who-{n}", question=f"Who owns the {t}?", phrasings=(f"{t} owner",)) for n, t in enumerate(THINGS)),
    *(
        fact(id=f"where-{n}", question=f"Where is the {t}?", phrasings=(f"way to the {t}",))
        for n, t in enumerate(THINGS)
    ),
    *(gap(id=f"age-{n}", question=f"How old is the {t}?") for n, t in enumerate(THINGS)),
)
BARE = base(*BASE.facts)
N = len(THINGS)


def asked(*, gaps):
    """Questions in other words, each with the numbers of the right entries."""
    questions = [Asked(f"which people own that {t}", [n], -1) for n, t in enumerate(THINGS)]
    questions += [Asked(f"where do i find this {t}", [N + n], -1) for n, t in enumerate(THINGS)]
    out = range(2 * N, len(searchable_entries(BASE))) if gaps else []
    known = [Asked(f"how old would the {t} be", out, 2 * N + n if gaps else None) for n, t in enumerate(THINGS)]
    return [*questions, *known, *(Asked(text, out, None) for text in ("what is the weather", "a joke about owners"))]


@pytest.fixture(scope="module")
def groups():
    """Questions put to a base without gaps, and to one with gaps as people would."""
    return [group_of(BARE, asked(gaps=False), "bare"), group_of(BASE, asked(gaps=True), "whole", 4.0, natural=True)]


@pytest.fixture(scope="module")
def learned(groups):
    """What is learned from all of them."""
    return learn(groups)


def test_there_is_a_weight_for_every_feature_and_signal_in_every_corner_and_they_can_be_used(learned):
    for part, corners, names in (
        ("retrieval", PHRASING_CORNERS, RETRIEVAL_FEATURES),
        ("ranking", PHRASING_CORNERS, FEATURES),
        ("fact", CORNERS, (*SIGNALS, "bias")),
        ("gap", CORNERS, (*SIGNALS, "bias")),
    ):
        assert list(learned[part]) == list(corners)
        assert all(list(values) == list(names) for values in learned[part].values())
    search = Search(BASE, weights=loads(json.dumps(learned)))
    found = [search.ask(each.question) for each in asked(gaps=True)[: 2 * N]]
    assert [o.record.fact.id for o in found if isinstance(o, Answered)] == [fact.id for fact in BASE.facts]


def test_nothing_is_learned_with_another_sign_than_its_name_promises(learned):
    for corner in learned["ranking"].values():
        assert all(weight >= 0 for name, weight in corner.items() if name not in {"gap", "generic_gap"})
    for corner in learned["fact"].values():
        assert corner["unknown_share"] <= 0
        assert all(weight >= 0 for name, weight in corner.items() if name not in {"unknown_share", "bias"})


def test_an_exact_phrasing_has_a_chosen_weight(learned):
    assert [corner["exact_phrasing"] for corner in learned["ranking"].values()] == [4, 4, 4]


def test_what_is_left_out_weighs_nothing(groups):
    left_out = ["stem_cosine", "exact_phrasing", "margin_gaps", "log_odds"]
    parts = [part for name, part in learn(groups, left_out).items() if name != "thresholds"]
    weights = [corner[name] for part in parts for corner in part.values() for name in left_out if name in corner]
    assert weights == [0] * (3 + 2 * 3 + 2 * 2 * 6)


def test_the_confidence_in_facts_is_scaled_to_what_people_ask(groups):
    """Twice as many questions that nobody would ask make no difference to how sure it is on the whole."""
    bare, natural = groups
    weights = [loads(json.dumps(learn([g, natural]))) for g in (bare, replace(bare, weight=8.0))]
    sure = [
        np.mean([Search(BASE, weights=w).ask(each.question).confidence for each in asked(gaps=True)]) for w in weights
    ]
    assert sure[0] == pytest.approx(sure[1], abs=0.1)


class TestExamples:
    def test_they_hold_the_candidates_and_which_are_right(self, groups):
        bare, whole = groups
        assert len(bare.examples) == len(whole.examples) == len(asked(gaps=True))
        first = bare.examples[0]
        assert first.ranking.features.shape == (len(first.right), len(FEATURES))
        assert (first.right.sum(), first.ranking.are_facts[first.right].all(), first.answerable) == (1, True, True)
        assert [e.answerable for e in whole.examples].count(False) == N + 2
        unanswerable = whole.examples[2 * N]
        assert unanswerable.right[~unanswerable.ranking.are_facts].all()
        assert not unanswerable.right[unanswerable.ranking.are_facts].any()
        assert unanswerable.gap == 2 * N

    def test_a_question_without_candidates_is_left_out(self):
        asked = [Asked("?!", [], None), Asked("salt", [0], -1)]
        assert [example.query.words for example in group_of(BARE, asked, "").examples] == [("salt",)]

    def test_tables_are_filled_up_with_nan(self):
        few = base(*BARE.facts[:2])
        examples = [group_of(few, [Asked("salt", [0], -1)], "").examples[0]]
        examples += group_of(BARE, [Asked("where is the old church", [7], -1)], "").examples
        right = table(examples, lambda example: example.right)
        assert right.shape == (2, max(len(e.right) for e in examples))
        assert np.isnan(right).sum() == abs(len(examples[1].right) - len(examples[0].right))
        assert table(examples, lambda example: example.ranking.features).shape == (*right.shape, len(FEATURES))


def test_the_command_writes_weights_that_can_be_read(tmp_path, monkeypatch):
    """With files of public intents as small as they may be."""
    monkeypatch.setattr(intents, "_SIZES", (5, None))
    monkeypatch.setattr(intents, "_STRANGE", 20)
    monkeypatch.setattr(bases, "_THIN", ((1, 2, 1),))
    for name, verb in (("clinc150-train.jsonl", "find"), ("banking77-train.jsonl", "pay for")):
        rows = [
            {"text": f"{opening} {verb} the {thing}", "intent": thing}
            for thing in THINGS
            for opening in (
                "can i",
                "how do i",
                "where do i",
                "please",
                "why should i",
                "i want to",
                "did you",
                "who may",
            )
        ]
        (tmp_path / name).write_text("\n".join(map(json.dumps, rows)), "utf-8")
    monkeypatch.setattr(pack, "default_pack", lambda: tmp_path / "base" / "pack.toml")
    (tmp_path / "base").mkdir()
    (tmp_path / "base" / "pack.toml").write_text(pack.dump(BASE), "utf-8")
    suggestions = {"facts": {"who-0": ["whose is the mine"]}, "gaps": [["Is it red?", "red?"], ["Is it big?", "big?"]]}
    (tmp_path / "base" / "suggestions.json").write_text(json.dumps(suggestions), "utf-8")
    labels = [
        {"id": f"{n}", "question": question, "kind": "in" if n < 2 * N else "out", "style": "plain",
         "must": [["10,000"]] if n < 2 * N else [], "speaker": [], "disputed": None, "counter": []}
        for n, (question, *_) in enumerate(asked(gaps=True))
    ]  # fmt: skip
    (tmp_path / "base" / "questions.jsonl").write_text("\n".join(map(json.dumps, labels)), "utf-8")
    output = tmp_path / "weights.json"
    main([str(tmp_path), str(tmp_path / "base" / "questions.jsonl"), str(tmp_path), "--output", str(output)])
    assert loads(output.read_text("utf-8")).ranking.shape == (len(PHRASING_CORNERS), len(FEATURES))
    assert len(intents.groups(tmp_path)) == 8
