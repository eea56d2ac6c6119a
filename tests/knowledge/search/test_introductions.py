"""Who somebody is gets the speaker's introduction; whatever asks for more stays with the search."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.model.entries import Speaker
from knowledge.model.outcome import Answered, Suggested
from knowledge.search import Search
from tests.entries import base, bases, fact, gap

PEOPLE = (
    Speaker(id="klimov", name="Oleg Klimov", role="deputy governor of the region", side="x"),
    Speaker(id="health", name="Vera Skvortsova", role="Health Minister", side="x"),
    Speaker(id="kim-2", name="Kim Sora", role="protester", side="x"),
    Speaker(id="kim", name="Kim Kyung-han", role="Justice Minister", side="x", variants=("Minister Kim",)),
    Speaker(id="isw", name="Institute for the Study of War", role="institute", side="x", variants=("ISW",)),
    Speaker(id="workers", name="Workers of Zanon", role="run it", side="x", variants=("Zanon workers",)),
    Speaker(id="critics", name="Critics of Klimov", role="not named", side="x"),
    Speaker(id="zel", name="Volodymyr Zelensky", role="President", side="x", variants=("Зеленський",)),
)
SAID = [
    fact(id=each.id, question=f"What did number {n} say about the dam?", answer=f"{n}.", speakers=[each.id])
    for n, each in enumerate(PEOPLE)
]
SEARCH = Search(base(*SAID, speakers=PEOPLE))


def answer(search, question):
    outcome = search.ask(question)
    assert search.explain(question).outcome == outcome
    return outcome.record.fact.id if isinstance(outcome, Answered) else None


@pytest.mark.parametrize(
    ("question", "speaker"),
    [
        ("Who is Oleg Klimov?", "klimov"),
        ("whos klimow", "klimov"),
        ("who is oleg", "klimov"),
        ("who are the critics of klimov", "critics"),
        ("who is deputy governor klimov exactly?", "klimov"),
        ("hey, can you tell me who Klimov is please", "klimov"),
        ("I read the article. Who is Klimov?", "klimov"),
        ("What's Klimov's job?", "klimov"),
        ("what does klimov do for a living", "klimov"),
        ("what is the position of Skvortsova", "health"),
        ("which role does skvorcova have", "health"),
        ("who is the health minister", "health"),
        ("who is kim kyung han", "kim"),
        ("who is minister kim", "kim"),
        ("what is the ISW?", "isw"),
        ("who are the workers of zanon", "workers"),
        ("Хто такий Зеленський?", "zel"),
    ],
)
def test_who_somebody_is_gets_their_introduction(question, speaker):
    assert answer(SEARCH, question) == f"who-is_{speaker}"


@pytest.mark.parametrize(
    "question",
    [
        "How old is Oleg Klimov?",
        "where does klimov live",
        "why did Klimov resign",
        "Who is Klimov married to?",
        "who is klimov's wife",
        "What did Klimov do?",
        "who is kim",
        "who is kim jong il",
        "who is zanon",
        "who is the governor",
        "who is the minister",
        "who is it",
        "who are you",
        "what is war",
        "who?",
        "who is " + "klimov " * 3000,
        "😂",
    ],
)
def test_what_asks_for_more_or_for_somebody_else_gets_no_introduction(question):
    assert not str(answer(SEARCH, question)).startswith("who-is_")


@pytest.mark.parametrize("question", ["Skvortsova", "tell me about skvortsova please", "what does skvortsova do?"])
def test_what_may_ask_for_more_gets_the_introduction_as_the_first_suggestion(question):
    outcome = SEARCH.ask(question)
    assert isinstance(outcome, Suggested)
    assert outcome.candidates[0].record.fact.id == "who-is_health"


@pytest.mark.parametrize("asked", ["Who is Oleg Klimov?", "who is klimov", "What is Klimov's role?"])
def test_a_fact_of_the_base_that_asks_the_same_goes_first(asked):
    own = fact(id="own", question="Who runs the region?", phrasings=[asked], answer="Klimov, for now.")
    search = Search(base(*SAID, own, speakers=PEOPLE))
    for question in ("Who is Oleg Klimov?", "whos klimow", "klimov's job", "who is klimov?"):
        assert answer(search, question) == "own"
    assert "who-is_klimov" not in search.complete("who is kli")


def test_a_gap_that_asks_the_same_goes_first():
    search = Search(base(*SAID, gap(id="who", question="Who is Klimov?", note="Nobody knows."), speakers=PEOPLE))
    assert search.ask("Who is Klimov?").gap.id == "who"


def test_introductions_are_offered_while_somebody_types_their_name():
    assert SEARCH.complete("who is kli")[0] == "who-is_klimov"
    assert SEARCH.complete("skvor")[0] == "who-is_health"
    assert not any(id.startswith("who-is_") for id in SEARCH.complete("who"))


@settings(max_examples=25)
@given(bases(), st.text(max_size=20))
def test_whatever_speakers_are_called_any_question_gets_an_outcome(any_base, around):
    search = Search(any_base)
    for speaker in any_base.speakers[:3]:
        assert search.ask(f"Who is {speaker.name}?")
        assert search.ask(f"{around} {speaker.name} {around}")


def test_an_introduction_has_no_rival_as_likely_as_itself():
    outcome = SEARCH.ask("Who is Oleg Klimov?")
    first, *others = (each.confidence for each in outcome.candidates)
    assert first == outcome.confidence > max(others)
    assert len(outcome.candidates) <= 5


def test_a_family_name_of_two_speakers_means_neither_of_them_alone():
    paul = Speaker(id="paul", name="Paul Okafor", role="accountant", side="x", variants=("Okafor",))
    grace = Speaker(id="grace", name="Grace Okafor", role="nurse", side="x")
    facts = [fact(id=each.id, question="What was said about the dam?", speakers=[each.id]) for each in (paul, grace)]
    search = Search(base(*facts, speakers=(paul, grace)))
    assert answer(search, "who is okafor") is None
    assert answer(search, "who is paul okafor") == "who-is_paul"
    assert answer(search, "who is grace okafor") == "who-is_grace"
    assert answer(Search(base(facts[0], speakers=(paul,))), "who is okafor") == "who-is_paul"
