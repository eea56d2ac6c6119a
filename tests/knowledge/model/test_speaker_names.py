"""A text stands for one speaker, or it's known that it stands for several."""

import pytest

from knowledge.model.entries import Speaker
from knowledge.model.quality import content_hints
from knowledge.model.speaker_names import SpeakerNames, clashes
from tests.entries import BLUE, CONTROL, DENIAL, RED, base


def speaker(id, name, *variants):
    return Speaker(id=id, name=name, role="mayor", side="the town", variants=variants)


ADA = speaker("mayor", "Ada Example", "Mayor Example", "Ada")


@pytest.mark.parametrize("text", ["Ada Example", "ada  example", "MAYOR EXAMPLE", "Ad\u0430", "mayor"])
def test_a_speaker_is_called_by_the_name_a_spelling_or_the_id(text):
    assert SpeakerNames([RED, ADA]).called(text) == ("mayor",)


def test_a_name_goes_before_a_spelling_and_a_spelling_before_an_id():
    names = SpeakerNames([ADA, speaker("b", "Mayor Example"), speaker("c", "Cleo", "Mayor"), speaker("d", "Dan", "b")])
    assert names.called("mayor example") == ("b",)
    assert names.called("mayor") == ("c",)
    assert names.called("b") == ("d",)


def test_a_spelling_of_two_stands_for_both_and_a_strange_name_for_nobody():
    names = SpeakerNames([ADA, speaker("b", "Ada Other", "Ada")])
    assert names.called("Ada") == ("mayor", "b")
    assert names.called("Bob") == ()


@pytest.mark.parametrize(
    "other",
    [speaker("x", "Mayor Example"), speaker("x", "X", "ada example"), speaker("x", "X", "Ada"), speaker("x", "Mayor")],
)
def test_two_whom_a_text_stands_for_clash_and_a_base_that_has_them_is_hinted_at(other):
    (clash,) = clashes([RED, ADA, other])
    assert (clash.speaker, clash.other) == (other, ADA)
    hints = content_hints(base(CONTROL, DENIAL, speakers=(RED, BLUE, ADA, other)))
    assert [each for each in hints if each.startswith("speakers: x: name: ") and "Ada Example" in each]


def test_a_speaker_who_is_called_the_same_twice_clashes_with_nobody():
    assert list(clashes([RED, ADA, speaker("bob", "Bob", "bob", "BOB")])) == []
