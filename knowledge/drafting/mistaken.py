"""Recognises what people give instead of an article's text: the code of a web page, a pack, JSON."""

from __future__ import annotations

import re

_WEB_PAGE = re.compile(
    r"\s*<(?:!doctype\b|\?xml\b|/?(?:html|head|body|div|p|article|section|main|span)\b)", re.IGNORECASE
)
_TAG = re.compile(r"</(?:p|div|span|a|li|h\d|body|script|style)>", re.IGNORECASE)
_MOST_TAGS = 5  # an article about the web may quote a few
_PACK = re.compile(r"^\s*\[\[\w+\]\]\s*(?:#.*)?$", re.MULTILINE)
_JSON = re.compile(r'\s*[\[{]\s*(?:[{\[]\s*)*"[^"\n]*"\s*[:,]')


def taken_for_an_article(text: str) -> str | None:
    """Return what `text` is if it's no article, as a sentence names it; None if it may be one."""
    if _WEB_PAGE.match(text) or len(_TAG.findall(text)) > _MOST_TAGS:
        return "the code of a web page"
    if _PACK.search(text):
        return "a pack"
    return "JSON" if _JSON.match(text) else None
