"""Every card for Discord, whatever legal entry it is made of: attributed, within Discord's limits, harmless."""

import re
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from simcord.components import COMPONENTS_V2_FLAG, validate_message_state

from bot.browsing.lists import listed
from bot.cards.about import about_card
from bot.cards.actions import ListKind, OfferOthers, key
from bot.cards.fact_card import COLOURS, answer_card
from bot.cards.fact_details import fact_sheet
from bot.cards.fact_list import page_card
from bot.cards.outcome import Asker, fact_card, help_card, outcome_card, suggestions_card
from bot.platform.welcome import welcome_card
from bot.text.attribution import STATUS_WORDS
from bot.text.escape import escape, visible
from bot.text.terminal import record_text
from knowledge.model.base import Base
from knowledge.model.entries import Dispute, Fact, Gap, Source, Speaker, Status
from knowledge.model.outcome import Answered, Candidate, Suggested, Unanswered
from knowledge.model.record import THE_ARTICLE_ITSELF
from tests.bot.seen import buttons, components, text
from tests.entries import SMALL, bases, fact, gap
from tests.entries import base as base_of

LARGEST_ID = 2**64 - 1
ASKER = Asker(LARGEST_ID, public=True)


def fullest(character):
    """A base whose facts have everything at its limit, all of it in `character`."""

    def full(length):
        return character * length

    speakers = tuple(Speaker(id=f"s{n}", name=full(100), role=full(300), side=full(100)) for n in range(10))
    source = Source(
        id="source", title=full(300), kind=full(100), as_of=date(2023, 12, 30), as_of_note=full(400), paragraphs=999
    ).model_copy(update={"url": "https://e.org/" + "u" * 486})
    entry = Fact(
        id="f" * 64,
        question=full(500),
        answer=full(400),
        quote=full(400),
        speakers=tuple(speaker.id for speaker in speakers[:5]),
        disputes=tuple(
            Dispute(speaker=speaker.id, says=full(400), where=full(300), fact=f"f{n}")
            for n, speaker in enumerate(speakers[5:])
        ),
        paragraphs=tuple(range(900)),
        source="source",
        topics=tuple(f"{t}{full(99)}" for t in range(5)),
    )
    unlinked = tuple(dispute.model_copy(update={"fact": None}) for dispute in entry.disputes)
    others = tuple(entry.model_copy(update={"id": f"f{n}", "disputes": unlinked}) for n in range(12))
    known_gap = Gap(id="gap", question=full(500), note=full(400))
    return Base(sources=(source,), speakers=speakers, facts=(entry, *others), gaps=(known_gap,))


FULLEST = {name: fullest(character) for name, character in {"plain": "x", "markup": "*", "wide": "漢"}.items()}
every_base = bases() | st.sampled_from(list(FULLEST.values()))
quickly = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def outcomes(base):
    """Return one of each kind of outcome, with as many candidates as there can be."""
    candidates = tuple(Candidate(base.record(entry.id), 0.5) for entry in base.facts[:5])
    yield Answered("?", candidates[0].record, 0.9, candidates)
    yield Suggested("?", 0.5, candidates)
    yield Unanswered("?", 0.1, None, candidates)
    yield Unanswered("?", 0.1, Gap(id="gap", question=base.facts[0].question, note=base.facts[0].answer), candidates)


def cards(base):
    """Return every card that can be made of `base`."""
    for outcome in outcomes(base):
        yield outcome_card(outcome, base, ASKER)
    yield help_card(base, ASKER)
    yield about_card(base)
    yield welcome_card(base.sources[0].title[:100])
    topics = [key(topic) for topic in base.facts[0].topics]
    for kind, of in [
        (ListKind.SAID, base.speakers[0].id),
        (ListKind.SAID, ""),
        (ListKind.DISPUTED, ""),
        *((ListKind.TOPIC, topic) for topic in topics[:1]),
    ]:
        title, records = listed(base, kind, of)
        for page in range(2):
            yield page_card(title, records, kind, of, page)


def told_in_order(seen, *parts):
    """Say whether `parts` stand in `seen`, one after the other."""
    position = 0
    for part in parts:
        position = seen.find(part, position)
        if position < 0:
            return False
        position += len(part)
    return True


def beginning(value):
    """Return what a cut text has at least: the beginning of what is shown, short of a half escape."""
    return escape(value, 30).removesuffix("…").rstrip("\\")


@quickly
@given(every_base)
def test_every_card_keeps_to_discords_limits(base):
    for card in cards(base):
        payload = card.to_components()
        validate_message_state(
            payload, flags=COMPONENTS_V2_FLAG, content=None, embeds=[], poll=None, stickers=[], attachments=[]
        )
        seen = components(card)
        assert len(seen) <= 40
        assert sum(len(c["content"]) for c in seen if c["type"] == 10) <= 4000
        assert all(len(c["custom_id"]) <= 100 for c in seen if "custom_id" in c)


def attributed(seen, record):
    """Assert that `seen` shows `record` with everything that it must never be shown without."""
    caveat = [part for c in record.contests for part in (beginning(c.speaker.name), beginning(c.says))]
    speakers = [beginning(s.name) for s in record.speakers] or [THE_ARTICLE_ITSELF]
    dated = f"as of {record.as_of.day} {record.as_of:%B %Y}"
    assert told_in_order(
        seen,
        STATUS_WORDS[record.status],
        *caveat,
        escape(record.fact.answer),
        *speakers,
        beginning(record.source.title),
        dated,
    )


@quickly
@given(every_base)
def test_an_answer_has_its_caveat_before_it_and_speaker_source_and_date_after_it(base):
    for entry in base.facts[:2]:
        attributed(text(fact_card(base.record(entry.id), base)), base.record(entry.id))


@quickly
@given(every_base)
def test_a_moderators_sheet_of_a_fact_has_them_too(base):
    for entry in base.facts[:2]:
        sheet, (_, document) = fact_sheet(base.record(entry.id), None)
        attributed(text(sheet), base.record(entry.id))
        assert len(text(sheet)) <= 4000
        assert f"Topics: {', '.join(entry.topics) or 'none'}" in document.decode()


@quickly
@given(every_base)
def test_in_a_list_each_fact_has_them_too(base):
    speaker = base.facts[0].speakers[0] if base.facts[0].speakers else ""
    for kind, of in ((ListKind.SAID, speaker), *([(ListKind.DISPUTED, "")] if base.facts[0].disputes else [])):
        title, records = listed(base, kind, of)
        for page in range(len(records)):
            seen = text(page_card(title, records, kind, of, page))
            shown = [record for record in records if escape(record.fact.answer) in seen]
            assert shown
            for record in shown:
                attributed(seen, record)


@quickly
@given(every_base)
def test_every_record_is_on_some_page_of_its_list(base):
    title, records = listed(base, ListKind.SAID, base.facts[0].speakers[0] if base.facts[0].speakers else "")
    pages = [text(page_card(title, records, ListKind.SAID, "x", page)) for page in range(len(records))]
    for record in records:
        assert any(escape(record.fact.answer) in page for page in pages)


@quickly
@given(every_base)
def test_suggestions_and_gaps_never_hint_at_an_answer_without_its_attribution(base):
    for outcome in list(outcomes(base))[1:3]:
        seen = text(outcome_card(outcome, base, ASKER))
        for candidate in outcome.candidates:
            answer = escape(candidate.record.fact.answer)
            assert len(answer) < 40 or answer not in seen or answer in escape(candidate.record.fact.question)


@quickly
@given(every_base)
def test_no_card_can_ping_anyone(base):
    for card in cards(base):
        assert not re.search(r"@(?:everyone|here)|<@[!&]?\d", text(card))


@pytest.mark.parametrize("base", FULLEST.values(), ids=FULLEST)
def test_what_had_to_be_cut_can_be_had_in_full(base):
    record = base.record("f" * 64)
    assert "Show all of it" in buttons(fact_card(record, base))
    whole = "".join(record_text(record).split())
    assert all(f"{contest.says}·{contest.where}" in whole for contest in record.contests)


def test_the_longest_fact_in_plain_words_loses_nothing_of_its_answer_quote_and_caveats():
    record = FULLEST["plain"].record("f" * 64)
    seen = text(fact_card(record, FULLEST["plain"]))
    assert record.fact.answer in seen
    assert seen.count("x" * 200) >= 5 + 2  # what each of five says, the answer, the quote


def test_a_usual_fact_is_not_cut():
    card = fact_card(SMALL.record("control"), SMALL)
    assert "…" not in text(card)
    assert "Show all of it" not in buttons(card)


@pytest.mark.parametrize(
    ("entry", "status"), [("control", Status.DISPUTED), ("population", Status.REPORTED)], ids=["disputed", "reported"]
)
def test_the_status_is_said_in_colour_sign_and_word(entry, status):
    card = answer_card(SMALL.record(entry))
    assert components(card)[0]["accent_color"] == COLOURS[status].value
    assert STATUS_WORDS[status] in text(card)


def test_an_answer_reads_from_the_question_to_the_source():
    assert text(answer_card(SMALL.record("control"))).strip() == "\n".join(
        [
            "### Who controls Example?",
            "**⚠ Disputed** by",
            "- **Blue Ministry** (Blue): The battle goes on. · paragraph 4",
            "Red says that it controls Example.",
            "**Said by** Red Army, armed forces of Red (Red)",
            "-# The siege of Example · headline and paragraph 1 · as of 13 January 2023",
        ]
    )


def test_the_article_itself_speaks_where_nobody_else_does():
    assert f"**Said by** {THE_ARTICLE_ITSELF}" in text(answer_card(SMALL.record("population")))


def test_a_quote_stands_in_quotation_marks():
    base = base_of(fact(quote="We hold on."))
    assert "> “We hold on.”" in text(answer_card(base.record("population")))


def test_the_other_side_has_one_button_and_is_not_among_the_related():
    base = base_of(
        fact(id="a", question="A?", topics=["t"], disputes=[{"speaker": "blue", "says": "No.", "fact": "b"}]),
        fact(id="b", question="B?", topics=["t"]),
        fact(id="c", question="C?", topics=["t"]),
    )
    assert list(buttons(fact_card(base.record("a"), base))) == ["The other side: Blue Ministry", "C?"]


def test_not_what_i_asked_leaves_out_the_answer_itself():
    candidates = tuple(Candidate(SMALL.record(entry.id), 0.5) for entry in SMALL.facts)
    card = outcome_card(Answered("?", candidates[0].record, 0.9, candidates), SMALL, ASKER)
    assert buttons(card)["Not what I asked"] == f"other:{LARGEST_ID}:{key('denial')}.{key('population')}"


def test_there_is_no_way_out_where_nothing_else_comes_close():
    only = (Candidate(SMALL.record("control"), 0.9),)
    card = outcome_card(Answered("?", only[0].record, 0.9, only), SMALL, ASKER)
    assert "Not what I asked" not in buttons(card)


def test_a_gap_says_that_it_is_not_on_record_and_its_note_not_another_question():
    seen = text(outcome_card(Unanswered("?", 0.1, gap(), ()), SMALL, ASKER))
    assert told_in_order(seen, "Not on record", "The article gives no weather.")
    assert "What was the weather?" not in seen


def test_an_empty_base_still_has_all_its_cards():
    nobody = Asker(1, public=False)
    empty = Base()
    assert "nothing on record" in text(outcome_card(Unanswered("?", 0.0, None, ()), empty, nobody))
    assert "0 facts on record" in text(about_card(empty))
    assert text(help_card(empty, nobody))
    assert text(suggestions_card("Pick:", [], nobody)) == "\nPick:"
    assert "nothing on record here" in text(page_card("Disputed", [], ListKind.DISPUTED, "", 0))


def test_buttons_have_an_id_that_fits_with_as_many_facts_as_there_can_be():
    button = OfferOthers.than([f"fact-{n}" for n in range(9)], LARGEST_ID)
    assert len(button.custom_id) <= 100
    assert len(button.facts) == 5


def test_what_cannot_be_seen_has_a_name():
    assert visible("\u200b") == "(unreadable)"
