"""What `/test` shows: how a question was read, what it gets, and the nearest entries."""

from __future__ import annotations

from typing import Any

from discord.ui import Button, LayoutView

from bot.cards.actions import key
from bot.cards.layout import CHANGE, LINE, NAME, Document, card, fitted
from bot.cards.moderator_actions import OpenFact, OpenGap
from bot.cards.outcome import GREY
from bot.strings import editing
from bot.strings import moderating as strings
from bot.text.escape import escape
from bot.text.explanation import decision, explanation_text, words
from knowledge.model.entries import Entry, Fact, Gap
from knowledge.search.explanation import Considered, Explanation

_MOST_MISSING = 6
_MOST_BUTTONS = 3  # of the nearest entries


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
    buttons = [_edit_button(each.entry) for each in explanation.candidates[:_MOST_BUTTONS]]
    shown = [button for button in buttons if button is not None]
    return card(fitted(lines), shown, GREY, strings.EXPLANATION_FILE), (strings.EXPLANATION_FILE, document)


def _edit_button(entry: Entry) -> Button[Any] | None:
    match entry:
        case Fact():
            return OpenFact(key(entry.id)).button(editing.EDIT_THE_FACT.format(question=entry.question))
        case Gap():
            return OpenGap(key(entry.id)).button(editing.ANSWER_THE_GAP.format(question=entry.question))
        case _:
            return None


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
