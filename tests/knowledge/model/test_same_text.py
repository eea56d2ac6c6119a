"""When two texts are the same to a reader."""

import pytest

from knowledge.model.same_text import text_key


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Who won?", "who  WON"),
        ("What's Zelensky's plan?", "What’s Zelensky´s plan"),
        ('the "salt mines"', "the “salt mines”"),
        ('the "salt mines"', "the «salt mines»"),
        ("Donetsk-based", "Donetsk–based"),
        ("Donetsk-based", "Donetsk\u2011based"),
        ("in Soledar", "in\u00a0Soledar"),
        ("in Soledar", "in Sole\u200bdar\ufeff"),
        ("Who won?", "Who won…"),
        ("Who won - and lost?", "Who won — and lost?"),
        ("Who won--and lost?", "Who won\u2009–\u2009and lost?"),
        ("half-open", "half\ufe58open"),
        ("the mayor's plan", "the mayorʼs plan"),
        ("the 'salt mines'", "the ‹salt mines›"),
        ("the 'salt mines'", "\u2060the\u202f‚salt\u2007mines‘"),
        ("¿Quién ganó?", "Quién ganó"),
        ("Who won?", "Ｗho won？"),
        ("STRASSE", "straße"),
    ],
)
def test_case_spaces_quotes_dashes_and_end_marks_make_no_other_text(one, other):
    assert text_key(one) == text_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Who won?", "Who was it?"),
        ("its", "it's"),
        ("re-sign", "resign"),
        ("10.5", "105"),
        ("Zoë", "Zoe"),
        ("???", "!"),
    ],
)
def test_other_letters_make_another_text(one, other):
    assert text_key(one) != text_key(other)
