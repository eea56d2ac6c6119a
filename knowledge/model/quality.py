"""What a careful reader would object to in a base that is otherwise sound: hints on its content, and misquotes."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping

from knowledge.model.base import Base
from knowledge.model.same_text import text_key
from knowledge.model.validation import Problem

FEWEST_PHRASINGS_OF_A_FACT = 15
FEWEST_PHRASINGS_OF_A_GAP = 5

_QUOTED = re.compile(r'"([^"]+)"|“([^”]+)”')


def content_hints(base: Base) -> Iterator[Problem]:
    """Yield what makes answers worse without making the base unusable: shared and too few phrasings."""
    owners: defaultdict[str, list[str]] = defaultdict(list)
    entries = [("facts", fact, FEWEST_PHRASINGS_OF_A_FACT) for fact in base.facts] + [
        ("gaps", gap, FEWEST_PHRASINGS_OF_A_GAP) for gap in base.gaps
    ]
    for kind, entry, fewest in entries:
        name = f"{kind}: {entry.id}"
        if len(entry.asked_as) - 1 < fewest:
            yield Problem(name, "phrasings", f"{len(entry.asked_as) - 1} other ways to ask; {fewest} make it findable")
        seen: set[str] = set()
        for position, text in enumerate((entry.question, *entry.phrasings)):
            field = f"phrasings[{position - 1}]" if position else "question"
            key = text_key(text)
            if key in seen:
                yield Problem(name, field, f"'{text}' stands here twice")
            elif owners[key]:
                yield Problem(name, field, f"'{text}' is also asked by {owners[key][0]}; keep it where it fits better")
            if key not in seen:
                owners[key].append(name)
            seen.add(key)


def article_paragraphs(text: str) -> tuple[str, ...]:
    """Split an article's text: the headline is paragraph 0, every later line that is not blank the next one."""
    return tuple(line.strip() for line in text.splitlines() if line.strip())


def misquotes(base: Base, article: str) -> Iterator[Problem]:
    """Yield every quote, and every quoted word in an answer, that `article` does not print where the fact points."""
    paragraphs = article_paragraphs(article)
    for source in base.sources:
        if len(base.sources) == 1 and source.paragraphs != len(paragraphs) - 1:
            yield Problem(
                f"sources: {source.id}",
                "paragraphs",
                f"is {source.paragraphs}, but the article has {len(paragraphs) - 1}",
            )
    for fact in base.facts:
        entry = f"facts: {fact.id}"
        cited = "\n".join(paragraphs[p] for p in fact.paragraphs if p < len(paragraphs))
        if fact.quote is not None and fact.quote not in cited:
            elsewhere = "is printed elsewhere in the article" if fact.quote in article else "is not in the article"
            yield Problem(entry, "quote", f"'{fact.quote}' {elsewhere}; give it exactly as printed, with its paragraph")
        texts: Mapping[str, str] = {"answer": fact.answer} | {
            f"disputes[{i}].says": dispute.says for i, dispute in enumerate(fact.disputes)
        }
        for field, text in texts.items():
            yield from _words_nobody_printed(entry, field, text, article)
    for gap in base.gaps:
        yield from _words_nobody_printed(f"gaps: {gap.id}", "note", gap.note, article)


def _words_nobody_printed(entry: str, field: str, text: str, article: str) -> Iterator[Problem]:
    for match in _QUOTED.finditer(text):
        words = match[1] or match[2]
        if words.strip(".,;:!?") not in article:
            yield Problem(entry, field, f"puts '{words}' in quotation marks, but the article does not print that")
