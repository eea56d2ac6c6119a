"""Facts are added, edited, disputed and settled by what people type into forms; what breaks a rule is refused."""

from __future__ import annotations

import re
from dataclasses import asdict, replace
from datetime import date, timedelta

import pytest

from knowledge.editing.change_text import field_changes
from knowledge.editing.editor import Editor
from knowledge.editing.errors import RefusedError
from knowledge.editing.facts import (
    AddFact,
    ChangePhrasings,
    DisputeFact,
    EditFact,
    SettleDispute,
    dispute_place,
    fact_form,
    where_to_begin,
)
from knowledge.editing.other_side import AddOtherSide, stated_where
from knowledge.editing.removal import Remove
from knowledge.editing.sources import AddSource
from knowledge.editing.speakers import AddSpeaker
from knowledge.model.entries import Dispute
from knowledge.model.refs import Kind, Ref
from knowledge.search import Search
from knowledge.servers.bases import ServerBases
from tests.entries import ARTICLE, CONTROL, DENIAL, SMALL, base, fact
from tests.knowledge.conftest import ANN, BOB, NOW, SERVER

POPULATION = Ref(Kind.FACT, "population")


def edit_of(known, /, **changes):
    """The form of the fact `known` as it is filled in, with `changes`."""
    return EditFact(**{"fact": known.id} | asdict(fact_form(known, SMALL)) | changes)


async def saved(editor, edit):
    """The only change that saving `edit` made."""
    (change,) = (await editor.save(edit, ANN)).changes
    return change


async def test_a_new_fact_is_made_from_what_people_type(editor):
    added = (
        await saved(
            editor,
            AddFact(
                question=" Who fled, and where to? ",
                answer="Most people fled.",
                phrasings="who left?\n\n  where did people go \nWHO LEFT?\nwho fled, and where to",
                where="2, 4-5; 0",
                as_of="2023-01-12",
                speakers=("Blue Ministry", "Reds"),
                topics=("people",),
            ),
        )
    ).after
    assert added == fact(
        id="who-fled-and-where-to",
        question="Who fled, and where to?",
        answer="Most people fled.",
        phrasings=["who left?", "where did people go"],
        paragraphs=[2, 4, 5, 0],
        as_of="2023-01-12",
        speakers=["blue", "red"],
        topics=["people"],
    )


@pytest.mark.parametrize(
    ("typed", "speakers"), [("the article itself", ()), ("", ()), ("red", ("red",)), ("REDS", ("red",))]
)
async def test_speakers_are_known_by_id_name_or_spelling(editor, typed, speakers):
    change = await saved(editor, AddFact(question="New?", answer="Yes, new.", speakers=(typed,)))
    assert change.after.speakers == speakers


async def test_a_link_becomes_a_source_and_is_used_again(editor):
    link = "https://example.org/news/1"
    first = await editor.save(AddFact(question="One?", answer="1.", where=link, as_of="2023-02-03"), ANN)
    second = await editor.save(AddFact(question="Two?", answer="2.", where=link), ANN)
    source = editor.now.base.sources_by_id["example-org-news-1"]
    assert (source.url, source.as_of, source.paragraphs) == (link, date(2023, 2, 3), 0)
    assert [len(first.changes), len(second.changes)] == [2, 1]
    assert editor.now.base.facts_by_id["two"].source == source.id


async def test_a_link_as_phones_write_it_is_a_link(editor):
    await editor.save(AddFact(question="One?", answer="1.", where="Https://example.org/News", as_of="2023-02-03"), ANN)
    second = await editor.save(AddFact(question="Two?", answer="2.", where="https://example.org/News"), ANN)
    assert editor.now.base.sources_by_id["example-org-news"].url == "https://example.org/News"
    assert len(second.changes) == 1


async def test_facts_in_other_alphabets_get_an_id_that_can_be_read(editor):
    await editor.save(AddFact(question="Кто контролирует?", answer="Неясно."), ANN)
    await editor.save(AddFact(question="Где это?", answer="Там."), ANN)
    assert {"kto-kontroliruet", "gde-eto"} <= editor.now.base.facts_by_id.keys()


async def test_an_id_that_history_speaks_of_is_not_given_again(editor):
    await editor.save(AddFact(question="New?", answer="Yes."), ANN)
    await editor.save(await editor.undo(1), ANN)
    await editor.save(AddFact(question="New?", answer="Yes."), ANN)
    assert "new-2" in editor.now.base.facts_by_id


@pytest.mark.parametrize("known", [CONTROL, fact()])
async def test_a_form_that_is_saved_as_it_was_filled_in_changes_nothing(editor, known):
    with pytest.raises(RefusedError, match="Nothing to change"):
        await editor.save(edit_of(known), ANN)


async def test_an_edit_adds_phrasings_and_keeps_what_its_form_does_not_show(editor):
    change = await saved(
        editor, edit_of(CONTROL, answer="Red says so.", more_phrasings="who rules?", topics=("power",))
    )
    assert change.after == CONTROL.model_copy(
        update={"answer": "Red says so.", "phrasings": ("who rules?",), "topics": ("power",)}
    )
    assert [str(each) for each in field_changes(change.before, change.after, SMALL)] == [
        "other way to ask added: who rules?",
        "answer: Red says that it controls Example. → Red says so.",
        "topic added: power",
    ]


async def test_markup_and_mentions_are_kept_as_plain_text(editor):
    text = "**Bold** @everyone <@123> `code` ||spoiler|| [link](https://x.y)"
    assert (await saved(editor, edit_of(fact(), answer=text))).after.answer == text


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"answer": "x" * 1001}, "The answer has 1001 characters; at most 1000 are allowed. Shorten it."),
        ({"answer": "  "}, "Fill in the answer."),
        ({"question": ""}, "Fill in the question."),
        ({"question": "x" * 501}, "The question has 501 characters; at most 500 are allowed. Shorten it."),
        (
            {"answer": "nul \0"},
            "The answer has an invisible character (it may show as ␀ or a box) beside “nul”; delete it, "
            "or write a space.",
        ),
        ({"question": "who controls  EXAMPLE"}, "The fact “Who controls Example?” already exists. Edit that one."),
        ({"question": "what was the weather"}, "The gap “What was the weather?” already exists. Edit that one."),
        ({"where": "10"}, "There's no paragraph 10: 'article' has 0 (the headline) to 9."),
        ({"where": "1-999999999"}, "There's no paragraph 999999999: 'article' has 0 (the headline) to 9."),
        ({"where": "5-3"}, "“5-3” is the wrong way round. Write 3-5."),
        (
            {"where": "page two"},
            "“page two” is neither paragraph numbers (like 3, 5-7) nor a link (https://…).",
        ),
        ({"where": "other: 3"}, "There's no source 'other'. Add it first, or use a link."),
        (
            {"as_of": "12/01/2023"},
            "“12/01/2023” can mean 2023-01-12 or 2023-12-01. Write the one you mean.",
        ),
        ({"as_of": "2023-02-30"}, "“2023-02-30” isn't a date. Write it like 2023-01-13."),
        ({"where": "-1"}, "“-1” isn't paragraph numbers. Write them like 3, 5-7; 0 is the headline."),
        ({"where": "3-5-7"}, "“3-5-7” isn't paragraph numbers. Write them like 3, 5-7; 0 is the headline."),
        ({"where": "3--5"}, "“3--5” isn't paragraph numbers. Write them like 3, 5-7; 0 is the headline."),
        ({"question": "?"}, "The question needs a word. Write it as people would ask it."),
        ({"question": "2023?!"}, "The question needs a word. Write it as people would ask it."),
        ({"more_phrasings": "7?"}, "One of the other ways to ask needs a word. Write it as people would ask it."),
        ({"as_of": "0001-01-01"}, "0001-01-01 is before there were newspapers. Check the year."),
        ({"as_of": "1599-12-31"}, "1599-12-31 is before there were newspapers. Check the year."),
        ({"as_of": "2024-03-02"}, "2024-03-02 is in the future. Use the date the statement is from."),
        (
            {"speakers": ("Nobody",)},
            "I don't know the speaker “Nobody”. Add the speaker first, or pick one from the list.",
        ),
        (
            {"more_phrasings": "y" * 501},
            "One of the other ways to ask has 501 characters; at most 500 are allowed. Shorten it.",
        ),
        (
            {"more_phrasings": "\n".join(map(str, range(1001)))},
            "The list of other ways to ask has 1001 items; at most 1000 are allowed. Shorten it.",
        ),
        (
            {"where": f"https://x.y/{'z' * 500}"},
            f"“https://x.y/{'z' * 67}…” can't be used as a link: a link has at most 500 characters, and no < or >.",
        ),
        (
            {"where": "https://x.y/<z>"},
            "“https://x.y/<z>” can't be used as a link: a link has at most 500 characters, and no < or >.",
        ),
        (
            {"where": "https://x.y/z"},
            "When was that published? Write its date as well, like 2023-01-13.",
        ),
        ({"fact": "ghost"}, "The fact 'ghost' doesn't exist (any more). Pick one from the list."),
    ],
)
async def test_what_breaks_a_rule_is_refused_with_what_to_do_and_changes_nothing(editor, changes, sentence):
    edit = edit_of(fact(), **changes)
    with pytest.raises(RefusedError) as caught:
        await editor.save(edit, ANN)
    assert str(caught.value) == sentence
    assert await editor.store.history() == []
    with pytest.raises(RefusedError):
        await editor.consider(edit)


@pytest.mark.parametrize(("hour", "day"), [(9, "2024-02-29"), (10, "2024-03-01"), (12, "2024-03-01")])
async def test_today_is_not_the_future_in_whichever_time_zone_it_is_today(bases, hour, day):
    editor = Editor(bases, SERVER, clock=lambda: NOW.replace(hour=hour))
    assert (await saved(editor, edit_of(fact(), as_of=day))).after.as_of == date.fromisoformat(day)
    later = date.fromisoformat(day) + timedelta(days=1)
    with pytest.raises(RefusedError, match="in the future"):
        await editor.save(edit_of(fact(), as_of=str(later)), ANN)


async def test_a_question_that_exists_names_the_fact_to_edit(editor):
    with pytest.raises(RefusedError) as caught:
        await editor.save(AddFact(question="Who controls Example", answer="Red."), ANN)
    assert caught.value.existing == Ref(Kind.FACT, "control")


async def test_ways_to_ask_come_and_go_whatever_else_changed(editor):
    await editor.save(ChangePhrasings(entry=POPULATION, add="how many souls?\nhow big?"), ANN)
    change = await saved(editor, ChangePhrasings(entry=POPULATION, add="size?", remove="How many souls"))
    assert change.after.phrasings == ("how big?", "size?")


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"remove": "never there"}, "“never there” isn't one of the other ways to ask. Pick one from the list."),
        (
            {"remove": fact().question},
            "That's the fact's question. To change it, edit the fact.",
        ),
        ({"add": fact().question}, f"“{fact().question}” is already a way to ask."),
        ({}, "Nothing to change: it already says that."),
    ],
)
async def test_a_way_to_ask_that_cannot_come_or_go_is_refused(editor, change, sentence):
    with pytest.raises(RefusedError, match=sentence.replace("?", r"\?")):
        await editor.save(ChangePhrasings(entry=POPULATION, **change), ANN)


async def test_a_dispute_makes_a_fact_disputed_until_it_is_settled(editor):
    dispute = DisputeFact(fact="population", speaker="Reds", says="Fewer.", where="2, 3", other_side="control")
    change = await saved(editor, dispute)
    assert change.after.disputes == (Dispute(speaker="red", says="Fewer.", where=(2, 3), fact="control"),)
    assert (
        await saved(editor, SettleDispute(fact="population", dispute=change.after.disputes[0], opened=1))
    ).after == fact()


@pytest.mark.parametrize(
    ("where", "read"), [("", None), ("4", (4,)), ("https://x.y/z", "https://x.y/z"), ("on TV", "on TV")]
)
async def test_a_dispute_says_where_in_numbers_or_words(editor, where, read):
    change = await saved(editor, DisputeFact(fact="population", speaker="red", says="Fewer.", where=where))
    assert change.after.disputes[0].where == read


@pytest.mark.parametrize(
    ("where", "source", "read"),
    [
        ("2", None, (2,)),
        ("second: 2", "second", (2,)),
        ("Second:", "second", None),
        ("second", "second", None),
        ("second 2", "second", (2,)),
        ("second, para 2", "second", (2,)),
        ("the siege, later: 2", "second", (2,)),
        ("para 2", None, (2,)),
        ("Paragraphs 2, 3", None, (2, 3)),
        ("§2", None, (2,)),
        ("second-hand news", None, "second-hand news"),
        ("secondly 2", None, "secondly 2"),
        ("page 2", None, "page 2"),
        ("article: 2", None, (2,)),
        ("The\u00a0si\u0435ge, LATER\u200b, 2", "second", (2,)),
        ("HTTPS://x.y/second", "second", None),
        ("https://x.y/new", None, "https://x.y/new"),
        ("on TV, 12 May", None, "on TV, 12 May"),
    ],
)
async def test_a_dispute_can_be_in_another_source_than_the_fact(database, where, source, read):
    second = ARTICLE.model_copy(
        update={"id": "second", "paragraphs": 3, "title": "The siege, later", "url": "https://x.y/second"}
    )
    bases = ServerBases(Search(base(fact(), sources=(ARTICLE, second))), database)
    change = await saved(
        Editor(bases, SERVER), DisputeFact(fact="population", speaker="red", says="Fewer.", where=where)
    )
    (dispute,) = change.after.disputes
    assert (dispute.source, dispute.where) == (source, read)
    with pytest.raises(RefusedError, match="is still used by “How many people"):
        await Editor(bases, SERVER).save(Remove(entry=Ref(Kind.SOURCE, source or "article")), ANN)


@pytest.mark.parametrize(
    ("where", "sentence"),
    [("second: 4", "paragraph 4: .second. has"), ("thrid: 2", "There's no source .thrid.")],
)
async def test_a_dispute_in_a_place_that_is_not_there_is_refused(database, where, sentence):
    second = ARTICLE.model_copy(update={"id": "second", "paragraphs": 3})
    bases = ServerBases(Search(base(fact(), sources=(ARTICLE, second))), database)
    with pytest.raises(RefusedError, match=sentence):
        await Editor(bases, SERVER).save(DisputeFact(fact="population", speaker="red", says="Fewer.", where=where), ANN)


@pytest.mark.parametrize(
    ("dispute", "stands"),
    [
        ({"where": [4]}, ("article", (4,))),
        ({}, ("article", None)),
        ({"where": [2], "source": "second"}, (None, (2,))),
        ({"where": "on TV"}, (None, "on TV")),
        ({"fact": "denial"}, ("article", (4,))),
    ],
)
async def test_a_dispute_stays_in_its_source_when_its_fact_moves_to_another(database, dispute, stands):
    second = ARTICLE.model_copy(update={"id": "second"})
    disputed = fact(disputes=[{"speaker": "blue", "says": "Fewer."} | dispute])
    bases = ServerBases(Search(base(disputed, CONTROL, DENIAL, sources=(ARTICLE, second))), database)
    await saved(Editor(bases, SERVER), edit_of(disputed, where="second: 1"))
    (contest,) = bases.state(SERVER).base.record("population").contests
    assert (contest.source.id if contest.source else None, contest.where) == stands


async def test_a_dispute_keeps_the_place_of_the_other_side_when_that_is_removed(database):
    second = ARTICLE.model_copy(update={"id": "second", "as_of": date(2023, 5, 1)})
    denial = DENIAL.model_copy(update={"source": "second", "disputes": ()})
    disputed = fact(disputes=[{"speaker": "blue", "says": "Fewer.", "fact": "denial"}])
    bases = ServerBases(Search(base(disputed, denial, sources=(ARTICLE, second))), database)
    await Editor(bases, SERVER).save(Remove(entry=Ref(Kind.FACT, "denial")), ANN)
    (contest,) = bases.state(SERVER).base.record("population").contests
    assert (contest.source.id, contest.where, contest.as_of) == ("second", (4,), date(2023, 5, 1))


async def test_words_with_a_number_after_a_colon_are_words_where_there_is_one_source(editor):
    change = await saved(editor, DisputeFact(fact="population", speaker="red", says="Fewer.", where="Telegram: 12"))
    assert change.after.disputes[0].where == "Telegram: 12"


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"fact": "control"}, "The speaker 'red' can't dispute their own statement."),
        ({"speaker": "the article itself"}, "The article itself can't dispute a fact. Pick the speaker who does."),
        ({"says": ""}, "Fill in what they say instead."),
        ({"where": "x" * 301}, "Where they say so has 301 characters; at most 300 are allowed. Shorten it."),
        ({"where": "11"}, "There's no paragraph 11: 'article' has 0 (the headline) to 9."),
        ({"other_side": "ghost"}, "“ghost” isn't a fact."),
        ({"other_side": "population"}, "a fact can't be its own other side"),
    ],
)
async def test_a_dispute_that_breaks_a_rule_is_refused(editor, changes, sentence):
    with pytest.raises(RefusedError) as caught:
        await editor.save(DisputeFact(**{"fact": "population", "speaker": "red", "says": "Fewer."} | changes), ANN)
    assert sentence in str(caught.value)


async def test_the_same_dispute_is_not_recorded_twice(editor):
    dispute = DisputeFact(fact="population", speaker="red", says="Fewer.")
    await editor.save(dispute, ANN)
    with pytest.raises(RefusedError, match="already on record"):
        await editor.save(dispute, ANN)


async def test_a_dispute_that_is_not_there_cannot_be_settled(editor):
    with pytest.raises(RefusedError, match="isn't on record any more"):
        await editor.save(SettleDispute(fact="control", dispute=DENIAL.disputes[0]), ANN)


async def test_a_dispute_put_on_top_of_anothers_change_settles_no_other_dispute(editor):
    """Two moderators settle the first of two disputes; the second one of them insists."""
    await editor.save(AddSpeaker(name="Green Guard", role="militia", side="Green"), ANN)
    await editor.save(DisputeFact(fact="control", speaker="green-guard", says="We hold the north."), ANN)
    first, second = editor.now.base.facts_by_id["control"].disputes
    edit = SettleDispute(fact="control", dispute=first, opened=2)
    await editor.save(edit, ANN)
    for again in (edit, replace(edit, opened=3)):
        with pytest.raises(RefusedError, match="isn't on record any more"):
            await editor.save(again, BOB)
    assert editor.now.base.facts_by_id["control"].disputes == (second,)


async def test_the_other_side_goes_on_record_for_its_own_speaker_whatever_came_before_it_meanwhile(editor):
    await editor.save(AddSpeaker(name="Green Guard", role="militia", side="Green"), ANN)
    await editor.save(DisputeFact(fact="population", speaker="red", says="Fewer."), ANN)
    await editor.save(DisputeFact(fact="population", speaker="green-guard", says="More."), ANN)
    fewer, more = editor.now.base.facts_by_id["population"].disputes
    edit = AddOtherSide(fact="population", dispute=more, question="How many, says Green?", answer="More.", opened=3)
    await editor.save(SettleDispute(fact="population", dispute=fewer), BOB)
    await editor.save(replace(edit, opened=4), ANN)
    assert editor.now.base.facts_by_id["how-many-says-green"].speakers == ("green-guard",)
    assert editor.now.base.facts_by_id["population"].disputes[0].fact == "how-many-says-green"


@pytest.mark.parametrize(
    ("where", "usual", "second", "linked"),
    [
        ((2, 3), "article: 2, 3", "second: 2, 3", "linked: 2, 3"),
        ("https://x.y/z", "https://x.y/z", "https://x.y/z", "https://x.y/z"),
        ("on TV", "article: ", "second: ", "https://x.y/a"),
        (None, "article: ", "second: ", "https://x.y/a"),
    ],
)
def test_the_other_side_is_cited_from_where_the_dispute_says_so_in_the_source_of_the_fact(where, usual, second, linked):
    dispute = Dispute(speaker="red", says="Fewer.", where=where)
    sources = (
        ARTICLE,
        ARTICLE.model_copy(update={"id": "second"}),
        ARTICLE.model_copy(update={"id": "linked", "kind": "link", "url": "https://x.y/a"}),
    )
    of_three = base(fact(), sources=sources)
    ways = [stated_where(dispute, fact(source=source.id), of_three) for source in sources]
    assert ways == [usual, second, linked]


def test_the_other_side_is_cited_from_the_source_of_the_dispute():
    second = ARTICLE.model_copy(update={"id": "second"})
    dispute = Dispute(speaker="red", says="Fewer.", source="second", where=(2, 3))
    assert stated_where(dispute, fact(), base(fact(), sources=(ARTICLE, second))) == "second: 2, 3"


async def test_a_fact_can_be_cited_from_another_source(editor, database):

    second = ARTICLE.model_copy(update={"id": "second", "paragraphs": 3})
    bases = ServerBases(Search(base(fact(), sources=(ARTICLE, second))), database)
    change = await saved(Editor(bases, SERVER), edit_of(fact(), where="second: 1, 3"))
    assert (change.after.source, change.after.paragraphs) == ("second", (1, 3))
    assert fact_form(change.after, bases.state(SERVER).base).where == "second: 1, 3"
    assert where_to_begin(bases.state(SERVER)) == "second: "
    await bases.close()


async def test_where_there_are_several_sources_a_bare_number_is_asked_about(editor, database):
    """It would be shown as from the other article. The form of a new fact begins with the source used last."""
    second = ARTICLE.model_copy(update={"id": "second", "paragraphs": 3})
    bases = ServerBases(Search(base(fact(), sources=(ARTICLE, second))), database)
    editor = Editor(bases, SERVER)
    assert where_to_begin(editor.now) == ""
    with pytest.raises(RefusedError, match="Write which one, too: article: 3 / second: 3"):
        await editor.save(AddFact(question="New?", answer="Yes.", where="3"), ANN)
    await editor.save(AddFact(question="New?", answer="Yes.", where="second: 3"), ANN)
    assert where_to_begin(editor.now) == "second: "
    await bases.close()


async def test_a_fact_rests_on_several_sources_each_with_its_paragraphs(database):
    second = ARTICLE.model_copy(update={"id": "second", "paragraphs": 3, "title": "The second"})
    report = ARTICLE.model_copy(update={"id": "report", "title": "The report", "url": "https://x.y/r", "kind": "link"})
    bases = ServerBases(Search(base(fact(), sources=(ARTICLE, second, report))), database)
    editor = Editor(bases, SERVER)
    change = await saved(editor, edit_of(fact(), where="3, 5 second: 1-2, 3\nhttps://x.y/r"))
    assert (change.after.source, change.after.paragraphs) == ("article", (3, 5))
    assert [(each.source, each.paragraphs) for each in change.after.also_in] == [("second", (1, 2, 3)), ("report", ())]
    assert [str(each) for each in field_changes(change.before, change.after, editor.now.base)] == [
        "where it says so: paragraph 3 → paragraphs 3, 5",
        "other source added: The second (paragraphs 1, 2, 3)",
        "other source added: The report",
    ]
    form = fact_form(change.after, editor.now.base)
    assert form.where == "article: 3, 5; second: 1, 2, 3; https://x.y/r"
    with pytest.raises(RefusedError, match="Nothing to change"):
        await editor.save(EditFact(fact="population", **asdict(form)), ANN)
    with pytest.raises(RefusedError, match="still used by"):
        await editor.save(Remove(entry=Ref(Kind.SOURCE, "second")), ANN)
    for where, sentence in {
        "3; https://x.y/new": "isn't a source yet. Add it with `/source add` first",
        "article: 3; second: 9": "There's no paragraph 9: 'second' has 0",
        "article: 3; article: 4": "'article' is there 2 times",
        "article: 3; other: 4": "There's no source 'other'",
    }.items():
        with pytest.raises(RefusedError, match=re.escape(sentence)):
            await editor.save(EditFact(fact="population", **asdict(form) | {"where": where}), ANN)
    await bases.close()


async def test_a_speaker_disputes_a_fact_once_and_another_can_take_their_place(editor):
    await editor.save(DisputeFact(fact="control", speaker="blue", says="We hold the north."), ANN)
    (dispute,) = editor.now.base.facts_by_id["control"].disputes
    assert dispute.says == "We hold the north."
    await editor.save(AddSpeaker(name="Green Guard", role="militia", side="Green"), ANN)
    await editor.save(
        DisputeFact(fact="control", speaker="Green Guard", says="No.", other_side="denial", was=dispute), ANN
    )
    (dispute,) = editor.now.base.facts_by_id["control"].disputes
    assert (dispute.speaker, dispute.says, dispute.fact) == ("green-guard", "No.", "denial")
    await editor.save(DisputeFact(fact="control", speaker="blue", says="Never."), ANN)
    with pytest.raises(RefusedError, match="Blue Ministry disputes this fact already"):
        await editor.save(DisputeFact(fact="control", speaker="blue", says="No.", was=dispute), ANN)


async def test_a_source_that_only_a_dispute_stands_in_names_that_dispute(editor):
    await editor.save(AddSource(title="Second report", kind="report", as_of="2023-05-01", paragraphs="4"), ANN)
    await editor.save(DisputeFact(fact="population", speaker="blue", says="Fewer.", where="second-report: 2"), ANN)
    with pytest.raises(RefusedError) as caught:
        await editor.save(Remove(entry=Ref(Kind.SOURCE, "second-report")), ANN)
    assert str(caught.value) == (
        "“Second report” is still used by “How many people lived in Example?”, which Blue Ministry disputes there "
        "(/fact dispute changes where). Change or remove those first."
    )
    (dispute,) = editor.now.base.facts_by_id["population"].disputes
    assert dispute_place(dispute, editor.now.base.facts_by_id["population"]) == "second-report: 2"
    await editor.save(DisputeFact(fact="population", speaker="blue", says="Fewer.", where="2", was=dispute), ANN)
    await editor.save(Remove(entry=Ref(Kind.SOURCE, "second-report")), ANN)
