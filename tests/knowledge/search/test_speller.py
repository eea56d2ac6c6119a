"""A word that the base does not have is taken for the one that was meant, and ordinary English is left alone."""

from __future__ import annotations

import pytest
from rapidfuzz import fuzz

from knowledge.model.entries import Speaker
from knowledge.search.speller import Respelling, Speller, english, name_spellings, sound

WORDS = ["soledar", "bakhmut", "children", "wagner", "many", "killed", "town", "isw", "20000"]


@pytest.fixture
def speller():
    """A new one, which has not yet worked out how its words sound."""
    return Speller(WORDS)


@pytest.mark.parametrize(
    ("typed", "meant", "reason"),
    [
        ("soledra", "soledar", "typo"),
        ("bakmut", "bakhmut", "typo"),
        ("cihldern", "children", "typo"),  # two mistakes in a long word
        ("vagner", "wagner", "sound"),
        ("twon", "town", "typo"),
    ],
)
def test_a_mistyped_word_is_taken_for_the_nearest(speller, typed, meant, reason):
    respelling = speller.respell(typed)
    assert (respelling.word, respelling.reason) == (meant, reason)


@pytest.mark.parametrize(
    "typed",
    [
        "penny",  # an English word, though one letter from "many" is not far
        "kills",  # another form of a word that the base has
        "may",  # too short to be a typo of anything
        "zelda",  # like nothing here
        "2022",
        "30000",  # a number is never another number
        "bakhmutcity",  # too many mistakes even in a long word
        "bekhmot",  # two mistakes in a short word
        "isv",  # too short, though another is like it
        "iswe",  # like a word that is too short to be meant
    ],
)
def test_other_words_are_taken_as_they_are(speller, typed):
    assert speller.respell(typed) is None


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("ussr", None),  # an unknown name isn't "user"
        ("keck", None),  # nor is this "heck"
        ("vouse", None),  # nor this "house": people hit the first letter
        ("beaf", "beef"),  # another vowel
        ("phaze", "phase"),
        ("whihc", "which"),
        ("sallt", "salt"),
    ],
)
def test_a_short_word_is_a_slip_only_if_it_is_likely_one(typed, meant):
    respelling = Speller(["user", "heck", "house", "beef", "phase", "which", "salt"]).respell(typed)
    assert (respelling and respelling.word) == meant


def test_the_more_mistakes_the_less_a_respelling_is_trusted(speller):
    assert speller.respell("cihldren").trust > speller.respell("cihldern").trust


def test_a_respelling_tells_what_was_typed_and_how_far_it_is_trusted(speller):
    assert speller.respell("vagner") == Respelling("vagner", "wagner", "sound", 0.95)
    assert speller.respell("bakmut") == Respelling("bakmut", "bakhmut", "typo", 0.9)
    assert speller.respell("cihldern") == Respelling("cihldern", "children", "typo", 0.9**2)


def test_a_name_is_found_by_its_sound_whatever_its_letters():
    names = Speller(["zelenskyy", "yermak", "kyiv", "kherson"])
    found = [names.respell(typed) for typed in ("selenskij", "ermak", "gerson")]
    assert [(each.word, each.reason) for each in found] == [
        ("zelenskyy", "sound"), ("yermak", "sound"), ("kherson", "sound"),
    ]  # fmt: skip


def test_of_two_names_that_sound_the_same_the_first_is_meant():
    assert Speller(["wagner", "vagner"]).respell("waggner").word == "wagner"


def test_an_english_word_is_not_meant_for_its_sound_alone():
    assert "phase" in english()
    assert Speller(["phase"]).respell("fazzy") is None


def test_a_sound_of_fewer_than_three_letters_says_too_little():
    assert sound("weye") == sound("wwwy") == "vi"
    assert Speller(["weye"]).respell("wwwy") is None
    assert sound("kiew") == sound("kyyw") == "kiv"
    assert Speller(["kyyw"]).respell("kiew").reason == "sound"


def test_variants_of_a_persons_name_become_the_name():
    speaker = Speaker(
        id="z",
        name="Volodymyr Zelensky",
        role="President",
        side="Ukraine",
        variants=("Zelenskiy", "Volodimir Selensky", "the president"),
    )
    assert name_spellings([speaker]) == {"zelenskiy": "zelensky", "volodimir": "volodymyr", "selensky": "zelensky"}


def test_a_bodys_name_of_ordinary_words_has_no_variants():
    speaker = Speaker(id="r", name="Russian military", role="army", side="Russia", variants=("Russia",))
    assert name_spellings([speaker]) == {}


def spellings(name, *variants, before=()):
    speakers = [Speaker(id=f"s{n}", name=each, role="r", side="s") for n, each in enumerate(before)]
    return name_spellings([*speakers, Speaker(id="z", name=name, role="r", side="s", variants=variants)])


def test_a_body_before_a_person_does_not_hide_them():
    assert spellings("Yermak", "Jermak", before=["Russian military"]) == {"jermak": "yermak"}


def test_only_words_of_variants_that_are_like_a_word_of_the_name_become_it():
    """As like as 60 of 100, three letters at least, no ordinary English, and not the name itself."""
    assert spellings("Andriy Yermak", "Andrij Jermak") == {"andrij": "andriy", "jermak": "yermak"}
    assert spellings("Andriy Yermak", "Yermak the boss", "X Y Ay") == {}
    assert fuzz.ratio("yrk", "yermak") > 60
    assert spellings("Yermak", "Yrk") == {"yrk": "yermak"}
    assert fuzz.ratio("kraken", "yermak") < 60
    assert spellings("Yermak", "kraken") == {}
    assert fuzz.ratio("yermakova", "yma") == 50
    assert spellings("Abcde", "abczy") == {"abczy": "abcde"}  # exactly 60


def test_of_two_people_the_first_keeps_a_variant():
    first = Speaker(id="a", name="Yermak", role="r", side="s", variants=("Jermak",))
    second = Speaker(id="b", name="Jermakov", role="r", side="s", variants=("Jermak",))
    assert name_spellings([first, second]) == {"jermak": "yermak"}


@pytest.mark.parametrize(("one", "other"), [("wagner", "vagner"), ("zelenskyy", "zelenskiy"), ("kharkiv", "harkiv")])
def test_usual_spellings_of_a_name_sound_the_same(one, other):
    assert sound(one) == sound(other)


def test_common_english_words_are_known():
    assert {"tank", "drone", "breakfast"} <= english()
