"""Draws the two curves of an evaluation as one picture. Needs matplotlib (the extra `plot`)."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from bot.strings import cli as strings
from knowledge.evaluation.statistics import Bin, RiskPoint, wilson

# Okabe and Ito's blue and vermilion, which colour-blind people can tell apart; the line styles differ as well.
_MEASURED, _IDEAL = "#0072B2", "#D55E00"


def draw(bins: Sequence[Bin], points: Sequence[RiskPoint], decided: RiskPoint | None, path: Path) -> None:
    """Write the picture to `path`. decided: what the bot's own threshold gives; None if it answered nothing.

    Raises `OSError`, or `ValueError` if the file's ending isn't that of a picture.
    """
    figure = Figure(figsize=(11, 5), layout="constrained", dpi=120)
    left, right = figure.subplots(1, 2)
    _draw_calibration(left, bins)
    _draw_risk(right, points, decided)
    figure.savefig(path)


def _draw_calibration(axes: Axes, bins: Sequence[Bin]) -> None:
    intervals = [wilson(bin.right, bin.of) for bin in bins]
    axes.plot([0, 1], [0, 1], color=_IDEAL, linestyle="--", label=strings.PERFECTLY_CALIBRATED)
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
        label=strings.MEASURED,
    )
    axes.set(
        title=strings.CALIBRATION_TITLE,
        xlabel=strings.CONFIDENCE_AXIS,
        ylabel=strings.RIGHT_AXIS,
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
        label=strings.MOST_CONFIDENT_FIRST,
    )
    if decided:
        axes.plot(
            [decided.coverage], [decided.risk], color=_IDEAL, marker="D", linestyle="none", label=strings.AS_DECIDED
        )
    axes.set(
        title=strings.RISK_TITLE,
        xlabel=strings.COVERAGE_AXIS,
        ylabel=strings.RISK_AXIS,
        xlim=(-0.02, 1.02),
        ylim=(-0.02, 1.02),
    )
    axes.grid(alpha=0.3)
    axes.legend(loc="upper left")
