"""Marks suggested phrasings that a moderator should look at twice. It asks the search; nothing is dropped here.

The search finds every phrasing it holds, so each text is asked while it's hidden: they're dealt into a few parts, and a
search over everything but one part is asked that part (cross-validation). Only what it's very sure of makes a mark,
since a good phrasing is one that isn't found yet.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from rapidfuzz import fuzz

from knowledge.history.suggested import Mark, Reason, SuggestedPhrasing
from knowledge.model.base import Base
from knowledge.model.entries import Entry, Fact, Gap
from knowledge.model.outcome import Answered, Outcome, Unanswered
from knowledge.model.refs import Ref, ref_of
from knowledge.model.same_text import text_key
from knowledge.search import Search
from knowledge.suggesting import messages

# A fact of this confidence answers a suggested phrasing already. Of phrasings put under a wrong fact, it marks a third,
# and 2 % of the others; .9 would mark a seventh.
SURE = 0.7
_PARTS = 5
_MOST_OWN = 400  # of the base's own phrasings are asked, from all over it
_LARGE = 3_000  # phrasings: a base that has more loses nothing to a few new ones, and hiding some takes seconds


_E = TypeVar("_E", bound=Entry)


@dataclass(frozen=True)
class _Own:
    """A phrasing that a fact of the base has."""

    fact: str
    text: str


def marked(suggested: Sequence[SuggestedPhrasing], search: Search) -> tuple[SuggestedPhrasing, ...]:
    """Return `suggested` with a mark on each that another fact answers, or that takes questions away from one.

    A new gap that rewords one of the base's, or one that's suggested too, becomes more ways to ask for that.
    search: over the base they are for. Takes a second or more: run it in a thread.
    """
    suggested = _folded(suggested, search)
    base = search.base
    own = [_Own(fact.id, text) for fact in base.facts for text in fact.phrasings]
    own = [] if len(own) > _LARGE else own[:: max(1, -(-len(own) // _MOST_OWN))]
    marks = _same_words(suggested, base)
    for part in range(_PARTS):
        hidden = range(part, len(suggested), _PARTS)
        hidden_own = own[part::_PARTS]
        shown = [each for n, each in enumerate(suggested) if n not in hidden]
        bare = _without(base, hidden_own) if hidden_own else base
        fuller = Search(_with(bare, shown), shared=search)
        for n in hidden:
            # Of a gap's rewordings one often sounds like a fact. A new gap is answered if its question is, ways to ask
            # for one that's there if all of them are.
            takers = {_answered_by(fuller.ask(text), suggested[n].fact) for text in _deciding(suggested[n])}
            if len(takers) == 1 and (taker := takers.pop()) is not None:
                marks.setdefault(n, Mark(Reason.ANSWERED, taker))
        lost = [(each, outcome) for each in hidden_own if _loses(outcome := fuller.ask(each.text), each)]
        barer = Search(bare, shared=search) if lost else search
        for each, outcome in lost:
            before = barer.ask(each.text)
            culprit = _culprit(outcome, each, suggested)
            if isinstance(before, Answered) and before.record.fact.id == each.fact and culprit is not None:
                marks.setdefault(culprit, Mark(Reason.TAKES, base.facts_by_id[each.fact].question))
    return tuple(replace(each, mark=marks.get(n)) for n, each in enumerate(suggested))


def _deciding(each: SuggestedPhrasing) -> Sequence[str]:
    return each.texts if each.ref is not None else each.texts[:1]


def _folded(suggested: Sequence[SuggestedPhrasing], search: Search) -> list[SuggestedPhrasing]:
    """Return `suggested` with each new gap that rewords another one as more ways to ask for that.

    It does if every one of its texts gets that gap's note, with the gaps before it on record. Of two new gaps, each has
    to get the other's: nobody sees them apart afterwards, and where no gap fits, the search takes one that comes close.
    """
    folded: list[SuggestedPhrasing] = []
    taken = {gap.id for gap in search.base.gaps}
    for each in suggested:
        if each.ref is not None:
            folded.append(each)
            continue
        new = [n for n, other in enumerate(folded) if other.ref is None]
        fuller = Search(_with(search.base, [folded[n] for n in new]), shared=search) if new else search
        gap = _gap_of(each, fuller)
        if gap is None:
            folded.append(each)
        elif gap.id in taken:
            folded.append(replace(each, gap=gap.id))
        else:
            n = next(n for n in new if folded[n].text == gap.question)
            others = [*(folded[m] for m in new if m != n), each]
            back = _gap_of(folded[n], Search(_with(search.base, others), shared=search))
            if back is not None and back.question == each.text:
                folded[n] = replace(folded[n], rewordings=(*folded[n].rewordings, *each.texts))
            else:
                folded.append(each)
    return folded


def _gap_of(each: SuggestedPhrasing, search: Search) -> Gap | None:
    """Return the gap whose note all texts of `each` get; None if it isn't the same for all."""
    outcomes = [search.ask(text) for text in each.texts]
    gaps = {outcome.gap.id: outcome.gap for outcome in outcomes if isinstance(outcome, Unanswered) and outcome.gap}
    told = sum(isinstance(outcome, Unanswered) and outcome.gap is not None for outcome in outcomes)
    return next(iter(gaps.values())) if len(gaps) == 1 and told == len(outcomes) else None


def _same_words(suggested: Sequence[SuggestedPhrasing], base: Base) -> dict[int, Mark]:
    """Return a mark for each that is word for word a way to ask for another entry, or suggested for one."""
    owners: dict[str, tuple[str | None, str]] = {}
    for entry in (*base.facts, *base.gaps):
        for text in entry.asked_as:
            owners.setdefault(text_key(text), (entry.id if isinstance(entry, Fact) else None, entry.question))
    marks: dict[int, Mark] = {}
    for n, each in enumerate(suggested):
        question = each.text if each.fact is None else base.facts_by_id[each.fact].question
        owner, asked = owners.setdefault(text_key(each.text), (each.fact, question))
        if owner != each.fact:
            marks[n] = Mark(Reason.ANSWERED, asked)
    return marks


def _without(base: Base, hidden: Iterable[_Own]) -> Base:
    gone = {(each.fact, each.text) for each in hidden}
    facts = [
        _asked_as(fact, [text for text in fact.phrasings if (fact.id, text) not in gone]) if gone else fact
        for fact in base.facts
    ]
    return base.model_copy(update={"facts": tuple(facts)})


def _with(base: Base, shown: Iterable[SuggestedPhrasing]) -> Base:
    """Return `base` with what is `shown`."""
    more: dict[Ref, list[str]] = {}
    gaps: list[tuple[str, ...]] = []
    for each in shown:
        if each.ref is None:
            gaps.append(each.texts)
        else:
            more.setdefault(each.ref, []).extend(each.texts)
    facts = [_asked_as(fact, [*fact.phrasings, *more.get(ref_of(fact), ())]) for fact in base.facts]
    old = [_asked_as(gap, [*gap.phrasings, *more.get(ref_of(gap), ())]) for gap in base.gaps]
    taken = {gap.id for gap in base.gaps}
    ids = (id for n in range(len(taken) + len(gaps)) if (id := f"suggested-{n}") not in taken)
    new = [
        Gap(id=id, question=question, phrasings=tuple(rest), note=messages.GAP_NOTE)
        for id, (question, *rest) in zip(ids, gaps, strict=False)
    ]
    return base.model_copy(update={"facts": tuple(facts), "gaps": (*old, *new)})


def _asked_as(entry: _E, phrasings: Sequence[str]) -> _E:
    return entry if len(phrasings) == len(entry.phrasings) else entry.model_copy(update={"phrasings": tuple(phrasings)})


def _answered_by(outcome: Outcome, fact: str | None) -> str | None:
    """Return the question of the fact, or introduction, that surely answers instead of `fact`; None if none does.

    fact: its id; None for a gap
    """
    if isinstance(outcome, Answered) and outcome.confidence >= SURE and outcome.record.fact.id != fact:
        return outcome.record.fact.question
    return None


def _loses(outcome: Outcome, own: _Own) -> bool:
    """Say whether `outcome` gives something else than the fact that the question is of."""
    if isinstance(outcome, Answered):
        return outcome.record.fact.id != own.fact
    return isinstance(outcome, Unanswered) and outcome.gap is not None


def _culprit(outcome: Outcome, own: _Own, suggested: Sequence[SuggestedPhrasing]) -> int | None:
    """Return the place of the suggested phrasing that comes closest to a question that it took away."""
    taker: Fact | Gap | None = None
    if isinstance(outcome, Answered):
        taker = outcome.record.fact
    elif isinstance(outcome, Unanswered):
        taker = outcome.gap
    rivals = [n for n, each in enumerate(suggested) if taker is not None and _is_for(each, taker)]
    return max(rivals, key=lambda n: _closeness(suggested[n], own.text), default=None)


def _is_for(each: SuggestedPhrasing, entry: Fact | Gap) -> bool:
    return each.ref == ref_of(entry) if each.ref is not None else each.text == entry.question


def _closeness(each: SuggestedPhrasing, text: str) -> float:
    return max(fuzz.token_set_ratio(way, text) for way in each.texts)
