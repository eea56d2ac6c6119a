"""Rules for what people write now, beyond those of every base: older entries aren't held to them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from knowledge.editing import messages
from knowledge.editing.errors import field_sentence
from knowledge.model.base import Base
from knowledge.model.dates import EARLIEST_YEAR
from knowledge.model.entries import Draft, Entry, Fact, Gap, Source, Speaker
from knowledge.model.record import THE_ARTICLE_ITSELF
from knowledge.model.refs import AnyEntry, Ref, entries_of, find, ref_of, title
from knowledge.model.same_text import look_key, text_key
from knowledge.model.speaker_names import Clash, clashes
from knowledge.model.validation import Problem

_ASKED = {"question", "phrasings"}  # "2023?" alone isn't something people ask
_Titles = Mapping[tuple[str, str], list[AnyEntry]]


@dataclass(frozen=True)
class Breach:
    """A broken rule: by entry and field, and as a sentence.

    existing: the entry that already has the title
    packs_may: whether a pack may break it, and so a file that replaces everything
    """

    problem: Problem
    sentence: str
    existing: Ref | None = None
    packs_may: bool = False


def breaches(changed: Mapping[Ref, AnyEntry | None], before: Base, after: Base, today: date) -> Iterator[Breach]:
    """Yield what the `changed` entries of the base `after` break.

    A text needs words, a question needs a word in letters, a date can't be in the future or before there were
    newspapers, and a title can't be another entry's. A question is a title
    among facts and gaps together; a draft may share its with a fact, and speakers have `name_breaches`. A speaker can't
    be called what cards call the article's own voice.
    """
    titles: defaultdict[tuple[str, str], list[AnyEntry]] = defaultdict(list)
    for entry in entries_of(after).values():
        titles[_rivals(entry), text_key(title(entry))].append(entry)
    for ref, new in changed.items():
        if new is not None:
            old = find(before, ref)
            yield from _texts_without_words(ref, old, new)
            yield from _unlikely_date(ref, old, new, today)
            yield from _name_of_the_article(ref, old, new)
            yield from _title_of_another(ref, old, new, titles)


def name_breaches(changed: Mapping[Ref, AnyEntry | None], before: Base, after: Base, pack: Base) -> Iterator[Breach]:
    """Yield each name, spelling or id of a `changed` speaker that stands for another one in the base `after`.

    Also asked of what's brought back: whoever types the name would quote the wrong one. Clashes that are there already,
    in the base `before` or in the operator's `pack`, are left alone.
    """
    if not any(isinstance(entry, Speaker) for entry in changed.values()):
        return
    there = {clash.key for base in (before, pack) for clash in clashes(base.speakers)}
    for clash in clashes(after.speakers):
        speaker, other = clash.speaker, clash.other
        if changed.get(ref_of(speaker)) is None:  # the other one is what changed
            speaker, other = other, speaker
        if clash.key not in there and changed.get(ref_of(speaker)) is not None:
            yield _name_breach(replace(clash, speaker=speaker, other=other))


def _name_breach(clash: Clash) -> Breach:
    text, speaker, other = clash.text, clash.speaker, clash.other
    if text_key(speaker.name) == text_key(other.name):
        there = ref_of(other)
        told = messages.EXISTS_PROBLEM.format(title=speaker.name, there=there)
        sentence = messages.ALREADY_EXISTS.format(kind=there.kind, title=other.name)
        return Breach(Problem(_named(ref_of(speaker)), "name", told), sentence, there)
    field = "name" if text_key(text) == text_key(speaker.name) else "variants"
    problem, sentence = (
        (messages.NAME_LOOKS_TAKEN_PROBLEM, messages.NAME_LOOKS_TAKEN)
        if clash.looks
        else (messages.NAME_TAKEN_PROBLEM, messages.NAME_TAKEN)
    )
    told = problem.format(text=text, other=other.name, id=other.id, name=speaker.name)
    sentence = sentence.format(text=text, other=other.name, name=speaker.name)
    return Breach(Problem(_named(ref_of(speaker)), field, told), sentence, ref_of(other))


def _texts_without_words(ref: Ref, old: AnyEntry | None, new: AnyEntry) -> Iterator[Breach]:
    """Markup, punctuation and emoji alone leave a card with nothing to read, and a phrasing with nothing to find."""
    known = {text for _, text in _texts(old)} if old is not None else set()
    for field, text in _texts(new):
        asks = field in _ASKED
        if text not in known and not any(map(str.isalpha if asks else str.isalnum, text)):
            told = messages.NEEDS_A_WORD_PROBLEM if asks else messages.NO_WORDS_PROBLEM
            sentence = field_sentence(messages.NEEDS_A_WORD if asks else messages.NO_WORDS, field)
            yield Breach(Problem(_named(ref), field, told), sentence, packs_may=True)


def _unlikely_date(ref: Ref, old: AnyEntry | None, new: AnyEntry, today: date) -> Iterator[Breach]:
    as_of = getattr(new, "as_of", None)
    if as_of is None or as_of == getattr(old, "as_of", None):
        return
    if as_of > today:
        problem = Problem(_named(ref), "as_of", messages.FUTURE_PROBLEM.format(date=as_of))
        yield Breach(problem, messages.IN_THE_FUTURE.format(date=as_of))
    elif as_of.year < EARLIEST_YEAR:
        problem = Problem(_named(ref), "as_of", messages.TOO_EARLY_PROBLEM.format(date=as_of))
        yield Breach(problem, messages.TOO_EARLY.format(date=as_of), packs_may=True)


def _name_of_the_article(ref: Ref, old: AnyEntry | None, new: AnyEntry) -> Iterator[Breach]:
    if _reads_as_the_article(new) and not _reads_as_the_article(old):
        problem = Problem(_named(ref), "name", messages.ARTICLE_NAME_PROBLEM.format(name=THE_ARTICLE_ITSELF))
        yield Breach(problem, messages.NAMED_LIKE_THE_ARTICLE.format(name=THE_ARTICLE_ITSELF))


def _title_of_another(ref: Ref, old: AnyEntry | None, new: AnyEntry, titles: _Titles) -> Iterator[Breach]:
    name = text_key(title(new))
    if isinstance(new, Draft | Speaker) or (old is not None and text_key(title(old)) == name):
        return
    rival = next((each for each in titles[_rivals(new), name] if ref_of(each) != ref), None)
    if rival is not None:
        there = ref_of(rival)
        told = messages.EXISTS_PROBLEM.format(title=title(new), there=there)
        sentence = messages.ALREADY_EXISTS.format(kind=there.kind, title=title(rival))
        yield Breach(Problem(_named(ref), _title_field(new), told), sentence, there, packs_may=True)


def _named(ref: Ref) -> str:
    return f"{ref.kind.plural}: {ref.id}"


def _texts(entry: AnyEntry) -> Iterator[tuple[str, str]]:
    """Yield every text of `entry` that people read or search by, with the name of its field."""
    names: dict[type[AnyEntry], tuple[str, ...]] = {
        Source: ("title", "kind", "as_of_note"),
        Speaker: ("name", "role", "side", "variants"),
        Fact: ("question", "answer", "quote", "phrasings", "topics"),
        Gap: ("question", "note", "phrasings"),
        Draft: ("question", "answer", "quote"),
    }
    for name in names[type(entry)]:
        value = getattr(entry, name)
        texts = value if isinstance(value, tuple) else [value] if value is not None else []
        yield from ((name, text) for text in texts)
    if isinstance(entry, Fact):
        yield from ((f"disputes[{place}].says", each.says) for place, each in enumerate(entry.disputes))
        yield from ((f"statements[{place}].says", each.says) for place, each in enumerate(entry.statements))


def _reads_as_the_article(entry: AnyEntry | None) -> bool:
    names = (entry.name, *entry.variants) if isinstance(entry, Speaker) else ()
    return look_key(THE_ARTICLE_ITSELF) in map(look_key, names)


def _rivals(entry: AnyEntry) -> str:
    return "asked for" if isinstance(entry, Entry) else ref_of(entry).kind


def _title_field(entry: AnyEntry) -> str:
    return "question" if isinstance(entry, Entry) else "title"
