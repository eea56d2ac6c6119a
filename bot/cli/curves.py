"""The two curves of an evaluation in one picture. Needs matplotlib (the extra `plot`)."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from knowledge.evaluation.statistics import Bin, RiskPoint, wilson

# Okabe and Ito's blue and vermilion: told apart whatever one's sight, and in grey by the line's style as well.
_MEASURED, _IDEAL = "#0072B2", "#D55E00"


def draw(bins: Sequence[Bin], points: Sequence[RiskPoint], decided: RiskPoint | None, path: Path) -> None:
    """Write the picture to `path`; `decided` is where the bot itself stands, None where it answered nothing.

    Raises `OSError`, or `ValueError` for an ending that is no picture's.
    """
    figure = Figure(figsize=(11, 5), layout="constrained", dpi=120)
    left, right = figure.subplots(1, 2)
    _draw_calibration(left, bins)
    _draw_risk(right, points, decided)
    figure.savefig(path)


def _draw_calibration(axes: Axes, bins: Sequence[Bin]) -> None:
    intervals = [wilson(bin.right, bin.of) for bin in bins]
    axes.plot([0, 1], [0, 1], color=_IDEAL, linestyle="--", label="as it says")
    axes.errorbar(
        [bin.confidence for bin in bins],
        [bin.right for bin in bins],
        yerr=[
            [bin.right - low for bin, (low, _) in zip(bins, intervals, strict=True)],
            [high - bin.right for bin, (_, high) in zip(bins, intervals, strict=True)],
        ],
        color=_MEASURED,
        marker="o",
        capsize=3,
        label="measured, 95 % interval",
    )
    axes.set(
        title="Calibration: how often the best fact is right",
        xlabel="confidence (mean of a tenth of the questions)",
        ylabel="share that is right",
        xlim=(-0.02, 1.02),
        ylim=(-0.02, 1.02),
    )
    axes.grid(alpha=0.3)
    axes.legend(loc="upper left")


def _draw_risk(axes: Axes, points: Sequence[RiskPoint], decided: RiskPoint | None) -> None:
    axes.plot(
        [point.coverage for point in points],
        [point.risk for point in points],
        color=_MEASURED,
        label="answering the surest first",
    )
    if decided:
        axes.plot(
            [decided.coverage], [decided.risk], color=_IDEAL, marker="D", linestyle="none", label="what the bot decides"
        )
    axes.set(
        title="Risk and coverage: what answering more would cost",
        xlabel="share of all questions that is answered",
        ylabel="share of the answers that is not right",
        xlim=(-0.02, 1.02),
        ylim=(-0.02, 1.02),
    )
    axes.grid(alpha=0.3)
    axes.legend(loc="upper left")
