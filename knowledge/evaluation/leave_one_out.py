"""Leave-one-out: hides ways to ask from a base and asks them, to see whether strangers would find its entries.

People don't ask in the words that authors wrote. So each phrasing in turn is taken out of the base, which is then asked
it. As an index takes a while to make, one in a hundred phrasings may be hidden at once, never two of one entry.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from knowledge.model.base import Base
from knowledge.model.entries import Entry, Fact, Gap
from knowledge.model.outcome import Answered, Chatted, Outcome, Suggested, Unanswered
from knowledge.model.refs import Ref, ref_of
from knowledge.search import Search

_AT_ONCE = 100  # questions that nothing is hidden for, asked before looking at the clock
_HIDDEN_AT_ONCE = 0.01  # of all phrasings: so few that the others are as easy to find as ever


class Got(StrEnum):
    """What a question got, seen from the entry it belongs to."""

    FOUND = "found"  # the fact is the answer; of a gap: no fact is
    OFFERED = "offered"  # suggestions, the fact among them; of a gap: suggestions
    TAKEN = "taken"  # another fact answers, or a gap or small talk does
    MISSED = "missed"  # nothing that helps


@dataclass(frozen=True)
class Trial:
    """A question that belongs to an entry, and what it got.

    taken_by: what it got instead, if it was taken; nearest: the phrasing of that which is nearest to the question
    """

    entry: Fact | Gap
    question: str
    got: Got
    taken_by: Entry | None = None
    nearest: str | None = None


@dataclass(frozen=True)
class Tried:
    """How well one entry is found.

    own: its own question, asked with nothing hidden; None if the time wasn't enough
    hidden: those of its ways to ask that were tried, each hidden from the base
    """

    entry: Fact | Gap
    own: Trial | None
    hidden: tuple[Trial, ...]

    @property
    def trials(self) -> Sequence[Trial]:
        """Its own question and those that were hidden."""
        return [*filter(None, [self.own]), *self.hidden]

    @property
    def found(self) -> int:
        """How many of the hidden ways to ask found it."""
        return self.count(Got.FOUND)

    @property
    def offered(self) -> int:
        """How many of the hidden ways to ask got it as a suggestion."""
        return self.count(Got.OFFERED)

    def count(self, got: Got) -> int:
        """Return how many of the hidden ways to ask `got` that."""
        return sum(trial.got is got for trial in self.hidden)


@dataclass(frozen=True)
class LeaveOneOut:
    """How well the entries of a base are found.

    entries: facts, then gaps; those that the time wasn't enough for have no trials
    planned: how many trials there would have been with time enough
    """

    entries: tuple[Tried, ...]
    planned: int

    @property
    def facts(self) -> Sequence[Tried]:
        """The facts alone."""
        return [each for each in self.entries if isinstance(each.entry, Fact)]

    @property
    def gaps(self) -> Sequence[Tried]:
        """The gaps alone."""
        return [each for each in self.entries if isinstance(each.entry, Gap)]

    @property
    def trials(self) -> Sequence[Trial]:
        """The trials of hidden ways to ask for facts."""
        return [trial for each in self.facts for trial in each.hidden]

    @property
    def unreachable(self) -> Sequence[Tried]:
        """The facts whose own question something else answers, or nothing."""
        return [each for each in self.facts if each.own and each.own.got in (Got.TAKEN, Got.MISSED)]

    def share(self, got: Got) -> float:
        """Return which part of the hidden ways to ask for facts `got` that; 0 if none was tried."""
        return sum(trial.got is got for trial in self.trials) / max(1, len(self.trials))

    @property
    def ambiguous(self) -> Sequence[Tried]:
        """The facts whose own question gets suggestions."""
        return [each for each in self.facts if each.own and each.own.got is Got.OFFERED]

    @property
    def not_found(self) -> Sequence[Tried]:
        """The facts that none of their hidden ways to ask found, the worst first."""
        lost = [each for each in self.facts if each.hidden and not each.found]
        return sorted(lost, key=lambda each: (each.offered / len(each.hidden), -len(each.hidden)))

    @property
    def partly_taken(self) -> Sequence[Tried]:
        """The facts that some of their hidden ways to ask found while others got something else, the worst first."""
        taken = [each for each in self.facts if each.found and each.count(Got.TAKEN)]
        return sorted(taken, key=lambda each: -each.count(Got.TAKEN) / len(each.hidden))

    @property
    def untried(self) -> Sequence[Tried]:
        """The facts with their question alone: nothing is left when that is hidden."""
        return [each for each in self.facts if len(each.entry.asked_as) == 1]

    @property
    def answered_gaps(self) -> Sequence[Tried]:
        """The gaps that a fact answers in at least one way to ask."""
        return [each for each in self.gaps if any(trial.got is Got.TAKEN for trial in each.trials)]

    @property
    def neediest(self) -> Sequence[Fact | Gap]:
        """The facts that need other ways to ask most, the neediest first."""
        needy = [*self.unreachable, *self.untried, *self.not_found, *self.ambiguous]
        return list({ref_of(each.entry): each.entry for each in needy}.values())


def leave_one_out(
    base: Base,
    sample: int,
    *,
    search: Search | None = None,
    go_on: Callable[[], bool] = lambda: True,
    progress: Callable[[int, int], None] = lambda _done, _of: None,
) -> LeaveOneOut:
    """Return how well the entries of `base` are found.

    sample: how many ways to ask for an entry are tried at most
    search: a search over `base`, if there is one already
    go_on: is asked again and again whether there's time for more
    progress: is told after each round how many questions were asked, and how many there are
    """
    search = search or Search(base, cached=False)
    entries: tuple[Fact | Gap, ...] = (*base.facts, *base.gaps)
    rounds = _rounds(entries, sample)
    planned = sum(map(len, rounds))
    hidden: defaultdict[Ref, list[Trial]] = defaultdict(list)
    own: dict[Ref, Trial] = {}
    for first in range(0, len(entries), _AT_ONCE):
        if first and not go_on():
            break
        own |= {ref_of(entry): _trial(entry, entry.question, search) for entry in entries[first : first + _AT_ONCE]}
    done = 0
    for each in rounds:
        if not go_on():
            break
        thinned = Search(_without(base, each), cached=False)
        for entry, phrasing in each:
            hidden[ref_of(entry)].append(_trial(entry, phrasing, thinned))
        done += len(each)
        progress(done, planned)
    return LeaveOneOut(
        tuple(Tried(entry, own.get(ref_of(entry)), tuple(hidden[ref_of(entry)])) for entry in entries), planned
    )


_Hidden = tuple[Fact | Gap, str]


def _rounds(entries: Sequence[Fact | Gap], sample: int) -> list[list[_Hidden]]:
    """Return which phrasings to hide at once, in an order in which every entry soon has its turn."""
    rng = random.Random(0)  # noqa: S311  # the same trials each time, no secret
    chosen = {
        ref_of(entry): rng.sample(entry.asked_as, min(sample, len(entry.asked_as)))
        for entry in entries
        if len(entry.asked_as) > 1
    }
    at_once = max(1, int(_HIDDEN_AT_ONCE * sum(len(entry.asked_as) for entry in entries)))
    rounds: list[list[_Hidden]] = []
    for turn in range(sample):
        hidden = [(each, chosen[ref_of(each)][turn]) for each in entries if turn < len(chosen.get(ref_of(each), ()))]
        rng.shuffle(hidden)  # neighbors often ask for much the same, and shouldn't be hidden together
        rounds += [hidden[first : first + at_once] for first in range(0, len(hidden), at_once)]
    return rounds


def _without(base: Base, hidden: Iterable[_Hidden]) -> Base:
    """Return `base` without the `hidden` ways to ask; where it's the question, the next phrasing takes its place."""
    left: Mapping[Ref, Fact | Gap] = {ref_of(entry): _one_less(entry, phrasing) for entry, phrasing in hidden}
    return base.model_copy(
        update={
            "facts": tuple(left.get(ref_of(fact), fact) for fact in base.facts),
            "gaps": tuple(left.get(ref_of(gap), gap) for gap in base.gaps),
        }
    )


def _one_less(entry: Fact | Gap, phrasing: str) -> Fact | Gap:
    question, *phrasings = (text for text in entry.asked_as if text != phrasing)
    return entry.model_copy(update={"question": question, "phrasings": tuple(phrasings)})


def _trial(entry: Fact | Gap, question: str, search: Search) -> Trial:
    outcome = search.ask(question)
    taker = _taker(outcome)
    if taker is not None and (isinstance(entry, Fact) or isinstance(taker, Fact)):
        if _is_same(taker, entry):
            return Trial(entry, question, Got.FOUND)
        return Trial(entry, question, Got.TAKEN, taker, _nearest(taker, question, search))
    if isinstance(entry, Gap):
        return Trial(entry, question, Got.OFFERED if isinstance(outcome, Suggested) else Got.FOUND)
    offered = isinstance(outcome, Suggested) and any(each.record.fact.id == entry.id for each in outcome.candidates)
    return Trial(entry, question, Got.OFFERED if offered else Got.MISSED)


def _is_same(entry: Entry, other: Entry) -> bool:
    return (type(entry), entry.id) == (type(other), other.id)


def _taker(outcome: Outcome) -> Entry | None:
    match outcome:
        case Answered():
            return outcome.record.fact
        case Chatted():
            return outcome.small_talk
        case Unanswered():
            return outcome.gap
        case _:
            return None


def _nearest(taker: Entry, question: str, search: Search) -> str | None:
    considered: Iterator[str] = (
        each.phrasing for each in search.explain(question).candidates if _is_same(each.entry, taker)
    )
    return next(considered, None)
