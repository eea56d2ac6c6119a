"""Who a few words name: a person with their role, a body, a group like "government officials", or a pronoun."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

from knowledge.drafting import words
from knowledge.drafting.tokens import QUOTED, Token, text_of, tokens
from knowledge.occupations import ROLES, TITLES

_PEOPLE = re.compile(r".{2}(?:ists?|icians?|ologists?|women|woman|men|man|[^aeiou]ers)$")
_NOT_PEOPLE = words.words_of("numbers papers letters orders matters others members powers shoulders figures computers")
_MOST_WORDS = 12  # of a group's description, such as "a spokeswoman for the Department of Health"
_JOINS = words.words_of("of the for and de la le el al bin ibn van von der den da di du dos del & ’s")


@dataclass(frozen=True)
class Subject:
    """Who a phrase names.

    name: the name, or the group without its article ("government officials"), or the pronoun in lower case
    role: what the phrase says about a named one ("Justice Minister"); empty if nothing
    named: whether it's a proper name
    indefinite: whether it's somebody not mentioned before, such as "one worker"
    body: whether it can't be a human being: it stands after "the"
    aside: what follows the name between commas, if it's read on the way
    placed: whether it stands after "in" and the like, as places do
    """

    name: str
    role: str = ""
    named: bool = False
    pronoun: bool = False
    indefinite: bool = False
    body: bool = False
    aside: str = ""
    placed: bool = False

    @property
    def is_person(self) -> bool:
        """Whether it's most likely the name of one human being."""
        parts = re.split(r"[\s-]", self.name)
        return self.named and not self.body and looks_like_person(parts)


def looks_like_person(parts: Sequence[str]) -> bool:
    """Say whether the words of a name are rather a human being's than a body's."""
    lower = {part.lower().strip(".") for part in parts}
    acronym = len(parts) == 1 and parts[0].isupper() and len(parts[0]) > 1
    camel = any(
        re.search(r"[a-z][A-Z]", part) and not part.startswith(("Mc", "Mac", "O’", "O'", "De", "Di", "La"))
        for part in parts
    )
    return (
        len(parts) <= 5
        and not acronym
        and not camel
        and not lower & (words.BODIES | {"of", "the", "for", "&"})
        and not any("." in part.strip(".") and len(part) > 4 for part in parts)
    )


def parse(some: Sequence[Token], sentence: str) -> Subject | None:  # noqa: PLR0911  # one for each form
    """Return who the neighbouring tokens `some` name, or None if that's nobody who can say something."""
    some = _trimmed(some)
    if not some:
        return None
    if len(some) == 1 and some[0].lower in words.PRONOUNS:
        return Subject(some[0].lower, pronoun=True)
    described = _described_group(some, sentence)
    if described is not None:
        return described
    run = _name_at_the_end(some)
    if run:
        before = some[: len(some) - len(run)]
        if before and before[-1].lower in words.PLACE_PREPOSITIONS | {"about"}:
            return None  # "a book about workers in Argentina" doesn't name Argentina
        return _named(some[: len(some) - len(run)], run, sentence)
    if some[-1].is_word and _is_group(some[-1]):
        phrase = _noun_phrase(some)
        return _group(phrase, sentence) if phrase else None
    return None


def _group(phrase: Sequence[Token], sentence: str) -> Subject:
    indefinite = phrase[0].lower in {"one", "a", "an", "another", "some", "other"}
    return Subject(_without_article(phrase, sentence), indefinite=indefinite)


def _trimmed(some: Sequence[Token]) -> list[Token]:
    """Cut adverbs, times and openings such as "On Monday" off both ends."""
    rest = list(some)
    while rest:
        first = rest[0].lower
        if first == "at" and len(rest) > 1 and rest[1].lower == "least":
            rest = rest[2:]
            continue
        if first in {"on", "in", "at", "by", "during", "late", "early", "around"}:
            head = 1
            while head < len(rest) and (
                rest[head].lower
                in words.DAYS | words.MONTHS | {"the", "a", "last", "this", "next", "evening", "morning"}
                or rest[head].text.isdecimal()
                or rest[head].lower
                in {"statement", "interview", "speech", "email", "week", "month", "year", "afternoon"}
            ):
                head += 1
            if head == 1:
                break
            rest = rest[head:]
        elif first in words.ADVERBS | words.DAYS | {"and", "or", "so", "too", "yes", "well"} or not rest[0].is_word:
            if first in {"both", "all"} and len(rest) > 1:
                break
            rest = rest[1:]
        else:
            break
    while rest and (rest[-1].lower in words.ADVERBS | words.AUXILIARIES or not rest[-1].is_word):
        if rest[-1].is_name and rest[-1].lower not in words.DAYS:
            break
        rest = rest[:-1]
    return rest


def _described_group(some: Sequence[Token], sentence: str) -> Subject | None:  # noqa: PLR0911  # one for each form
    """Read "a spokeswoman for the Department of Health", "residents of the street", "one of the players"."""
    for place, token in enumerate(some[:-1]):
        if token.lower in words.PLACE_PREPOSITIONS or (place and token.lower in words.SEEN):
            head = some[:place]
            counts = len(head) == 1 and head[0].lower in {
                "one",
                "some",
                "several",
                "many",
                "most",
                "two",
                "three",
                "both",
            }
            if head and head[-1].is_name and head[-1].lower in TITLES and len(_name_at_the_end(some)) > place + 3:
                return None  # "President of Ukraine Volodymyr Zelensky"
            person = _person(head, sentence)
            if person is not None and token.lower in {"for", "of", "from", "at"} and _names_a_body(some[place + 1 :]):
                return Subject(person.name, person.role or text_of(some[place:], sentence), named=True)
            if not head or not (counts or _is_group(head[-1]) or head[-1].lower in words.DOCUMENTS):
                return None
            if head[-1].is_name and head[-1].start and _is_plural(head[-1]) and _is_all_name(some[place + 1 :]):
                return Subject(_without_article(some, sentence), named=True, body=True)  # "the Friends of the Seafront"
            if head[-1].is_name and len(head) > 1 and _name_at_the_end(head) and head[-1].lower in words.BODIES:
                return None
            phrase = _noun_phrase(head) if not counts else list(head)
            about = any(each.lower in words.PLACE_PREPOSITIONS | {"about"} for each in head)
            if about or not phrase or any(each.lower in words.BEING | words.AUXILIARIES for each in some):
                return None
            whole = [*phrase, *some[place:]][:_MOST_WORDS]
            return _group(whole, sentence)
        if not (token.is_word or token.text in "-/"):
            return None
    if len(some) > 1 and some[-1].lower in {"there", "here", "nearby"} and _is_group(some[-2]):
        return _group(_noun_phrase(some[:-1]), sentence)
    return None


def _is_all_name(some: Sequence[Token]) -> bool:
    """Say whether `some` is a name with at most an article: "the Seafront"."""
    rest = some[1:] if some and some[0].lower == "the" else some
    return bool(rest) and all(each.is_name for each in rest)


def _name_at_the_end(some: Sequence[Token]) -> list[Token]:
    """Return the run of capitalised words that ends `some`, joined by "of", "de" and the like."""
    run: list[Token] = []
    place = len(some) - 1
    while place >= 0:
        token = some[place]
        if token.is_name and token.text[0] not in "0123456789":
            if run and token.is_possessive:
                break
            run.insert(0, token)
        elif run and token.lower in _JOINS and place and some[place - 1].is_name and not some[place - 1].is_possessive:
            if token.lower == "and" and not _belongs_together(some, place, run):
                break
            run.insert(0, token)
        elif run and token.lower == "the" and place > 1 and some[place - 1].lower in {"of", "for"}:
            run.insert(0, token)
        else:
            break
        place -= 1
    while run and run[0].lower in _JOINS | words.DETERMINERS:
        run = run[1:]
    if len(run) > 1 and re.search(r"-(?:based|backed|led|owned|run|born)$", run[0].lower):
        run = run[1:]
    if run and run[0].start == some[0].start and len(run) > 1 and _only_begins_a_sentence(run[0]):
        run = run[1:]
    if len(run) == 1 and (run[0].lower in words.STOPWORDS | words.DAYS | words.MONTHS or _is_plain_group(run[0], some)):
        return []
    return run


def _belongs_together(some: Sequence[Token], place: int, run: Sequence[Token]) -> bool:
    before = [token.lower for token in some[:place]]
    return "of" in before[-4:] or any(token.lower in words.BODIES for token in run[:1])


def _only_begins_a_sentence(token: Token) -> bool:
    return token.lower in words.STOPWORDS | words.DETERMINERS | words.ADVERBS


def _is_plain_group(token: Token, some: Sequence[Token]) -> bool:
    """Say whether a capital is only that of a sentence's beginning: "Officials said"."""
    return token.start == some[0].start and (token.lower in words.GROUPS or token.lower in words.DOCUMENTS)


def _named(front: Sequence[Token], run: Sequence[Token], sentence: str) -> Subject | None:
    """Split titles off a name: "Justice Minister Kim Kyung Han" is "Kim Kyung Han", the "Justice Minister"."""
    titles = [place for place, token in enumerate(run) if token.lower in TITLES]
    person = looks_like_person([each.text for each in run])
    if len(run) > 2 and run[0].lower in ROLES and person and not titles:
        titles = [0]
    if titles and titles[-1] == len(run) - 1 and len(run) > 1 and run[-1].lower in words.SURNAMES:
        titles.pop()  # "Stephen King"
    cut = titles[-1] + 1 if titles else 0
    if titles and cut < len(run) - 3 and run[cut].lower == "of":  # "President of Ukraine Volodymyr Zelensky"
        cut += 3 if run[cut + 1].lower == "the" else 2
    joined = any(token.lower in {"of", "for"} for token in run[cut:])
    if titles and (
        cut == len(run) or (joined and run[cut].lower in {"of", "for"})
    ):  # "the Ministry of ..", "the Prime Minister"
        return Subject(_without_article([*_noun_phrase([*front, *run])], sentence)) if cut == len(run) else None
    role = [*(_noun_phrase(front) or _adjectives(front)), *run[:cut]] if titles else _noun_phrase(front)
    if any(token.lower not in words.ADDRESSES for token in role):
        role = [token for token in role if token.lower not in words.ADDRESSES]  # "finance expert Dr"
    name = text_of(run[cut:], sentence)
    name = re.sub(r"[’']s$|[’']$", "", name)
    if not role and name and _is_description(front) and looks_like_person(name.split()) and " " in name:
        role = list(front)
    body = bool(front) and front[-1].lower == "the" and not titles
    return Subject(name, _without_article(role, sentence), named=True, body=body)


def _is_description(front: Sequence[Token]) -> bool:
    """Say whether the words before a name are all about who it is: "Fire marshal"."""
    plain = [token for token in front if token.lower not in {"the", "a", "an"}]
    return (
        0 < len(plain) <= 4
        and plain[-1].text[0].islower()
        and all(
            token.is_word
            and not token.text[0].isdecimal()
            and token.lower not in words.STOPWORDS | words.BREAKS | words.PLACE_PREPOSITIONS | words.ADVERBS
            and token.lower not in words.SAYING
            for token in plain
        )
    )


def _names_a_body(some: Sequence[Token]) -> bool:
    """Say whether they name where somebody works: "Leeds", "the hospital", "the charity Access Harlow"."""
    return some[0].is_name or (some[0].lower in {"the", "a"} and any(map(_is_group, (*some[1:3], some[-1]))))


def _person(some: Sequence[Token], sentence: str) -> Subject | None:
    run = _name_at_the_end(some)
    named = _named(some[: len(some) - len(run)], run, sentence) if len(run) > 1 else None
    return named if named is not None and named.is_person else None


def _adjectives(front: Sequence[Token]) -> Sequence[Token]:
    """Return what belongs to a title before it, as "Chelyabinsk regional" to "Deputy Governor"."""
    for place, token in enumerate(front):
        if token.is_name and len(front) - place <= 3:
            return front[place:]
    return ()


def _noun_phrase(some: Sequence[Token]) -> list[Token]:
    """Return the noun phrase that ends `some`: no verbs or prepositions in it, and a noun for people at its end."""
    if not some or not _is_group(some[-1]):
        return []
    back = takewhile(
        lambda token: (
            token.is_word
            and token.lower not in words.PLACE_PREPOSITIONS | words.BREAKS | words.AUXILIARIES | words.BEING
            and token.lower not in {"and", "or"}
        ),
        reversed(some),
    )
    phrase: list[Token] = []
    for token in back:
        if phrase and (phrase[-1].lower in {"the", "a", "an"} or (token.lower.endswith("ed") and not token.is_name)):
            break
        phrase.append(token)
    found = phrase[:6][::-1]
    # "a decision residents say will …": the noun before them is of another clause
    one = found[0].lower in {"a", "an"} and len(found) > 2 and _is_plural(found[-1])
    return found[-1:] if one and not words.COUNTS & {each.lower for each in found} else found


def _is_plural(token: Token) -> bool:
    return token.lower.endswith("s") or token.lower in {"people", "men", "women", "children", "police"}


def _is_group(token: Token) -> bool:
    parts = re.split(r"[-–/]", token.lower)
    last = parts[-1]
    if last in words.GROUPS or token.lower in words.GROUPS or token.lower in words.DOCUMENTS:
        return True
    return token.text[0].islower() and _PEOPLE.search(last) is not None and last not in _NOT_PEOPLE


def _without_article(some: Sequence[Token], sentence: str) -> str:
    rest = list(some)
    while rest and rest[0].lower in {"the", "a", "an", "but", "and", "one", "at", "least"} and len(rest) > 1:
        if rest[0].lower == "one" and rest[1].lower == "of":
            break
        rest = rest[1:]
    return text_of(rest, sentence)


def names(sentence: str) -> Iterator[Subject]:
    """Yield whoever `sentence` names outside of quotes, whatever they do in it."""
    all_tokens = (*tokens(sentence), Token(".", len(sentence), len(sentence)))
    run: list[Token] = []
    for place, token in enumerate(all_tokens):
        if token.is_word and (token.is_name or (run and token.lower in _JOINS - {"and", "the", "for"})):
            run.append(token)
            if not token.is_possessive:
                continue
            place += 1  # noqa: PLW2901  # what follows the name
        while run and not run[-1].is_name:
            run.pop()
        named = _name_at_the_end(run)
        person = _of_a_body(named)
        if named:
            first = next(i for i, each in enumerate(all_tokens) if each.start == named[0].start)
            before = all_tokens[first - 1] if first else None
            found = _named(_title_before(all_tokens, first), person or named, sentence)
            if found is not None and found.named:
                if person:
                    title = "" if found.role.lower().strip(".") in words.ADDRESSES else found.role
                    found = replace(found, role=f"{title} {text_of(named[len(person) :], sentence)}".strip())
                placed = before is not None and before.lower in {"in", "at", "near", "across", "on"}
                yield replace(found, aside=_aside(all_tokens, place, sentence), placed=placed)
        run = []


def _title_before(all_tokens: Sequence[Token], first: int) -> Sequence[Token]:
    """Return what's said of somebody right before their name, as "manager" or "the"; nothing if it's about others."""
    if first and all_tokens[first - 1].lower == "the":
        return all_tokens[first - 1 : first]
    start = first
    if first and all_tokens[first - 1].lower in TITLES | ROLES and not all_tokens[first - 1].is_name:
        start -= 1
    while first > start > 0 and all_tokens[start - 1].lower in words.BODIES | words.RANKS:
        start -= 1
    return all_tokens[start:first] if not start or all_tokens[start - 1].lower not in words.POSSESSIVES else ()


def _of_a_body(name: Sequence[Token]) -> Sequence[Token]:
    """Return the person in "Dr Neil Harcastle of Lancaster School"; nothing if it's a body: "Bank of England"."""
    end = next((place for place, token in enumerate(name) if token.lower == "of"), 0)
    own = [token.text for token in name[:end] if token.lower not in TITLES]
    bodied = any(token.lower in words.BODIES for token in name[end:])
    return name[:end] if len(own) > 1 and bodied and looks_like_person(own) else ()


def _aside(all_tokens: Sequence[Token], comma: int, sentence: str) -> str:
    if all_tokens[comma].text != ",":
        return ""
    rest = list(
        takewhile(lambda token: token.text not in {",", ";", ".", ":", "—", "–", QUOTED}, all_tokens[comma + 1 :])
    )
    if len(rest) == 1 and rest[0].text.isdecimal():  # an age
        return _aside(all_tokens, comma + 2, sentence) if comma + 2 < len(all_tokens) else ""
    return text_of(rest, sentence)
