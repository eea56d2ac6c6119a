"""Normalizes text to plain words: one question, or many lines at once."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

import snowballstemmer  # type: ignore[import-untyped]  # it ships no types

from knowledge.search.transliteration import latinised

LONGEST_TEXT = 4000
MOST_WORDS = 200
LONGEST_WORD = 40

_LINK = re.compile(r"https?://\S+")
_APOSTROPHES = re.compile("[‘’ʼʹ′`´＇]")
_INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\U000e0000-\U000e01ef]"
)
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

# What people type for common words, and numbers in words.
_SHORTHAND = {
    "u": "you", "ur": "your", "r": "are", "ppl": "people", "b4": "before", "rn": "now", "pls": "please",
    "plz": "please", "thx": "thanks", "wat": "what", "wut": "what", "wot": "what", "y": "why", "hw": "how",
    "gov": "governor", "govt": "government", "prez": "president", "pres": "president", "mil": "military",
    "abt": "about", "bc": "because", "cuz": "because", "coz": "because", "tho": "though", "thru": "through",
    "nite": "night", "tonite": "tonight", "tmrw": "tomorrow", "yday": "yesterday", "gonna": "going to",
    "wanna": "want to", "gotta": "got to", "dunno": "do not know", "im": "i am", "ive": "i have", "ca": "can",
    "wo": "will", "cant": "can not", "wont": "will not", "dont": "do not", "didnt": "did not", "doesnt": "does not",
    "isnt": "is not", "arent": "are not", "wasnt": "was not", "werent": "were not", "hasnt": "has not",
    "havent": "have not", "hadnt": "had not", "couldnt": "could not", "wouldnt": "would not", "cannot": "can not",
    "shouldnt": "should not", "whats": "what is", "whos": "who is", "wheres": "where is", "whens": "when is",
    "hows": "how is", "theyre": "they are", "thats": "that is",
    "rly": "really", "srsly": "seriously", "ua": "ukraine", "ukr": "ukraine", "ru": "russia", "rus": "russia",
    "kinda": "kind of", "lotta": "lot of", "w": "with", "n": "and", "da": "the", "dis": "this",
    "smth": "something", "sth": "something", "sb": "somebody", "msg": "message", "k": "thousand",
    "zero": "0", "two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7",
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
    """Return `text` as lower-case words with spaces between.

    Unicode look-alikes are folded (NFKC), invisible and combining characters dropped, Cyrillic put in Latin letters,
    contractions written out, links left out.
    """
    return _only_words(_folded(text))


def _folded(text: str) -> str:
    if text.isascii():
        return text.lower()
    text = _INVISIBLE.sub("", unicodedata.normalize("NFKC", text))[:LONGEST_TEXT]  # one sign may stand for many
    text = latinised(_APOSTROPHES.sub("'", text).lower())
    return _MARKS.sub("", unicodedata.normalize("NFKD", text)).casefold()


def _only_words(text: str) -> str:
    if "://" in text:
        text = _LINK.sub(" ", text)
    for pattern, replacement in _CONTRACTIONS if "'" in text else ():
        text = pattern.sub(replacement, text)
    for pattern, replacement in _JOINED:
        text = pattern.sub(replacement, text)
    return _NOT_A_WORD.sub(" ", text)


def words(text: str) -> list[str]:
    """Return the words of a question: of its first `LONGEST_TEXT` characters, `MOST_WORDS` words at most.

    Common shorthand is written out, numbers in words become digits, and a word is cut after `LONGEST_WORD` letters.
    """
    return _listed(plain(text[:LONGEST_TEXT]).replace("\n", " "))


def words_of_all(texts: Sequence[str]) -> list[list[str]]:
    """Return the words of each of `texts`, as `words` does, but quickly for thousands of them."""
    lines = [_folded(text).replace("\n", " ") for text in texts]
    return [_listed(line) for line in _only_words("\n".join(lines)).split("\n")] if texts else []


@lru_cache(maxsize=10_000)
def stem(word: str) -> str:
    """Return the stem of a plain word: "officials" → "offici"."""
    return str(_STEMMER.stemWord(word)) if len(word) > 2 else word


def _listed(line: str) -> list[str]:
    listed = line.split()
    if not _SHORTHAND.keys().isdisjoint(listed):
        listed = [part for word in listed for part in _SHORTHAND.get(word, word).split()]
    if len(line) > LONGEST_WORD:
        listed = [word[:LONGEST_WORD] for word in listed[:MOST_WORDS]]
    return listed
