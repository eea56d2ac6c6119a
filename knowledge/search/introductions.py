"""Recognizes questions that ask who a speaker is, and has the speaker's introduction answer them.

Such questions are recognized by their form, not ranked: everything in them is a way to ask "who is", and a name.
"How old is Ann?" and "Who is Ann married to?" have more to them, and stay with the search.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz, process

from knowledge.model.base import Base
from knowledge.model.entries import Entry, Fact, Speaker
from knowledge.model.introductions import Introduction, introduction_id
from knowledge.model.outcome import MOST_SUGGESTIONS, Answered, Candidate, Outcome, Suggested, Unanswered
from knowledge.search import text

_CONFIDENCE = 0.95  # that the name is the one that was meant
_SIMILAR = 80  # of 100; of a word of a name, so that typing errors make no difference
_SHORTEST = 4  # letters; in fewer, one wrong letter makes another name
_LEAST_PART = 0.4  # of the letters of a name in capitals: a family name is enough
_NEARLY_ALL = 0.8  # of the letters of any other: "Zanon" alone isn't "Zanon workers"
_LONGEST = 20  # words of a question that asks who somebody is

_SENTENCE_END = re.compile(r"(?<=[.!?…])\s+|\n+")
_JOB = "(?:role|job|position|title|office|post|function)"
_NAME = "(?P<name>.+?)"
_BEFORE = (
    "(?:(?:hey|hi|hello|ok|okay|so|and|but|um|well|please|sorry|bot|btw) )*"
    "(?:(?:can|could|would) (?:you|anyone|someone|somebody) (?:please )?(?:tell|remind) me |do you know "
    "|(?:please )?(?:tell|remind) me |i (?:want|would like|need) to know |(?:any|no) idea |i do not know )?"
)
_AFTER = "(?: (?:again|anyway|please|thanks|then|exactly|actually|btw|in (?:the|this) (?:article|story|news|text)))*"
_WHO_IS = [
    re.compile(f"{_BEFORE}{form}{_AFTER}")
    for form in (
        f"who (?:(?:is|was|are|were) )?(?:exactly |actually |even )?{_NAME}",
        f"who {_NAME} (?:is|was|are|were)",
        f"what (?:is|was|are|were) {_NAME}",
        f"what {_NAME} (?:is|was|are|were)",
        f"(?:what (?:is|was|are) )?(?:the )?{_NAME} {_JOB}",
        f"(?:what (?:is|was) )?the {_JOB} of {_NAME}",
        f"(?:what|which) {_JOB} (?:does|do|did) {_NAME} (?:have|hold)",
        f"what (?:does|do) {_NAME} do for (?:a living|work)",
        f"(?:kto|khto) (?:(?:takoy|takaya|takie|takiy|taka|taki|eto|tse) )?{_NAME}",
        f"(?:chto|shcho) (?:takoe|take|eto|tse) {_NAME}",
    )
]
_ABOUT = re.compile(
    f"{_BEFORE}(?:what (?:does|do) (?P<doing>.+?) do"
    f"|(?:(?:more |something |anything |info |information |details )?(?:about|on) )?{_NAME}){_AFTER}"
)
_ARTICLES = frozenset({"a", "an", "the"})
_TITLES = frozenset({
    "mr", "mrs", "ms", "miss", "madam", "sir", "dr", "doctor", "prof", "professor", "president", "prime", "minister",
    "governor", "general", "colonel", "captain", "senator", "mayor", "judge", "chief", "chancellor",
})  # fmt: skip


@dataclass(frozen=True)
class _Named:
    """What a speaker is called, in plain words.

    names: every spelling without its article, and how much of its letters it takes to mean it
    proper: the words that are nobody else's, like a family name
    role: the words of the role; title: all of them in order, if the role names an office, like Health Minister
    """

    speaker: str
    names: Mapping[tuple[str, ...], float]
    proper: frozenset[str]
    role: frozenset[str]
    title: tuple[str, ...]


class Introductions:
    """The introductions of a base, beside the facts that already say who a speaker is.

    knows: says whether the base has a plain word; such a word is never taken for a misspelt name
    """

    def __init__(self, base: Base, knows: Callable[[str], bool]) -> None:
        self._base = base
        self._knows = knows
        self._named = [_named(speaker) for speaker in base.speakers]
        self._proper = list({word for named in self._named for word in named.proper})
        self._owned: dict[str, Entry | None] = {}

    def answer(self, question: str, outcome: Outcome) -> Outcome:
        """Return what `question` gets, where the search alone would give `outcome`: a speaker's introduction, or that.

        A fact or gap of the base that asks the same goes first. A name alone, or what somebody does, may ask for more:
        that gets the introduction as a suggestion.
        """
        for sentence in _sentences(question):
            speaker = self._asked_for(sentence)
            if speaker is not None:
                return self._introduce(speaker, outcome)
        if isinstance(outcome, Suggested | Unanswered) and not getattr(outcome, "gap", None):
            speaker = self._meant(_name_in(_ABOUT, tuple(text.words(question))))
            introduction = self._introduction(speaker) if speaker else None
            if introduction is not None and self._own(introduction.speaker) is None:
                candidates = self._first(introduction, outcome.confidence, outcome, others=1.0)
                return Suggested(outcome.question, outcome.confidence, candidates)
        return outcome

    def begun(self, words: Sequence[str]) -> Iterator[str]:
        """Yield the ids of introductions whose question has a word that starts like each of `words`, a name among them.

        Not those of speakers whom a fact or gap of the base already introduces.
        """
        for named in self._named:
            introduction = self._introduction(named.speaker)
            if introduction is None or not any(
                len(word) > 1 and each.startswith(word) for word in words for each in named.proper
            ):
                continue
            asked = text.words(introduction.question)
            if all(any(each.startswith(word) for each in asked) for word in words) and not self._own(named.speaker):
                yield introduction.id

    def _introduce(self, speaker: str, outcome: Outcome) -> Outcome:
        if isinstance(outcome, Answered) and self._asks_for(outcome.record.fact, speaker):
            return outcome
        fact = self._own(speaker) or self._introduction(speaker)
        if not isinstance(fact, Fact):  # a gap says that nobody knows
            return outcome
        candidates = self._first(fact, _CONFIDENCE, outcome, others=1 - _CONFIDENCE)
        return Answered(outcome.question, candidates[0].record, _CONFIDENCE, candidates)

    def _first(self, fact: Fact, confidence: float, outcome: Outcome, others: float) -> tuple[Candidate, ...]:
        """Return the candidates of `outcome` behind `fact`, with `others` times the confidence they had."""
        first = Candidate(self._base.record(fact.id), confidence)
        behind = (each for each in outcome.candidates if each.record.fact.id != fact.id)
        return (first, *(Candidate(each.record, each.confidence * others) for each in behind))[:MOST_SUGGESTIONS]

    def _introduction(self, speaker: str) -> Introduction | None:
        return self._base.introductions_by_id.get(introduction_id(speaker))

    def _own(self, speaker: str) -> Entry | None:
        """Return the base's own entry that asks who the speaker is, if it has one."""
        if speaker not in self._owned:  # a large base takes a while to look through
            entries: tuple[Entry, ...] = (*self._base.facts, *self._base.gaps)
            self._owned[speaker] = next((entry for entry in entries if self._asks_for(entry, speaker)), None)
        return self._owned[speaker]

    def _asks_for(self, entry: Entry, speaker: str) -> bool:
        called = self._base.speakers_by_id[speaker]
        parts = {part for name in (called.name, *called.variants) for part in name.casefold().split()}
        texts = ((each, each.casefold()) for each in entry.asked_as)
        return any(self._asked_for(each) == speaker for each, folded in texts if any(part in folded for part in parts))

    def _asked_for(self, question: str) -> str | None:
        """Return the speaker of whom `question` asks who they are, and nothing else."""
        words = _words(question)
        found = (self._meant(_name_in(form, words)) for form in _WHO_IS)
        return next(filter(None, found), None)

    def _meant(self, words: tuple[str, ...]) -> str | None:
        """Return the one speaker whom `words` name."""
        words = _without_article(words)
        if not words:
            return None
        for fits in (_is_called, _has_title):
            found = [named.speaker for named in self._named if fits(words, named)]
            if found and fits is _is_called and len(words) == 1:  # also others with that family name
                found += [named.speaker for named in self._named if named.speaker not in found and _ends(words, named)]
            if found:
                return found[0] if len(found) == 1 else None
        parts = [(named.speaker, self._part(words, named)) for named in self._called_like(words)]
        found = [speaker for speaker, part in parts if part]
        return found[0] if len(found) == 1 and dict(parts)[found[0]] >= 1 else None

    def _called_like(self, words: tuple[str, ...]) -> list[_Named]:
        """Return the speakers that have a proper word like one of `words`: few, where a base has thousands."""
        like = {
            proper
            for word in words
            for proper, *_ in process.extract_iter(word, self._proper, scorer=fuzz.ratio, score_cutoff=_SIMILAR)
        }
        return [named for named in self._named if not like.isdisjoint(named.proper)] if like else []

    def _part(self, words: tuple[str, ...], named: _Named) -> float:
        """Return how much of a name `words` are, 1 being enough to mean it; 0 if they can't mean it at all.

        A proper word has to be among them; titles and words of the role may stand beside it.
        """
        parts = [word for word in words if word not in _TITLES and word not in named.role] or list(words)
        if not any(self._similar(word, proper) for word in parts for proper in named.proper):
            return 0
        length = len("".join(parts))
        shares = [
            length / len("".join(name)) / least
            for name, least in named.names.items()
            if all(any(self._similar(word, part) for part in name) for word in parts)
            and (least == _LEAST_PART or length >= least * len("".join(name)))
        ]
        return max(shares, default=0)

    def _similar(self, word: str, part: str) -> bool:
        if word == part:
            return True
        if min(len(word), len(part)) < _SHORTEST or fuzz.ratio(word, part) < _SIMILAR:
            return False
        return not self._knows(word)


def _is_called(words: tuple[str, ...], named: _Named) -> bool:
    return words in named.names


def _ends(words: tuple[str, ...], named: _Named) -> bool:
    return any(name[-1:] == words and least == _LEAST_PART for name, least in named.names.items())


def _has_title(words: tuple[str, ...], named: _Named) -> bool:
    return words == named.title


@lru_cache(maxsize=4096)  # a changed base has nearly the same speakers
def _named(speaker: Speaker) -> _Named:
    spellings = (speaker.name, *speaker.variants)
    role = tuple(text.words(speaker.role))
    capital = {plain for name in spellings for word in name.split() if word[:1].isupper() for plain in text.words(word)}
    return _Named(
        speaker.id,
        {_without_article(tuple(text.words(name))): _least_part(name) for name in spellings},
        frozenset(capital - _TITLES - _ARTICLES - set(role)),
        frozenset(role),
        _without_article(role) if any(word[:1].isupper() for word in speaker.role.split()) else (),
    )


def _least_part(name: str) -> float:
    return _LEAST_PART if all(word[:1].isupper() for word in name.split()) else _NEARLY_ALL


def _without_article(words: tuple[str, ...]) -> tuple[str, ...]:
    return words[1:] if words and words[0] in _ARTICLES else words


def _sentences(question: str) -> list[str]:
    """Return the question as a whole, and its last sentence if it has several."""
    parts = [part for part in _SENTENCE_END.split(question[: text.LONGEST_TEXT]) if part.strip()]
    return [question, parts[-1]] if len(parts) > 1 else [question]


def _name_in(form: re.Pattern[str], words: tuple[str, ...]) -> tuple[str, ...]:
    match = form.fullmatch(" ".join(words)) if len(words) <= _LONGEST else None
    named = match and next(filter(None, match.groupdict().values()), "")
    return tuple(named.split()) if named else ()


@lru_cache(maxsize=4096)
def _words(question: str) -> tuple[str, ...]:
    return tuple(text.words(question))
