"""Questions with known answers, put to a search, as arrays to learn from."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass

import numpy as np

from knowledge.evaluation.figures import judge
from knowledge.evaluation.questions import Labelled
from knowledge.model.base import Base
from knowledge.model.outcome import Answered
from knowledge.search import Search
from knowledge.search.layers import searchable_entries
from knowledge.search.query import Query
from knowledge.search.ragged import Flags, Keys, Numbers


@dataclass(frozen=True)
class Example:
    """A question and its candidates: their features, which are facts, which are right; and whether it has an answer."""

    query: Query
    features: Numbers
    facts: Flags
    right: Flags
    answerable: bool


def of_questions(search: Search, asked: Iterable[tuple[str, Collection[int]]]) -> list[Example]:
    """Put each question to `search`; with each come the numbers of the entries that are right: facts, then gaps.

    What is not on record is right with any of the gaps, and with nothing where there are none.
    """
    n_facts = len(search.base.facts)
    examples = []
    for typed, right in asked:
        query, ranking = search.rank(typed)
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
    """Return what `of` says of each example's candidates as one array, filled up with NaN."""
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
