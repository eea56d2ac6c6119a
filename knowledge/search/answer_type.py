"""What a question asks for, and whether an answer gives it: a number, an age, money, a time, a place, a person.

A question that asks for a date isn't answered by a statement without one, however alike the words are.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np

from knowledge.search.ragged import Flags

ANSWER_TYPES = ("number", "age", "money", "duration", "distance", "time", "place", "person", "reason")

_NUMBER_WORDS = (
    "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen"
    "|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|thousand|million|billion|dozens?"
    "|half|both|none|nobody|no one|once|twice|several|hundreds|thousands|millions|billions|single|third|quarter"
)
_UNITS_OF_TIME = "seconds?|minutes?|hours?|days?|nights?|weeks?|months?|years?|decades?|centur(?:y|ies)"
_NUMBER = rf"(?:\d|\b(?:{_NUMBER_WORDS})\b)"
_GIVES = {  # what in an answer, as it's written, gives each type
    "number": _NUMBER,
    "age": rf"{_NUMBER}[\w,. -]{{0,12}}(?:years?|months?|weeks?|days?)[ -]old|\baged?\b|\bborn\b|(?<=, )\d{{1,2}}(?=,)",
    "money": r"[$€£¥₽₴]|\b(?:dollars?|euros?|pounds?|rubles?|roubles?|pesos?|yen|yuan|hryvnias?|rupees?|francs?|reais"
    r"|cents?|pence|usd|eur|gbp)\b|\bfree\b|\bunpaid\b|\d%|\bper ?cent\b",
    "duration": rf"{_NUMBER}[\w,. -]{{0,15}}\b(?:{_UNITS_OF_TIME})\b"
    rf"|\b(?:for|since|until|till|over) (?:a|an|the|several)? ?(?:\w+ )?(?:{_UNITS_OF_TIME})\b"
    rf"|\bsince\b|\buntil\b|\b(?:all|a|an|one|whole) (?:{_UNITS_OF_TIME})\b",
    "distance": r"\b(?:kilomet\w+|met(?:er|re)s?|miles?|km|feet|foot|yards?|centimet\w+|inch\w*|light-years?)\b",
    "time": r"\b(?:1[0-9]|20)\d\d\b|\b\d{1,2}(?::\d\d|(?= ?[ap]\.?m))"
    r"|\b(?:jan|febr)uary|\b(?:march|april|may|june|july|august|september|october|november|december)\b|\b(?:mon|tues|wednes|thurs|fri|satur|sun)day|\b(?:yester|to)day"
    r"|\btomorrow|\btonight|\bmidnight|\bnoon|\b(?:morning|afternoon|evening|night|overnight|weekend)\b"
    rf"|\b(?:last|next|this|past|previous|following) (?:{_UNITS_OF_TIME}|spring|summer|autumn|fall|winter)\b"
    rf"|\bago\b|\b(?:{_UNITS_OF_TIME}) (?:later|before|after|earlier)\b|\bsince\b|\buntil\b|\bby the end\b|\bsoon\b"
    r"|\bbefore\b|\bafter\b|\bnow\b|\balready\b|\bcentury\b",
    "place": r"\b(?:in|at|near|from|to|outside|inside|north|south|east|west|on|around|across|between|through|into|off) "
    r"(?:the |a |an |of |\w+ern |its |his |her |their )*[A-ZА-Я]|\b(?:city|town|village|street|avenue|road|region"
    r"|province|country|building|district|river|island|coast|border|capital|site|station|hospital|factory|home"
    r"|house|church|school|square|park|forest|lake|sea|abroad|there|north|south|east|west)\w*\b",
    "person": r"(?<![.!?] )(?<!^)(?<![“\"'(])[A-ZА-Я][\w’'-]+"
    r"|\b(?:people|men|women|man|woman|officials?|workers?|police|soldiers?|residents?|children|child|government"
    r"|ministry|company|court|union|owners?|members?|nobody|no one|citizens?|students?|authorities|family|families"
    r"|group|party|team|forces|troops|president|minister|mayor)\b",
    "reason": r"\b(?:because|since|due|so that|as|for|over|after|to|reason\w*|cause[sd]?|led|therefore|thanks|owing"
    r"|in order|why|blam\w+|result\w*|fear\w*|accus\w+|want\w*|despite|says?|said|believe\w*|suspect\w*)\b",
}  # fmt: skip
_FOLDED = frozenset(ANSWER_TYPES) - {"place", "person"}  # these two look for capital letters
_PATTERNS = {type: re.compile(pattern, re.IGNORECASE if type in _FOLDED else 0) for type, pattern in _GIVES.items()}

_AFTER_HOW = {
    "many": "number", "much": "number", "few": "number", "old": "age", "long": "duration", "far": "distance",
    "big": "number", "large": "number", "high": "number", "tall": "number", "deep": "number", "often": "number",
    "fast": "number", "soon": "time", "young": "age", "heavy": "number", "expensive": "money", "cold": "number",
    "hot": "number", "late": "time", "early": "time", "wide": "number",
}  # fmt: skip
_NOUNS = {  # after "what" or "which", or where there is no question word
    "age": "age", "cost": "money", "price": "money", "salary": "money", "wage": "money", "fine": "money",
    "budget": "money", "fee": "money", "time": "time", "date": "time", "day": "time", "month": "time", "year": "time",
    "hour": "time", "weekday": "time", "number": "number", "percentage": "number", "percent": "number",
    "share": "number", "toll": "number", "figure": "number", "amount": "number", "count": "number",
    "distance": "distance", "place": "place", "city": "place", "town": "place", "country": "place", "street": "place",
    "location": "place", "reason": "reason", "motive": "reason", "cause": "reason",
}  # fmt: skip
_WORDS = {
    "who": "person", "whom": "person", "whose": "person", "when": "time", "where": "place", "why": "reason",
}  # fmt: skip
_MONEY = frozenset({"money", "cost", "price", "pay", "paid", "dollar", "euro", "worth", "spend", "spent", "owe",
                    "compensation", "ruble", "dollars", "euros", "rubles", "earn", "charge"})  # fmt: skip
_NOUN_WITHIN = 3


def given_by(text: str) -> Flags:
    """Return for each of `ANSWER_TYPES` whether `text`, an answer as it's written, gives it."""
    return np.array([_PATTERNS[type].search(text) is not None for type in ANSWER_TYPES], bool)


def wanted_by(words: Sequence[str]) -> str | None:
    """Return which of `ANSWER_TYPES` the plain `words` of a question ask for; None if nothing tells."""
    for place in range(len(words) - 1, -1, -1):
        word, following = words[place], words[place + 1 : place + 1 + _NOUN_WITHIN]
        if word == "how" and following:
            type = _AFTER_HOW.get(following[0])
            return "money" if following[0] == "much" and not _MONEY.isdisjoint(words) else type
        if word in {"what", "which"}:
            return next((_NOUNS[noun] for noun in following if noun in _NOUNS), None)
        if word in _WORDS:
            return _WORDS[word]
    return None
