"""Files are read in whatever encoding people's programs save them in."""

import pytest

from knowledge.files.encoding import decode
from knowledge.model.validation import BaseError

TEXT = "It is “old” – says the café owner’s plaque."


@pytest.mark.parametrize(
    ("content", "assumed"),
    [
        (TEXT.encode(), None),
        (TEXT.encode("utf-8-sig"), None),
        (TEXT.encode("utf-16"), "UTF-16"),
        (b"\xfe\xff" + TEXT.encode("utf-16-be"), "UTF-16"),
        (TEXT.encode("cp1252"), "Windows-1252"),
    ],
)
def test_an_encoding_that_is_not_sure_is_named(content, assumed):
    read = decode(content)
    assert (read.text, read.assumed) == (TEXT, assumed)


@pytest.mark.parametrize(
    "text", ["Хто контролює Соледар?", "Who is Мэр Иванов, he asked, and where?", "Є. Їжак, ґудзик"]
)
def test_cyrillic_is_told_from_western_letters(text):
    read = decode(text.encode("cp1251"))
    assert (read.text, read.assumed) == (text, "Windows-1251")


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"PK\x03\x04.... xl/workbook.xml", "In Excel: File › Save As › CSV UTF-8 (Comma delimited)."),
        (
            b"PK\x03\x04mimetypeapplication/vnd.oasis.opendocument.spreadsheet",
            "In LibreOffice: File › Save As › Text CSV",
        ),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "CSV UTF-8"),
        (
            b"PK\x03\x04.... word/document.xml",
            "is a document of a word processor, or a zip file, and I read plain text",
        ),
        (b"{\\rtf1 Text}", "is a document of a word processor, and I read plain text"),
        (b"%PDF-1.7", "is a PDF, and I read plain text only."),
        (b"\x00\x01\x02\xff", "isn't text that I can read."),
        (b"\xff\xfe\x00", "isn't text that I can read."),
    ],
)
def test_what_is_no_text_is_refused_with_what_to_do(content, sentence):
    with pytest.raises(BaseError) as caught:
        decode(content)
    (problem,) = caught.value.problems
    assert sentence in str(problem)
    assert str(problem).startswith("file: is")
