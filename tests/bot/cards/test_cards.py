"""Every card for Discord, whatever legal entry it is made of: attributed, within Discord's limits, harmless."""

import re
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from simcord.components import COMPONENTS_V2_FLAG, validate_message_state

from bot.browsing.lists import listed
from bot.cards.about import about_card
from bot.cards.actions import ListKind, OfferOthers, OpenList, key
from bot.cards.fact_card import COLOURS, fact_card
from bot.cards.fact_details import fact_sheet
from bot.cards.fact_list import digest_card, list_card
from bot.cards.outcome import Asker, help_card, outcome_card, suggestions_card
from bot.cards.source_card import source_card
from bot.cards.suggestions import with_answer, with_suggestions
from bot.platform.welcome import welcome_card
from bot.strings import asking as strings
from bot.strings import browsing as browsing_strings
from bot.text.attribution import said_where
from bot.text.escape import escape, visible
from bot.text.terminal import record_text
from knowledge.model.base import Base
from knowledge.model.contentions import contentions
from knowledge.model.entries import (
    FURTHER_SOURCES_PER_FACT,
    STATEMENT_LENGTH,
    URL_LENGTH,
    Dispute,
    Fact,
    Gap,
    Source,
    Speaker,
    Statement,
    Status,
)
from knowledge.model.outcome import Answered, Candidate, Chatted, Suggested, Unanswered
from knowledge.model.record import THE_ARTICLE_ITSELF
from knowledge.small_talk import small_talk
from tests.bot.seen import buttons, components, text
from tests.entries import BLUE, CONTROL, DENIAL, RED, SMALL, bases, fact, gap
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
    further = [
        source.model_copy(update={"id": f"source-{n}", "as_of": date(2024, 12, 30)})
        for n in range(FURTHER_SOURCES_PER_FACT)
    ]
    entry = Fact(
        id="f" * 64,
        question=full(500),
        answer=full(1000),
        quote=full(400),
        speakers=tuple(speaker.id for speaker in speakers[:5]),
        disputes=tuple(
            Dispute(
                speaker=speaker.id,
                says=full(400),
                source=f"source-{n}" if n < FURTHER_SOURCES_PER_FACT else None,
                where=tuple(range(900)) if n % 2 else full(300),
                fact=f"f{n}",
            )
            for n, speaker in enumerate(speakers[5:])
        ),
        statements=tuple(
            {"speaker": f"s{n}", "says": full(400), "source": f"source-{n % 4}", "where": tuple(range(900))}
            for n in range(5)
        ),
        paragraphs=tuple(range(900)),
        source="source",
        also_in=tuple({"source": each.id, "paragraphs": tuple(range(900))} for each in further),
        topics=tuple(f"{t}{full(99)}" for t in range(5)),
    )
    unlinked = tuple(dispute.model_copy(update={"fact": None}) for dispute in entry.disputes)
    others = tuple(entry.model_copy(update={"id": f"f{n}", "disputes": unlinked, "statements": ()}) for n in range(12))
    known_gap = Gap(id="gap", question=full(500), note=full(400))
    return Base(sources=(source, *further), speakers=speakers, facts=(entry, *others), gaps=(known_gap,))


FULLEST = {name: fullest(character) for name, character in {"plain": "x", "markup": "*", "wide": "漢"}.items()}
every_base = bases() | st.sampled_from(list(FULLEST.values()))
quickly = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def outcomes(base):
    """Return one of each kind of outcome, with as many candidates as there can be."""
    candidates = tuple(Candidate(base.record(entry.id), 0.5) for entry in base.facts[:5])
    yield Answered("?", candidates[0].record, 0.9, candidates)
    yield Suggested("?", 0.5, candidates)
    yield Unanswered("?", 0.1, None, candidates)
    note = base.facts[0].answer[:STATEMENT_LENGTH]
    known_gap = Gap.model_construct(id="gap", question=base.facts[0].question, note=note)
    yield Unanswered("?", 0.1, known_gap, candidates)
    yield Unanswered("?", 0.1, known_gap, candidates, see=tuple(each.record for each in candidates[:3]))
    yield Unanswered("?", 0.1, None, candidates, not_said_by="Pu*ti*n <@1>")
    yield Chatted("?", 0.0, small_talk()[0], candidates)


def cards(base):
    """Return every card that can be made of `base`."""
    for outcome in outcomes(base):
        yield outcome_card(outcome, base, ASKER)
        if not isinstance(outcome, Chatted):
            yield outcome_card(replace(outcome, knows_until=base.newest), base, ASKER)
    yield help_card(base, ASKER)
    yield about_card(base)
    yield welcome_card(base.sources[0].title[:100], base)
    for entry in base.facts[:2]:
        yield source_card(base.record(entry.id))
    topics = [key(topic) for topic in base.facts[0].topics]
    for page in range(2):
        for kind, of in [
            (ListKind.SAID, base.speakers[0].id),
            (ListKind.SAID, ""),
            *((ListKind.TOPIC, topic) for topic in topics[:1]),
        ]:
            title, facts = listed(base, kind, of)
            yield list_card(title, facts, OpenList(kind, of, page, turn=False), base)
        yield digest_card(contentions(base), OpenList(ListKind.DISPUTED, "", page, turn=False), base)


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
    day = record.as_of
    # Long answers are cut, and so may the escape be that the cut went through.
    answer = escape(record.fact.answer) if len(record.fact.answer) <= 400 else beginning(record.fact.answer)
    caveat = [part for c in record.contests for part in (beginning(c.speaker.name), beginning(c.says))]
    speakers = [beginning(s.name) for s in record.speakers] or [THE_ARTICLE_ITSELF]
    assert told_in_order(
        seen,
        f"As of {day.day} {day:%b %Y}: {answer}",
        *speakers,
        *caveat,
        escape(record.source.title)[:4].rstrip("\\"),
    )
    assert not record.contests or "⚠" in seen


@quickly
@given(every_base)
def test_an_answer_has_its_date_before_it_and_speakers_caveat_and_source_after_it(base):
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
def test_no_list_tells_an_answer_it_only_has_questions_to_press(base):
    for card in list(cards(base))[-8:]:
        for entry in base.facts:
            answer = escape(entry.answer)
            assert len(answer) < 40 or answer not in text(card) or answer in escape(entry.question)


@quickly
@given(every_base)
def test_every_fact_of_a_speaker_is_on_some_page_of_their_list(base):
    speaker = base.facts[0].speakers[0] if base.facts[0].speakers else ""
    title, facts = listed(base, ListKind.SAID, speaker)
    pages = [list_card(title, facts, OpenList(ListKind.SAID, speaker, n, turn=False), base) for n in range(len(facts))]
    pressed = {id for page in pages for id in buttons_of(page)}
    assert {f"fact:{key(fact.id)}" for fact in facts} <= pressed


def buttons_of(card):
    """Return the ids of all buttons; several may have one label."""
    return [c["custom_id"] for c in components(card) if c["type"] == 2]


@quickly
@given(every_base)
def test_every_disputed_fact_is_told_of_in_the_digest_by_who_disputes_it(base):
    found = contentions(base)
    pages = [text(digest_card(found, OpenList(ListKind.DISPUTED, "", n, turn=False), base)) for n in range(len(found))]
    for entry in base.facts:
        for dispute in entry.disputes:
            assert any(beginning(base.speakers_by_id[dispute.speaker].name)[:20] in page for page in pages)


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
    assert "Show the full text" in buttons(fact_card(record, base))
    whole = "".join(record_text(record).split())
    assert all(f"{contest.says}·{''.join(said_where(contest).split())}" in whole for contest in record.contests)


def test_the_longest_fact_in_plain_words_loses_nothing_of_its_answer_quote_and_caveats():
    longest, *others = FULLEST["plain"].facts
    disputes = tuple(each.model_copy(update={"source": None}) for each in longest.disputes)
    alone = {"also_in": (), "statements": (), "disputes": disputes}
    shown_whole = longest.model_copy(update={"answer": "x" * 400} | alone)
    base = FULLEST["plain"].model_copy(update={"facts": (shown_whole, *others)})
    seen = text(fact_card(base.record("f" * 64), base))
    assert seen.count("x" * 400) == 1 + 5  # the answer, and what each of five says; the quote repeats the answer


def test_a_usual_fact_is_not_cut():
    card = fact_card(SMALL.record("control"), SMALL)
    assert "…" not in text(card)
    assert "Show the full text" not in buttons(card)


@pytest.mark.parametrize(
    ("entry", "status", "words"),
    [("control", Status.DISPUTED, "⚠ Disputed by"), ("population", Status.REPORTED, "Stated by")],
    ids=["disputed", "reported"],
)
def test_the_status_is_told_in_words_and_by_colour(entry, status, words):
    card = fact_card(SMALL.record(entry), SMALL)
    assert components(card)[0]["accent_color"] == COLOURS[status].value
    assert words in text(card)


def test_an_answer_reads_from_the_question_to_the_source():
    assert text(fact_card(SMALL.record("control"), SMALL)).strip().splitlines() == [
        "-# Who controls Example?",
        "As of 13 Jan 2023: Red says that it controls Example.",
        "Said by **Red Army**, armed forces of Red",
        "⚠ Disputed by **Blue Ministry**: The battle goes on.",
        "-# The siege of Example · para. 1",
    ]


def test_a_long_answer_is_cut_after_a_sentence_and_can_be_had_in_full():
    answer = " ".join(f"Sentence number {n} says something." for n in range(25))
    base = base_of(fact(answer=answer))
    card = fact_card(base.record("population"), base)
    assert "says something. …" in text(card)
    assert "Sentence number 20" not in text(card)
    assert "Show the full text" in buttons(card)
    assert answer in " ".join(record_text(base.record("population")).split())


@pytest.mark.parametrize("answer", ["No. " + "word " * 150, "word " * 150, "Dr. " * 5 + "word " * 150])
def test_a_long_answer_is_not_cut_to_a_word_or_two(answer):
    base = base_of(fact(answer=answer))
    claim = text(fact_card(base.record("population"), base)).strip().splitlines()[1]
    assert claim.endswith("word …")
    assert 380 < len(claim) < 430


def test_what_only_the_cut_part_of_an_answer_says_is_said_elsewhere():
    answer = "word " * 100 + "The armed forces of Red say “We hold it.”"
    base = base_of(CONTROL.model_copy(update={"answer": answer, "quote": "We hold it."}), DENIAL)
    seen = text(fact_card(base.record("control"), base))
    assert told_in_order(seen, "…\n“We hold it.”", "**Red Army**, armed forces of Red")


@pytest.mark.parametrize(
    ("title", "url", "line"),
    [
        ("The siege", "https://example.org/a_b", "[The siege](<https://example.org/a_b>)"),
        ("The siege", "https://example.org/a(b)c", "[The siege](<https://example.org/a%28b%29c>)"),
        ("[Video] The ] siege", "https://example.org", "[(Video) The ) siege](<https://example.org>)"),
        ("https://example.org/a", "https://example.org/a", "[example.org/a](<https://example.org/a>)"),
        ("The siege", "https://example.org/@everyone", "[The siege](<https://example.org/%40everyone>)"),
        ("The siege", "https://example.org/" + "漢" * 400, "The siege"),
    ],
    ids=["plain", "parentheses", "brackets", "an address for a title", "a ping", "too long once encoded"],
)
def test_the_title_of_a_source_links_to_its_address(title, url, line):
    """In angle brackets, which keep Discord from showing a preview."""
    source = SMALL.sources[0].model_copy(update={"title": title, "url": url})
    linked = SMALL.model_copy(update={"sources": (source,)})
    *_, last = text(fact_card(linked.record("control"), linked)).strip().splitlines()
    assert last == f"-# {line} · para. 1"


def test_a_card_of_a_source_has_room_for_an_address_in_any_letters():
    source = SMALL.sources[0].model_copy(update={"url": "https://example.org/" + "漢" * 480})
    linked = SMALL.model_copy(update={"sources": (source,)})
    seen = text(source_card(linked.record("control")))
    assert "漢" * 480 in seen
    assert len(seen) <= 4000


def test_a_list_names_the_sources_of_the_facts_on_its_page():
    first, second = SMALL.sources[0], SMALL.sources[0].model_copy(update={"id": "second", "title": "The second"})
    facts = [fact(id=f"f{n}", question=f"{n}?", source="second" if n > 7 else first.id) for n in range(10)]
    base = base_of(*facts, sources=(first, second))
    pages = [
        text(list_card("Facts", base.facts, OpenList(ListKind.SAID, "", n, turn=False), base)).splitlines()
        for n in range(2)
    ]
    assert [page[-1] for page in pages] == ["-# “The siege of Example” (13 Jan 2023)", "-# “The second” (13 Jan 2023)"]


@pytest.mark.parametrize("base", FULLEST.values(), ids=FULLEST)
def test_the_longest_fact_fits_with_the_longest_address(base):
    url = "https://example.org/" + "x" * (URL_LENGTH - 20)
    linked = base.model_copy(update={"sources": tuple(s.model_copy(update={"url": url}) for s in base.sources)})
    seen = text(fact_card(linked.record("f" * 64), linked))
    assert url in seen
    assert len(seen) <= 4000


def test_an_answer_that_sums_up_the_sides_has_a_line_for_each_with_its_speaker():
    entry = CONTROL.model_copy(
        update={"answer": "That's disputed.", "statements": (Statement(speaker="red", says="We hold it."),)}
    )
    base = base_of(entry, DENIAL)
    assert text(fact_card(base.record("control"), base)).strip().splitlines()[1:-1] == [
        "As of 13 Jan 2023: That's disputed.",
        "⚠ **The sides**",
        "**Red Army**: We hold it.",
        "**Blue Ministry**: The battle goes on. · para. 4",
    ]


def test_each_statement_has_its_own_speaker_and_place():
    report = SMALL.sources[0].model_copy(update={"id": "report", "title": "A report", "as_of": date(2023, 2, 1)})
    stated = [
        {"speaker": "red", "says": "We hold it.", "where": [2, 3]},
        {"says": "Neither proves it.", "source": "report", "where": 1},
    ]
    base = base_of(fact(speakers=["red"], statements=stated), sources=(*SMALL.sources, report))
    record = base.record("population")
    assert "\n".join(
        [
            "**The sides**, not confirmed",
            "**Red Army**: We hold it. · para. 2, 3",
            "**the article itself**: Neither proves it.",
            "-# Said in A report · para. 1 · as of 1 Feb 2023",
        ]
    ) in text(fact_card(record, base))
    seen = text(source_card(record))
    assert "- Red Army, armed forces of Red (Red): We hold it. · paragraphs 2, 3" in seen
    assert "- the article itself: Neither proves it. · A report · paragraph 1 · as of 1 February 2023" in seen
    assert seen.count("Red Army") == seen.count("the article itself") == 1


def test_what_only_the_article_states_is_not_called_unconfirmed():
    base = base_of(fact(statements=[{"says": "It is so.", "where": 2}]))
    seen = text(fact_card(base.record("population"), base))
    assert "**The sides**\n**the article itself**: It is so. · para. 2" in seen
    assert seen.count("the article itself") == 1


def test_an_answer_that_names_all_who_dispute_it_already_quotes_the_sides():
    entry = CONTROL.model_copy(update={"answer": "Red says it controls Example; the Blue Ministry denies it."})
    base = base_of(entry, DENIAL)
    assert text(fact_card(base.record("control"), base)).strip().splitlines()[2:-1] == [
        "⚠ **The sides**",
        "Said by **Red Army**, armed forces of Red",
        "**Blue Ministry**: The battle goes on. · para. 4",
    ]


def test_sides_that_nobody_disputes_are_not_confirmed():
    entry = CONTROL.model_copy(update={"statements": (Statement(speaker="red", says="We hold it."),), "disputes": ()})
    base = base_of(entry)
    assert "**The sides**, not confirmed\n**Red Army**: We hold it." in text(fact_card(base.record("control"), base))


def test_a_speaker_without_a_statement_is_still_named_among_the_sides():
    entry = CONTROL.model_copy(
        update={
            "speakers": ("red", "blue"),
            "statements": (Statement(speaker="red", says="Ours."),),
            "disputes": (Dispute(speaker="green", says="No."),),
        }
    )
    green = Speaker(id="green", name="Green Party", role="party", side="Green")
    base = base_of(entry, speakers=(RED, BLUE, green))
    lines = text(fact_card(base.record("control"), base)).strip().splitlines()
    assert lines[2:-1] == [
        "⚠ **The sides**",
        "Said by **Blue Ministry**, defense ministry of Blue",
        "**Red Army**: Ours.",
        "**Green Party**: No.",
    ]


def test_what_one_speaker_says_undisputed_is_claimed_and_not_confirmed():
    base = base_of(CONTROL.model_copy(update={"disputes": ()}))
    assert "Claimed by **Red Army**, armed forces of Red, not confirmed" in text(
        fact_card(base.record("control"), base)
    )


def test_a_role_that_the_answer_already_has_is_not_said_twice():
    entry = CONTROL.model_copy(update={"answer": "The armed forces of Red say that they control Example."})
    base = base_of(entry, DENIAL)
    assert "Said by **Red Army**\n" in text(fact_card(base.record("control"), base))


def test_the_article_itself_speaks_if_nobody_else_does():
    assert f"Stated by **{THE_ARTICLE_ITSELF}**" in text(fact_card(SMALL.record("population"), SMALL))


def test_a_quote_stands_in_quotation_marks_unless_the_answer_has_it():
    quoted = base_of(fact(quote="We hold on."))
    assert "\n“We hold on.”\n" in text(fact_card(quoted.record("population"), quoted))
    repeated = base_of(fact(quote="About 10,000 people"))
    assert "“" not in text(fact_card(repeated.record("population"), repeated))


def test_the_source_takes_one_line_and_its_paragraphs_are_never_cut():
    source = SMALL.sources[0].model_copy(update={"title": "A very long headline that no phone shows on one line"})
    base = base_of(fact(paragraphs=[3, 4]), sources=(source,))
    line = text(fact_card(base.record("population"), base)).splitlines()[-1]
    assert line.endswith("… · para. 3, 4")
    assert len(line) <= 44


def test_further_sources_have_a_line_each_with_their_dates_and_the_source_button_has_all():
    first = SMALL.sources[0]
    others = [
        first.model_copy(update={"id": f"s{n}", "title": f"Report {n}", "as_of": date(2023, 2, n)}) for n in range(1, 5)
    ]
    both = fact(also_in=[{"source": each.id, "paragraphs": [2]} for each in others])
    base = base_of(both, sources=(first, *others))
    record = base.record("population")
    assert text(fact_card(record, base)).strip().splitlines()[-4:] == [
        "-# The siege of Example · para. 3",
        "-# Also in Report 1 · para. 2 · as of 1 Feb 2023",
        "-# Also in Report 2 · para. 2 · as of 2 Feb 2023",
        "-# and in 2 more sources",
    ]
    told = text(source_card(record))
    assert all(f"**Report {n}** (news article)\nParagraph 2\nAs of {n} February 2023." in told for n in range(1, 5))
    page = text(list_card("Facts", base.facts, OpenList(ListKind.SAID, "", 0, turn=False), base))
    assert "“Report 1” (1 Feb 2023) and 3 more" in page


def test_a_dispute_from_another_source_has_that_source_and_its_date_under_it():
    first = SMALL.sources[0]
    report = first.model_copy(update={"id": "report", "title": "Report", "as_of": date(2023, 2, 1)})
    disputes = [
        {"speaker": "red", "says": "Fewer.", "where": [2]},
        {"speaker": "blue", "says": "More.", "source": "report", "where": [2]},
    ]
    base = base_of(fact(disputes=disputes), sources=(first, report))
    record = base.record("population")
    assert text(fact_card(record, base)).strip().splitlines()[-4:] == [
        "⚠ Disputed by **Red Army**: Fewer.",
        "⚠ Disputed by **Blue Ministry**: More.",
        "-# Said in Report · para. 2 · as of 1 Feb 2023",
        "-# The siege of Example · para. 3",
    ]
    assert text(source_card(record)).strip().splitlines()[-2:] == [
        "- Red Army, armed forces of Red (Red): Fewer. · paragraph 2",
        "- Blue Ministry, defense ministry of Blue (Blue): More. · Report · paragraph 2 · as of 1 February 2023",
    ]
    page = text(list_card("Facts", base.facts, OpenList(ListKind.SAID, "", 0, turn=False), base))
    assert "“Report” (1 Feb 2023)" in page


def test_an_introduction_says_of_its_other_sources_only_that_the_speaker_is_on_record_there():
    first = SMALL.sources[0]
    report = first.model_copy(update={"id": "report", "title": "Report", "as_of": date(2023, 2, 1)})
    facts = (fact(speakers=["red"]), fact(id="later", source="report", speakers=["red"]))
    base = base_of(*facts, sources=(first, report))
    assert "-# Also on record in Report · as of 1 Feb 2023" in text(fact_card(base.record("who-is_red"), base))


def test_a_dispute_of_another_date_has_it_under_it():
    later = DENIAL.model_copy(update={"as_of": date(2023, 3, 1)})
    unplaced = CONTROL.disputes[0].model_copy(update={"where": None})
    base = base_of(CONTROL.model_copy(update={"disputes": (unplaced,)}), later)
    assert "The battle goes on.\n-# Said as of 1 Mar 2023\n" in text(fact_card(base.record("control"), base))


def test_the_other_side_is_offered_first_and_a_related_fact_otherwise():
    base = base_of(
        fact(id="a", question="A?", topics=["t"], disputes=[{"speaker": "blue", "says": "No.", "fact": "b"}]),
        fact(id="b", question="B?"),
        fact(id="c", question="C?", topics=["t"]),
    )
    assert list(buttons(fact_card(base.record("a"), base))) == ["B?", "Source"]
    assert list(buttons(fact_card(base.record("c"), base))) == ["A?", "Source"]


def test_a_question_too_long_for_a_phones_button_is_not_offered_next():
    base = base_of(
        fact(id="a", question="A?", topics=["t"]),
        fact(id="b", question=f"What about {'b' * 40}?", topics=["t"]),
        fact(id="c", question="C?", topics=["t"]),
    )
    assert list(buttons(fact_card(base.record("a"), base))) == ["C?", "Source"]


def test_a_tall_card_offers_no_next_question():
    base = base_of(fact(id="a", answer="word " * 70, topics=["t"]), fact(id="b", question="B?", topics=["t"]))
    assert list(buttons(fact_card(base.record("a"), base))) == ["Source"]


def test_not_what_i_asked_leaves_out_the_answer_itself():
    candidates = tuple(Candidate(SMALL.record(entry.id), 0.5) for entry in SMALL.facts)
    card = outcome_card(Answered("?", candidates[0].record, 0.9, candidates), SMALL, ASKER)
    assert buttons(card)["Not what I asked"] == f"other:{LARGEST_ID}:{key('denial')}.{key('population')}"


def test_there_is_no_way_out_if_nothing_else_comes_close():
    only = (Candidate(SMALL.record("control"), 0.9),)
    card = outcome_card(Answered("?", only[0].record, 0.9, only), SMALL, ASKER)
    assert "Not what I asked" not in buttons(card)


def test_a_gap_has_a_button_for_each_fact_that_it_names_with_who_said_it_and_when():
    see = tuple(map(SMALL.record, ("control", "population")))
    candidates = (Candidate(SMALL.record("denial"), 0.4),)
    card = outcome_card(Unanswered("?", 0.1, gap(), candidates, see=see), SMALL, ASKER)
    said = "It does say:", "Red Army · as of 13 Jan 2023", "the article itself · as of 13 Jan 2023"
    assert told_in_order(text(card), *said)
    assert list(buttons(card)) == ["⚠ Who controls Example?", "How many people lived in Example?"]


def test_who_is_asked_but_not_on_record_is_named_and_so_is_who_is():
    candidates = (Candidate(SMALL.record("control"), 0.1), Candidate(SMALL.record("denial"), 0.1))
    card = outcome_card(Unanswered("?", 0.1, None, candidates, not_said_by="the mayor"), SMALL, ASKER)
    assert told_in_order(
        text(card), "The mayor isn't on record about that.", "Here's what Red Army said, as of 13 Jan 2023:"
    )
    assert list(buttons(card)) == ["⚠ Who controls Example?"]


def test_a_name_that_nobody_on_record_has_is_not_repeated():
    candidates = (Candidate(SMALL.record("population"), 0.1),)
    card = outcome_card(Unanswered("?", 0.1, None, candidates, not_said_by=""), SMALL, ASKER)
    assert told_in_order(
        text(card), "Nobody by that name is on record here.", "Here's what the article itself says, as of 13 Jan 2023:"
    )


def test_who_asks_about_later_is_told_how_far_the_record_goes_whatever_they_get():
    for outcome in outcomes(SMALL):
        if isinstance(outcome, Chatted):
            continue
        told = text(outcome_card(replace(outcome, knows_until=date(2023, 1, 13)), SMALL, ASKER)).strip()
        assert told.startswith("I know nothing after 13 January 2023.\n")
        assert (
            told.removeprefix("I know nothing after 13 January 2023.").strip()
            == text(outcome_card(outcome, SMALL, ASKER)).strip()
        )


def test_suggestions_below_an_answer_leave_that_line_there():
    (answered, *_) = outcomes(SMALL)
    card = outcome_card(replace(answered, knows_until=date(2023, 1, 13)), SMALL, ASKER)
    card = with_answer(with_suggestions(card, SMALL.facts[1:], ASKER), fact_card(answered.record, SMALL))
    assert text(card).strip().startswith("I know nothing after 13 January 2023.\n")


def test_a_gap_gives_its_note_and_the_source_but_not_another_question():
    seen = text(outcome_card(Unanswered("?", 0.1, gap(), ()), SMALL, ASKER))
    assert told_in_order(
        seen, strings.ARTICLE_DOESNT_SAY, "The article gives no weather.", "“The siege of Example” (13 Jan 2023)"
    )
    assert "What was the weather?" not in seen


def test_small_talk_gets_its_reply_alone():
    insult = next(entry for entry in small_talk() if not entry.offers_questions)
    card = outcome_card(Chatted("?", 0.0, insult, ()), SMALL, ASKER)
    assert text(card).strip() == insult.reply
    assert not buttons(card)


def test_a_greeting_offers_questions_to_press():
    hello = next(entry for entry in small_talk() if entry.id == "greeting")
    card = outcome_card(Chatted("?", 0.0, hello, ()), SMALL, ASKER)
    assert text(card).strip() == hello.reply
    assert "Who controls Example?" in buttons(card)


def test_a_list_to_pick_from_has_a_button_for_each_question_and_one_for_none():
    card = suggestions_card(strings.DID_YOU_MEAN, SMALL.facts, ASKER)
    assert list(buttons(card)) == [
        "⚠ Who controls Example?",
        "⚠ What does Blue say about Example?",
        "How many people lived in Example?",
        "None of these",
    ]


def test_an_empty_base_still_has_all_its_cards():
    nobody = Asker(1, public=False)
    empty = Base()
    assert text(outcome_card(Unanswered("?", 0.0, None, ()), empty, nobody)).strip() == strings.NOTHING
    assert "0 facts" in text(about_card(empty))
    assert text(help_card(empty, nobody)).strip() == strings.ASK_ME_WITHOUT_SOURCE
    assert text(suggestions_card("Pick:", [], nobody)) == "\nPick:"
    nothing = OpenList(ListKind.DISPUTED, "", 0, turn=False)
    assert browsing_strings.NOTHING_DISPUTED in text(digest_card([], nothing, empty))
    assert browsing_strings.NOTHING_LISTED in text(list_card("Title", [], nothing, empty))
    assert "No facts yet" in text(welcome_card("Server", empty))


def test_buttons_have_an_id_that_fits_with_as_many_facts_as_there_can_be():
    button = OfferOthers.than([f"fact-{n}" for n in range(9)], LARGEST_ID)
    assert len(button.custom_id) <= 100
    assert len(button.facts) == 5


def test_what_cannot_be_seen_has_a_name():
    assert visible("\u200b") == "(unreadable)"
