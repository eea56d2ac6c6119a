"""What `/test` shows: how a question was read, what it gets, and the nearest entries."""

from __future__ import annotations

from discord.ui import LayoutView

from bot.cards.layout import CHANGE, LINE, NAME, Document, card, fitted
from bot.cards.outcome import GREY
from bot.strings import moderating as strings
from bot.text.escape import escape
from bot.text.explanation import decision, explanation_text, words
from knowledge.model.entries import Fact
from knowledge.search.explanation import Considered, Explanation

_MOST_MISSING = 6


def explained_card(explanation: Explanation) -> tuple[LayoutView, Document]:
    """Return the card, and a file with the whole explanation, down to what each feature contributed."""
    outcome = explanation.outcome
    confidences = {candidate.record.fact.id: candidate.confidence for candidate in outcome.candidates}
    lines = [
        f"### {escape(outcome.question, LINE)}",
        escape(decision(explanation), CHANGE),
        *(f"-# {escape(line, CHANGE)}" for line in words(explanation)),
        *([strings.NEAREST] if explanation.candidates else []),
        *(_candidate(each, confidences) for each in explanation.candidates),
    ]
    document = f"{outcome.question}\n\n{explanation_text(explanation)}\n".encode()
    return card(fitted(lines), [], GREY, strings.EXPLANATION_FILE), (strings.EXPLANATION_FILE, document)


def _candidate(considered: Considered, confidences: dict[str, float]) -> str:
    entry = considered.entry
    scores = [strings.SCORE.format(score=considered.score)]
    if isinstance(entry, Fact) and entry.id in confidences:
        scores.append(strings.CONFIDENCE.format(confidence=confidences[entry.id]))
    matched = strings.MATCHED.format(phrasing=considered.phrasing)
    if considered.missing:
        missing = ", ".join(f"“{word}”" for word in considered.missing[:_MOST_MISSING])
        matched = strings.MISSING.format(matched=matched, words=missing)
    question = strings.NEAREST_ENTRY.format(
        question=escape(entry.question, NAME),
        kind="fact" if isinstance(entry, Fact) else "gap",
        id=entry.id,
        scores=" · ".join(scores),
    )
    return f"{question}\n-# {escape(matched, CHANGE)}"
