"""OnRecord's search and what it is compared with, each as: the phrasings in, a fact and how sure of it out."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

import bm25s
import snowballstemmer
from rapidfuzz import fuzz, process, utils

from knowledge.search import Search
from tests.benchmarks.bases import base_of


class Found(NamedTuple):
    """The best fact, None where there is none, and how sure the method is of it (on a scale of its own)."""

    fact: str | None
    sureness: float


Ask = Callable[[str], Found]
Method = Callable[[Mapping[str, Sequence[str]]], Ask]


def onrecord(phrasings: Mapping[str, Sequence[str]]) -> Ask:
    """The search of this project."""
    search = Search(base_of(phrasings))

    def ask(question: str) -> Found:
        candidates = search.ask(question).candidates
        return Found(candidates[0].record.fact.id, candidates[0].confidence) if candidates else Found(None, 0.0)

    return ask


def _rapidfuzz(scorer: Callable[..., float]) -> Method:
    def method(phrasings: Mapping[str, Sequence[str]]) -> Ask:
        facts, texts = _flat(phrasings)
        ready = [utils.default_process(text) for text in texts]

        def ask(question: str) -> Found:
            best = process.extractOne(utils.default_process(question), ready, scorer=scorer)
            return Found(facts[best[2]], best[1]) if best else Found(None, 0.0)

        return ask

    return method


def bm25(phrasings: Mapping[str, Sequence[str]]) -> Ask:
    """BM25 (bm25s as it comes, with the stemmer that OnRecord uses)."""
    facts, texts = _flat(phrasings)
    stemmer = snowballstemmer.stemmer("english")
    index = bm25s.BM25()
    index.index(bm25s.tokenize(texts, stopwords=None, stemmer=stemmer, show_progress=False), show_progress=False)

    def ask(question: str) -> Found:
        tokens = bm25s.tokenize([question], stopwords=None, stemmer=stemmer, return_ids=False, show_progress=False)
        documents, scores = index.retrieve(tokens, k=1, show_progress=False)
        return Found(facts[int(documents[0, 0])], float(scores[0, 0]))

    return ask


METHODS: dict[str, Method] = {
    "OnRecord": onrecord,
    "WRatio": _rapidfuzz(fuzz.WRatio),
    "token_set_ratio": _rapidfuzz(fuzz.token_set_ratio),
    "token_sort_ratio": _rapidfuzz(fuzz.token_sort_ratio),
    "BM25": bm25,
}


def _flat(phrasings: Mapping[str, Sequence[str]]) -> tuple[list[str], list[str]]:
    pairs = [(fact, text) for fact, texts in phrasings.items() for text in texts]
    return [fact for fact, _ in pairs], [text for _, text in pairs]
