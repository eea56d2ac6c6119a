"""What authors overlook: unused speakers, disputes with one side, claims under no name, dates that only fit the day."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from knowledge.model.base import Base
from knowledge.model.contentions import Contention, contentions
from knowledge.model.entries import Fact, Speaker
from knowledge.model.validation import Problem

_UNUSED = "No fact uses {speakers}. Add what they say, or remove them"
_ONE_SIDED = (
    "{speakers} contests this, but no fact with what they say is named: add it if it isn't there, and name it (`fact`)"
)
_NOT_ON_IT = "says what {speaker} says, but {speaker} isn't one of the fact's speakers: add them to `speakers`"
_IN_THE_FUTURE = "is in the future: {date}. Write the date that it's from"
_RELATIVE = "has “{words}”: readers can't tell when that was, so write the date"

_SAYING = (
    "says?|said|claims?|claimed|denies|deny|denied|reports?|reported|announces?|announced|tells?|told|warns?|warned"
    "|believes?|believed|thinks?|thought|confirms?|confirmed|insists?|insisted|states?|stated|estimates?|estimated"
    "|expects?|expected|hopes?|hoped|argues?|argued|explains?|explained|adds|added|admits?|admitted|promises?|promised"
    "|suggests?|suggested|recommends?|recommended|accuses?|accused|calls?|called|demands?|demanded|disputes?|disputed"
)
_DAY = "(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_UNIT = "(?:week(?:end)?|month|year|morning|afternoon|evening|night|spring|summer|autumn|fall|winter)"
_AUXILIARY = r"(?:had|has|have|was|were|is|are|would|will|could|can|should|did|does|must|may|might|never|also)\b"
_RELATIVE_DATE = re.compile(
    rf"\b(?:(?:this|last|next|earlier this|later this|on|since|until|by|before|after)\s+)?{_DAY}s?\b(?!\.\w)"
    rf"|\b(?:this|last|next|earlier this|later this)\s+{_UNIT}\b(?!-)"
    r"|\b(?:yesterday|today|tonight|tomorrow|overnight|recently|lately|nowadays)\b"
    r"|\b\w+\s+(?:days?|weeks?|months?|hours?|minutes?)\s+ago\b",
    re.IGNORECASE,
)
_A_DAY = re.compile(rf"(?:(?:on|since|until|by|before|after)\s+)?{_DAY}s?", re.IGNORECASE)
_DATE = re.compile(
    r"^[\s,(]*(?:the\s+)?(?:\d|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?\s+\d)", re.IGNORECASE
)
_QUOTED = re.compile(r'"[^"]*"|“[^”]*”')


def oversights(base: Base) -> Iterator[str]:
    """Yield a sentence for each thing in a sound base that its authors seem to have overlooked."""
    yield from _unused_speakers(base)
    yield from map(str, _one_sided(base))
    for fact in base.facts:
        yield from map(str, _under_no_name(fact, base))
        yield from map(str, _relative_dates(fact))


def _unused_speakers(base: Base) -> Iterator[str]:
    used = {id for fact in base.facts for id in (*fact.speakers, *(dispute.speaker for dispute in fact.disputes))}
    unused = [speaker.name for speaker in base.speakers if speaker.id not in used]
    if unused:
        yield _UNUSED.format(speakers=", ".join(f"“{name}”" for name in unused))


def _one_sided(base: Base) -> Iterator[Problem]:
    """Yield a problem for each contention that one side never gets a fact or a statement of its own in."""
    for contention in contentions(base):
        if contention.facts[0].statements:
            continue  # it sums up the sides
        silent = [s for s in contention.disputed_by if not _has_its_say(s, contention, base)]
        if silent:
            names = " and ".join(dict.fromkeys(speaker.name for speaker in silent))
            told = _ONE_SIDED if len(silent) == 1 else _ONE_SIDED.replace("contests", "contest")
            yield Problem(f"facts: {contention.facts[0].id}", "disputes", told.format(speakers=names))


def _has_its_say(opponent: Speaker, contention: Contention, base: Base) -> bool:
    """Say whether anybody of the side of `opponent` has a fact or a statement against the claim of `contention`."""
    side = opponent.stated_side
    members = {opponent.id, *(speaker.id for speaker in base.speakers if side and speaker.side == side)}
    claims = {fact.id for fact in contention.facts}
    return any(
        dispute.fact is not None for fact in contention.facts for dispute in fact.disputes if dispute.speaker in members
    ) or any(
        members.intersection(fact.speakers)
        for fact in base.facts
        if fact.id in claims or any(dispute.fact in claims for dispute in fact.disputes)
    )


def _under_no_name(fact: Fact, base: Base) -> Iterator[Problem]:
    on_it = {*fact.speakers, *(dispute.speaker for dispute in fact.disputes)}
    answer = _QUOTED.sub("", fact.answer)
    for speaker in base.speakers:
        if speaker.id not in on_it and _is_said_to_say(speaker, answer):
            if any(speaker.name in base.speakers_by_id[id].name for id in on_it):
                continue
            yield Problem(f"facts: {fact.id}", "answer", _NOT_ON_IT.format(speaker=speaker.name))


def _is_said_to_say(speaker: Speaker, text: str) -> bool:
    """Say whether `text` has "NAME says", "said NAME" or the like. A name in one word is spelt with its capitals."""
    for name in map(re.escape, (speaker.name, *speaker.variants)):
        says = rf"(?<!\w){name}(?:\s*,[^,.]*,)?\s+(?:also\s+)?(?:{_SAYING})\b"
        # "Roe said Lee had left" has no "said Lee".
        said = rf"\b(?:according to|said|says)\s+(?:the\s+)?{name}(?!\w)(?!\s+{_AUXILIARY})"
        if re.search(f"{says}|{said}", text, re.IGNORECASE if r"\ " in name else 0):
            return True
    return False


def _relative_dates(fact: Fact) -> Iterator[Problem]:
    texts = {"answer": fact.answer}
    texts |= {f"statements[{n}].says": each.says for n, each in enumerate(fact.statements)}
    texts |= {f"disputes[{n}].says": each.says for n, each in enumerate(fact.disputes)}
    for field, text in texts.items():
        own = _QUOTED.sub(lambda quoted: " " * len(quoted[0]), text)  # a quote is as it was said
        found = (match for match in _RELATIVE_DATE.finditer(own) if not _is_dated(match, own))
        # The card of a fact with a date of its own says which week its days are in.
        words = next((match[0] for match in found if fact.as_of is None or not _A_DAY.fullmatch(match[0])), None)
        if words is not None:
            yield Problem(f"facts: {fact.id}", field, _RELATIVE.format(words=words))


def _is_dated(match: re.Match[str], text: str) -> bool:
    """Say whether the date stands beside it: "Thursday, 12 January", "this week (9 to 13 January)"."""
    before = text[max(0, match.start() - 16) : match.start()]
    return bool(_DATE.match(text[match.end() :]) or re.search(r"\d[\w\s,]*[,(]\s*$", before))


def future_dates(base: Base, today: date) -> Iterator[Problem]:
    """Yield a problem for each source or fact that's as of a day after `today`: a year is easily mistyped."""
    for kind, entries in (("sources", base.sources), ("facts", base.facts)):
        for entry in entries:
            if entry.as_of is not None and entry.as_of > today:
                yield Problem(f"{kind}: {entry.id}", "as_of", _IN_THE_FUTURE.format(date=entry.as_of))
