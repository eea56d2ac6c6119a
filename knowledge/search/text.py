"""Normalizes text to plain words: one question, or many lines at once."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

import snowballstemmer  # type: ignore[import-untyped]  # it ships no types

from knowledge.model.same_text import INVISIBLE
from knowledge.search.substitutions import SUBSTITUTIONS
from knowledge.search.transliteration import latinised

LONGEST_TEXT = 4000
MOST_WORDS = 200
LONGEST_WORD = 40

_LINK = re.compile(r"https?://\S+")
_APOSTROPHES = re.compile("[‘’ʼʹ′`´＇]")
_MARKS = re.compile("[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]+")
_CONTRACTIONS = [
    (re.compile(pattern), replacement)
    for pattern, replacement in [
        (r"n't\b", " not"),
        (r"'re\b", " are"),
        (r"'ve\b", " have"),
        (r"'ll\b", " will"),
        (r"'m\b", " am"),
        (r"\b(who|what|when|where|why|how|that|there|here|it|he|she|let)'s\b", r"\1 is"),
        (r"'s\b|'", ""),
    ]
]
_JOINED = [(re.compile(r"(?<=\d),(?=\d{3}\b)"), ""), (re.compile(r"\b([a-z])\.(?=[a-z]\b)"), r"\1")]
_NOT_A_WORD = re.compile(r"[^\w\n]+|_+")

_STEMMER = snowballstemmer.stemmer("english")


def plain(text: str) -> str:
    """Return `text` as lower-case words with spaces between.

    Unicode look-alikes are folded (NFKC), invisible and combining characters dropped, Cyrillic put in Latin letters,
    contractions written out, links left out.
    """
    return _only_words(_folded(text))


def _folded(text: str) -> str:
    if text.isascii():
        return text.lower()
    text = INVISIBLE.sub("", unicodedata.normalize("NFKC", text))[:LONGEST_TEXT]  # one sign may stand for many
    text = latinised(_APOSTROPHES.sub("'", text).lower())
    return _MARKS.sub("", unicodedata.normalize("NFKD", text)).casefold()


def _only_words(text: str) -> str:
    if "://" in text:
        text = without_links(text)
    for pattern, replacement in _CONTRACTIONS if "'" in text else ():
        text = pattern.sub(replacement, text)
    for pattern, replacement in _JOINED:
        text = pattern.sub(replacement, text)
    return _NOT_A_WORD.sub(" ", text)


def without_links(text: str) -> str:
    """Return `text` without the links in it."""
    return _LINK.sub(" ", text)


def words(text: str) -> list[str]:
    """Return the words of a question: of its first `LONGEST_TEXT` characters, at most `MOST_WORDS` words.

    Common shorthand is written out, numbers in words become digits, British spellings American, and a word is cut
    after `LONGEST_WORD` letters.
    """
    return _listed(plain(text[:LONGEST_TEXT]))


def words_of_all(texts: Sequence[str]) -> list[list[str]]:
    """Return the words of each of `texts`, as `words` does, but quickly for thousands of them."""
    lines = [_folded(text).replace("\n", " ") for text in texts]
    return [_listed(line) for line in _only_words("\n".join(lines)).split("\n")] if texts else []


@lru_cache(maxsize=65_536)  # more words than a base has
def stem(word: str) -> str:
    """Return the stem of a plain word: "officials" → "offici"."""
    return str(_STEMMER.stemWord(word)) if len(word) > 2 else word


def _listed(line: str) -> list[str]:
    listed = line.split()
    if not SUBSTITUTIONS.keys().isdisjoint(listed):
        listed = [part for word in listed for part in SUBSTITUTIONS.get(word, word).split()]
    if len(line) > LONGEST_WORD:
        listed = [word[:LONGEST_WORD] for word in listed[:MOST_WORDS]]
    return listed
