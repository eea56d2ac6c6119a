"""The type of a question: whether it asks for a person, a time, a place, a number, a reason, or a yes or no."""

from __future__ import annotations

from collections.abc import Sequence

QUESTION_TYPES = ("unknown", "who", "when", "where", "why", "how many", "how", "which", "what", "yes or no")

_TYPE_OF_QUESTION_WORD = {
    "who": "who", "whom": "who", "whose": "who", "when": "when", "where": "where", "why": "why",
    "which": "which", "what": "what", "how": "how",
}  # fmt: skip
QUESTION_WORDS = frozenset(_TYPE_OF_QUESTION_WORD)
_MEASURES = {"many", "much", "big", "large", "long", "far", "old", "tall", "deep", "few", "high"}  # after "how"
_TYPE_OF_NOUN = {  # after "what" or "which", up to three words later
    "time": "when", "date": "when", "day": "when", "month": "when", "year": "when", "number": "how many",
    "count": "how many", "amount": "how many", "name": "who", "person": "who", "place": "where", "reason": "why",
}  # fmt: skip
_NOUN_WITHIN = 3
ARTICLES = frozenset({"the", "a", "an"})
BEING = frozenset({"is", "are", "was", "were", "am", "be", "been", "being"})
AUXILIARIES = frozenset({
    "is", "are", "was", "were", "do", "does", "did", "has", "have", "had", "can", "could", "will", "would",
    "should", "may", "might", "must", "am",
})  # fmt: skip


def type_of(words: Sequence[str]) -> int:
    """Return the place in `QUESTION_TYPES` of what the plain `words` of a question ask for.

    The last question word decides: what comes before it's mostly chat. 0 if nothing tells.
    """
    for place in range(len(words) - 1, -1, -1):
        word = words[place]
        if word in _TYPE_OF_QUESTION_WORD:
            return QUESTION_TYPES.index(_type_at(word, words[place + 1 : place + 1 + _NOUN_WITHIN]))
    if words and words[0] in AUXILIARIES:
        return QUESTION_TYPES.index("yes or no")
    return 0


def _type_at(question_word: str, following: Sequence[str]) -> str:
    """Return the type that a question word and the words right after it ask for."""
    if question_word == "how" and following and following[0] in _MEASURES:
        return "how many"
    if question_word in {"what", "which"}:
        for word in following:
            if word in _TYPE_OF_NOUN:
                return _TYPE_OF_NOUN[word]
    return _TYPE_OF_QUESTION_WORD[question_word]
