"""What a question asks for: a person, a time, a place, a number, a reason, or a yes or no."""

from __future__ import annotations

from collections.abc import Sequence

KINDS = ("nothing", "who", "when", "where", "why", "how many", "how", "which", "what", "yes or no")

_WORDS = {
    "who": "who", "whom": "who", "whose": "who", "when": "when", "where": "where", "why": "why",
    "which": "which", "what": "what", "how": "how",
}  # fmt: skip
ASKING = frozenset(_WORDS)
_AMOUNTS = {"many", "much", "big", "large", "long", "far", "old", "tall", "deep", "few", "high"}
_MEASURED = {
    "time": "when", "date": "when", "day": "when", "month": "when", "year": "when", "number": "how many",
    "count": "how many", "amount": "how many", "name": "who", "person": "who", "place": "where", "reason": "why",
}  # fmt: skip
_YES_OR_NO = {
    "is", "are", "was", "were", "do", "does", "did", "has", "have", "had", "can", "could", "will", "would",
    "should", "may", "might", "must", "am",
}  # fmt: skip
NEGATIONS = frozenset({"not", "no", "never", "none", "nobody", "nothing", "without"})


def kind_of(words: Sequence[str]) -> int:
    """Return which of `KINDS` the plain `words` of a question ask for; the last asking word decides."""
    for place in range(len(words) - 1, -1, -1):
        word = words[place]
        if word in _WORDS:
            following = words[place + 1 : place + 4]
            if word == "how" and following and following[0] in _AMOUNTS:
                return KINDS.index("how many")
            if word in {"what", "which"}:
                for later in following:
                    if later in _MEASURED:
                        return KINDS.index(_MEASURED[later])
            return KINDS.index(_WORDS[word])
    if words and words[0] in _YES_OR_NO:
        return KINDS.index("yes or no")
    return 0
