"""What each labelled question got, and the figures of many: the definitions stand in `Verdict` and `Figures`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from knowledge.evaluation.questions import Labelled
from knowledge.evaluation.statistics import Bin, RiskPoint, Share, auroc, calibration, calibration_error, risk_coverage
from knowledge.model.outcome import Answered, Outcome, Suggested
from knowledge.model.record import Record

OFFERED_AMONG = 5


class Verdict(StrEnum):
    """What a question got, seen from who asked it. The first four for the answerable, the others for the rest."""

    RIGHT = "right"  # answered: each `must` group is in the answer, and an accepted speaker is named
    WRONG = "wrong"  # answered, and not right
    OFFERED = "offered"  # suggestions, a right fact among the first five
    MISSED = "missed"  # neither
    FALSE = "false"  # answered, though the source does not say
    HINTED = "hinted"  # suggestions, though the source does not say
    SILENT = "silent"  # told that the source does not say


@dataclass(frozen=True)
class Judged:
    """A question with its outcome and what that is worth."""

    labelled: Labelled
    outcome: Outcome
    verdict: Verdict
    caveat: bool | None  # of a right answer: whether its caveat is as it must be; None where it is not scored
    best_is_right: bool  # whether the best candidate is a right answer, which is what `confidence` foretells


@dataclass(frozen=True)
class Figures:
    """The figures of some questions; each share is of the questions that it can be said of."""

    right: Share  # of the answerable
    full: Share  # of the answerable: right, and the caveat not amiss
    caveat: Share  # of the right ones that are scored for it: it names the other side where disputed, else is not there
    offered: Share  # of the answerable
    wrong: Share  # of the answerable
    false: Share  # of the unanswerable
    hinted: Share  # of the unanswerable
    calibration_error: float | None  # of the confidence that the best candidate is right, over all questions
    auroc: float | None  # how well confidence tells the answerable from the rest

    @property
    def shares(self) -> dict[str, Share]:
        """Those figures that are shares, by name."""
        return {name: value for name, value in vars(self).items() if isinstance(value, Share)}


def judge(labelled: Labelled, outcome: Outcome) -> Judged:
    """Return what `outcome` is worth as the outcome of the question."""
    answerable = labelled.kind == "in"
    caveat = None
    match outcome:
        case Answered() if not answerable:
            verdict = Verdict.FALSE
        case Answered() if _holds(labelled, outcome.record):
            verdict = Verdict.RIGHT
            caveat = _caveat_holds(labelled, outcome.record)
        case Answered():
            verdict = Verdict.WRONG
        case Suggested() if not answerable:
            verdict = Verdict.HINTED
        case Suggested() if any(_holds(labelled, c.record) for c in outcome.candidates[:OFFERED_AMONG]):
            verdict = Verdict.OFFERED
        case _:
            verdict = Verdict.MISSED if answerable else Verdict.SILENT
    best = outcome.candidates[0].record if outcome.candidates else None
    return Judged(labelled, outcome, verdict, caveat, answerable and best is not None and _holds(labelled, best))


def figures(judged: Sequence[Judged]) -> Figures:
    """Return the figures of all that was judged."""
    answerable = [j for j in judged if j.labelled.kind == "in"]
    rest = [j for j in judged if j.labelled.kind == "out"]
    scored = [j for j in judged if j.caveat is not None]

    def share(verdict: Verdict, of: list[Judged]) -> Share:
        return Share(sum(j.verdict is verdict for j in of), len(of))

    return Figures(
        right=share(Verdict.RIGHT, answerable),
        full=Share(sum(j.verdict is Verdict.RIGHT and j.caveat is not False for j in answerable), len(answerable)),
        caveat=Share(sum(j.caveat is True for j in scored), len(scored)),
        offered=share(Verdict.OFFERED, answerable),
        wrong=share(Verdict.WRONG, answerable),
        false=share(Verdict.FALSE, rest),
        hinted=share(Verdict.HINTED, rest),
        calibration_error=calibration_error(calibration_bins(judged)),
        auroc=auroc([j.outcome.confidence for j in answerable], [j.outcome.confidence for j in rest]),
    )


def calibration_bins(judged: Sequence[Judged]) -> list[Bin]:
    """Return how often the best candidate is right where confidence says so, ten bins of equal count."""
    return calibration([j.outcome.confidence for j in judged], [j.best_is_right for j in judged])


def risk_points(judged: Sequence[Judged]) -> list[RiskPoint]:
    """Return how often the best candidate is not right, were it given to this share of the questions, surest first."""
    return risk_coverage([j.outcome.confidence for j in judged], [j.best_is_right for j in judged])


def decided_point(judged: Sequence[Judged]) -> RiskPoint | None:
    """Return how much was in fact answered, and how much of that is not right; None where nothing was answered."""
    answered = [j for j in judged if isinstance(j.outcome, Answered)]
    if not answered:
        return None
    not_right = sum(j.verdict is not Verdict.RIGHT for j in answered)
    return RiskPoint(len(answered) / len(judged), not_right / len(answered))


def by_style(judged: Iterable[Judged]) -> dict[str, list[Judged]]:
    """Return what was judged under each style of asking, in the order of their names."""
    groups: defaultdict[str, list[Judged]] = defaultdict(list)
    for j in judged:
        groups[j.labelled.style].append(j)
    return dict(sorted(groups.items()))


def _holds(labelled: Labelled, record: Record) -> bool:
    answer = record.answer_with_sides
    # All that an answer says of its speakers counts: "Ukraine" names the side of a Ukrainian official.
    said_by = [part for s in record.speakers for part in (s.id, s.name, s.role, s.side)]
    return all(_names_one(answer, group) for group in labelled.must) and (
        not labelled.speaker or _names_one(" ".join([*said_by, answer]), labelled.speaker)
    )


def _caveat_holds(labelled: Labelled, record: Record) -> bool | None:
    if labelled.disputed is None:
        return None
    if not labelled.disputed or record.caveat is None:
        return labelled.disputed == (record.caveat is not None)
    return not labelled.counter or _names_one(record.caveat, labelled.counter)


def _names_one(text: str, parts: Iterable[str]) -> bool:
    folded = text.casefold()
    return any(part.casefold() in folded for part in parts)
