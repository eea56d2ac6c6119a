"""The weights learned from examples find the right facts, and say how sure that is."""

from __future__ import annotations

import json

import numpy as np
import pytest

from knowledge import pack
from knowledge.learning.__main__ import main
from knowledge.learning.examples import of_intents, of_questions, table
from knowledge.learning.learner import learn
from knowledge.model.outcome import Answered
from knowledge.search import Search
from knowledge.search.confidence import SIGNALS
from knowledge.search.features import FEATURES, RETRIEVAL_FEATURES
from knowledge.search.layers import searchable_entries
from knowledge.search.weights import loads
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
    questions = [(f"which people own that {t}", [n]) for n, t in enumerate(THINGS)]
    questions += [(f"where do i find this {t}", [N + n]) for n, t in enumerate(THINGS)]
    unknown = [f"how old would the {t} be" for t in THINGS] + ["what is the weather", "tell me a joke about owners"]
    return questions + [(text, list(range(2 * N, len(searchable_entries(BASE)))) if gaps else []) for text in unknown]


@pytest.fixture(scope="module")
def examples():
    """A public group, and labelled examples."""
    public = of_questions(Search(BARE), asked(gaps=False), "public")
    return [public], of_questions(Search(BASE), asked(gaps=True), "labelled")


@pytest.fixture(scope="module")
def learned(examples):
    """What is learned from all of them."""
    return learn(*examples)


def test_there_is_a_weight_for_every_feature_and_signal_and_they_can_be_used(learned):
    assert list(learned["retrieval"]) == list(RETRIEVAL_FEATURES)
    assert list(learned["ranking"]) == list(FEATURES)
    assert list(learned["with_gaps"]) == list(learned["without_gaps"]) == [*SIGNALS, "bias"]
    search = Search(BASE, weights=loads(json.dumps(learned)))
    found = [search.ask(question) for question, _ in asked(gaps=True)[: 2 * N]]
    assert [o.record.fact.id for o in found if isinstance(o, Answered)] == [fact.id for fact in BASE.facts]


def test_without_gaps_the_score_and_its_odds_alone_are_used(learned):
    assert {name for name, weight in learned["without_gaps"].items() if weight} <= {"score", "log_odds", "bias"}


def test_an_exact_phrasing_has_a_chosen_weight(learned):
    assert learned["ranking"]["exact_phrasing"] == 4


def test_what_is_left_out_weighs_nothing(examples):
    left_out = ["stem_cosine", "exact_phrasing", "margin_other_kind", "log_odds"]
    parts = learn(*examples, left_out).values()
    assert [values[name] for values in parts for name in left_out if name in values] == [0] * 9


class TestExamples:
    def test_they_hold_the_candidates_and_which_are_right(self, examples):
        (public,), labelled = examples
        assert len(public) == len(labelled) == len(asked(gaps=True))
        first = public[0]
        assert first.features.shape == (len(first.right), len(FEATURES))
        assert (first.right.sum(), first.facts[first.right].all(), first.answerable) == (1, True, True)
        assert not labelled[0].facts.all()
        assert [e.answerable for e in labelled].count(False) == N + 2
        assert labelled[2 * N].right[~labelled[2 * N].facts].all()
        assert not labelled[2 * N].right[labelled[2 * N].facts].any()

    def test_a_question_without_candidates_is_left_out(self):
        assert of_questions(Search(BARE), [("?!", []), ("salt", [0])], "")[0].query.words == ("salt",)

    def test_tables_are_filled_up_with_nan(self):
        examples = of_questions(Search(BARE), [("salt", [0]), ("where is the old church", [7])], "")
        right = table(examples, lambda example: example.right)
        assert right.shape == (2, max(len(e.right) for e in examples))
        assert np.isnan(right[0]).sum() == len(examples[1].right) - len(examples[0].right)
        assert table(examples, lambda example: example.features).shape == (*right.shape, len(FEATURES))


def test_the_command_writes_weights_that_can_be_read(tmp_path, monkeypatch):
    """With files of public intents as small as they may be."""
    monkeypatch.setattr("knowledge.learning.examples._SIZES", (5, None))
    monkeypatch.setattr("knowledge.learning.examples._STRANGE", 20)
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
    (tmp_path / "pack.json").write_text(pack.dump(BASE, "json"), "utf-8")
    labels = [
        {"id": f"{n}", "question": question, "kind": "in" if n < 2 * N else "out", "style": "plain",
         "must": [["10,000"]] if n < 2 * N else [], "speaker": [], "disputed": None, "counter": []}
        for n, (question, _) in enumerate(asked(gaps=True))
    ]  # fmt: skip
    (tmp_path / "questions.jsonl").write_text("\n".join(map(json.dumps, labels)), "utf-8")
    output = tmp_path / "weights.json"
    main(
        [
            str(tmp_path),
            str(tmp_path / "questions.jsonl"),
            "--pack",
            str(tmp_path / "pack.json"),
            "--output",
            str(output),
        ]
    )
    assert len(loads(output.read_text("utf-8")).ranking) == len(FEATURES)
    assert len(of_intents(tmp_path)) == 8
