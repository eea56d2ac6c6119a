"""Who each speaker is, as a fact made from their name and role."""

import pytest
from hypothesis import given

from knowledge.model.entries import NOT_NAMED, ROLE_NOT_STATED, STATEMENT_LENGTH, Speaker
from knowledge.model.introductions import introduction_id
from knowledge.model.refs import entries_of
from knowledge.model.visible_change import visibly_changed
from tests.entries import ARTICLE, BLUE, CONTROL, DENIAL, RED, base, bases, fact

ANN = Speaker(id="ann", name="Ann Example", role="mayor of Example.", side="Example", variants=("Mayor Example",))


def introduced(speaker, *facts):
    """Return the record of the speaker's introduction in a base of `facts`; None if there's none."""
    facts = facts or (fact(speakers=[speaker.id]),)
    return base(*facts, speakers=(RED, BLUE, speaker)).find_record(introduction_id(speaker.id))


def test_an_introduction_is_the_articles_word_with_its_source_and_date_but_no_paragraphs():
    record = introduced(ANN, fact(paragraphs=[5], speakers=["ann"]))
    assert (record.fact.question, record.fact.answer) == ("Who is Ann Example?", "Ann Example: mayor of Example.")
    assert (record.said_by, record.source.id, record.fact.paragraphs) == ("the article itself", "article", ())
    assert record.as_of == record.source.as_of


def test_an_introduction_names_every_source_the_speaker_is_on_record_in_as_any_may_have_the_role():
    report, letter, diary = (ARTICLE.model_copy(update={"id": id}) for id in ("report", "letter", "diary"))
    facts = (
        fact(speakers=["ann"]),
        fact(id="two", speakers=["ann"], also_in=[{"source": "report"}]),
        fact(id="three", source="diary", speakers=["red"], disputes=[{"speaker": "ann", "says": "No.", "fact": "two"}]),
        fact(id="four", speakers=["red"], disputes=[{"speaker": "ann", "says": "Never.", "source": "letter"}]),
    )
    record = base(*facts, sources=(ARTICLE, report, letter, diary), speakers=(RED, ANN)).record(introduction_id("ann"))
    assert [place.source.id for place in record.places] == ["article", "report", "letter"]


def test_who_only_contests_something_is_introduced_too():
    disputed = fact(disputes=[{"speaker": "ann", "says": "No.", "where": 6}])
    assert introduced(ANN, disputed).source.id == "article"


def test_who_says_nothing_has_no_introduction():
    assert introduced(ANN, fact()) is None


@pytest.mark.parametrize("role", [ROLE_NOT_STATED, NOT_NAMED])
def test_whose_role_is_not_stated_has_no_introduction_either(role):
    assert introduced(ANN.model_copy(update={"role": role}), fact(speakers=["ann"])) is None


def test_introductions_are_no_entries():
    one = base(CONTROL, DENIAL)
    assert list(one.introductions_by_id) == ["who-is_red", "who-is_blue"]
    assert not set(one.introductions_by_id) & ({ref.id for ref in entries_of(one)} | set(one.facts_by_id))


def test_the_longest_name_role_and_id_make_a_legal_introduction():
    long = Speaker(id="a" * 64, name="A" * 100, role="r" * 300, side="Example")
    record = introduced(long)
    assert len(record.fact.answer) <= STATEMENT_LENGTH
    assert len(record.fact.id) <= 64
    assert record.fact.id != introduced(long.model_copy(update={"id": "a" * 63})).fact.id


@given(bases())
def test_whatever_a_speaker_is_called_they_can_be_introduced(any_base):
    (only,) = any_base.facts
    for record in map(any_base.record, any_base.introductions_by_id):
        assert record.fact.answer.startswith(any_base.speakers_by_id[record.fact.speaker].name)
    assert len(any_base.introductions_by_id) == len({*only.speakers, *(each.speaker for each in only.disputes)})


@pytest.mark.parametrize("text", [", x", "; of", "the the", "of of", "THE", "a", "1", "The , "])
def test_odd_names_and_roles_can_be_introduced(text):
    assert text.strip() in introduced(Speaker(id="x", name=text, role=text, side="x")).fact.answer


@pytest.mark.parametrize(
    ("name", "role", "question"),
    [
        ("Jonas Peters", "farmer", "Who is Jonas Peters?"),
        ("Residents", "live in the second building", "Who are the residents?"),
        ("Workers of Zanon", "run the factory themselves", "Who are the workers of Zanon?"),
        ("The authors of the study", "wrote it", "Who are the authors of the study?"),
        ("A spokeswoman", "not named", "Who is the spokeswoman?"),
        (
            "National Institute for Space Research",
            "counts the fires",
            "What is the National Institute for Space Research?",
        ),
        ("FSB", "Federal Security Service", "What is FSB?"),
        ("Yonhap", "South Korean news agency", "What is Yonhap?"),
        ("Jang", "member of the agency", "Who is Jang?"),
    ],
)
def test_people_are_asked_for_with_who_and_bodies_with_what(name, role, question):
    assert introduced(Speaker(id="x", name=name, role=role, side="x")).fact.question == question


def test_a_new_role_changes_the_posted_introduction():
    before = base(CONTROL, DENIAL)
    after = before.model_copy(update={"speakers": (RED.model_copy(update={"role": "army of Red"}), BLUE)})
    assert visibly_changed(before, after) >= {"who-is_red"}
    assert "who-is_blue" not in visibly_changed(before, before.model_copy(update={"facts": (CONTROL, DENIAL, fact())}))
