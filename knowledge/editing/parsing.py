"""Reads what people type into forms and cells: dates, lists, paragraphs, speakers. Refusals say what's expected."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from pydantic import ValidationError
from slugify import slugify

from knowledge.editing import messages
from knowledge.editing.errors import RefusedError
from knowledge.model.base import Base
from knowledge.model.dates import EARLIEST_YEAR, NotADayError, read_day
from knowledge.model.entries import TITLE_LENGTH, URL_LENGTH, Citation, Fact, Source
from knowledge.model.record import THE_ARTICLE_ITSELF
from knowledge.model.refs import Kind
from knowledge.model.same_text import INVISIBLE, text_key
from knowledge.model.speaker_names import SpeakerNames

_LINK = re.compile(r"https?://\S+", re.IGNORECASE)
_CITED = re.compile(r"(?:(?P<source>[a-z0-9-]{1,64})\s*:)?(?P<numbers>[\s,;0-9–-]*)", re.IGNORECASE)
_PARAGRAPHS = re.compile(
    r"\s*[:,]?\s*(?:paragraphs?|paras?\b\.?|p\.|§|#)?\s*(?P<numbers>(?:[0-9][\s,;0-9–-]*)?)", re.IGNORECASE
)
_NEXT_SOURCE = re.compile(r"[;,\s]+(?=https?://|[0-9-]*[a-z][a-z0-9-]*\s*:)", re.IGNORECASE)
_NUMBERED = re.compile(r"(?:[\s,;]*[0-9]{1,9}(?:\s*[–-]\s*[0-9]{1,9})?(?=[\s,;]|$))*[\s,;]*")
_NUMBERS = re.compile(r"([0-9]{1,9})(?:\s*[–-]\s*([0-9]{1,9}))?")
_MOST_EXAMPLES = 5  # sources named where several could be meant
_MARKS = re.compile(r"[?!？！؟]+")
_QUESTION_MARKS = frozenset("?？؟")
_CLOSING = "\"'”’»)]"  # what may follow the marks and still belong to the question
_LABEL = re.compile(r"^(?:q|question|a|answer)\s*:\s*", re.IGNORECASE)
_ID_LENGTH = 48  # leaves room for a number that makes it unique
_APOSTROPHES = (("'", ""), ("’", ""))  # "what's" is one word


def typed(text: str) -> str:
    """Return what somebody typed, without spaces around it; empty if nothing of it can be seen."""
    return text.strip() if INVISIBLE.sub("", text).strip() else ""


def lines(text: str) -> tuple[str, ...]:
    """Return the lines of `text` that aren't empty, each once."""
    found: dict[str, str] = {}
    for line in filter(None, map(typed, text.splitlines())):
        found.setdefault(text_key(line), line)
    return tuple(found.values())


def day(text: str, today: date) -> date | None:
    """Read a date; None for nothing. Raises `RefusedError` if it isn't one, or can't be a statement's."""
    text = typed(text)
    if not text:
        return None
    try:
        read = read_day(text)
    except NotADayError as error:
        raise RefusedError(f"{error}.") from error
    if read > today:
        raise RefusedError(messages.IN_THE_FUTURE.format(date=read))
    if read.year < EARLIEST_YEAR:
        raise RefusedError(messages.TOO_EARLY.format(date=read))
    return read


def question_and_answer(text: str) -> tuple[str, str]:
    """Read a text that begins with a question: a line of its own, or what comes before the answer on the first line.

    Raises `RefusedError` if no answer follows.
    """
    text = typed(text)
    first, _, rest = text.partition("\n")
    end = _end_of_question(first)
    whole_line = typed(rest) and (end is None or first.rstrip().rstrip(_CLOSING + "!！")[-1:] in _QUESTION_MARKS)
    question, answer = (first, rest) if whole_line else (text[:end], text[end:]) if end is not None else ("", "")
    question, answer = (_LABEL.sub("", typed(each)) for each in (question, answer))
    if not question or not answer:
        raise RefusedError(messages.QUESTION_FIRST)
    return question, answer


def _end_of_question(line: str) -> int | None:
    """Return where the question that `line` begins with ends: after its marks, unless the sentence goes on.

    It goes on after a mark within a word, as in a link, and in small letters after closing marks: "Is it (really?) so".
    """
    for marks in _MARKS.finditer(line):
        end = marks.end() + len(line[marks.end() :]) - len(line[marks.end() :].lstrip(_CLOSING))
        after = line[end:]
        ends = not after or "？" in marks[0] or (after[0].isspace() and (end == marks.end() or not _goes_on(after)))
        if ends and not _QUESTION_MARKS.isdisjoint(marks[0]):
            return end
    return None


def _goes_on(after: str) -> bool:
    return after.lstrip()[:1].islower()


def speaker_ids(texts: Iterable[str], base: Base) -> tuple[str, ...]:
    """Return the ids of speakers given by id, name or other spelling; none for "the article itself" or nothing.

    Raises `RefusedError` for an unknown speaker, and for a text that stands for several.
    """
    named = [text for text in map(typed, texts) if text and text_key(text) != text_key(THE_ARTICLE_ITSELF)]
    names = SpeakerNames(base.speakers) if any(text not in base.speakers_by_id for text in named) else None
    return tuple(dict.fromkeys(text if names is None else speaker_called(text, names, base) for text in named))


def speaker_called(text: str, names: SpeakerNames, base: Base) -> str:
    """Return the id of the speaker `text` stands for. Raises `RefusedError` if that's none, or several."""
    ids = (text,) if text in base.speakers_by_id else names.called(text)
    if not ids:
        raise RefusedError(messages.UNKNOWN_SPEAKER.format(text=shortened(text)))
    return the_one(text, ids, {id: speaker.name for id, speaker in base.speakers_by_id.items()})


def the_one(text: str, ids: Sequence[str], shown: Mapping[str, str]) -> str:
    """Return the only one of `ids`. Raises `RefusedError` if `text` stands for several, with the names as `shown`."""
    if len(ids) > 1:
        names = " / ".join(f"{shown[id]} ({id})" for id in ids)
        raise RefusedError(messages.SEVERAL_SPEAKERS.format(text=shortened(text), names=names))
    return ids[0]


def fact_ids(text: str, facts: Iterable[Fact]) -> tuple[str, ...]:
    """Return the ids of the `facts` that `text` names, one a line, each by its id or its question.

    Raises `RefusedError` for a line that's neither.
    """
    named = lines(text)
    if not named:
        return ()
    known = facts_called(facts)
    for line in named:
        if line not in known and text_key(line) not in known:
            raise RefusedError(messages.NOT_A_FACT.format(text=shortened(line)))
    return tuple(dict.fromkeys(known.get(line) or known[text_key(line)] for line in named))


def facts_called(facts: Iterable[Fact]) -> dict[str, str]:
    """Return the id of each fact under what it's called exactly: the key of its question, or its id."""
    facts = tuple(facts)
    return {text_key(fact.question): fact.id for fact in facts} | {fact.id: fact.id for fact in facts}


@dataclass(frozen=True)
class Cited:
    """Where a fact comes from. `new` is the source to add first, if a link was given that isn't a source yet.

    also_in: the other sources that say the same, each a source that's there
    """

    source: str
    paragraphs: tuple[int, ...]
    new: Source | None = None
    also_in: tuple[Citation, ...] = ()


def cited(text: str, sources: Sequence[Source], usual: str | None, as_of: date | None, ids: Ids) -> Cited:
    """Read where a fact comes from: "3, 5-7", "other-source: 2", or a link, which becomes a source of the day `as_of`.

    Several sources follow one another: "3, 5-7; other-source: 2". A link among them must be of a source that's there.
    usual: the id of the source that bare numbers mean; None means the only one. ids: of sources.
    Raises `RefusedError`, for one if a link has no date, or if it could be any of several sources.
    """
    first, *others = _NEXT_SOURCE.split(text) if not is_link(typed(text)) else [text]
    where = _cited_first(first, sources, usual, as_of, ids)
    return replace(where, also_in=tuple(_cited_too(each, sources) for each in others))


def _cited_too(text: str, sources: Sequence[Source]) -> Citation:
    if is_link(text):
        known = next((source for source in sources if source.url == link(text)), None)
        if known is None:
            raise RefusedError(messages.LINK_NOT_A_SOURCE.format(text=shortened(text)))
        return Citation(source=known.id)
    where = _cited_first(text, sources, None, None, Ids(Kind.SOURCE, ()))
    return Citation(source=where.source, paragraphs=where.paragraphs)


def _cited_first(text: str, sources: Sequence[Source], usual: str | None, as_of: date | None, ids: Ids) -> Cited:
    text = link(text)
    if is_link(text):
        known = next((source for source in sources if source.url == text), None)
        if known:
            return Cited(known.id, ())
        made = ids.new(text.split("//")[1])
        try:
            new = Source(
                id=made, title=text[:TITLE_LENGTH], kind="link", url=text, as_of=as_of or date.min, paragraphs=0
            )
        except ValidationError as error:
            raise RefusedError(messages.LINK_NOT_KEPT.format(text=shortened(text), most=URL_LENGTH)) from error
        if as_of is None:
            raise RefusedError(messages.LINK_NEEDS_DATE)
        return Cited(new.id, (), new)
    match = _CITED.fullmatch(text)
    if match is None:
        raise RefusedError(messages.NEITHER_PARAGRAPHS_NOR_LINK.format(text=shortened(text)))
    id = match["source"].lower() if match["source"] else usual or _only(sources, match["numbers"].strip())
    source = next((source for source in sources if source.id == id), None)
    if source is None:
        raise RefusedError(messages.NO_SUCH_SOURCE.format(id=id) if id else messages.NO_SOURCE_YET)
    return Cited(source.id, paragraphs(match["numbers"], source))


def _only(sources: Sequence[Source], numbers: str) -> str | None:
    if len(sources) > 1:
        examples = " / ".join(f"{source.id}: {numbers}".strip() for source in sources[:_MOST_EXAMPLES])
        raise RefusedError(messages.WHICH_SOURCE.format(examples=examples))
    return sources[0].id if sources else None


def is_link(text: str) -> bool:
    """Say whether `text` is a link and nothing else."""
    return _LINK.fullmatch(text) is not None


def link(text: str) -> str:
    """Return a link as it is kept; phones write "Https://"."""
    text = typed(text)
    scheme, mark, rest = text.partition("://")
    return f"{scheme.lower()}{mark}{rest}" if mark else text


def paragraphs(text: str, source: Source) -> tuple[int, ...]:
    """Read paragraph numbers of `source`, each once: "3, 5-7". Raises `RefusedError` for one it doesn't have."""
    if _NUMBERED.fullmatch(text) is None:  # "-1", "3-5-7"
        raise RefusedError(messages.NOT_PARAGRAPHS.format(text=shortened(text.strip())))
    read: dict[int, None] = {}
    for match in _NUMBERS.finditer(text):
        first, last = int(match[1]), int(match[2] or match[1])
        for number in (first, last):
            if number > source.paragraphs:
                told = messages.NO_SUCH_PARAGRAPH.format(number=number, source=source.id, last=source.paragraphs)
                raise RefusedError(told)
        if last < first:
            raise RefusedError(messages.BACKWARDS.format(text=match[0], first=last, last=first))
        read |= dict.fromkeys(range(first, last + 1))
    return tuple(read)


def said_where(text: str, usual: str, sources: Sequence[Source]) -> dict[str, Any]:
    """Read where a dispute is stated: "3, 5-7", "para 3", "other-source: 2", a source's title or link, or words.

    usual: the id of the source that bare numbers mean: the fact's.
    Returns the fields `source` (None: it's the usual one) and `where` of a dispute, both None for nothing.
    """
    text = typed(text)
    if not text:
        return {"source": None, "where": None}
    named, rest = _source_first(text, sources)
    place = _PARAGRAPHS.fullmatch(rest)
    if place is not None and (named is not None or place["numbers"].strip()):
        text = f"{named or usual}: {place['numbers']}"
    cited = _CITED.fullmatch(text)
    if is_link(text):
        in_a_source = any(source.url == link(text) for source in sources)
    else:  # where there's only one source, "Telegram: 12" are words
        in_a_source = cited is not None and (len(sources) > 1 or cited["source"] in {None, usual})
    if not in_a_source:
        return {"source": None, "where": text}
    where = _cited_first(text, sources, usual, None, Ids(Kind.SOURCE, ()))
    return {"source": where.source if where.source != usual else None, "where": where.paragraphs or None}


def _source_first(text: str, sources: Sequence[Source]) -> tuple[str | None, str]:
    """Return the id of the source whose id or title `text` begins with, and what follows; None if there's none."""
    names = {text_key(name): source.id for source in reversed(sources) for name in (source.title, source.id)}
    for end in range(len(text), 0, -1):
        rest = text[end:]
        if _PARAGRAPHS.fullmatch(rest) and not rest[:1].isalnum() and rest[:1] != "-":
            key = text_key(text[:end])
            if key in names and not key.isdecimal():
                return names[key], rest
    return None, text


def where_text(fact: Fact, base: Base) -> str:
    """Return where `fact` comes from, as `cited` reads it, to fill in its form."""
    places = ((fact.source, fact.paragraphs), *((each.source, each.paragraphs) for each in fact.also_in))
    return "; ".join(_place_text(base.sources_by_id[id], paragraphs, base) for id, paragraphs in places)


def _place_text(source: Source, paragraphs: Iterable[int], base: Base) -> str:
    numbers = ", ".join(map(str, paragraphs))
    if source.url and not numbers and source.kind == "link":
        return source.url
    return numbers if len(base.sources) == 1 else f"{source.id}: {numbers}"


class Ids:
    """Hands out ids of one kind that aren't `taken`, each once. Thousands of similar ones take no longer."""

    def __init__(self, kind: Kind, taken: Iterable[str]) -> None:
        self._kind = kind
        self._taken = set(taken)
        self._tried: dict[str, int] = {}  # how far each stem was counted

    def new(self, text: str) -> str:
        """Return an id made of the first words of `text` in Latin letters, or of the kind if it has no words."""
        words = slugify(text, max_length=_ID_LENGTH, word_boundary=True, save_order=True, replacements=_APOSTROPHES)
        stem = words or str(self._kind)
        number = self._tried.get(stem, 0) + 1
        while (id := stem if number == 1 else f"{stem}-{number}") in self._taken:
            number += 1
        self._tried[stem] = number
        self._taken.add(id)
        return id


def shortened(text: str) -> str:
    """Return what somebody typed, short enough to be quoted in a sentence."""
    return text if len(text) <= 80 else f"{text[:79]}…"
