"""From what somebody typed to plain words. Works on one question, or on many lines at once."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

import snowballstemmer

from knowledge.search.transliteration import latinised

LONGEST_TEXT = 4000
MOST_WORDS = 200

_DISCORD_MARKUP = re.compile(r"<(?:@[!&]?|#|a?:\w{2,32}:)\d{5,25}>|https?://\S+")
_APOSTROPHES = re.compile("[‘’ʼʹ′`´＇]")
_INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\U000e0000-\U000e01ef]"
)  # noqa: E501
_MARKS = re.compile("[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]+")
_CONTRACTIONS = [
    (re.compile(pattern), replacement)
    for pattern, replacement in [
        (r"\bwon'?t\b", "will not"),
        (r"\bcan'?t\b", "can not"),
        (r"\b(is|are|was|were|do|does|did|has|have|had|could|would|should|must|need|ai)n'?t\b", r"\1 not"),
        (r"\b(who|what|when|where|why|how|that|there|here|it|he|she|let)'s\b", r"\1 is"),
        (r"\b(what|who|where|when|how)s\b", r"\1 is"),
        (r"'(?:re)\b", " are"),
        (r"'(?:ve)\b", " have"),
        (r"'(?:ll)\b", " will"),
        (r"\bi'm\b", "i am"),
        (r"\b(\w+)'s?\b", r"\1"),
        (r"(\d),(?=\d{3}\b)", r"\1"),
        (r"\b([a-z])\.(?=[a-z]\b)", r"\1"),
    ]
]
_NOT_A_WORD = re.compile(r"[^\w\n]+|_+")

# What people type for common words, and numbers in words.
_SHORTHAND = {
    "u": "you", "ur": "your", "r": "are", "ppl": "people", "b4": "before", "rn": "now", "pls": "please",
    "plz": "please", "thx": "thanks", "wat": "what", "wut": "what", "wot": "what", "y": "why", "hw": "how",
    "gov": "governor", "govt": "government", "prez": "president", "pres": "president", "mil": "military",
    "abt": "about", "bc": "because", "cuz": "because", "coz": "because", "tho": "though", "thru": "through",
    "nite": "night", "tonite": "tonight", "tmrw": "tomorrow", "yday": "yesterday", "gonna": "going to",
    "wanna": "want to", "gotta": "got to", "dunno": "do not know", "dont": "do not", "im": "i am", "ive": "i have",
    "rly": "really", "srsly": "seriously", "ua": "ukraine", "ukr": "ukraine", "ru": "russia", "rus": "russia",
    "kinda": "kind of", "lotta": "lot of", "w": "with", "wo": "without", "n": "and", "da": "the", "dis": "this",
    "smth": "something", "sth": "something", "sb": "somebody", "msg": "message", "k": "thousand",
    "zero": "0", "one": "1", "two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7",
    "eight": "8", "nine": "9", "ten": "10", "eleven": "11", "twelve": "12", "thirteen": "13", "fourteen": "14",
    "fifteen": "15", "sixteen": "16", "seventeen": "17", "eighteen": "18", "nineteen": "19", "twenty": "20",
    "thirty": "30", "forty": "40", "fifty": "50", "hundred": "100", "defence": "defense", "centre": "center",
    "colour": "color", "neighbouring": "neighboring", "neighbour": "neighbor", "organisation": "organization",
    "programme": "program", "theatre": "theater", "favourite": "favorite", "realise": "realize",
    "recognise": "recognize", "metre": "meter", "metres": "meters", "kilometre": "kilometer", "kms": "kilometer",
    "km": "kilometer", "kilometres": "kilometer",
}  # fmt: skip
_STEMMER = snowballstemmer.stemmer("english")


def plain(text: str) -> str:
    r"""Return `text` as lower-case words with single spaces, line by line (lines end at `\n`).

    Unicode look-alikes are folded (NFKC), invisible and combining characters dropped, Cyrillic put in Latin letters,
    contractions and common shorthand written out, numbers in words turned into digits.
    """
    if not text.isascii():
        text = _INVISIBLE.sub("", unicodedata.normalize("NFKC", text))
        text = _APOSTROPHES.sub("'", text)
        text = latinised(text.lower())
        text = _MARKS.sub("", unicodedata.normalize("NFKD", text))
    text = _DISCORD_MARKUP.sub(" ", text.casefold())
    for pattern, replacement in _CONTRACTIONS:
        text = pattern.sub(replacement, text)
    return _NOT_A_WORD.sub(" ", text)


def words(text: str) -> list[str]:
    """Return the words of a question, of its first `LONGEST_TEXT` characters and `MOST_WORDS` words at most."""
    return _written_out(plain(text[:LONGEST_TEXT].replace("\n", " ")))[:MOST_WORDS]


def words_of_all(texts: list[str]) -> list[list[str]]:
    """Return the words of each of `texts`, as `words` does, but quickly for thousands of them."""
    joined = plain("\n".join(text.replace("\n", " ") for text in texts))
    return [_written_out(line)[:MOST_WORDS] for line in joined.split("\n")]


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """Return the stem of a plain word: "officials" → "offici"."""
    return str(_STEMMER.stemWord(word)) if len(word) > 2 else word


def _written_out(line: str) -> list[str]:
    listed = line.split()
    if _SHORTHAND.keys().isdisjoint(listed):
        return listed
    return [part for word in listed for part in _SHORTHAND.get(word, word).split()]
