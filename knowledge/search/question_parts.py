"""The parts of a question, roughly, by the order of its plain words: what it's about, and which words are the topic."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from knowledge.search import text
from knowledge.search.question_type import AUXILIARIES, QUESTION_WORDS
from knowledge.search.ragged import Flags
from knowledge.search.sayers import WORDS_BEFORE_A_NAME, WORDS_OF_SAYING

_ARTICLES_AND_SUCH = (
    "the a an any his her their its this that these those some all no not there it he she they you i we so really "
    "actually also still ever be been being again now here today exactly just only yet currently please"
)
_LINKS = "of to in on at for with by from about as and or but if than then into over under after before during"
_PASSED_OVER = frozenset(_ARTICLES_AND_SUCH.split())
PREPOSITIONS = frozenset(_LINKS.split())
IN_EVERY_QUESTION = AUXILIARIES | _PASSED_OVER | PREPOSITIONS | QUESTION_WORDS
_ABOUT_SAYING = WORDS_OF_SAYING | WORDS_BEFORE_A_NAME  # stems
_MEASURED_BY = frozenset({"more", "fewer", "less", "other", "percent", "per", "exactly", "roughly", "about"})
_WITHIN = 3  # words after "did", "how many" or "which"
_SHORTEST = 3  # letters of a word of the topic


def are_subject(words: Sequence[str], are_names: Flags) -> Flags:
    """Return for each of the plain `words` of a question whether it tells what the question is about.

    That's the word after the auxiliary ("did Meeks call"), after "how many" and after "which". A name goes on as
    long as its words do ("did Blue Heron bid").
    """
    flags = np.zeros(len(words), bool)
    for start in _beginnings(words):
        for n in range(start, min(start + _WITHIN, len(words))):
            if words[n] in _PASSED_OVER or words[n] in AUXILIARIES:
                continue
            if words[n] in PREPOSITIONS or words[n] in QUESTION_WORDS:
                break
            flags[n] = True
            if not (n + 1 < len(words) and are_names[n] and are_names[n + 1]):
                break
    return flags


def are_counted(words: Sequence[str]) -> Flags:
    """Return for each of the plain `words` whether it's what is counted: the word after "how many", or after "more"."""
    flags = np.zeros(len(words), bool)
    for n in range(len(words) - 2):
        if words[n] == "how" and words[n + 1] in {"many", "much"}:
            counted = next((m for m in range(n + 2, min(n + 4, len(words))) if words[m] not in _MEASURED_BY), None)
            if counted is not None and words[counted] not in IN_EVERY_QUESTION:
                flags[counted] = True
    return flags


def _beginnings(words: Sequence[str]) -> Iterator[int]:
    auxiliary = _auxiliary(words)
    if auxiliary is not None:
        yield auxiliary + 1
    yield from (n + 2 for n, word in enumerate(words[:-1]) if word == "how" and words[n + 1] in {"many", "much"})
    yield from (n + 1 for n, word in enumerate(words) if word == "which")


def _auxiliary(words: Sequence[str]) -> int | None:
    """Return the place of the auxiliary that asks: the last one soon after a question word, or else the first."""
    places = [n for n, word in enumerate(words) if word in AUXILIARIES]
    asking = [n for n in places if not QUESTION_WORDS.isdisjoint(words[max(n - _WITHIN, 0) : n])]
    return next(iter(asking[-1:] or places), None)


def are_topic(words: Sequence[str], are_names: Flags) -> Flags:
    """Return for each of `words` whether it's of what somebody is asked about.

    That's "disabled spaces" in "what did she say about disabled spaces". Names, words of saying and those that every
    question has aren't.
    """
    telling = [
        len(word) >= _SHORTEST and word not in IN_EVERY_QUESTION and text.stem(word) not in _ABOUT_SAYING
        for word in words
    ]
    return np.array(telling, bool) & ~are_names
