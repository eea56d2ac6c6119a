"""On the Soledar pack: a question gets the fact that it asks for, a gap, a few suggestions, or nothing."""

from __future__ import annotations

import random

import pytest

from knowledge import pack
from knowledge.model.base import Base
from knowledge.model.outcome import Answered, Suggested, Unanswered
from knowledge.search import Search
from tests.entries import SMALL, fact


@pytest.fixture(scope="module")
def soledar():
    return Search(pack.read(pack.default_pack()))


QUESTIONS = [
    "who runs soledar now?",
    "hwo mnay peopel lived in soledra befor the war",
    "What did Єрмак compare it to?",
    "How many Russian soldiers were killed?",
    "best recipe for banana bread",
    "so hi all, long day. my uncle told me about some bridge. anyway: when was the Kerch bridge attacked? thanks!",
    "hello",
    "",
]


def told(outcome):
    """What an outcome says, without the objects that it is said with."""
    return (
        type(outcome).__name__,
        outcome.confidence,
        [(c.record.fact.id, c.confidence) for c in outcome.candidates],
        getattr(getattr(outcome, "gap", None), "id", None),
    )


@pytest.mark.parametrize("typed", ["Who controls Soledar?", "who contols soledra", "so like who has soledar rn"])
def test_a_question_is_answered_however_it_is_typed(soledar, typed):
    outcome = soledar.ask(typed)
    assert isinstance(outcome, Answered)
    assert outcome.record.fact.id == "who-controls-soledar"
    assert outcome.record == outcome.candidates[0].record


def test_a_question_that_the_source_does_not_answer_falls_into_its_gap(soledar):
    outcome = soledar.ask("How many Russian soldiers were killed in the battle for Soledar?")
    assert isinstance(outcome, Unanswered)
    assert outcome.gap is not None


@pytest.mark.parametrize(
    ("question", "whose"),
    [
        ("Has Russia chased Ukraine's army out of Kharkiv?", "kharkiv-counterattack"),
        ("Might Kyiv's troops surround Russian soldiers in Bakhmut?", "bakhmut-prospects"),
        ("Is Zelensky the one who would be relieved by the capture?", "kremlin-relief"),
        ("Why is Ukraine desperate for a battlefield success?", "putin-needs-win"),
        ("why does ukraine need a win", "putin-needs-win"),
        ("What was the last town Ukraine annexed?", "no-town-since-july-2022"),
        ("Did Kyiv retreat from Kherson after the bridge?", "kherson-withdrawal"),
        ("Did Ukraine sound overly confident?", "moscow-message-tone"),
        ("Was the Ukrainian army defeated again and again?", "humiliating-losses"),
    ],
)
def test_what_is_asked_of_the_wrong_side_falls_into_a_gap_with_the_fact_that_says_it_of_the_other(
    soledar, question, whose
):
    outcome = soledar.ask(question)
    assert isinstance(outcome, Unanswered)
    assert outcome.gap is not None
    assert whose in outcome.gap.see


@pytest.mark.parametrize("typed", ["is there any good news for ukraine", "Did anything go right for the Ukrainians?"])
def test_what_went_well_for_ukraine_is_answered(soledar, typed):
    outcome = soledar.ask(typed)
    assert isinstance(outcome, Answered)
    assert outcome.record.fact.id == "where-russia-lost-ground"


def test_the_question_at_the_end_of_a_chat_is_what_counts(soledar):
    chatty = "Hi all, what a day at work. My sister and her kids are visiting and we had cake. "
    plain = soledar.ask("When was the Kerch bridge attacked?")
    outcome = soledar.ask(chatty + "When was the Kerch bridge attacked?")
    assert outcome.candidates[0].record.fact.id == plain.candidates[0].record.fact.id


def test_each_question_of_the_pack_is_answered_by_its_fact(soledar):
    for known in soledar.base.facts:
        assert soledar.ask(known.question).candidates[0].record.fact.id == known.id


def test_candidates_are_facts_best_first_and_no_more_than_five(soledar):
    for typed in QUESTIONS:
        outcome = soledar.ask(typed)
        confidences = [candidate.confidence for candidate in outcome.candidates]
        assert confidences == sorted(confidences, reverse=True)
        assert confidences[:1] in ([], [outcome.confidence])
        assert len(confidences) <= 5


def test_a_weak_match_still_has_candidates(soledar):
    assert len(soledar.ask("is it about salt or pepper that my grandmother sings").candidates) == 5


@pytest.mark.parametrize("name", ["Wagner", "kharkiv?", "yermak"])
def test_a_bare_name_that_a_fact_is_asked_by_is_never_said_to_be_off_the_record(soledar, name):
    assert isinstance(soledar.ask(name), Answered | Suggested)


def test_suggestions_are_less_sure_than_answers(soledar):
    words = [word for known in soledar.base.facts[:40] for word in known.question.split()]
    rng = random.Random(5)
    outcomes = [soledar.ask(" ".join(rng.sample(words, 4))) for _ in range(150)]
    surest_suggested = max(outcome.confidence for outcome in outcomes if isinstance(outcome, Suggested))
    assert all(o.confidence > surest_suggested for o in outcomes if isinstance(o, Answered))


def test_answers_do_not_depend_on_what_was_asked_before(soledar):
    forwards = [told(soledar.ask(typed)) for typed in QUESTIONS]
    backwards = [told(soledar.ask(typed)) for typed in QUESTIONS[::-1]][::-1]
    assert forwards == backwards == [told(Search(soledar.base).ask(typed)) for typed in QUESTIONS]


@pytest.mark.parametrize(
    "typed", ["a" * 100_000, "who " * 30_000, "ﷺ" * 5_000, "'" * 9_000, "\x00\ud800", "1,1," * 4_000]
)
def test_hostile_text_gets_an_outcome(soledar, typed):
    assert 0 <= soledar.ask(typed).confidence <= 1


def test_no_more_completions_than_asked_for_and_each_once(soledar):
    completed = soledar.complete("soledar", 7)
    assert len(completed) == len(set(completed)) == 7


@pytest.fixture(scope="module")
def edited(soledar):
    """The pack with one phrasing more, and one fact exchanged for another."""
    first, *others = soledar.base.facts
    more = first.model_copy(update={"phrasings": (*first.phrasings, "did the bear get the salt cellar")})
    new = fact(id="new-thing", question="What colour is the flag of Example?", source=first.source, paragraphs=[])
    return changed(soledar.base, (more, *others[:-1], new))


def changed(known, facts):
    """The base `known` with other facts, made anew: a copy of the model would keep what was derived before."""
    facts = tuple(facts)
    gaps = tuple(gap.seeing_only({known.id for known in facts}) for gap in known.gaps)
    return Base(sources=known.sources, speakers=known.speakers, facts=facts, gaps=gaps)


class TestSharing:
    """A base that differs little from another is laid over that one's index."""

    def test_an_untouched_base_gets_the_very_same(self, soledar):
        over = Search(changed(soledar.base, soledar.base.facts), shared=soledar)
        assert [told(over.ask(typed)) for typed in QUESTIONS] == [told(soledar.ask(typed)) for typed in QUESTIONS]

    def test_new_phrasings_and_facts_are_found(self, soledar, edited):
        over = Search(edited, shared=soledar)
        assert over.ask("did the bear get the salt cellar").candidates[0].record.fact.id == edited.facts[0].id
        assert over.ask("what colour is the flag of Example?").record.fact.id == "new-thing"

    def test_what_the_base_no_longer_has_is_gone(self, soledar, edited):
        gone = soledar.base.facts[-1]
        found = [c.record.fact.id for c in Search(edited, shared=soledar).ask(gone.question).candidates]
        assert gone.id not in found

    def test_it_gives_nearly_what_the_base_indexed_by_itself_gives(self, soledar, edited):
        """The best fact is the same for 97 questions in 100 and more, and its confidence within .05 for 95."""
        over, alone = Search(edited, shared=soledar), Search(edited)
        asked = [phrasing.lower()[: len(phrasing) // 2 * 2 - 4] for f in edited.facts for phrasing in f.phrasings[:4]]
        pairs = [(over.ask(typed), alone.ask(typed)) for typed in asked]
        same = [
            [c.record.fact.id for c in a.candidates[:1]] == [c.record.fact.id for c in b.candidates[:1]]
            for a, b in pairs
        ]
        close = [abs(a.confidence - b.confidence) < 0.05 for a, b in pairs]
        assert sum(same) / len(same) >= 0.97
        assert sum(close) / len(close) >= 0.95

    def test_edits_can_follow_edits(self, soledar, edited):
        again = changed(edited, [known for known in edited.facts if known.id != soledar.base.facts[-2].id])
        over = Search(again, shared=Search(edited, shared=soledar))
        assert over.ask("what colour is the flag of Example?").record.fact.id == "new-thing"

    def test_a_base_of_its_own_is_indexed_by_itself(self, soledar):
        over, alone = Search(SMALL, shared=soledar), Search(SMALL)
        for typed in ["who controls example", "how many people lived there", "weather"]:
            assert told(over.ask(typed)) == told(alone.ask(typed))
