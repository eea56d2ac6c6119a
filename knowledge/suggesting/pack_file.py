"""Writes accepted phrasings into the author's pack, and leaves the rest of the file as it is, comments included."""

from __future__ import annotations

import json
from collections.abc import MutableMapping, MutableSequence
from typing import Any

import tomlkit
from tomlkit.items import AoT, Array, Table

from knowledge import pack
from knowledge.model.refs import Kind, Ref
from knowledge.suggesting.accepting import Additions

_ASKED = (Kind.FACT, Kind.GAP)
_ONE_LINE = 3  # phrasings that fit beside each other


def add_to_pack(content: bytes, new: Additions) -> bytes:
    """Return the `content` of a pack (sound TOML or JSON) with what is `new`. Raises `BaseError` if it isn't sound."""
    text = content.decode("utf-8-sig")
    written = _json(text, new) if text.lstrip().startswith("{") else _toml(text, new)
    pack.parse(written)
    return written


def _json(text: str, new: Additions) -> bytes:
    data: dict[str, Any] = json.loads(text)
    for kind in _ASKED:
        for entry in data.get(kind.plural, []):
            if more := new.phrasings.get(Ref(kind, entry["id"])):
                entry["phrasings"] = [*entry.get("phrasings", []), *more]
    if new.gaps:
        data["gaps"] = [*data.get("gaps", []), *(gap.model_dump(exclude_defaults=True) for gap in new.gaps)]
    return (json.dumps(data, ensure_ascii=False, indent=2) + "\n").encode()


def _toml(text: str, new: Additions) -> bytes:
    document = tomlkit.parse(text)
    for kind in _ASKED:
        entries: Any = document.get(kind.plural, [])
        for place, entry in enumerate(entries):
            phrasings = new.phrasings.get(Ref(kind, str(entry["id"])))
            if not phrasings:
                continue
            if "phrasings" in entry:
                _extend(entry["phrasings"], phrasings)
            elif isinstance(entry, Table):
                entries[place] = _with_phrasings(entry, phrasings)
            else:  # written inline
                entry["phrasings"] = _array(phrasings)
    if new.gaps:
        _add_gaps(document, new)
    return tomlkit.dumps(document).encode()


def _extend(array: Array, texts: tuple[str, ...]) -> None:
    one_line = "\n" not in array.as_string()
    array.extend(texts)
    if one_line and len(array) > _ONE_LINE:
        array.multiline(multiline=True)


def _array(texts: tuple[str, ...]) -> Array:
    array = tomlkit.array()
    _extend(array, texts)
    return array


def _with_phrasings(entry: Table, texts: tuple[str, ...]) -> Table:
    """Return `entry` with phrasings below its question; at its end, they'd come after the next entry's comment."""
    written: Table = tomlkit.table()
    append: Any = written.add  # typed for less than it takes
    for key, item in entry.value.body:
        if key is None:
            append(item)  # a comment, or an empty line
        else:
            append(key, item)
        if key is not None and key.key == "question":
            written.add("phrasings", _array(texts))
    return written


def _add_gaps(document: MutableMapping[str, Any], new: Additions) -> None:
    listed: MutableSequence[Any] | None = document.get("gaps")
    inline = listed is not None and not isinstance(listed, AoT)
    gaps = tomlkit.aot() if listed is None else listed
    for gap in new.gaps:
        table: Any = tomlkit.inline_table() if inline else tomlkit.table()
        table.update({"id": gap.id, "question": gap.question})
        if gap.phrasings:
            table["phrasings"] = _array(gap.phrasings)
        table["note"] = gap.note
        if not inline:
            table.trivia.indent = "\n"  # an empty line above
        gaps.append(table)
    if listed is None:
        document["gaps"] = gaps
