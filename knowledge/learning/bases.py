"""Bases that people wrote, made richer by suggestions and poorer by thinning, with what they're asked."""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from knowledge import pack
from knowledge.evaluation import questions
from knowledge.evaluation.questions import Labelled
from knowledge.learning.examples import Asked, Group, group_of, labelled_asked
from knowledge.model.base import Base
from knowledge.model.entries import Entry, Fact, Gap
from knowledge.search.layers import searchable_entries

_NOTE = "The article does not say."
_OF_SUGGESTIONS = 0.5  # what they count as questions: their writers had the facts before them
_OF_FAR_OFF = 0.2  # what questions about something else count: few people ask such
_HALF = 7  # of the suggested phrasings of each fact are taken in, the others asked


class Suggestions:
    """Ways to ask the facts of a base, and gaps, each with its rewordings: what is in a `suggestions.json`."""

    def __init__(self, path: Path) -> None:
        """Read the file at `path`. Raises `OSError`, `ValueError` or `KeyError`."""
        data = json.loads(path.read_text("utf-8"))
        self.facts: Mapping[str, Sequence[str]] = data["facts"]
        self.gaps: Sequence[Sequence[str]] = data["gaps"]


def groups(folder: Path) -> list[Group]:
    """Return the groups of the base in `folder`: as it was written, without phrasings and gaps, and with suggestions.

    The folder has pack.toml, questions.jsonl and suggestions.json. Raises what reading them raises.
    """
    rng = random.Random(folder.name)  # noqa: S311  # a split that anyone can make again, no secret
    written = pack.read(folder / "pack.toml")
    labelled = questions.read(folder / "questions.jsonl")
    suggestions = Suggestions(folder / "suggestions.json")
    some = {id: rng.sample(list(asked), len(asked)) for id, asked in suggestions.facts.items()}
    gaps = rng.sample(list(suggestions.gaps), len(suggestions.gaps))
    cut = len(gaps) // 2
    half = with_suggestions(written, {id: asked[:_HALF] for id, asked in some.items()}, [g[:1] for g in gaps[:cut]])
    full = with_suggestions(written, suggestions.facts, suggestions.gaps)
    bare = bare_of(written)
    ways = [(id, way) for id, asked in some.items() for way in asked]
    rest = [(id, way) for id, asked in some.items() for way in asked[_HALF:]]
    gap_of = {f"suggested-{n}": gap for n, gap in enumerate(gaps[:cut])}
    asked = _Asking(labelled, ways, gaps)
    return [
        *asked.of(written, folder.name),
        *asked.of(bare, f"{folder.name}, bare"),
        *_Asking(labelled, rest, gaps[cut:], gap_of).of(half, f"{folder.name}, half of the suggestions"),
        *_Asking(labelled).of(full, f"{folder.name}, all suggestions"),
    ]


@dataclass(frozen=True)
class _Asking:
    """What is asked of a base: labelled questions, ways to ask its facts, what it has no fact for, and its gaps."""

    labelled: Sequence[Labelled]
    ways: Sequence[tuple[str, str]] = ()
    unanswerable: Sequence[Sequence[str]] = ()
    gaps: Mapping[str, Sequence[str]] = field(default_factory=dict)

    def of(self, base: Base, name: str) -> Iterator[Group]:
        """Yield a group of the labelled questions, and one of the others, which are further from what people ask."""
        yield group_of(base, labelled_asked(self.labelled, base), name, natural=True)
        number = {entry.id: n for n, entry in enumerate(searchable_entries(base)) if isinstance(entry, Fact | Gap)}
        out = range(len(base.facts), len(searchable_entries(base)))
        others = [
            *(Asked(way, [number[id]], -1) for id, way in self.ways if id in number),
            *(Asked(way, out, None) for gap in self.unanswerable for way in gap),
            *(Asked(way, out, number[id]) for id, gap in self.gaps.items() for way in gap[1:]),
        ]
        if others:
            yield group_of(base, others, f"{name}, suggestions", _OF_SUGGESTIONS)


def with_suggestions(base: Base, facts: Mapping[str, Sequence[str]], gaps: Iterable[Sequence[str]]) -> Base:
    """Return `base` with more phrasings for its facts, and with more gaps, each a question and its rewordings."""
    return Base(
        sources=base.sources,
        speakers=base.speakers,
        facts=tuple(_with_phrasings(fact, (*fact.phrasings, *facts.get(fact.id, ()))) for fact in base.facts),
        gaps=(
            *base.gaps,
            *(
                Gap(id=f"suggested-{n}", question=first, phrasings=tuple(rest), note=_NOTE)
                for n, (first, *rest) in enumerate(gaps)
            ),
        ),
    )


def bare_of(base: Base) -> Base:
    """Return `base` as a table of questions and answers: without phrasings, and without gaps."""
    return base.model_copy(update={"facts": tuple(_with_phrasings(fact, ()) for fact in base.facts), "gaps": ()})


def _with_phrasings(entry: Fact, phrasings: Sequence[str]) -> Fact:
    return entry.model_copy(update={"phrasings": tuple(dict.fromkeys(phrasings))})


def _far_off(texts: Sequence[str], base: Base, name: str) -> Group:
    out = range(len(base.facts), len(searchable_entries(base)))
    return group_of(base, [Asked(text, out, None) for text in texts], f"{name}, far off", _OF_FAR_OFF)


def thinned_groups(base: Base, labelled: Sequence[Labelled], far_off: Sequence[str]) -> list[Group]:
    """Return groups of a rich `base` as it is, and thinned in several ways; what was taken away is asked.

    far_off: questions about something else
    """
    made = [
        _far_off(far_off, base, "the whole pack"),
        group_of(base, labelled_asked(labelled, base), "the whole pack", 4.0, natural=True),
    ]
    for phrasings, gaps, of_gap in _THIN:
        rng = random.Random(f"{phrasings}/{gaps}/{of_gap}")  # noqa: S311  # anyone can make it again
        thin = thinned(base, phrasings, gaps, of_gap, rng)
        asked = labelled_asked(labelled, thin) + _withheld(base, thin, rng)
        name = f"{phrasings} phrasings, {gaps} gaps of {of_gap}"
        made += [group_of(thin, asked, name), _far_off(far_off, thin, name)]
    return made


_THIN = ((0, 0, 0), (1, 12, 1), (2, 20, 1), (3, 0, 0), (3, 30, 2), (5, 30, 3), (10, 60, 5), (30, 130, 10))
_WITHHELD = 250  # phrasings of facts that are asked, and as many of gaps that aren't there, and of those that are


def thinned(base: Base, phrasings: int, gaps: int, of_gap: int, rng: random.Random) -> Base:
    """Return `base` with so many phrasings of each fact, and so many gaps of so many phrasings each."""

    def some(entry: Entry, most: int) -> tuple[str, ...]:
        return tuple(rng.sample(entry.phrasings, min(most, len(entry.phrasings))))

    kept = rng.sample(base.gaps, gaps)
    return base.model_copy(
        update={
            "facts": tuple(_with_phrasings(fact, some(fact, phrasings)) for fact in base.facts),
            "gaps": tuple(gap.model_copy(update={"phrasings": some(gap, max(of_gap - 1, 0))}) for gap in kept),
        }
    )


def _withheld(base: Base, thin: Base, rng: random.Random) -> list[Asked]:
    number = {entry.id: n for n, entry in enumerate(searchable_entries(thin)) if isinstance(entry, Fact | Gap)}
    out = range(len(thin.facts), len(searchable_entries(thin)))
    kept = {gap.id for gap in thin.gaps}

    def sample(entries: Iterable[Entry], asked: Callable[[Entry, str], Asked]) -> list[Asked]:
        known = {entry.id: set(entry.asked_as) for entry in (*thin.facts, *thin.gaps)}
        all = [asked(entry, way) for entry in entries for way in entry.asked_as if way not in known.get(entry.id, ())]
        return rng.sample(all, min(_WITHHELD, len(all)))

    return [
        *sample(base.facts, lambda fact, way: Asked(way, [number[fact.id]], -1)),
        *sample((gap for gap in base.gaps if gap.id not in kept), lambda _, way: Asked(way, out, None)),
        *sample((gap for gap in base.gaps if gap.id in kept), lambda gap, way: Asked(way, out, number[gap.id])),
    ]
