"""Why a question got what it got, as text for a terminal."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence

from bot.text.escape import visible
from knowledge.model.entries import Fact
from knowledge.model.outcome import Answered, Chatted, Outcome, Suggested, Unanswered
from knowledge.search.explanation import Considered, Explanation, Reason
from knowledge.search.speller import Respelling

_SMALLEST = 0.005  # a smaller contribution, either way, would show as 0.00
_MOST_MISSING = 6


def explanation_text(explanation: Explanation) -> str:
    """Return how the outcome came about: the words, the decision, the candidates, and what each feature contributed."""
    sections = [
        words(explanation),
        textwrap.wrap(decision(explanation), 80),
        _confidence(explanation),
        _candidates(explanation.candidates),
        _features(explanation.candidates),
    ]
    return "\n\n".join("\n".join(lines) for lines in sections if lines)


def words(explanation: Explanation) -> list[str]:
    """Return how the question's words were looked up, and which were taken for others or not known."""
    lines = [f"Looked up as:  {' '.join(explanation.words) or '(no words)'}"]
    lines += [f"Taken for:     {_respelling(respelling)}" for respelling in explanation.respellings]
    if explanation.unknown:
        lines.append(f"Not known:     {', '.join(explanation.unknown)}")
    return lines


def _respelling(respelling: Respelling) -> str:
    return f"{respelling.typed} → {respelling.word} ({respelling.reason}, trusted {respelling.trust:.0%})"


def decision(explanation: Explanation) -> str:
    """Return what the question got, how sure that is, and how sure it has to be."""
    sure = f"The best fact is right with a confidence of {explanation.outcome.confidence:.2f}; "
    to_answer, to_suggest = explanation.answer_threshold, explanation.suggest_threshold
    needed = f"it takes {to_answer:.2f} to answer and {to_suggest:.2f} to suggest."
    return f"{_said(explanation.outcome)} {sure}{needed}"


def _said(outcome: Outcome) -> str:
    match outcome:
        case Answered() if outcome.record.introduces:
            return f"It asks who a speaker is: answered with '{outcome.record.fact.id}', from their name and role."
        case Answered():
            return f"Answered with '{outcome.record.fact.id}'."
        case Suggested():
            return "Suggested the nearest facts."
        case Unanswered() if outcome.gap:
            return f"Gave gap '{outcome.gap.id}'."
        case Unanswered():
            return "Nothing on record comes close."
        case Chatted():
            return f"Replied with the small talk '{outcome.small_talk.id}'."


def _confidence(explanation: Explanation) -> list[str]:
    if not explanation.confidence:
        return []
    total = sum(reason.contribution for reason in explanation.confidence)
    return [
        "What that confidence is made of:",
        *(
            f"  {reason.contribution:+7.2f}  {reason.label} ({reason.value:.2f})"
            for reason in sorted(explanation.confidence, key=lambda reason: -abs(reason.contribution))
            if abs(reason.contribution) >= _SMALLEST
        ),
        f"  {total:+7.2f}  in all, a logit",
    ]


def _candidates(candidates: Sequence[Considered]) -> list[str]:
    lines = ["The nearest entries, with the phrasing that comes nearest:"] if candidates else []
    for number, candidate in enumerate(candidates, start=1):
        kind = "fact" if isinstance(candidate.entry, Fact) else "gap"
        missing = f"; has no “{'”, “'.join(candidate.missing[:_MOST_MISSING])}”" if candidate.missing else ""
        lines.append(f"  {number}  {kind} {candidate.entry.id}: “{visible(candidate.phrasing)}”{missing}")
    return lines


def _features(candidates: Sequence[Considered]) -> list[str]:
    if not candidates:
        return []
    rows = list(zip(*(candidate.reasons for candidate in candidates), strict=True))
    width = max(len(row[0].label) for row in rows)
    numbers = "".join(f"{number:>8}" for number in range(1, len(candidates) + 1))
    return [
        f"{'What each feature added:':<{width + 2}}{numbers}",
        *(f"  {row[0].label:<{width}}{_given(row)}" for row in sorted(rows, key=_spread) if _matters(row)),
        f"  {'score, in all':<{width}}" + "".join(f"{candidate.score:8.2f}" for candidate in candidates),
    ]


def _given(row: Sequence[Reason]) -> str:
    return "".join(f"{reason.contribution:8.2f}" for reason in row)


def _matters(row: Sequence[Reason]) -> bool:
    return any(abs(reason.contribution) >= _SMALLEST for reason in row)


def _spread(row: Sequence[Reason]) -> float:
    """Sort what sets the first apart from the others, either way, to the top."""
    return -max(abs(row[0].contribution - other.contribution) for other in row)
