"""Cards for a terminal: nothing is there without its attribution."""

import pytest
from hypothesis import given

from bot.text.escape import visible
from bot.text.terminal import outcome_text, record_text
from knowledge.model.outcome import Candidate, Suggested, Unanswered
from tests.entries import CONTROL, DENIAL, SMALL, base, bases, fact, gap


def unwrapped(text):
    """Return what can be seen of `text`, wherever its lines end."""
    return visible(text)


def test_the_caveat_stands_before_the_answer():
    text = record_text(SMALL.record("control"))
    assert text.index("Disputed by Blue Ministry (Blue): The battle goes on.") < text.index("Red says that it controls")


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
    assert f"Disputed by Blue Ministry (Blue): The battle goes on.{said}" in record_text(record).splitlines()


def test_a_quote_is_printed_in_quotation_marks():
    assert "“We hold on.”" in record_text(base(fact(quote="We hold on.")).record("population"))


def test_suggestions_are_questions_to_pick_from():
    candidates = (Candidate(SMALL.record("control"), 0.4), Candidate(SMALL.record("denial"), 0.3))
    assert outcome_text(Suggested("example?", 0.4, candidates)) == (
        "Not sure which of these you mean. You could ask:\n- Who controls Example?\n- What does Blue say about Example?"
    )


def test_what_the_article_does_not_say_gets_the_gaps_note():
    assert outcome_text(Unanswered("rain?", 0.1, gap(), ())) == "The article gives no weather."


def test_where_nothing_is_on_record_it_says_so_and_what_can_be_asked():
    candidates = (Candidate(SMALL.record("control"), 0.01),)
    assert outcome_text(Unanswered("pizza?", 0.01, None, candidates)) == (
        "There is nothing on record about that.\nWhat can be asked:\n- Who controls Example?"
    )


@given(base=bases())
def test_every_card_has_answer_speakers_source_date_and_caveat(base):
    (only,) = base.facts
    card = unwrapped(record_text(base.record(only.id)))
    day = only.as_of or base.sources[0].as_of
    expected = [
        only.answer,
        base.sources[0].title,
        f"as of {day.day} {day:%B %Y}",
        *(base.speakers_by_id[id].name for id in only.speakers),
        *(dispute.says for dispute in only.disputes),
        *(base.speakers_by_id[dispute.speaker].name for dispute in only.disputes),
    ]
    assert [text for text in expected if unwrapped(text) not in card] == []
    assert ("the article itself" in card) or only.speakers
