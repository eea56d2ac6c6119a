"""Reads an article's text: headline, numbered paragraphs, and the date it gives itself."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain, pairwise

from knowledge.drafting.sentences import sentences

_ENDS = re.compile(r"[.!?…。！？।؟۔]['\"’”»)\]]*$")
_LONGEST_HEADLINE = 300  # characters
_LONGEST_WRAPPED_LINE = 130  # characters; lines beyond are paragraphs of their own
_MOST_LINES, _SOME_LINES = 0.5, 0.15  # shares that break off, and that go on with a small letter
_DATE_WORDS = 4  # beside the date on its line: "Published on Tuesday in"
_LANGUAGES = (
    "january february march april may june july august september october november december",
    "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",  # Russian
    "січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня",  # Ukrainian
)
_MONTHS, *_OTHER_MONTHS = [language.split() for language in _LANGUAGES]
_MONTH = "|".join(f"{month[:3]}(?:{month[3:]}|t)?" if len(month) > 3 else month for month in _MONTHS)
_DATES = (
    re.compile(r"\b(?P<y>\d{4})-(?P<m>\d\d)-(?P<d>\d\d)(?=\D|$)"),
    re.compile(rf"\b(?P<d>\d\d?)(?:st|nd|rd|th)?(?: of)?[ -](?P<m>{_MONTH})\.?,?[ -](?P<y>\d{{4}})\b", re.IGNORECASE),
    re.compile(rf"\b(?P<m>{_MONTH})\.? (?P<d>\d\d?)(?:st|nd|rd|th)?,? (?P<y>\d{{4}})\b", re.IGNORECASE),
    re.compile(r"\b(?P<d>\d\d?)\.(?P<m>\d\d?)\.(?P<y>\d{4})\b"),
    re.compile(rf"\b(?P<d>\d\d?) (?P<m>{'|'.join(chain(*_OTHER_MONTHS))}) (?P<y>\d{{4}})\b"),
    re.compile(r"(?P<y>\d{4})\s?年\s?(?P<m>\d\d?)\s?月\s?(?P<d>\d\d?)\s?日"),
)
_YEAR = re.compile(r"(?<=\d{4})\s[гр]\.")  # Russian and Ukrainian write "2023 г.", "2023 р."
_PUBLISHED = re.compile(r"\b(?:published|posted|issued|date[dr]?|first published|released)\b", re.IGNORECASE)
_UPDATED = re.compile(r"\b(?:updated|modified|corrected|accessed|retrieved|archived)\b", re.IGNORECASE)
_LONGEST_DATE_LINE = 120  # characters; a longer line with a date in it is part of the story
_LINES_WITH_DATES = 6  # at the top, and as many at the bottom
_DATELINE = re.compile(r"^.{0,90}?\s?(?:—|–|--|-|:)\s")  # "LONDON, 3 May 2024 (Reuters) - "


@dataclass(frozen=True)
class Article:
    """An article as it was given.

    paragraphs: without the headline; the first of them is paragraph 1
    published: the date the article gives itself; None if it gives none
    """

    headline: str
    paragraphs: tuple[str, ...]
    published: date | None

    @property
    def numbered(self) -> Iterable[tuple[int, str]]:
        """Each paragraph with its number; the headline is 0."""
        return enumerate((self.headline, *self.paragraphs))


def read_article(text: str) -> Article | None:
    """Return the article in `text`, whose first line is the headline; None if there's nothing to read in it.

    A paragraph is a line. If lines break inside paragraphs, it's what stands between blank lines, or else ends with a
    short line.
    """
    blocks = _blocks(_clean(text))
    if not blocks:
        return None
    headline, *blocks = _headline_first(blocks)
    if len(headline[0]) > _LONGEST_HEADLINE:  # no headline at all: the article begins with its first paragraph
        headline, blocks = [next(sentences(headline[0]))], [headline, *blocks]
    if _is_wrapped(blocks):
        lines = _unwrapped(blocks, separated=len([block for block in blocks if len(block) > 1]) > 1)
    else:  # one may be wrapped all the same, if it was copied from elsewhere
        parts = (_unwrapped([each], separated=True) if _goes_on(each) else each for each in blocks)
        lines = chain.from_iterable(parts)
    paragraphs = tuple(line.strip() for line in lines)
    return Article(headline[0], paragraphs, _published(paragraphs))


def _clean(text: str) -> str:
    text = re.sub(r"\r\n?|[\u2028\u2029\x85\x0b\x0c]", "\n", text.removeprefix("\ufeff"))
    text = "".join(c for c in text if c in "\n\t" or unicodedata.category(c) not in {"Cc", "Cs", "Co", "Cn"})
    return (
        re.sub(r"[\u200b\u2060\ufeff\u202a-\u202e\u2066-\u2069]", "", text).replace("\xa0", " ").replace("\t", "    ")
    )


def _blocks(text: str) -> list[list[str]]:
    """Return the lines between blank lines. A line with nothing but punctuation, such as "* * *", is blank."""
    lines = [line.rstrip() if any(c.isalnum() for c in line) else "" for line in text.split("\n")]
    parts = "\n".join(lines).strip("\n").split("\n\n")
    return [block for part in parts if (block := [line for line in part.split("\n") if line])]


def _headline_first(blocks: Sequence[list[str]]) -> list[list[str]]:
    """Return `blocks` with the headline as a block of one line; it may be wrapped itself."""
    first, *rest = blocks
    wrapped = 1 < len(first) <= 3 and bool(rest) and not any(_ENDS.search(line) for line in first)
    if wrapped and all(_a_date(line) is None for line in first):
        return [[" ".join(line.strip() for line in first)], *rest]
    return [[first[0].strip()], *([first[1:]] if first[1:] else []), *rest]


def _is_wrapped(blocks: Sequence[Sequence[str]]) -> bool:
    """Say whether lines break inside paragraphs: then many stop in mid-sentence, and none is long."""
    lengths = sorted(len(line) for block in blocks for line in block)
    inner = [pair for block in blocks for pair in pairwise(block) if not is_date_line(pair[0])]
    if not inner or lengths[len(lengths) * 9 // 10] > _LONGEST_WRAPPED_LINE:
        return False
    broken = [line for last, line in inner if _ENDS.search(last) is None]
    goes_on = sum(line.strip()[0].islower() for line in broken)
    return len(broken) / len(inner) > _MOST_LINES or goes_on / len(inner) > _SOME_LINES


def _goes_on(block: Sequence[str]) -> bool:
    """Say whether the lines of one paragraph break off in it: most go on with a small letter, and none is long."""
    broken = [line for last, line in pairwise(block) if _ENDS.search(last) is None and line.strip()[0].islower()]
    return len(broken) >= _MOST_LINES * (len(block) - 1) > 0 and max(map(len, block)) <= _LONGEST_WRAPPED_LINE


def _unwrapped(blocks: Sequence[Sequence[str]], *, separated: bool) -> Iterator[str]:
    """Yield each paragraph as one line.

    Blank lines end a paragraph. Where they don't stand between all (`separated`), an indented line begins one, or else
    one ends with a sentence that left room for the next word.
    """
    lines = [line for block in blocks for line in block]
    indented = {line for line in lines if line.startswith("  ")}
    by_indent = 1 < len(indented) < len(lines)
    by_room = not by_indent and not separated
    width = max(len(line) for line in lines if len(line) <= _LONGEST_WRAPPED_LINE)
    for block in blocks:
        paragraph = block[0].strip()
        for last, line in pairwise(block):
            room = width - len(last) > len(line.split(maxsplit=1)[0])
            ended = (by_room and room and _ENDS.search(last) is not None) or is_date_line(last)
            if ended or (by_indent and line in indented):
                yield paragraph
                paragraph = line.strip()
            else:
                hyphen = last.endswith("-") and last[-2:-1].isalnum()
                paragraph += ("" if hyphen or _has_no_spaces(last, line) else " ") + line.strip()
        yield paragraph


def _has_no_spaces(last: str, line: str) -> bool:
    """Say whether the script has no spaces between words, as Chinese and Japanese."""
    return all(unicodedata.east_asian_width(c) in "WF" for c in (last[-1], line.strip()[0]))


def _published(paragraphs: Sequence[str]) -> date | None:
    """Return the date on a line of its own, in a dateline or after "Published", at the top or the bottom."""
    edges = [*paragraphs[:_LINES_WITH_DATES], *paragraphs[_LINES_WITH_DATES:][-_LINES_WITH_DATES:]]
    short = [line for line in edges if len(line) <= _LONGEST_DATE_LINE]
    published = [line[found.end() :] for line in short if (found := _PUBLISHED.search(line))]
    alone = [line for line in short if is_date_line(line) and not _UPDATED.search(line)]
    starts = [found[0] for line in paragraphs[:2] if (found := _DATELINE.match(line))]
    bylines = [line for line in short if not _ENDS.search(line) and not _UPDATED.search(line)]
    updated = [line for line in short if _UPDATED.search(line)]
    dates = (_a_date(line) for line in (*published, *alone, *starts, *bylines, *updated))
    return next((day for day in dates if day is not None), None)


def is_date_line(line: str) -> bool:
    """Say whether `line` holds little more than a date: a weekday, a place, a time."""
    line = _YEAR.sub("", line)
    if len(line) > _LONGEST_DATE_LINE or line.rstrip().endswith("."):
        return False
    rest = [pattern.sub(" ", line) for pattern in _DATES if pattern.search(line)]
    return bool(rest) and _a_date(line) is not None and len(re.findall(r"[^\W\d_]+", min(rest, key=len))) <= _DATE_WORDS


def _a_date(text: str) -> date | None:
    for pattern in _DATES:
        for found in pattern.finditer(text):
            try:
                return date(int(found["y"]), _month(found["m"].lower()), int(found["d"]))
            except ValueError:
                continue
    return None


def _month(text: str) -> int:
    if text.isdecimal():
        return int(text)
    named = next((names for names in _OTHER_MONTHS if text in names), None)
    return named.index(text) + 1 if named else [month[:3] for month in _MONTHS].index(text[:3]) + 1
