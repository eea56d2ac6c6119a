"""Writes a drafted article as the text of a pack that an author goes through from top to bottom."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from knowledge.drafting import SOURCE_ID, DraftedArticle
from knowledge.model.entries import Draft, DraftDispute, Speaker

_Value = str | int | date | Sequence[str] | Sequence[int] | Sequence[Mapping[str, object]]

_HOW_TO = """\
# A pack to finish. It was drafted from an article by rules, so check everything against the article.
#
# 1. Check the source below, and the date most of all.
# 2. Check the speakers: what they are (role), whom they speak for (side), and other names for them (variants).
# 3. Each [[drafts]] is one claim of the article. To make it a fact:
#      - write a question and the answer in your own words,
#      - in a dispute, write in your own words what they say instead (says), and delete its sentence,
#      - change [[drafts]] to [[facts]] and delete the line that starts with sentence.
#    Delete drafts that nobody will ask about. Nobody is ever answered with a draft.
# 4. Add other ways to ask each question: phrasings = ["...", "..."]
#    Any assistant can suggest them, and you accept each with a key: python -m bot pack suggest {file}
# 5. Check the pack: python -m bot pack check {file}
"""
_NO_DATE = (
    "# The article gives no date. Write the day it was published, as 2024-05-31, and remove the # before as_of.\n"
)
_DATE_LINE = "# as_of = \n"


def pack_text(drafted: DraftedArticle, file: str) -> str:
    """Return the pack as TOML with comments that say what to do. `file` is where it'll be."""
    return "\n".join([_HOW_TO.format(file=file), _source(drafted), *_entries(drafted)])


def _source(drafted: DraftedArticle) -> str:
    fields: dict[str, _Value] = {"id": SOURCE_ID, "title": drafted.title, "kind": drafted.kind}
    if drafted.url is not None:
        fields["url"] = drafted.url
    if drafted.as_of is not None:
        fields["as_of"] = drafted.as_of
    fields["paragraphs"] = len(drafted.article.paragraphs)
    return _table("sources", fields) + (_NO_DATE + _DATE_LINE if drafted.as_of is None else "")


def _entries(drafted: DraftedArticle) -> Iterator[str]:
    for speaker in drafted.speakers:
        yield _table("speakers", _speaker(speaker))
    for draft in drafted.drafts:
        yield _table("drafts", _draft(draft))


def _speaker(speaker: Speaker) -> dict[str, _Value]:
    fields: dict[str, _Value] = {"id": speaker.id, "name": speaker.name, "role": speaker.role, "side": speaker.side}
    return fields | ({"variants": speaker.variants} if speaker.variants else {})


def _draft(draft: Draft) -> dict[str, _Value]:
    fields: dict[str, _Value] = {
        "id": draft.id,
        "sentence": draft.sentence,
        "question": draft.question or "",
        "answer": draft.answer or "",
        "speakers": draft.speakers,
        "source": draft.source,
        "paragraphs": draft.paragraphs,
    }
    if draft.quote is not None:
        fields["quote"] = draft.quote
    if draft.disputes:
        fields["disputes"] = [_dispute(each) for each in draft.disputes]
    return fields


def _dispute(dispute: DraftDispute) -> dict[str, object]:
    return {
        "speaker": dispute.speaker,
        "where": dispute.where,
        "says": dispute.says or "",
        "sentence": dispute.sentence,
    }


def _table(name: str, fields: Mapping[str, object]) -> str:
    return "\n".join([f"[[{name}]]", *(f"{key} = {_toml(value)}" for key, value in fields.items()), ""])


def _toml(value: object) -> str:
    """Return a value on one line, as tomllib reads it; tomli_w would spread lists and tables over several."""
    match value:
        case str():
            return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
        case date():
            return value.isoformat()
        case Mapping():
            return "{ " + ", ".join(f"{key} = {_toml(each)}" for key, each in value.items()) + " }"
        case Sequence():
            return f"[{', '.join(map(_toml, value))}]"
        case _:
            return str(value)
