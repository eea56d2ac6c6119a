"""Decodes the bytes of a file that people saved with whatever program they have."""

from __future__ import annotations

import re
from dataclasses import dataclass

from knowledge.files import messages
from knowledge.files.messages import Message
from knowledge.model.validation import BaseError, Problem

_THE_FILE = "file"  # the entry of a problem that's of the file as a whole

_SPREADSHEET_PARTS = (b"xl/", b"mimetypeapplication/vnd.oasis.opendocument.spreadsheet", b"Index/Tables")
_KINDS = (
    (b"%PDF", "a PDF"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF89a", "a picture"),
    (b"{\\rtf", "a document of a word processor"),
    (b"PK\x03\x04", "a document of a word processor, or a zip file"),
    (b"\x1f\x8b", "a compressed file"),
)
_OLD_OFFICE = b"\xd0\xcf\x11\xe0"  # .xls, .doc
_UNASSIGNED = re.compile(rb"[\x00-\x08\x0e-\x1a\x81\x8d\x8f\x90\x9d]")  # in Windows-1252
_UNASSIGNED_IN_CYRILLIC = re.compile(rb"[\x00-\x08\x0e-\x1a\x98]")
_CYRILLIC = re.compile(rb"[\xa5\xa8\xaa\xaf\xb2-\xb4\xb8\xba\xbf-\xff]")
_IN_A_CYRILLIC_WORD = re.compile(rb"[\xa5\xa8\xaa\xaf\xb2-\xb4\xb8\xba\xbf-\xff]{3,}+")


@dataclass(frozen=True)
class Text:
    """The text of a file. assumed: the encoding it seems to have been saved in; None if it's UTF-8, which is sure."""

    text: str
    assumed: str | None = None


def decode(content: bytes) -> Text:
    """Return the text of a file. Raises `BaseError` if it has none, with how to save it as text."""
    known = _other_program(content)
    if known is not None:
        raise whole(known)
    try:
        return Text(content.decode("utf-8-sig"))
    except UnicodeDecodeError:
        pass
    for start, encoding in ((b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be")):
        if content.startswith(start):
            return _decoded(content[2:], encoding, "UTF-16")
    encoding, name = ("cp1251", "Windows-1251") if _looks_cyrillic(content) else ("cp1252", "Windows-1252")
    if (_UNASSIGNED_IN_CYRILLIC if encoding == "cp1251" else _UNASSIGNED).search(content):
        raise whole(messages.NOT_TEXT)
    return _decoded(content, encoding, name)


def whole(message: Message, line: int | None = None) -> BaseError:
    """Return the error that says `message` of a file as a whole, or of one line of it."""
    return BaseError([Problem("" if line else _THE_FILE, "", message.found, message.advice, line)])


def _decoded(content: bytes, encoding: str, name: str) -> Text:
    try:
        return Text(content.decode(encoding), name)
    except UnicodeDecodeError as error:
        raise whole(messages.NOT_TEXT) from error


def _other_program(content: bytes) -> Message | None:
    if content.startswith(_OLD_OFFICE) or (
        content.startswith(b"PK\x03\x04") and any(part in content for part in _SPREADSHEET_PARTS)
    ):
        return messages.SPREADSHEET
    kind = next((kind for start, kind in _KINDS if content.startswith(start)), None)
    return messages.OTHER_PROGRAM.with_(kind=kind) if kind is not None else None


def _looks_cyrillic(content: bytes) -> bool:
    """Say whether most letters beyond ASCII stand side by side: in Western languages hardly two do."""
    letters = len(_CYRILLIC.findall(content))
    return sum(map(len, _IN_A_CYRILLIC_WORD.findall(content))) * 2 > letters > 0
