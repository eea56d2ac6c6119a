"""What `/test` shows: how a question was read, what it gets, and the entries that came nearest."""

from __future__ import annotations

from discord.ui import LayoutView

from bot.cards.edit_result import Document, card, fitted
from bot.cards.outcome import GREY
from bot.text.escape import escape
from bot.text.explanation import decision, explanation_text, words
from knowledge.model.entries import Fact
from knowledge.search.explanation import Considered, Explanation

WHOLE = "explanation.txt"
_QUESTION_LENGTH = 300
_LINE_LENGTH = 400
_MOST_MISSING = 6


def explained_card(explanation: Explanation) -> tuple[LayoutView, Document]:
    """Return the card, and a file with the whole explanation: what each feature gave, too."""
    outcome = explanation.outcome
    sure = {candidate.record.fact.id: candidate.confidence for candidate in outcome.candidates}
    lines = [
        f"### {escape(outcome.question, _QUESTION_LENGTH)}",
        escape(decision(explanation), _LINE_LENGTH),
        *(f"-# {escape(line, _LINE_LENGTH)}" for line in words(explanation)),
        *(["**What came nearest**"] if explanation.candidates else []),
        *(_candidate(each, sure) for each in explanation.candidates),
    ]
    document = f"{outcome.question}\n\n{explanation_text(explanation)}\n".encode()
    return card(fitted(lines), [], GREY, WHOLE), (WHOLE, document)


def _candidate(considered: Considered, sure: dict[str, float]) -> str:
    entry = considered.entry
    kind = "fact" if isinstance(entry, Fact) else "gap"
    scores = [f"score {considered.score:.2f}"]
    scores += [f"confidence {sure[entry.id]:.0%}"] if isinstance(entry, Fact) and entry.id in sure else []
    missing = f"; has no “{'”, “'.join(considered.missing[:_MOST_MISSING])}”" if considered.missing else ""
    return (
        f"- **{escape(entry.question, 150)}** · {kind} `{entry.id}` · {' · '.join(scores)}\n"
        f"-# {escape(f'by “{considered.phrasing}”{missing}', _LINE_LENGTH)}"
    )
