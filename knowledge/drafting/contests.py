"""Says whether a sentence contests what was said before it, and whether it points right back to that."""

from __future__ import annotations

import re

from knowledge.drafting import words

# What a statement is called: "that reading", "these allegations".
_STATED = r"""(?:accounts?|accusations?|allegations?|arguments?|assessments?|assertions?|charges?|claims?|conclusions?|
criticisms?|estimates?|explanations?|figures?|findings?|ideas?|interpretations?|numbers?|readings?|reports?|statements?|
suggestions?|versions?|views?)""".replace("\n", "")
_IT = r"(?P<it>that|this|it|those|these|them|they)"
# Words that judge a statement, whatever stands before them ..
_JUDGED = r"""(?:untrue|baseless|unfounded|groundless|misleading|inaccurate|exaggerated|overstated|fabricated|nonsense|
rubbish|fiction|fantasy|falsehoods?|made[ -]up)""".replace("\n", "")
# .. and words that do so only after "that is", "called it" and the like.
_UNTRUE = rf"(?:{_JUDGED}|false|wrong(?! to)|lies?|bluff|myth|hoax|smear|slander|libel|invent\w+|fabrications?)"
_IS = r"(?:[’']s|[’']re|\s+(?:is|are|was|were|has been|have been|had been))"
_CALLS_UNTRUE = [
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"\b(?:{_IT}|{_STATED}){_IS}\s+(?:[\w-]+\s+){{0,3}}?[“\"‘']?(?:[\w-]+\s+)?{_UNTRUE}\b",
        rf"\b(?:call|describ|dismiss|brand|label|denounc)(?:e|s|es|ed|ing)?\s+(?:{_IT}\s+)?(?:[\w’'-]+\s+){{0,7}}?[“\"‘']?(?:[\w-]+\s+)?{_UNTRUE}\b",
        rf"\bno\s+(?:evidence|proof|truth|basis|grounds)\b(?:\s+[\w-]+){{0,3}}?\s+(?:for|of|to|in|behind)\s+(?:{_IT}|(?:the|such|his|her|their)\s+{_STATED})\b",
        r"\b(?:contrary\s+to|(?:despite|unlike|against)\s+what)\b",
        rf"{_IS}\s+(?:\w+ly\s+)?{_JUDGED}\b",
        rf"\b(?:{_IT}|\w+)\s*(?:{_IS})?(?:\s+not|n[’']t)\s+(?:true|the\s+case|correct|accurate|what\s+happened)\b",
    )
]
_POINTS = re.compile(rf"\b(?:that|this|it|those|these)\b(?=[,.]|\s+{_STATED}\b)", re.IGNORECASE)
_NUMBER = re.compile(r"\b(?:that|this|those|these|the)\s+(?:estimate|figure|number)s?\b", re.IGNORECASE)
_COUNT = re.compile(
    r"\d|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|dozens?|hundreds?|thousands?|millions?)\b",
    re.IGNORECASE,
)
_MONTH = f"(?:{'|'.join(sorted(words.MONTHS))})"
_DATE = re.compile(rf"\b{_MONTH}\s+\d{{1,2}}\b|\b\d{{1,2}}\s+{_MONTH}\b|\b(?:19|20)\d\d\b(?![,.]\d)", re.IGNORECASE)
_DENIES_IT = re.compile(r"\w+\s+(?:(?:this|these|those)\b|(?:it|that)\s+(?:and|but|outright|flatly|strongly)\b)")


def calls_untrue(sentence: str) -> bool:
    """Say whether `sentence` says that something is untrue: "That is a bluff", "called the report “pure fiction”"."""
    return any(pattern.search(sentence) for pattern in _CALLS_UNTRUE)


def turns(sentence: str, place: int) -> bool:
    """Say whether "but" or "however" turns against what was said before: "But the union said", "X, however, said".

    place: where the verb of saying stands, in characters
    """
    lower = sentence.lower()
    opening = re.match(r"\W*(?:but|however|yet|nevertheless)\b", lower)
    return opening is not None or "however" in lower[max(0, place - 30) : place]


def points_back(sentence: str, place: int) -> bool:
    """Say whether what `sentence` contests is what was said right before: "denied this", "disputes that reading".

    place: where the verb of saying stands, in characters
    """
    if _POINTS.search(sentence) or _DENIES_IT.match(sentence, place):
        return True
    judged = (pattern.search(sentence) for pattern in _CALLS_UNTRUE)
    return any(found is not None and found.groupdict().get("it") for found in judged)


def points_at_a_number(sentence: str) -> bool:
    """Say whether `sentence` contests a number that was given: "disputes that figure"."""
    return _NUMBER.search(sentence) is not None


def gives_a_number(sentence: str) -> bool:
    """Say whether `sentence` has a number that isn't a date: "40 people", "four occasions", but not "in May 2024"."""
    return _COUNT.search(_DATE.sub("", sentence)) is not None
