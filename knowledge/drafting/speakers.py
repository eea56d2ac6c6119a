"""Makes speakers of everybody whom an article attributes something to, each once, however it names them."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Container, Iterable
from dataclasses import dataclass, field

from knowledge.drafting import words
from knowledge.drafting.roles import ONE_BODY, distinct, fits, head_noun, is_body, role_of
from knowledge.drafting.subjects import Subject, names
from knowledge.drafting.tokens import tokens
from knowledge.drafting.verb_subjects import Attribution, opening
from knowledge.model.entries import NOT_NAMED, ROLE_NOT_STATED, SIDE_NOT_STATED, Speaker
from knowledge.occupations import ROLES

A_DOCUMENT = "a document the article cites"
_LABEL, _ROLE, _ID = 100, 300, 48  # characters
_MOST_VARIANTS = 8
_MOST_NAMED = 300
_COMPANY = re.compile(rf"\s+(?:{'|'.join(sorted(words.REGISTERED))}|company|corporation)\.?$")
_QUANTIFIER = re.compile(
    r"^(?:(?:some|many|most|several|one|all|both|two|three|a few|other|at least|more|any|certain)\s+(?:of\s+)?)+"
    r"(?:(?:the|these|those|his|her|their|its)\s+)?|^(?:the|an?)\s+",
    re.IGNORECASE,
)


@dataclass
class _Known:
    """Somebody the article names. spoken: whether they're on record for something."""

    name: str
    person: bool
    named: bool
    roles: list[str] = field(default_factory=list)
    variants: list[str] = field(default_factory=list)
    spoken: bool = False
    key: str = ""

    def add_role(self, role: str) -> None:
        if role and role.lower() not in (each.lower() for each in self.roles):
            self.roles.append(role)


class Cast:
    """Everybody an article names, and who of them speaks.

    Made from all sentences of the article, so that a surname is known however early it stands alone. After some
    hundreds of names it takes no more: that's a list, and no article.
    """

    def __init__(self, sentences: Iterable[str]) -> None:
        self._known: list[_Known] = []
        self._order: list[_Known] = []  # who speaks, the first of them first
        self._called: dict[str, _Known] = {}  # by every name, in lower case
        self._parts: dict[str, list[_Known]] = {}  # people by each part of their names
        self._last: list[_Known] = []  # who was named or spoke last, the latest at the end
        self._here: list[_Known] = []  # who spoke in this paragraph
        self._initials: Counter[str] = Counter()
        for sentence in sentences:
            for subject in names(sentence):
                if (
                    not subject.placed
                    and " " in subject.name
                    and (subject.is_person or _ends_like_a_body(subject.name))
                ):
                    self._remember(subject)
            self._initials.update(token.text for token in tokens(sentence) if _is_acronym(token.text))

    def hear(self, sentence: str) -> None:
        """Take note of the people that `sentence` names, for the pronouns that follow."""
        for subject in names(sentence):
            known = self._find_named(subject) if subject.is_person and not subject.placed else None
            if known is not None:
                self._refer(known)

    def open(self, sentence: str) -> None:
        """Take note of the body that `sentence` begins with, for "its" in it and "it" in the next."""
        subject = opening(sentence)
        if subject is None or subject.pronoun:
            return
        if subject.is_person:  # or a company: "Clearpath"
            known = self._find_named(subject)
        elif subject.named or head_noun(subject.name) in ONE_BODY:
            known = self._group_or_name(subject)
        else:
            return
        if known is not None and not known.person:
            self._refer(known)

    def start_paragraph(self) -> None:
        """Forget who was merely named: a pronoun in another paragraph means whoever spoke last."""
        self._last = [known for known in self._last if known.spoken]
        self._here.clear()

    def resolve(self, attribution: Attribution) -> str | None:
        """Return the key of the one who speaks; None if nobody knows who "they" are."""
        subject = attribution.subject
        known = self._pronoun(subject.name) if subject.pronoun else self._group_or_name(subject)
        if known is None:
            return None
        self._call(known, attribution.acronym)
        for role in (subject.role, role_of(attribution.aside)):
            known.add_role(self._owned(role))
        if attribution.aside.startswith("which") or is_body(known.roles):
            known.person = False
        self._refer(known)
        return known.key

    def speak(self, key: str) -> None:
        """Put whoever `key` means on record."""
        known = self._known[int(key)]
        if not known.spoken:
            known.spoken = True
            self._order.append(known)
        self._here.append(known)
        self._refer(known)

    def mentioned(self, text: str, keys: Iterable[str]) -> set[str]:
        """Return which of `keys` belong to somebody that `text` names, also by their office: "the mayor"."""
        there = {word.lower() for word in re.findall(r"\w+(?:[.’'-]\w+)*", re.sub(r"[’']s\b", "", text))}
        found = set()
        for key in keys:
            known = self._known[int(key)]
            called = [known.name.split()[-1].lower(), *(variant.lower() for variant in known.variants)]
            offices = "|".join(re.escape(role) for role in known.roles if role.isalpha())
            by_office = bool(offices) and re.search(rf"\bthe (?:{offices})\b", text, re.IGNORECASE) is not None
            if known.named and (by_office or there & {each for each in called if len(each) > 2}):
                found.add(key)
        return found

    def name(self, key: str) -> str:
        """Return the full name of whoever `key` means."""
        return self._known[int(key)].name

    def speakers(self) -> dict[str, Speaker]:
        """Return those who speak, in the order in which they first do, by their keys."""
        ids = _Ids()
        return {known.key: _speaker(known, ids, self._initials) for known in self._order}

    def _remember(self, subject: Subject) -> _Known | None:
        known = self._find_named(subject)
        if known is None:
            if len(self._known) >= _MOST_NAMED:
                return None
            # A single name that's nobody's surname may be a company's as well: "Clearpath".
            person = subject.is_person and (" " in subject.name or bool(subject.role))
            known = self._add(_Known(subject.name, person, subject.named))
        for role in (subject.role, role_of(subject.aside)):
            if role and role.split()[0].lower() not in words.POSSESSIVES:  # "his lawyer": see `resolve`
                known.add_role(role)
        if subject.body or subject.aside.startswith("which") or is_body(known.roles):
            known.person = False
        return known

    def _add(self, known: _Known) -> _Known:
        known.key = str(len(self._known))
        self._known.append(known)
        self._called.setdefault(_plainly(known.name), known)
        if known.named:
            self._called.setdefault(_initials(known.name).lower(), known)
        if known.person:
            parts = re.split(r"[\s-]", known.name.lower())
            for part in (*known.name.lower().split(), f"{parts[0]} {parts[-1]}", " ".join(parts)):
                self._parts.setdefault(part, []).append(known)
        return known

    def _call(self, known: _Known, variant: str) -> None:
        """Note another name for somebody."""
        if variant and variant != known.name and variant not in known.variants:
            known.variants.append(variant)
            self._called.setdefault(_plainly(variant), known)

    def _refer(self, known: _Known) -> None:
        self._last = [*(each for each in self._last if each is not known), known][-_MOST_NAMED:]

    def _owned(self, role: str) -> str:
        """Return a role with a name in the place of "his", "its" or "their".

        "Luis Ferrante’s lawyer", but "director of the Bank of Riverton".
        """
        first, _, rest = role.partition(" ")
        if first.lower() not in words.POSSESSIVES:
            return role
        owner = self._pronoun(words.OWNERS[first.lower()])
        if owner is None or not owner.named:
            return rest
        return f"{rest} of the {owner.name}" if " of " in owner.name else f"{owner.name}’s {rest}"

    def _pronoun(self, pronoun: str) -> _Known | None:
        wanted = {"he": True, "she": True, "it": False}.get(pronoun)
        if pronoun in {"we", "i"}:
            return None
        last = self._last[::-1]
        if wanted is None:
            return next((each for each in last if each.spoken), None)
        single = (each for each in last if wanted and each.named and each.name.isalpha())  # "Bolsonaro"
        return next((each for each in last if each.person is wanted), next(single, None))

    def _group_or_name(self, subject: Subject) -> _Known | None:
        if not subject.named:
            return self._group(subject)
        known = self._remember(subject)
        if known is not None:
            self._call(known, subject.name)
        return known

    def _find_named(self, subject: Subject) -> _Known | None:
        name = _plainly(subject.name)
        known = self._called.get(name)
        if known is not None and (known.named or " " in name):
            if not known.named and not subject.is_person:  # "the emergencies ministry" before "Emergencies Ministry"
                known.name, known.named = subject.name, True
            return known
        body = self._body_for_short(name)
        if body is not None or not subject.is_person:
            return body
        parts = re.split(r"[\s-]", name)
        if len(name.split()) == 1:
            people = self._parts.get(name, [])
            return next((each for each in people if each.name.lower().split()[-1] == name), next(iter(people), None))
        # "Ann B. Lee" and "Ann Lee"; "Kim Kyung-han" and "Kim Kyung Han"
        alike = self._parts.get(" ".join(parts)) or self._parts.get(f"{parts[0]} {parts[-1]}")
        return alike[0] if alike else None

    def _body_for_short(self, name: str) -> _Known | None:
        """Return the one body that part of its name means: "Ferro" for "Ferro Motors Corp", "Chamber of Trade"."""
        fitting = [known for known in self._known if known.named and not known.person and _shortens(name, known.name)]
        return fitting[0] if len(fitting) == 1 else None

    def _group(self, subject: Subject) -> _Known | None:
        name = _QUANTIFIER.sub("", subject.name) or subject.name
        name = self._owned(name)
        called = self._called.get(name.lower())
        if called is not None and called.named and " " in name:  # "the emergencies ministry"
            return called
        by_role = None if subject.indefinite else self._by_role(name)
        if by_role is not None:
            return by_role
        head = head_noun(name)
        for known in reversed(self._known):
            theirs = known.name.lower()
            same_head = head_noun(theirs) == head and " " not in name and not subject.indefinite
            if not known.named and (theirs == name.lower() or same_head):
                return known
        return self._named_like(name) or self._body_here(name, subject) or self._new_group(name)

    def _by_role(self, name: str) -> _Known | None:
        """Return the one whose role the article gives as `name`: "the governor", "the French president"."""
        wanted = set(name.lower().split())
        if not wanted & ROLES:
            return None
        fitting = [known for known in self._known if known.named and any(fits(wanted, role) for role in known.roles)]
        if wanted <= {"site", "website"}:
            fitting = [
                known for known in self._known if known.named and known.spoken and re.search(r"\w\.\w", known.name)
            ]
        if len(fitting) != 1:
            return None
        self._call(fitting[0], name)
        return fitting[0]

    def _named_like(self, name: str) -> _Known | None:
        """Return the one body named before that "the ministry" or "the emergencies ministry" means."""
        wanted = set(name.lower().split())
        fitting = [
            k for k in self._known if k.named and not k.person and k.spoken and wanted <= set(k.name.lower().split())
        ]
        return fitting[0] if len(fitting) == 1 else None

    def _body_here(self, name: str, subject: Subject) -> _Known | None:
        """Return the company that spoke last in this paragraph, for "the company"."""
        if subject.indefinite or name.lower() not in ONE_BODY:
            return None
        return next((known for known in reversed(self._here) if known.named and not known.person), None)

    def _new_group(self, name: str) -> _Known | None:
        if len(self._known) >= _MOST_NAMED:
            return None
        return self._add(_Known(name[:1].upper() + name[1:], person=False, named=False))


def _plainly(name: str) -> str:
    """Return a name in lower case without what only registers a company: "Coral Leisure Ltd"."""
    return _COMPANY.sub("", name.lower())


def _ends_like_a_body(name: str) -> bool:
    return name.lower().rsplit(" ", 1)[-1] in words.BODIES | words.REGISTERED


def _shortens(short: str, name: str) -> bool:
    """Say whether an article may say `short` for a body's `name`: its first words, or its last two or more."""
    whole = name.lower()
    begins = whole.startswith(f"{short} ") and (" " in short or _ends_like_a_body(name))
    return begins or (" " in short and whole.endswith(f" {short}"))


def _speaker(known: _Known, ids: _Ids, acronyms: Container[str]) -> Speaker:
    name = _cut(known.name, _LABEL)
    fallback = ROLE_NOT_STATED if known.named else A_DOCUMENT if _is_document(known) else NOT_NAMED
    surname = _surname(known) if known.person else ""
    initials = _initials(known.name) if known.named and not known.person else ""
    variants = dict.fromkeys(
        _cut(each, _LABEL) for each in (surname, *known.variants, initials if initials in acronyms else "")
    )
    return Speaker(
        id=ids.new(surname or known.name),
        name=name,
        role=_cut(", ".join(distinct(known.roles)), _ROLE) or fallback,
        side=SIDE_NOT_STATED,
        variants=tuple(each for each in variants if each and each != name)[:_MOST_VARIANTS],
    )


def _surname(known: _Known) -> str:
    """Return what the article calls a person by for short, or else the last part of their name."""
    parts = known.name.split()
    particle = next((i for i, part in enumerate(parts) if i and part.islower()), None)
    if particle is not None:
        return " ".join(parts[particle:])
    used = next((each for each in known.variants if each in parts), None)
    return used or (parts[0] if re.search(r"-[a-z]", parts[-1]) else parts[-1])  # "Jang Dae-hyun"


class _Ids:
    def __init__(self) -> None:
        self._taken: set[str] = set()

    def new(self, name: str) -> str:
        id = first = slug(name)[:_ID].strip("-") or "speaker"
        number = 2
        while id in self._taken:
            id = f"{first}-{number}"
            number += 1
        self._taken.add(id)
        return id


def slug(text: str) -> str:
    """Return `text` as an id: plain letters, digits and hyphens."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return "-".join(re.findall(r"[a-z0-9]+", re.sub(r"['’]", "", plain)))


def _initials(name: str) -> str:
    parts = [part for part in re.split(r"[\s-]", name) if part[:1].isupper()]
    return "".join(part[0] for part in parts) if len(parts) > 1 else ""


def _is_acronym(text: str) -> bool:
    return len(text) > 1 and text.isupper() and text.isalpha()


def _is_document(known: _Known) -> bool:
    return not known.named and known.name.lower().split()[-1] in words.DOCUMENTS


def _cut(text: str, most: int) -> str:
    text = re.sub(r"\s+", " ", text).strip(" ,;:-–—")
    return text if len(text) <= most else text[: most - 1].rsplit(" ", 1)[0] + "…"
