"""The benchmarks themselves: nothing is timed here, only that what they measure with is sound."""

from __future__ import annotations

import json
import subprocess
import sys
from random import Random

import pytest
from rapidfuzz.distance import OSA

from knowledge import pack
from knowledge.editing.imports import Import, read_file
from knowledge.evaluation.figures import Verdict
from knowledge.evaluation.questions import read
from knowledge.model.base import Base
from knowledge.model.same_text import text_key
from knowledge.search import Search
from knowledge.servers.bases import open_bases
from knowledge.store.database import default_url
from tests.benchmarks import ablation, intents, saving
from tests.benchmarks.bases import Stories, stories_of
from tests.benchmarks.methods import METHODS
from tests.benchmarks.new_bases import denied
from tests.benchmarks.typos import with_typos

FRUIT = ["apples grow on trees", "where do apples grow", "is an apple green"]
TRAINS = ["when does the train leave", "is the train late today", "which train goes north"]


def test_half_of_the_words_of_over_three_letters_get_one_typo_each():
    clean = ["governor"] * 1000 + ["who"] * 100
    mistyped = with_typos(" ".join(clean), Random(1)).split()
    distances = [OSA.distance(a, b) for a, b in zip(clean, mistyped, strict=True)]
    assert set(distances[:1000]) == {0, 1}
    assert sum(distances[:1000]) == pytest.approx(500, abs=50)
    assert sum(distances[1000:]) == 0


def test_the_same_seed_makes_the_same_typos():
    assert with_typos("where do apples grow", Random(3)) == with_typos("where do apples grow", Random(3))


@pytest.mark.parametrize("method", METHODS)
def test_every_method_finds_a_fact_by_its_own_words(method):
    ask = METHODS[method]({"fruit": FRUIT, "trains": TRAINS})
    assert [ask(text).fact for text in (FRUIT[0], TRAINS[0])] == ["fruit", "trains"]


def test_a_further_story_has_names_of_its_own_and_shares_the_everyday_words():
    stories = Stories()
    assert stories.retold("Who controls Soledar?", 0) == "who controls soledar?"
    who, _, name = stories.retold("Who controls Soledar?", 1).split()
    assert (who, name == "soledar?") == ("who", False)


def test_a_base_of_stories_has_exactly_as_many_phrasings_as_asked_for():
    phrasings = Stories().phrasings(40_001)
    assert sum(map(len, phrasings.values())) == 40_001
    assert stories_of(phrasings) >= 2


def test_facts_to_import_are_asked_in_ways_of_their_own_and_have_speakers():
    base = saving.base_to_import(50, Stories())
    ways = [text_key(text) for fact in base.facts for text in fact.asked_as]
    assert len(set(ways)) == len(ways) == 50 * saving.PHRASINGS
    assert len({fact.speakers for fact in base.facts}) == 50 // saving.FACTS_A_SPEAKER


async def test_an_import_and_an_edit_are_timed_until_they_are_live(tmp_path):
    facts = saving.base_to_import(60, Stories())
    file = read_file(pack.dump(facts, "json").encode())
    edits = (Import(file=file, mode="add"), saving.phrasing_of(facts.facts[0], 1), saving.answer_of(facts.facts[1], 2))
    async with open_bases(Search(Base()), default_url(tmp_path)) as bases:
        for number, edit in enumerate(edits, start=1):
            assert await saving.from_form_to_live(bases, 1, edit) > 0
            assert bases.state(1).revision == number


def test_the_intents_are_measured_task_by_task(tmp_path, capsys, monkeypatch):
    def write(name, *intents):
        rows = [json.dumps({"text": text, "intent": intent}) for intent, texts in intents for text in texts]
        (tmp_path / name).write_text("\n".join(rows), "utf-8")

    write("clinc150-train.jsonl", ("Fruit", FRUIT), ("the_trains", TRAINS))
    write("clinc150-val.jsonl", ("Fruit", FRUIT), ("the_trains", TRAINS))
    write("clinc150-outofscope.jsonl", (None, ["qqqq zzzz"]))
    write("banking77-train.jsonl", *((f"intent {n}", [f"{n}{n} {text}" for text in FRUIT]) for n in range(8)))
    monkeypatch.setattr(sys, "argv", ["intents", str(tmp_path), "--methods", "OnRecord", "BM25", "--json"])
    intents.main()
    results = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [(r["task"], r["method"]) for r in results[:4]] == [
        ("CLINC150, 10", "OnRecord"),
        ("CLINC150, 10", "BM25"),
        ("CLINC150, 10, typos", "OnRecord"),
        ("CLINC150, 10, typos", "BM25"),
    ]
    assert len(results) == 16
    assert (results[0]["top1"], results[0]["auroc"]) == (100, 100)
    assert results[2]["auroc"] is None


class TestAblation:
    def test_a_feature_is_left_out_of_retrieval_and_ranking_alone(self):
        data = ablation.shipped_data()
        without = ablation.without_feature(data, "stem_cosine")
        corners = (*without["retrieval"].values(), *without["ranking"].values())
        assert {corner["stem_cosine"] for corner in corners} == {0}
        assert without["fact"] == data["fact"]
        assert ablation.without_feature(data, "exact_phrasing")["retrieval"] == data["retrieval"]

    def test_a_signal_is_left_out_of_the_confidence_as_if_it_always_had_its_mean(self):
        data = ablation.shipped_data()
        without = ablation.without_signal(data, "question_length", 1.5)
        before, after = data["fact"]["rich_with_gaps"], without["fact"]["rich_with_gaps"]
        assert (before["question_length"] > 0, after["question_length"]) == (True, 0)
        assert after["bias"] == pytest.approx(before["bias"] + 1.5 * before["question_length"])
        assert without["ranking"] == data["ranking"]

    def test_with_the_weights_that_ship_nothing_changes(self, monkeypatch):
        monkeypatch.setattr(ablation, "read", lambda path: read(path)[::10])
        questions = ablation.Questions()
        assert questions.changes(ablation.shipped_data()) == [ablation.Change(0, (0, 0, 0))] * 2
        worse = ablation.without_feature(ablation.shipped_data(), "three_nearest_by_letters")
        assert [change.outcomes > 0 for change in questions.changes(worse)] == [True, True]


def test_a_question_is_denied_an_answer_if_it_is_right_only_without_what_people_ask_about_any_news():
    right, wrong, missed = Verdict.RIGHT, Verdict.WRONG, Verdict.MISSED
    assert denied([right, missed, wrong, missed, right], [right, right, right, wrong, missed]) == 2


@pytest.mark.parametrize("script", ["ablation", "intents", "memory", "new_bases", "preview", "saving", "speed"])
def test_each_script_explains_itself(script):
    arguments = [sys.executable, "-m", f"tests.benchmarks.{script}", "--help"]
    done = subprocess.run(arguments, check=True, capture_output=True, text=True)
    assert f"python -m tests.benchmarks.{script}" in done.stdout
