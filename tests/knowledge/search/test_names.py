"""Finding a speaker or an entry by what somebody types."""

import pytest

from knowledge.search.names import exactly, meant, nearest, speaker_names
from tests.entries import SMALL

NAMES = {
    "army": ("Red Army", "Reds"),
    "navy": ("Red Navy",),
    "ministry": ("Blue Ministry",),
    "weather": ("What was the weather?",),
}


@pytest.mark.parametrize(
    ("typed", "id"),
    [
        ("army", "army"),
        ("red army", "army"),
        ("Red\u00a0Army.", "army"),
        ("reds", "army"),
        ("Red A", "army"),
        ("blu minstry", "ministry"),
        ("Ministry", "ministry"),
        ("what was the wether", "weather"),
    ],
)
def test_an_id_a_name_a_part_of_it_or_nearly_one_means_its_owner(typed, id):
    assert meant(typed, NAMES) == id
    assert nearest(typed, NAMES)[0] == id


@pytest.mark.parametrize(
    ("typed", "ids"),
    [
        ("army", ["army"]),
        ("Red\u00a0\u0410rmy.", ["army"]),
        ("reds", ["army"]),
        ("what was the weather", ["weather"]),
        ("Red A", []),
        ("Red Arny", []),
        ("", []),
    ],
)
def test_exactly_takes_an_id_or_a_whole_name_and_nothing_that_is_only_like_one(typed, ids):
    assert exactly(typed, NAMES) == ids


def test_a_usual_name_goes_before_somebody_elses_spelling_and_only_a_shared_one_is_several():
    names = {"a": ("Ann", "Bo"), "b": ("Bo", "Cy"), "c": ("Cleo", "Cy")}
    assert exactly("bo", names) == ["b"]
    assert exactly("cy", names) == ["b", "c"]
    assert meant("bo", names) == "b"
    assert meant("cy", names) is None


@pytest.mark.parametrize("typed", ["", "  ", "Green Party", "x", "\u200b"])
def test_anything_else_means_nobody(typed):
    assert meant(typed, NAMES) is None


SPEAKERS = {
    "russians": ("Russian military", "Russian army"),
    "officials": ("Ukrainian officials", "Ukrainian government officials"),
    "zelensky": ("Volodymyr Zelensky", "President Zelensky"),
    "institute": ("Institute for the Study of War",),
}


@pytest.mark.parametrize(
    "typed", ["Ukrainian military", "Russian officials", "President Biden", "US officials", "war", "government"]
)
def test_somebody_whose_name_only_looks_like_a_speakers_is_nobody_here(typed):
    assert meant(typed, SPEAKERS) is None


@pytest.mark.parametrize(
    ("typed", "id"),
    [("Zelensky", "zelensky"), ("zelenski", "zelensky"), ("president zelens", "zelensky"), ("rusian army", "russians")],
)
def test_a_family_name_and_typing_errors_are_enough(typed, id):
    assert meant(typed, SPEAKERS) == id


def test_two_of_one_name_are_told_apart_by_nobody():
    assert meant("Alex Kim", {"mayor": ("Alex Kim",), "engineer": ("Alex Kim",)}) is None


def test_what_two_names_have_in_common_means_neither_but_both_are_offered():
    assert meant("Red", NAMES) is None
    assert nearest("Red", NAMES) == ["army", "navy"]


def test_a_part_with_a_typing_error_is_offered_but_not_taken():
    assert nearest("wether", NAMES) == ["weather"]
    assert meant("wether", NAMES) is None


def test_nothing_typed_offers_all_in_their_order():
    assert nearest(" ", NAMES) == list(NAMES)


def test_nobody_to_find_means_nobody():
    assert meant("Red", {}) is None
    assert nearest("Red", {}) == []


def test_speakers_are_called_by_name_first():
    assert speaker_names(SMALL) == {"red": ("Red Army", "Reds"), "blue": ("Blue Ministry",)}
