"""Answers in a terminal: none is without its attribution."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings

from bot.text.escape import visible
from bot.text.terminal import outcome_text, record_text
from knowledge.model.entries import Statement
from knowledge.model.outcome import Answered, Candidate, Chatted, Suggested, Unanswered
from knowledge.small_talk import small_talk
from tests.entries import ARTICLE, CONTROL, DENIAL, SMALL, base, bases, fact, gap


def unwrapped(text):
    """Return what can be seen of `text`, wherever its lines end."""
    return visible(text)


def test_an_answer_reads_from_the_question_to_the_source():
    assert record_text(SMALL.record("control")).splitlines() == [
        "Who controls Example?",
        "",
        "As of 13 Jan 2023: Red says that it controls Example.",
        "Said by Red Army, armed forces of Red (Red)",
        "⚠ Disputed by Blue Ministry (Blue): The battle goes on. · paragraph 4",
        "",
        "Source: The siege of Example · headline and paragraph 1 · As of 13 January 2023.",
    ]


def test_the_sides_are_told_with_their_speakers():
    record = base(
        CONTROL.model_copy(update={"statements": (Statement(speaker="red", says="We hold it."),)}), DENIAL
    ).record("control")
    lines = record_text(record).splitlines()
    assert lines.index("- Red Army: We hold it.") < lines.index(
        "⚠ Disputed by Blue Ministry (Blue): The battle goes on. · paragraph 4"
    )


@pytest.mark.parametrize(
    ("where", "said"),
    [
        ((4,), " · paragraph 4"),
        ((0, 2), " · headline and paragraph 2"),
        ("its web site", " · its web site"),
        (None, ""),
    ],
)
def test_a_dispute_says_where_it_is_stated(where, said):
    dispute = CONTROL.disputes[0].model_copy(update={"where": where})
    record = base(CONTROL.model_copy(update={"disputes": (dispute,)}), DENIAL).record("control")
    assert f"⚠ Disputed by Blue Ministry (Blue): The battle goes on.{said}" in unwrapped(record_text(record))


def test_a_dispute_from_another_source_is_told_with_that_source_and_its_date():
    report = ARTICLE.model_copy(update={"id": "report", "title": "A report", "as_of": date(2023, 2, 1)})
    dispute = {"speaker": "blue", "says": "No.", "source": "report", "where": 4}
    told = unwrapped(record_text(base(fact(disputes=[dispute]), sources=(ARTICLE, report)).record("population")))
    assert "Disputed by Blue Ministry (Blue): No. · A report · paragraph 4 · as of 1 February 2023" in told


def test_an_introduction_says_of_its_other_sources_only_that_the_speaker_is_on_record_there():
    report = ARTICLE.model_copy(update={"id": "report", "title": "A report", "as_of": date(2023, 2, 1)})
    facts = (fact(speakers=["red"]), fact(id="later", source="report", speakers=["red"]))
    told = unwrapped(record_text(base(*facts, sources=(ARTICLE, report)).record("who-is_red")))
    assert "Also on record in: A report · As of 1 February 2023." in told


def test_a_quote_is_printed_in_quotation_marks():
    assert "“We hold on.”" in record_text(base(fact(quote="We hold on.")).record("population"))


def test_suggestions_are_questions_to_pick_from():
    candidates = (Candidate(SMALL.record("control"), 0.4), Candidate(SMALL.record("denial"), 0.3))
    assert outcome_text(Suggested("example?", 0.4, candidates)) == (
        "Did you mean one of these?\n- Who controls Example?\n- What does Blue say about Example?"
    )


def test_what_the_article_does_not_say_gets_the_gaps_note():
    assert outcome_text(Unanswered("rain?", 0.1, gap(), ())) == "The article gives no weather."


def test_the_facts_that_a_gap_names_come_with_who_said_it_and_when():
    see = tuple(map(SMALL.record, ("control", "population")))
    candidates = (Candidate(SMALL.record("denial"), 0.4),)
    assert outcome_text(Unanswered("weather?", 0.1, gap(), candidates, see=see)).splitlines() == [
        "The article gives no weather.",
        "It does say:",
        "- Who controls Example? Red Army · as of 13 Jan 2023",
        "- How many people lived in Example? the article itself · as of 13 Jan 2023",
    ]


def test_who_asks_about_later_is_told_how_far_the_record_goes():
    candidates = (Candidate(SMALL.record("control"), 0.9),)
    for outcome in (
        Answered("now?", SMALL.record("control"), 0.9, candidates),
        Suggested("now?", 0.4, candidates),
        Unanswered("now?", 0.1, gap(), candidates),
        Unanswered("now?", 0.1, None, ()),
    ):
        told = outcome_text(replace(outcome, knows_until=date(2023, 1, 13)))
        assert told == f"I know nothing after 13 January 2023.\n{outcome_text(outcome)}"


def test_a_statement_has_its_own_speaker_and_place():
    stated = [{"speaker": "red", "says": "Ours.", "where": 4}, {"says": "Unproven."}]
    told = record_text(base(fact(speakers=["red"], statements=stated)).record("population"))
    assert "- Red Army: Ours. · paragraph 4\n- the article itself: Unproven.\n" in told


def test_small_talk_gets_its_reply():
    hello = small_talk()[0]
    assert outcome_text(Chatted("hello", 0.0, hello, ())) == hello.reply


def test_where_nothing_is_on_record_it_says_so_and_what_can_be_asked():
    candidates = (Candidate(SMALL.record("control"), 0.01),)
    assert outcome_text(Unanswered("pizza?", 0.01, None, candidates)) == (
        "I have nothing on that.\nYou could ask:\n- Who controls Example?"
    )


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])  # big bases, maybe on a busy machine
@given(base=bases())
def test_every_card_has_answer_speakers_source_date_and_caveat(base):
    (only,) = base.facts
    card = unwrapped(record_text(base.record(only.id)))
    day = only.as_of or base.sources[0].as_of
    expected = [
        only.answer,
        base.sources[0].title,
        f"As of {day.day} {day:%b %Y}:",
        *(base.speakers_by_id[id].name for id in only.speakers),
        *(dispute.says for dispute in only.disputes),
        *(base.speakers_by_id[dispute.speaker].name for dispute in only.disputes),
    ]
    assert [text for text in expected if unwrapped(text) not in card] == []
    assert ("the article itself" in card) or only.speakers


def test_who_is_not_on_record_is_named_before_the_whole_record_of_who_is():
    control = SMALL.record("control")
    told = outcome_text(Unanswered("?", 0.1, None, (Candidate(control, 0.1),), not_said_by="Putin"))
    assert told == "\n".join(
        [
            "Putin isn't on record about that.",
            "Here's what Red Army said, as of 13 Jan 2023:",
            "",
            record_text(control),
        ]
    )
