"""Measures what's drafted from articles against the packs that people wrote from them.

    python -m tests.benchmarks.drafting FOLDER...

Each folder holds `article.txt` and `pack.toml`. For each it prints how many of the pack's speakers were found, how many
of the drafted speakers the pack has, whether the draft with most of a fact's words is in one of its paragraphs, and how
many of the pack's quotes a draft has.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from pathlib import Path

from knowledge import pack
from knowledge.drafting import DraftedArticle, draft_article
from knowledge.drafting.words import STOPWORDS
from knowledge.model.base import Base
from knowledge.model.entries import Draft, Fact, Speaker


def main(folders: list[str]) -> None:
    """Print a line for each folder, and one for all."""
    total: Counter[str] = Counter()
    for folder in folders:
        drafted = draft_article((Path(folder) / "article.txt").read_text("utf-8-sig"))
        assert drafted is not None, f"{folder}: nothing to read in the article"
        figures = measure(drafted, pack.read(Path(folder) / "pack.toml"))
        total += figures
        print(line(Path(folder).name, figures))
    print(line("all", total))


def measure(drafted: DraftedArticle, base: Base) -> Counter[str]:
    """Count what was found, out of how many."""
    found = [speaker for speaker in base.speakers if any(_same(speaker, other) for other in drafted.speakers)]
    right = [other for other in drafted.speakers if any(_same(speaker, other) for speaker in base.speakers)]
    facts = [fact for fact in base.facts if set(fact.paragraphs) - {0}]
    quoted = [fact for fact in base.facts if fact.quote]
    return Counter(
        {
            "speakers found": len(found),
            "speakers": len(base.speakers),
            "drafted speakers right": len(right),
            "drafted speakers": len(drafted.speakers),
            "paragraphs right": sum(_nearest(fact, drafted).paragraphs[0] in fact.paragraphs for fact in facts),
            "facts": len(facts),
            "quotes found": sum(any(_has(draft, fact) for draft in drafted.drafts) for fact in quoted),
            "quotes": len(quoted),
        }
    )


def line(name: str, figures: Counter[str]) -> str:
    """Return the figures as one line."""
    pairs = (
        ("speakers found", "speakers"),
        ("drafted speakers right", "drafted speakers"),
        ("paragraphs right", "facts"),
        ("quotes found", "quotes"),
    )
    return f"{name:24}" + "  ".join(f"{part} {figures[part]}/{figures[whole]}" for part, whole in pairs)


def _same(speaker: Speaker, other: Speaker) -> bool:
    """Say whether two names, however long, may be one speaker's: all content words of one are in the other."""
    names = [_content(name) for name in (speaker.name, *speaker.variants)]
    others = [_content(name) for name in (other.name, *other.variants)]
    return any(a and b and (a <= b or b <= a) for a in names for b in others)


def _nearest(fact: Fact, drafted: DraftedArticle) -> Draft:
    """Return the draft with most of the fact's words; rare ones count more."""
    frequency = Counter(word for draft in drafted.drafts for word in _content(draft.sentence))
    words = _content(f"{fact.answer} {fact.quote or ''}")
    return max(drafted.drafts, key=lambda draft: sum(1 / frequency[word] for word in words & _content(draft.sentence)))


def _has(draft: Draft, fact: Fact) -> bool:
    return bool(draft.quote) and _letters(fact.quote or "") in _letters(draft.quote or "")


def _content(text: str) -> frozenset[str]:
    words = re.findall(r"\w+(?:[.-]\w+)*", re.sub(r"[’']s?\b", " ", text.lower()))
    return frozenset(word for word in words if word not in STOPWORDS)


def _letters(text: str) -> str:
    return re.sub(r"\W+", " ", text.lower()).strip()


if __name__ == "__main__":
    main(sys.argv[1:])
