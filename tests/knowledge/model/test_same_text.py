"""When two texts are the same to a reader."""

import subprocess
import sys

import pytest

from knowledge.model.same_text import look_key, text_key


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
        ("Sole\u2800dar", "sole dar"),
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


@pytest.mark.parametrize(
    ("shown", "look_alike"),
    [
        ("the article itself", "the \u0430rticle itself"),  # Cyrillic а
        ("Blue Ministry", "\u0392lue Ministry"),  # Greek Β
        ("Blue Ministry", "\u0412lue Ministry"),  # Cyrillic В, whose small letter looks like no b
        ("Ace", "\u0410\u0441\u0435"),  # wholly Cyrillic
        ("Ada Example", "\u13aada \u200bExample"),  # Cherokee Ꭺ
        ("Mayor", "\U0001d40cayor"),  # mathematical M
        ("Zo\xeb", "Z\u043e\xeb"),
    ],
)
def test_a_word_that_can_be_read_in_latin_letters_is_that_word(shown, look_alike):
    assert text_key(look_alike) == text_key(shown)


@pytest.mark.parametrize(
    ("one", "other"),
    [("Кто держит щит?", "Кто держит шит?"), ("Владимир", "Bladimir"), ("Лидия", "Аидия"), ("سلام", "سلوم")],
)
def test_words_of_other_scripts_stay_different_from_one_another(one, other):
    assert text_key(one) != text_key(other)
    assert text_key(one.upper()) == text_key(one)


@pytest.mark.parametrize(
    ("name", "imitation"),
    [
        ("the article itself", "the articIe itseIf"),
        ("the article itself", "the artic1e itse|f"),
        ("The Article Itself", "the article ltself"),
        ("the article itself", "the artic\u04c0e itself"),  # Cyrillic Ӏ
        ("Ada Example", "Ada ExampIe"),
        ("Blue Office", "BIue 0ffice"),
    ],
)
def test_names_that_look_the_same_in_most_fonts_share_a_look(name, imitation):
    assert look_key(imitation) == look_key(name)


def test_a_look_is_for_names_alone_and_different_names_have_different_ones():
    assert text_key("Team 1") != text_key("Team l")
    assert look_key("Ivan") != look_key("Evan")
    assert look_key("Team 1") != look_key("Team 2")


def test_plain_english_takes_no_time_to_load_the_table_of_look_alikes():
    read = "from knowledge.model.same_text import text_key; text_key('what’s up — “Soledar”?')"
    code = f"import sys; {read}; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert "knowledge.model.same_text" in loaded
    assert "disarm" not in loaded
