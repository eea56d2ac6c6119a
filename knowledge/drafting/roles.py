"""What an article says somebody is: "a spokesman for the mayor", "who chairs the residents' association"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from knowledge.drafting import words
from knowledge.occupations import ROLES

_OFFICES = {  # of whom the article only says what they do: "who chairs the residents' association", "who has led .."
    "chairs chaired": "chair",
    "commands commanded": "commander",
    "coordinates coordinated": "coordinator",
    "directs directed": "director",
    "edits edited": "editor",
    "founded": "founder",
    "heads headed": "head",
    "leads led": "leader",
    "manages managed": "manager",
    "owns owned": "owner",
    "runs run": "head",
}
_OFFICE = {form: office for forms, office in _OFFICES.items() for form in forms.split()}
_HOLDS_OFFICE = re.compile(
    rf"who (?:has )?({'|'.join(_OFFICE)}) ((?:the|a|an)\b[^,]*?|[A-Z][^,]*?)(?: since \d{{4}}\b.*)?$"
)
ONE_BODY = words.words_of("""
company firm manufacturer maker retailer supplier operator airline bank brewery club team union federation association
organisation organization charity nonprofit agency department ministry council committee commission university college
school hospital institute foundation society trust newspaper magazine broadcaster channel website site group party
insurer developer regulator watchdog airport authority producer startup start-up think-tank
""")
_ENDS_THE_NOUN = words.PLACE_PREPOSITIONS | words.SEEN | words.BREAKS


def fits(wanted: set[str], role: str) -> bool:
    """Say whether "the governor" or "the French president" may mean somebody of that role."""
    found = re.findall(r"[\w-]+", role.lower())
    return head_noun(role) in wanted and wanted <= set(found)


def head_noun(phrase: str) -> str:
    """Return the noun a phrase is about: "spokesman" of "spokesman for the mayor"."""
    found = re.findall(r"[\w’'-]+", phrase.lower())
    cut = next((i for i, word in enumerate(found) if i and word in _ENDS_THE_NOUN), len(found))
    return found[cut - 1] if found else ""


def is_body(roles: Iterable[str]) -> bool:
    """Say whether what's said about somebody can't be said about a human being: "a nonprofit"."""
    told = (role for role in roles if role.split()[0].lower() not in words.PLACE_PREPOSITIONS)
    return any(head_noun(role) in ONE_BODY for role in told)


def _is_no_body(led: str) -> bool:
    """Say whether what somebody leads is no body: "a double life"."""
    return led.startswith(("a ", "an ")) and not set(led.lower().split()) & (ONE_BODY | words.BODIES)


def role_of(aside: str) -> str:
    """Return what an apposition says somebody is; empty if it's about something else, such as an age."""
    text = re.sub(r"^\d+,?\s*", "", aside.strip())
    text = re.sub(r"^(?:and|the|an?)\s+", "", text, flags=re.IGNORECASE)
    office = _HOLDS_OFFICE.match(text.partition(",")[0])
    if office is not None and not (_OFFICE[office[1]] == "leader" and _is_no_body(office[2])):
        return f"{_OFFICE[office[1]]} of {office[2]}"
    text = re.split(r",?\s+(?:who|which|whose)\s", text)[0]
    found = re.findall(r"[\w’'-]+", text)
    lower = [re.sub(r"[’']s?$", "", word.lower()) for word in found]
    verb = bool(lower) and (lower[0] in words.SAYING or (text[0].islower() and lower[0].endswith(("ing", "ed"))))
    if not found or verb or set(lower) & (words.BEING | words.AUXILIARIES) or lower[0] in words.BREAKS:
        return ""
    if lower[0] in {"of", "from", "at", "for"} and lower[1:] and (found[1][0].isupper() or lower[1] == "the"):
        return text
    heads = {part for word in lower[:10] for part in (word, *word.split("-"))}
    people = heads & ROLES or any(re.search(r"(?:ist|ologist|ician)$", word) for word in lower[:6])
    return text if people and lower[0] not in words.PLACE_PREPOSITIONS else ""


def distinct(roles: Sequence[str]) -> list[str]:
    """Return `roles` without forms of address, and without those that another says more exactly."""
    told = [role for role in roles if role.lower().strip(".") not in words.ADDRESSES]
    distinct = [role for role in told if not any(role.lower() in other.lower() and role != other for other in told)]
    return sorted(distinct, key=lambda role: role.split()[0].lower() in words.PLACE_PREPOSITIONS)
