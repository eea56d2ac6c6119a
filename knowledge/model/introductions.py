"""Introductions: who each speaker is, as a fact made from their name and role. None is stored, listed or exported."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from hashlib import sha256
from typing import Annotated

from pydantic import StringConstraints

from knowledge.model.entries import FURTHER_SOURCES_PER_FACT, NOT_NAMED, STATEMENT_LENGTH, Citation, Fact, Id, Speaker

_PREFIX = "who-is_"  # no entry's id has a "_", so none is ever the same
_LONGEST_ID = 64

_ARTICLE = re.compile(r"^(an?|the) (?=\S)", re.IGNORECASE)
_HEAD = re.compile(r" (?:of|from|in|at|for|who|on) |[,;] ")  # what comes before says what the speaker is
_BODY = re.compile(
    r"^(?:agency|army|association|authority|bank|board|bureau|centre|center|committee|company|council|court|department"
    r"|forces|foundation|government|group|institute|institution|magazine|military|ministry|navy|news|newspaper"
    r"|office|organi[sz]ation|party|police|research|service|society|standards|television|union|university)$",
    re.IGNORECASE,
)
_ABBREVIATION = re.compile(r"^(?:[A-Z]\.?){2,}$|\.\w+$")  # WHO, I.S.W., Znak.com
_SEVERAL = re.compile(
    r"(?:[^\W\d_](?:ers|ors|ists|ians|ants|ents|erts|cials|ysts|tics|ees)|authorities|sources|people|men|women)$"
)


class Introduction(Fact):
    """Says who a speaker is: "Who is Ann Example?", "Ann Example: mayor of Example.", as the article itself gives it.

    speaker: whom it introduces. Its sources are all that the speaker is on record in, without paragraphs: nobody has
    said which of them has the role, or where.
    """

    id: Annotated[str, StringConstraints(pattern=rf"^{_PREFIX}[a-z0-9-]+$", max_length=_LONGEST_ID)]
    speaker: Id


def introductions(speakers: Iterable[Speaker], facts: Mapping[str, Fact]) -> Iterator[Introduction]:
    """Yield the introduction of each speaker with a role who said or contests something; others rest on no source.

    facts: under their ids
    """
    heard_in: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for fact in facts.values():
        for id in fact.speakers:
            heard_in[id] |= dict.fromkeys((fact.source, *(each.source for each in fact.also_in)))
        for statement in fact.statements:
            if statement.speaker and statement.source:
                heard_in[statement.speaker][statement.source] = None
        for dispute in fact.disputes:
            heard_in[dispute.speaker][dispute.source or dispute.standing_with(fact, facts).source] = None
    for speaker in speakers:
        if heard_in[speaker.id] and speaker.stated_role not in {"", NOT_NAMED}:
            yield _introduction(speaker, *heard_in[speaker.id])


def introduction_id(speaker_id: str) -> str:
    """Return the id of a speaker's introduction: the same at any time, and no entry's."""
    id = _PREFIX + speaker_id
    return id if len(id) <= _LONGEST_ID else _PREFIX + sha256(speaker_id.encode()).hexdigest()[:32]


@lru_cache(maxsize=4096)  # a changed base introduces nearly everybody as before
def _introduction(speaker: Speaker, source: str, *others: str) -> Introduction:
    return Introduction(
        id=introduction_id(speaker.id),
        question=_question(speaker),
        answer=_answer(speaker),
        source=source,
        also_in=tuple(Citation(source=id) for id in others[:FURTHER_SOURCES_PER_FACT]),
        speaker=speaker.id,
    )


def _answer(speaker: Speaker) -> str:
    answer = f"{speaker.name}: {speaker.role.rstrip('.')}."
    return answer if len(answer) <= STATEMENT_LENGTH else f"{answer[: STATEMENT_LENGTH - 1]}…"


def _question(speaker: Speaker) -> str:
    """Return the question in the words people would use: who one is, who several are, what a body is."""
    name = _ARTICLE.sub("the ", speaker.name)
    words = _head(name.removeprefix("the "))
    personal = 1 < len(words) < 4 and all(word[:1].isupper() for word in words)  # "Jonas Peters" isn't several Peters
    if _SEVERAL.search(words[-1]) and not personal:
        common = len(words) == 1 or any(words[0].lower() in variant.split() for variant in speaker.variants)
        name = name.removeprefix("the ")
        return f"Who are the {name[0].lower() if common else name[0]}{name[1:]}?"
    if _BODY.search(words[0]) or _BODY.search(words[-1]):
        return f"What is the {name.removeprefix('the ')}?"
    if _ABBREVIATION.search(name) or (not personal and _BODY.search(_head(speaker.role)[-1])):
        return f"What is {name}?"
    return f"Who is {name}?"


def _head(text: str) -> list[str]:
    """Return the words that say what something is, up to the first "of" or the like; there's always one."""
    return _HEAD.split(text)[0].split() or text.split()
