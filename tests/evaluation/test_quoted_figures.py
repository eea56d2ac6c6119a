"""The README quotes what is measured on the labelled questions."""

from __future__ import annotations

from pathlib import Path

from knowledge.evaluation.figures import figures, judge
from knowledge.evaluation.questions import read
from knowledge.search.features import FEATURES
from knowledge.search.retriever import CANDIDATES
from knowledge.search.weights import shipped
from knowledge.search.word_vectors import load

FOLDER = Path(__file__).parent
README = (FOLDER.parents[1] / "README.md").read_text("utf-8")


def measured(search, name):
    questions = read(FOLDER / name)
    return len(questions), figures([judge(question, search.ask(question.question)) for question in questions])


def test_the_readme_quotes_the_figures_as_they_are(search):
    number, held_out = measured(search, "heldout.jsonl")
    _, tuning = measured(search, "tuning.jsonl")
    low, high = held_out.right.interval
    quoted = [
        f"But for two thresholds, nothing was tuned on {number} of our questions",
        f"{held_out.right.of} of them have an answer in it: {held_out.right.percent:.0f} % of those are answered right",
        f"(95 % interval {low:.0f}–{high:.0f}) and {held_out.wrong.percent:.0f} % wrong",
        f"Of the {held_out.false.of} without an answer, {held_out.false.percent:.0f} % are answered all the same",
        f"The caveat is right in {held_out.caveat.count} of {held_out.caveat.of} right answers",
        f"Of the questions used for tuning, {tuning.right.percent:.0f} % are answered right",
    ]
    assert [words for words in quoted if words not in " ".join(README.split())] == []


def test_the_readme_quotes_the_thresholds_and_sizes_as_they_are():
    text = " ".join(README.split())
    answer, suggest = (f"{threshold:.2f}".lstrip("0") for threshold in shipped().thresholds[:2])
    assert f"At {answer} or more, it's the answer." in text
    assert f"At {suggest} or more, or if the question is only a name, the nearest facts are offered." in text
    assert ("nearest sixteen" in text, CANDIDATES) == (True, 16)
    assert ("Some forty weights" in text, len(FEATURES)) == (True, 39)
    assert f"a table of {len(load().keys):,} words" in text
