"""Suggests a question for a claim where a simple rule makes a good one. Elsewhere the author writes it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Mapping, Sequence

from knowledge.drafting import words
from knowledge.drafting.claims import Claim
from knowledge.drafting.speakers import A_DOCUMENT
from knowledge.model.entries import NOT_NAMED, Speaker
from knowledge.model.same_text import text_key

# What to ask about a speaker, by the verb of the claim; the pattern is what the sentence needs.
_BY_VERB: Mapping[str, tuple[str, str]] = {
    "accuse": (r"\baccus\w+ (?!of\b)\w+", "Who did {who} accuse, and of what?"),
    "admit": ("", "What did {who} admit?"),
    "announce": ("", "What did {who} announce?"),
    "apologise": (r"\bfor\b", "What did {who} apologise for?"),
    "apologize": (r"\bfor\b", "What did {who} apologize for?"),
    "blame": (r"\bblam\w+ (?!for\b)\w+", "Who or what did {who} blame?"),
    "call": (r"\bcall\w* for\b", "What did {who} call for?"),
    "confirm": ("", "What did {who} confirm?"),
    "contest": ("", "What did {who} contest?"),
    "criticise": ("", "What did {who} criticise?"),
    "criticize": ("", "What did {who} criticize?"),
    "demand": ("", "What did {who} demand?"),
    "deny": ("", "What did {who} deny?"),
    "dismiss": ("", "What did {who} dismiss?"),
    "dispute": ("", "What did {who} dispute?"),
    "estimate": ("", "What did {who} estimate?"),
    "find": ("", "What did {who} find?"),
    "oppose": ("", "What did {who} oppose?"),
    "pledge": ("", "What did {who} pledge?"),
    "predict": ("", "What did {who} predict?"),
    "promise": ("", "What did {who} promise?"),
    "propose": ("", "What did {who} propose?"),
    "recommend": ("", "What did {who} recommend?"),
    "reject": ("", "What did {who} reject?"),
    "rule": ("", "What did {who} rule?"),
    "threaten": (r"\bthreaten\w* to\b", "What did {who} threaten to do?"),
    "vow": (r"\bvow\w* to\b", "What did {who} vow to do?"),
    "warn": ("", "What did {who} warn about?"),
}
_ABOUT = "What did {who} say about {topic}?"
_NUMBER = (
    r"(?:\d[\d,.]*|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|forty|fifty|sixty|seventy|"
    r"eighty|ninety|dozens of|hundreds of|thousands of)(?: (?:hundred|thousand|million))?"
)
_COUNTED = re.compile(
    rf"\b{_NUMBER} (?P<what>(?!of\b|per\b|percent\b)[a-z-]+s|people|children|women|men|police officers) "
    r"(?P<did>died|(?:were|have|have been|had been) (?!not\b)(?:\w+ed|hurt|shot|found|lost|held|sent)"
    r"|(?:were|are) (?:missing|dead))\b"
)
_THERE = re.compile(rf"\bThere (?P<be>are|were) (?:now |about |around |some )?{_NUMBER} (?P<what>[a-z-]+s|people)\b")
_OFTEN = 4  # times a noun has to be in the article to be a topic


def suggested_questions(claims: Sequence[Claim], speakers: Mapping[str, Speaker]) -> list[str | None]:
    """Return a question for each of the `claims`, or None; no question twice."""
    frequency = Counter(word for claim in claims for word in re.findall(r"\b[a-z][\w’'-]+", claim.sentence))
    named = {key: _named(speaker, frequency) for key, speaker in speakers.items()}
    asked: set[str] = set()
    questions: list[str | None] = []
    for claim in claims:
        who = " and ".join(named[key] for key in claim.speakers)
        options = (_how_many(claim), _by_verb(claim, who), _about(claim, who, frequency))
        new = next((each for each in options if each is not None and text_key(each) not in asked), None)
        if new is not None:
            asked.add(text_key(new))
        questions.append(new)
    return questions


def _how_many(claim: Claim) -> str | None:
    if claim.verb in words.DENYING:
        return None
    counted, there = _COUNTED.search(claim.sentence), _THERE.search(claim.sentence)
    if counted is not None:
        return f"How many {counted['what']} {counted['did']}?"
    return f"How many {there['what']} {there['be']} there?" if there is not None else None


def _by_verb(claim: Claim, who: str) -> str | None:
    needed, question = _BY_VERB.get(claim.verb, ("", ""))
    if not question or not who or re.search(needed, claim.sentence, re.IGNORECASE) is None:
        return None
    return question.format(who=who)


def _about(claim: Claim, who: str, frequency: Mapping[str, int]) -> str | None:
    """Ask about "the …" that the whole article is about, if the claim names it."""
    found = re.findall(r"\b[Tt]he ([a-z]{4,})(?=[,.;:?!]|\s+(?:\w+)\b)(?:\s+(\w+))?", claim.sentence)
    topics = [
        noun
        for noun, following in found
        if frequency.get(noun, 0) >= _OFTEN
        and noun not in words.STOPWORDS
        and noun not in words.SAYING
        and noun not in who.lower()
        and (not following or following.lower() in words.STOPWORDS | words.BEING | words.AUXILIARIES)
    ]
    if not topics or not who:
        return None
    return _ABOUT.format(who=who, topic=f"the {max(topics, key=lambda noun: frequency[noun])}")


def _named(speaker: Speaker, printed: Container[str]) -> str:
    """Return a speaker as a question names them: "Raul Godoy", "the government officials", "the Health Ministry".

    printed: words that the article prints without a capital; a capital at a sentence's beginning says nothing
    """
    first, *rest = speaker.name.split()
    if speaker.role in {NOT_NAMED, A_DOCUMENT}:
        possessive = re.sub(r"[’']s?$", "", first)
        if possessive != first and possessive.lower() not in printed:
            return speaker.name
        common = first.lower() in printed or possessive.lower() in printed or first.lower() in words.GROUPS
        return f"the {first.lower() if common else first} {' '.join(rest)}".rstrip()
    last = rest[-1].lower() if rest else ""
    body = last in words.BODIES - words.BARE_BODIES or {"of", "for"} & set(rest)
    return f"the {speaker.name}" if body else speaker.name
