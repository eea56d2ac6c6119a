"""Splits paragraphs into sentences, and finds what stands in quotation marks. A quote is never split."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from knowledge.drafting.words import words_of

_PAIRS = {"“": "”", "„": "“”", "«": "»", "「": "」", "『": "』", '"': '"', "‘": "’", "'": "'"}
_APOSTROPHES = "’'"
_LONGEST_QUOTE = 800  # characters between single marks, which may be apostrophes
_END = re.compile(r"(?:[.!?…]+[\"'’”»)\]]*(?=\s)|[。！？।؟۔]+[”」』]*)")
_ABBREVIATIONS = words_of(
    "mr mrs ms dr prof st gov sen rep gen col lt sgt capt cpl maj rev hon pres supt insp det vs "
    "dept univ fig ave blvd rd approx est jan feb mar apr jun jul aug sep sept oct nov dec mt"
)
_LAST = words_of("inc ltd co corp plc bros etc al sr jr")  # that may end a sentence as well


@dataclass(frozen=True)
class Quote:
    """Words in quotation marks: where they start and end in their text, the marks not included."""

    start: int
    end: int
    text: str


def quotes(text: str) -> tuple[Quote, ...]:
    """Return what's in quotation marks, outermost marks only. Marks that never close count to the end."""
    found: list[Quote] = []
    place = 0
    while place < len(text):
        mark = text[place]
        if mark in _PAIRS and _opens(text, place):
            end = _closing(text, place)
            if end is None and mark in _APOSTROPHES + "‘":
                place += 1
                continue
            end = len(text) if end is None else end
            found.append(Quote(place + 1, end, text[place + 1 : end]))
            place = end
        place += 1
    return tuple(found)


def sentences(paragraph: str) -> Iterator[str]:
    """Yield the sentences of a paragraph, each as printed."""
    quoted = bytearray(len(paragraph) + 1)
    for quote in quotes(paragraph):
        quoted[quote.start : quote.end] = b"\1" * (quote.end - quote.start)
    start = 0
    for found in _END.finditer(paragraph):
        end = found.end()
        if not quoted[end] and _is_an_end(paragraph, start, found.start(), end):
            yield paragraph[start:end].strip()
            start = end
    if paragraph[start:].strip():
        yield paragraph[start:].strip()


def _opens(text: str, place: int) -> bool:
    before, after = text[place - 1 : place], text[place + 1 : place + 2]
    if text[place] in "“„«「『":
        return True
    return not before.isalnum() and bool(after) and not after.isspace() and before not in set(".,!?")


def _closing(text: str, start: int) -> int | None:
    mark = text[start]
    for place in range(start + 1, min(len(text), start + _LONGEST_QUOTE) if mark in "'‘" else len(text)):
        if text[place] in _PAIRS[mark]:
            before, after = text[place - 1], text[place + 1 : place + 2]
            ends_word = not after.isalnum() and (before in ".,!?…" or not after or not _possessive(text, place))
            if ends_word or mark not in "'‘":
                return place
    return None


def _possessive(text: str, place: int) -> bool:
    """Say whether an apostrophe is rather that of "workers' rights" than a closing mark."""
    return text[place - 1] in "sS" and text[place + 1 : place + 2] == " " and text[place + 2 : place + 3].islower()


def _is_an_end(text: str, start: int, mark: int, end: int) -> bool:
    if text[mark] in "。！？।؟۔":
        return True
    following = text[end:].lstrip()
    if not following or following[0].islower() or following[0] in ",;":
        return False
    if text[mark] != "." or text[mark:end].strip(".") != "":
        return True
    word = re.search(r"[\w.'’-]*$", text[start:mark])
    last = word[0].lower() if word else ""
    if last.endswith(".") or "." in last or last in _LAST:  # U.S., a.m.
        return len(following.split()[0]) > 1 and following.split()[0].rstrip(",").lower() in _STARTS
    if last == "no":
        return not following[0].isdecimal()
    return not (last in _ABBREVIATIONS or (len(last) == 1 and last.isalpha()))


_STARTS = words_of("the a an he she it they we i in on at but and this that these those his her their after as")
