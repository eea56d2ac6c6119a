"""Paragraph numbers in words."""

from __future__ import annotations

from collections.abc import Sequence

_HEADLINE = "headline"
_PARAGRAPH = "paragraph {numbers}"
_PARAGRAPHS = "paragraphs {numbers}"
_HEADLINE_AND = "headline and {paragraphs}"


def paragraphs_in_full(paragraphs: Sequence[int]) -> str:
    """Say where in the source: "headline", "paragraph 4", "headline and paragraphs 1, 4"; empty for nowhere."""
    numbers = [str(paragraph) for paragraph in paragraphs if paragraph > 0]
    if not numbers:
        return _HEADLINE if 0 in paragraphs else ""
    words = (_PARAGRAPH if len(numbers) == 1 else _PARAGRAPHS).format(numbers=", ".join(numbers))
    return _HEADLINE_AND.format(paragraphs=words) if 0 in paragraphs else words
