"""Questions with known answers, put to a search, as arrays to learn from."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from knowledge.evaluation.figures import judge
from knowledge.evaluation.questions import Labelled
from knowledge.learning.progress import progress
from knowledge.model.base import Base
from knowledge.model.outcome import Answered
from knowledge.search import Search
from knowledge.search.layers import searchable_entries
from knowledge.search.query import Query
from knowledge.search.ragged import Flags, Numbers
from knowledge.search.ranker import Ranking
from knowledge.search.richness import Richness, richness_of


class Asked(NamedTuple):
    """A question put to a base, and what is right.

    right: the numbers of the base's entries that are right; none if a fact that isn't there would be
    gap: the number of the gap that it's about; -1 if a fact answers it; None if that isn't known
    """

    question: str
    right: Collection[int]
    gap: int | None


@dataclass(frozen=True)
class Example:
    """A question and its candidates, best first.

    right: for each candidate, whether it's right
    answerable: whether any fact of the base answers the question, a candidate or not
    gap: as in `Asked`
    """

    query: Query
    ranking: Ranking
    right: Flags
    answerable: bool
    gap: int | None


@dataclass(frozen=True)
class Group:
    """Examples put to one base.

    weight: what all of them together count
    natural: whether they were asked without knowing the base, as people will
    """

    name: str
    richness: Richness
    weight: float
    natural: bool
    examples: Sequence[Example]


def group_of(base: Base, asked: Sequence[Asked], name: str, weight: float = 1.0, *, natural: bool = False) -> Group:
    """Put each question to `base`. Those without a candidate are left out. `name` is shown beside the progress."""
    search, n_facts = Search(base), len(base.facts)
    examples = []
    for each in progress(asked, name):
        query, ranking = search.rank(each.question)
        if len(ranking.entries):
            right = np.isin(ranking.entries, list(each.right))
            answerable = any(number < n_facts for number in each.right)
            examples.append(Example(query, ranking, right, answerable, each.gap))
    return Group(name, richness_of(base), weight, natural, examples)


def labelled_asked(questions: Iterable[Labelled], base: Base) -> list[Asked]:
    """Return labelled questions with the facts of `base` that answer them; all that's no fact if none may."""
    n_facts = len(base.facts)
    unanswerable = range(n_facts, len(searchable_entries(base)))
    asked = []
    for each in questions:
        if each.kind == "out":
            asked.append(Asked(each.question, unanswerable, None))
        else:
            answers = [Answered(each.question, base.record(fact.id), 1.0, ()) for fact in base.facts]
            right = [number for number, answer in enumerate(answers) if judge(each, answer).verdict == "right"]
            asked.append(Asked(each.question, right, -1))
    return asked


def table(examples: Iterable[Example], of: Callable[[Example], Numbers | Flags]) -> Numbers:
    """Return what `of` gives for each example's candidates as one array, examples × candidates, filled up with NaN."""
    values = [np.asarray(of(example), np.float64) for example in examples]
    most = max(len(value) for value in values)
    result = np.full((len(values), most, *values[0].shape[1:]), np.nan)
    for row, value in zip(result, values, strict=True):
        row[: len(value)] = value
    return result
