"""`python -m bot evaluate`: measures how well labelled questions are answered, as a table, as JSON or as a picture."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from bot.cli.packs import search_in
from bot.strings import cli as strings
from bot.text.plural import counted
from knowledge.evaluation.figures import (
    Figures,
    Judged,
    Verdict,
    by_style,
    calibration_bins,
    decided_point,
    figures,
    judge,
    risk_points,
)
from knowledge.evaluation.questions import QuestionsError, read
from knowledge.evaluation.statistics import Share

_OF_ANSWERABLE = ("right", "full", "caveat", "offered", "wrong")
_OF_THE_REST = ("false", "hinted")
_MOST_PROBLEMS = 20
_AMISS = (Verdict.WRONG, Verdict.MISSED, Verdict.FALSE)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's options."""
    parser.add_argument(
        "questions", type=Path, help="labelled questions, one JSON object per line (docs/evaluation.md)"
    )
    parser.add_argument("--pack", type=Path, help="ask this pack instead")
    parser.add_argument("--by", choices=["style"], help="also print the figures of each style of asking")
    parser.add_argument(
        "--misses", action="store_true", help="also list the questions that were answered wrongly or not found"
    )
    parser.add_argument(
        "--plot", type=Path, metavar="PNG", help="draw the calibration and risk-coverage curves into this file"
    )
    parser.add_argument("--json", action="store_true", help="print the figures as JSON instead of a table")


def run(args: argparse.Namespace) -> int:
    """Return 0; 1 if a file can't be used or the picture can't be drawn."""
    try:
        questions = read(args.questions)
    except OSError as error:
        print(strings.QUESTIONS_NOT_READ.format(path=args.questions, reason=error.strerror), file=sys.stderr)
        return 1
    except QuestionsError as error:
        shown, rest = error.problems[:_MOST_PROBLEMS], error.problems[_MOST_PROBLEMS:]
        more = [strings.MORE_PROBLEMS.format(number=len(rest))] if rest else []
        print(strings.QUESTIONS_NOT_USED.format(path=args.questions), *shown, *more, sep="\n- ", file=sys.stderr)
        return 1
    search = search_in(args.pack)
    if search is None:
        return 1
    judged = [judge(labelled, search.ask(labelled.question)) for labelled in questions]
    if args.json:
        print(json.dumps(as_data(judged, by=args.by), indent=2))
    else:
        print(as_text(judged, by=args.by))
    if args.misses:
        print("", *map(_miss, (j for j in judged if j.verdict in _AMISS or j.caveat is False)), sep="\n")
    return _draw(judged, args.plot) if args.plot else 0


def as_text(judged: Sequence[Judged], by: str | None = None) -> str:
    """Return the figures as tables, 95 % intervals in brackets. by: "style" adds those of each style."""
    total = figures(judged)
    lines = [
        strings.HOW_MANY_QUESTIONS.format(
            questions=counted(len(judged), "question"), answerable=total.right.of, unanswerable=total.false.of
        ),
        "",
    ]
    lines += [f"{name:<8} {_cell(share)}" for name, share in total.shares.items()]
    lines += [
        "",
        strings.CALIBRATION_ERROR_AND_AUROC.format(
            calibration_error=_decimal(total.calibration_error), auroc=_decimal(total.auroc)
        ),
    ]
    if by:
        styles = {style: figures(group) for style, group in by_style(judged).items()}
        for names in (_OF_ANSWERABLE, _OF_THE_REST):
            lines += ["", *_table(names, {s: f for s, f in styles.items() if getattr(f, names[0]).of})]
    return "\n".join(lines)


def as_data(judged: Sequence[Judged], by: str | None = None) -> dict[str, Any]:
    """Return the figures as plain data, with the curves behind them. by: "style" adds the figures of each style."""
    return {
        "questions": len(judged),
        **_figures_data(figures(judged)),
        "calibration": [vars(bin) for bin in calibration_bins(judged)],
        "risk_coverage": [vars(point) for point in risk_points(judged)],
        **(
            {"styles": {style: _figures_data(figures(group)) for style, group in by_style(judged).items()}}
            if by
            else {}
        ),
    }


def _figures_data(figures: Figures) -> dict[str, Any]:
    return vars(figures) | {
        name: {"count": share.count, "of": share.of, "percent": share.percent, "interval": share.interval}
        for name, share in figures.shares.items()
    }


def _table(names: Sequence[str], rows: dict[str, Figures]) -> list[str]:
    width = max(map(len, rows), default=0)
    cells = [[_cell(getattr(figures, name), digits=0) for name in names] for figures in rows.values()]
    return [
        " ".join([" " * width, *(f"{name:^22}" for name in names)]).rstrip(),
        *(
            " ".join([f"{style:<{width}}", *(f"{cell:<22}" for cell in row)]).rstrip()
            for style, row in zip(rows, cells, strict=True)
        ),
    ]


def _cell(share: Share, digits: int = 1) -> str:
    if share.percent is None or share.interval is None:
        return "     –"
    low, high = share.interval
    return (
        f"{share.count:>3}/{share.of:<3} {share.percent:>{digits + 3}.{digits}f}% [{low:.{digits}f}–{high:.{digits}f}]"
    )


def _decimal(value: float | None) -> str:
    return "–" if value is None else f"{value:.3f}"


def _miss(judged: Judged) -> str:
    verdict = "caveat" if judged.caveat is False else judged.verdict.value
    best = judged.outcome.candidates[0] if judged.outcome.candidates else None
    nearest = f"{best.record.fact.id} ({best.confidence:.2f})" if best else "nothing"
    return f"{verdict:<6} {judged.labelled.id}: {judged.labelled.question!r} → {nearest}"


def _draw(judged: Sequence[Judged], path: Path) -> int:
    try:
        from bot.cli.curves import draw  # noqa: PLC0415 (matplotlib is heavy, and an extra)
    except ModuleNotFoundError as error:
        if error.name != "matplotlib":
            raise
        print(strings.MATPLOTLIB_MISSING, file=sys.stderr)
        return 1
    try:
        draw(calibration_bins(judged), risk_points(judged), decided_point(judged), path)
        print(strings.PICTURE_WRITTEN.format(path=path), file=sys.stderr)
    except (OSError, ValueError) as error:  # ValueError: a file ending matplotlib doesn't know
        print(strings.PICTURE_NOT_WRITTEN.format(error=error), file=sys.stderr)
        return 1
    return 0
