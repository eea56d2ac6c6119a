"""The drafts of a base as lines for the terminal."""

from __future__ import annotations

from bot.strings import cli as strings
from bot.text.escape import visible
from bot.text.plural import counted
from knowledge.model.base import Base
from knowledge.model.paragraphs import paragraphs_in_full

_SENTENCE = 100  # characters of an article's sentence in one line


def draft_lines(base: Base, most: int | None = None) -> list[str]:
    """Return a line for each draft of `base`, `most` at most, with a line before them; nothing if there are none."""
    if not base.drafts:
        return []
    lines = [strings.DRAFTS.format(drafts=counted(len(base.drafts), "draft"))]
    for draft in base.drafts[:most]:
        where = paragraphs_in_full(draft.paragraphs)
        lines.append(
            strings.DRAFT.format(
                id=draft.id,
                paragraphs=strings.DRAFT_PARAGRAPHS.format(paragraphs=where) if where else "",
                sentence=visible(_first_words(draft.sentence)),
            )
        )
    rest = len(base.drafts) - len(lines) + 1
    return [*lines, strings.MORE_DRAFTS.format(number=rest)] if rest else lines


def _first_words(sentence: str) -> str:
    if len(sentence) <= _SENTENCE:
        return sentence
    return sentence[: _SENTENCE - 1].rsplit(" ", 1)[0] + "…"
