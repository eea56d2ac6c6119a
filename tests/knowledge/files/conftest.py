"""What every message about a file keeps to."""

import re

# Words of programmers, of tomllib, of json and of pydantic
JARGON = re.compile(
    r"\b(?:tuple|array|string|integer|float|bool(?:ean)?|null|nonetype|dict(?:ionary)?|token|pars(?:e|er|ing)|syntax|invalid"
    r"|input|newline|delimiter|document|declaration|unexpected|expect(?:ed|ing)|codec|decode|bytes?|escape"
    r"|unicode|traceback|error in|char(?:acter)? \d|column \d|U\+[0-9A-F]{4}|key|value|object)\b",
    re.IGNORECASE,
)


def jargon(message, text=""):
    """Return the programmers' words in a message that aren't quoted from the file's own text."""
    return [word for word in JARGON.findall(message) if word not in text]
