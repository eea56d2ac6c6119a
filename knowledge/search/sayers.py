"""Whose words a question asks for: "what did the mayor of Ashford say", "the toll according to Biden".

Found by the order of the plain words alone: the words that stand for somebody before a word of saying, or after
"according to" and the like. Whether a base knows them is another matter.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from knowledge.search import text
from knowledge.search.question_type import AUXILIARIES, BEING, QUESTION_WORDS

_SAYING = (
    "say said tell told claim think thought call describe comment announce mention state explain deny believe argue "
    "react reaction respond response accuse warn insist admit quote statement suggest report compare blame promise "
    "opinion view write tweet post"
)
WORDS_OF_SAYING = frozenset(map(text.stem, _SAYING.split()))  # these two as stems
WORDS_BEFORE_A_NAME = frozenset(text.stem(word) for word in ("according", "opinion", "view", "words", "ask"))
_SPOKEN = WORDS_OF_SAYING | frozenset(text.stem(word) for word in ("words", "position", "stance"))
_COMPARE = text.stem("compare")
_PASSED_OVER = (
    "really actually also still ever just even then again now publicly himself herself themselves itself not to been "
    "so exactly only already on record"
)
_BEFORE_A_NOUN = "the a an his her their its our my your this that these those some any other"
_CONJUNCTIONS = "in that if whether and or but about on to with by than as like because when while it there"
_ASIDE = frozenset(_PASSED_OVER.split())
_DETERMINERS = frozenset(_BEFORE_A_NOUN.split())
_HEAD_ENDS = frozenset({"of", "for", "at", "from", "in", "who"})
_BREAKS = (AUXILIARIES - {"may"}) | QUESTION_WORDS | frozenset(_CONJUNCTIONS.split())  # May is a name, too
_OWN = frozenset({"my", "our"})  # whoever asks tells what somebody says: "my brother insists"
_LONGEST = 6  # words of a name with its title


def sayers(words: Sequence[str]) -> Iterator[range]:
    """Yield where in the plain `words` of a question those stand whose words it asks for, each as a range of places.

    Articles at their beginnings are left out; pronouns aren't.
    """
    stems = [text.stem(word) for word in words]
    if _BREAKS.isdisjoint(words[:1]):  # "Biden on the toll"
        about = next((n for n, word in enumerate(words[: _LONGEST + 1]) if word in {"on", "about"}), 0)
        if (
            about
            and _BREAKS.isdisjoint(words[:about])
            and _SPOKEN.isdisjoint(stems[:about])
            and "from" not in words[:about]
        ):
            yield _trimmed(words, 0, about)
    for place, stem in enumerate(stems):
        if stem in _SPOKEN and not _compares_itself(stems, words, place):
            before = _before(words, stems, place)
            if before and not _is_passive(words, before, place):
                yield before
        after = _named_after(words, stems, place)
        if after is not None:
            named = _after(words, stems, after)
            if named:
                yield named


def head(words: Sequence[str], sayer: range) -> int:
    """Return the place of the word that says who it is: "mayor" of "mayor of Ashford", "Biden" of "President Biden"."""
    return next((place - 1 for place in sayer if words[place] in _HEAD_ENDS and place > sayer.start), sayer.stop - 1)


def _before(words: Sequence[str], stems: Sequence[str], place: int) -> range:
    if words[place - 1 : place] and words[place - 1] in _DETERMINERS:  # "the announcement"
        return range(0)
    end = place
    while end > 0 and (words[end - 1] in _ASIDE or words[end - 1] in AUXILIARIES - BEING):
        end -= 1
    start = end
    while start > 0 and end - start < _LONGEST and words[start - 1] not in _BREAKS and stems[start - 1] not in _SPOKEN:
        start -= 1
    if start > 0 and words[start - 1] == "which":  # "which American state" asks for a state
        return range(0)
    return _trimmed(words, start, end)


def _after(words: Sequence[str], stems: Sequence[str], start: int) -> range:
    end = start
    while end < len(words) and end - start < _LONGEST and words[end] not in _BREAKS and stems[end] not in _SPOKEN:
        end += 1
    return _trimmed(words, start, end)


def _trimmed(words: Sequence[str], start: int, end: int) -> range:
    while start < end and words[start] in _DETERMINERS:
        if words[start] in _OWN:
            return range(0)
        start += 1
    return range(start, end)


def _named_after(words: Sequence[str], stems: Sequence[str], place: int) -> int | None:
    """Return where a name begins that stands after "according to", "said by" or "quotes from" at `place`."""
    following = words[place + 1] if place + 1 < len(words) else ""
    if stems[place] == text.stem("according") and following == "to":
        return place + 2
    if stems[place] in _SPOKEN and following in {"by", "from"}:
        return place + 2
    if stems[place] in {"quot", "statement", "word", "opinion", "view", "reaction", "respons"} and following == "of":
        return place + 2
    return None


def _is_passive(words: Sequence[str], sayer: range, place: int) -> bool:
    """Say whether the sayer is what's spoken of: "is Ashford called", "was the mayor quoted"."""
    first = sayer.start
    while first > 0 and words[first - 1] in _DETERMINERS:
        first -= 1
    being = (first > 0 and words[first - 1] in BEING) or words[place - 1] in BEING
    return being and words[place].endswith(("ed", "told", "said"))


def _compares_itself(stems: Sequence[str], words: Sequence[str], place: int) -> bool:
    """Say whether something is compared, and nobody compares: "how does Ashford compare to Verdun"."""
    if stems[place] != _COMPARE or words[place + 1 : place + 2] not in (["to"], ["with"]):
        return False
    return {"what", "which", "who"}.isdisjoint(words[:place])
