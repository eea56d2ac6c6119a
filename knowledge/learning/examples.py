"""Questions with known answers, put to a search, as arrays to learn from."""

from __future__ import annotations

import random
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from knowledge import pack
from knowledge.evaluation import questions
from knowledge.evaluation.figures import judge
from knowledge.evaluation.questions import Labelled
from knowledge.learning import intents
from knowledge.learning.progress import progress
from knowledge.model.base import Base
from knowledge.model.outcome import Answered
from knowledge.search import Search
from knowledge.search.layers import searchable_entries
from knowledge.search.query import Query
from knowledge.search.ragged import Flags, Keys, Numbers

_SIZES = (10, 40, None)  # phrasings of each fact
_ASKED = 1200  # questions put to each base
_STRANGE = 150  # questions put to it from the other set
_HELD_OUT = 0.2  # of the texts are asked, the others are phrasings
_LEFT_OUT = 0.15  # of the intents are not in the base


@dataclass(frozen=True)
class Example:
    """A question and its candidates, best first.

    features: candidates × `FEATURES`
    facts, right: for each candidate, whether it's a fact, and whether it's right
    answerable: whether any fact of the base answers the question, a candidate or not
    """

    query: Query
    features: Numbers
    facts: Flags
    right: Flags
    answerable: bool


def of_intents(folder: Path) -> list[list[Example]]:
    """Return a group of examples for each file in `folder` and size of base, as typed by the careful and the hasty.

    Raises `OSError`, `ValueError` or `KeyError` if a file of `intents.FILES` can't be read.
    """
    return [group for name in intents.FILES for group in _of_file(name, folder)]


def _of_file(name: str, folder: Path) -> list[list[Example]]:
    rng = random.Random(name)  # noqa: S311  # a split that anyone can make again, no secret
    held, known = intents.parted(intents.read(folder / name), _HELD_OUT, rng)
    (other,) = (file for file in intents.FILES if file != name)
    strange = [(row.text, "") for row in rng.sample(intents.read(folder / other), _STRANGE)]
    groups = []
    for size in _SIZES:
        base = intents.base_of(known, size, _LEFT_OUT, rng)
        search, number_of = Search(base), numbers_of(base)
        asked = [*rng.sample(held, min(_ASKED, len(held))), *strange]
        careful = [(text, number_of(intent)) for text, intent in asked]
        hasty = [(intents.mistyped(text, rng), right) for text, right in careful]
        what = f"{name}, {size or 'all'} phrasings"
        groups += [of_questions(search, careful, what), of_questions(search, hasty, f"{what}, mistyped")]
    return groups


def of_labelled(pack_path: Path, path: Path) -> list[Example]:
    """Return examples from labelled questions about a pack. Raises what reading either file raises."""
    base = pack.read(pack_path)
    labelled = progress(questions.read(path), "labels")
    return of_questions(Search(base), [(each.question, right_for(each, base)) for each in labelled], "questions")


def of_questions(search: Search, asked: Sequence[tuple[str, Collection[int]]], what: str) -> list[Example]:
    """Put each question to `search`; with each come the numbers of the entries that are right: facts, then gaps.

    Those without a candidate are left out. `what` is shown beside the progress.
    """
    n_facts = len(search.base.facts)
    examples = []
    for question, right in progress(asked, what):
        query, ranking = search.rank(question)
        if len(ranking.entries):
            answerable = any(number < n_facts for number in right)
            facts = ranking.entries < n_facts
            examples.append(Example(query, ranking.features, facts, np.isin(ranking.entries, list(right)), answerable))
    return examples


def right_for(labelled: Labelled, base: Base) -> list[int]:
    """Return the numbers of the facts that answer the question; of all gaps and small talk if none may."""
    if labelled.kind == "out":
        return list(range(len(base.facts), len(searchable_entries(base))))
    answers = [Answered(labelled.question, base.record(fact.id), 1.0, ()) for fact in base.facts]
    return [number for number, answer in enumerate(answers) if judge(labelled, answer).verdict == "right"]


def table(examples: Iterable[Example], of: Callable[[Example], Numbers | Flags]) -> Numbers:
    """Return what `of` gives for each example's candidates as one array, examples × candidates, filled up with NaN."""
    values = [np.asarray(of(example), np.float64) for example in examples]
    most = max(len(value) for value in values)
    result = np.full((len(values), most, *values[0].shape[1:]), np.nan)
    for row, value in zip(result, values, strict=True):
        row[: len(value)] = value
    return result


def numbers_of(base: Base) -> Callable[[str], Keys]:
    """Return a function that gives the numbers of the facts whose answer is what it is given."""
    by_answer = {fact.answer: np.array([number]) for number, fact in enumerate(base.facts)}
    return lambda answer: by_answer.get(answer, np.zeros(0, np.int64))
