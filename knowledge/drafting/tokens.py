"""A sentence as words and punctuation marks with their places. What's quoted is one token."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from knowledge.drafting.sentences import quotes

QUOTED = "“”"
_ACRONYMS_LIKE_WORDS = {"WHO", "IT", "US", "AS"}
_TOKEN = re.compile(
    r"\d+(?:[.,]\d+)+|\w+(?:[.’'\-–&]\w+)*(?:(?<=s)[’'](?=\s\w))?(?:(?<=\b\w)\.|(?<=\b(?:Mr|Ms|Dr|St|Jr|Sr))\.|(?<=\b(?:Mrs|Gov|Sen|Rep|Gen))\.|(?<=\b(?:Prof))\.)?|\S"
)


@dataclass(frozen=True)
class Token:
    """A word, a punctuation mark, or everything between two quotation marks (then its text is `QUOTED`)."""

    text: str
    start: int
    end: int

    @property
    def lower(self) -> str:
        """The word in lower case, without a possessive ending."""
        if self.text in _ACRONYMS_LIKE_WORDS:
            return self.text
        return re.sub(r"[’']s?$", "", self.text.lower()).rstrip(".")

    @property
    def is_word(self) -> bool:
        """Whether it's a word or a number."""
        return self.text[0].isalnum()

    @property
    def is_name(self) -> bool:
        """Whether it's spelt with a capital."""
        return self.text[0].isupper()

    @property
    def is_possessive(self) -> bool:
        """Whether it ends like "Brazil's" or "workers'"."""
        return self.text.endswith(("'s", "’s"))


def tokens(sentence: str) -> tuple[Token, ...]:
    """Return the tokens of `sentence` in their order."""
    found: list[Token] = []
    place = 0
    for quote in quotes(sentence):
        found += _plain(sentence, place, quote.start - 1)
        place = min(quote.end + 1, len(sentence))
        found.append(Token(QUOTED, quote.start - 1, place))
    return (*found, *_plain(sentence, place, len(sentence)))


def text_of(some: Sequence[Token], sentence: str) -> str:
    """Return what `some` neighbouring tokens of `sentence` cover, as printed."""
    return sentence[some[0].start : some[-1].end] if some else ""


def _plain(sentence: str, start: int, end: int) -> list[Token]:
    return [Token(found[0], found.start(), found.end()) for found in _TOKEN.finditer(sentence, start, end)]


def lower_at(all_tokens: Sequence[Token], place: int) -> str:
    """Return the token at `place` in lower case; empty where there's none."""
    return all_tokens[place].lower if 0 <= place < len(all_tokens) else ""
