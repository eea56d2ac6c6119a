"""An article becomes a base of drafts: speakers, claims, who contests them, and questions."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge import pack
from knowledge.drafting import article_base, draft_article
from knowledge.drafting.pack_text import pack_text
from knowledge.drafting.speakers import A_DOCUMENT
from knowledge.model.entries import NOT_NAMED, SIDE_NOT_STATED

STRIKE = """\
Bus drivers walk out as talks on pay collapse

8 March 2023
Thousands were stranded as bus drivers began a strike over pay. The strike is the first in ten years.
The Transport Workers' Federation (TWF) says 1,100 people have joined the strike.
TWF general secretary Moira Flett said drivers had been "pushed to the limit". "They work 12 hours a day," she said.
Northline's managing director, Chris Abernethy, said the union had walked away from an offer of 6 per cent.
Flett denied this. "It was worth half," she told reporters. "Less than half!"
"I've lost a day's wages!" care worker Gordon Isbister told the paper.
The report says the strike costs the county £1m a day. But one shopkeeper said trade was up despite the strike.
Northline's lawyers warned that 300 people were missing at work. The TWF called for talks on the strike.
"""
DRAFTED = draft_article(STRIKE)
SPEAKERS = {speaker.id: speaker for speaker in DRAFTED.speakers}


def drafts_with(words):
    return [draft for draft in DRAFTED.drafts if words in draft.sentence]


def test_everybody_who_speaks_is_a_speaker_once_whatever_they_are_called():
    assert {(s.name, s.role, s.variants) for s in DRAFTED.speakers} == {
        ("Transport Workers' Federation", "role not stated", ("TWF",)),
        ("Moira Flett", "TWF general secretary", ("Flett",)),
        ("Chris Abernethy", "Northline's managing director", ("Abernethy",)),
        ("Gordon Isbister", "care worker", ("Isbister",)),
        ("Report", A_DOCUMENT, ()),
        ("Shopkeeper", NOT_NAMED, ()),
        ("Northline's lawyers", NOT_NAMED, ()),
    }
    assert {speaker.side for speaker in DRAFTED.speakers} == {SIDE_NOT_STATED}


@pytest.mark.parametrize(
    ("words", "speakers", "paragraph", "quote"),
    [
        ("stranded", (), 2, None),
        ("1,100 people", ("transport-workers-federation",), 3, None),
        ("pushed to", ("flett",), 4, "pushed to the limit"),
        ("12 hours", ("flett",), 4, "They work 12 hours a day"),
        ("worth half", ("flett",), 6, "It was worth half"),
        ("Less than", ("flett",), 6, "Less than half!"),
        ("day's wages", ("isbister",), 7, "I've lost a day's wages!"),
    ],
)
def test_each_claim_has_its_speaker_paragraph_and_exact_quote(words, speakers, paragraph, quote):
    (draft,) = drafts_with(words)
    assert (draft.speakers, draft.paragraphs, draft.quote) == (speakers, (paragraph,), quote)
    assert draft.sentence in STRIKE


def test_the_sentences_that_contest_a_claim_are_on_it():
    assert {draft.sentence: [(d.speaker, d.sentence, d.where) for d in draft.disputes] for draft in DRAFTED.drafts} == {
        draft.sentence: [] for draft in DRAFTED.drafts
    } | {
        drafts_with("6 per cent")[0].sentence: [("flett", "Flett denied this.", (6,))],
        drafts_with("£1m")[0].sentence: [
            ("shopkeeper", "But one shopkeeper said trade was up despite the strike.", (8,))
        ],
    }


def test_a_denial_right_after_an_accusation_contests_it_in_other_words():
    text = "Headline\n\nTom Okafor wants it shut.\nJoan Tierney accused him of greed. Okafor denies that money matters."
    drafts = draft_article(text).drafts
    assert [[dispute.speaker for dispute in draft.disputes] for draft in drafts] == [[], ["okafor"], []]
    calm = text.replace("accused him of", "told him about")
    assert [draft.disputes for draft in draft_article(calm).drafts] == [(), (), ()]


@pytest.mark.parametrize(
    ("words", "question"),
    [
        ("stranded", None),
        ("1,100 people", "How many people have joined?"),
        ("denied this", "What did Moira Flett deny?"),
        ("trade was", "What did the shopkeeper say about the strike?"),
        ("missing", "How many people were missing?"),
        ("called for", "What did the Transport Workers' Federation call for?"),
    ],
)
def test_a_question_is_suggested_where_a_rule_makes_one(words, question):
    assert drafts_with(words)[0].question == question


def test_no_question_is_suggested_twice():
    twice = draft_article("Headline\n\nAnn Lee denied the first claim.\nAnn Lee denied the second claim.")
    assert [draft.question for draft in twice.drafts] == ["What did Ann Lee deny?", None]


def test_names_and_groups_are_told_apart():
    text = """\
        Headline

        Magnitogorsk's governor said so. Officials said more, and the government said less.
        The officials said nothing new.
        One news site, Znak.com, claims it was a bomb. The website reported a fight.
        The World Health Organisation (WHO) recommends salt. WHO say it helps.
        Bolsonaro has said the forest is safe, and his critics, which include Greenpeace, blame him for fires.
        French President Emmanuel Macron called for help. The French president said it was late."""
    speakers = {speaker.name: speaker.variants for speaker in draft_article(text).speakers}
    assert speakers == {
        "Magnitogorsk's governor": (),
        "Officials": (),
        "Government": (),
        "Znak.com": ("website",),
        "World Health Organisation": ("WHO",),
        "Bolsonaro": (),
        "Bolsonaro’s critics": (),
        "Emmanuel Macron": ("Macron", "French president"),
    }


def test_the_director_of_a_body_whose_name_has_of_in_it_is_a_person():
    text = """\
        Headline

        Tom Okafor said it was weak. The Association of Hospitals rejected it.
        Its director, Helen Brandt, said beds would stay empty. "We can't make nurses," she said."""
    drafted = draft_article(text)
    assert [(speaker.name, speaker.role) for speaker in drafted.speakers][2:] == [
        ("Helen Brandt", "director of the Association of Hospitals")
    ]
    assert drafted.drafts[-1].speakers == ("brandt",)


def test_it_and_its_mean_the_body_that_a_sentence_begins_with_and_a_dateline_is_nobody():
    text = """\
        Headline

        DETROIT, Sept. 12, 2025 (Newswire) - Ferro Motors Corp. on Friday recalled vans, and said it would pay.
        The Road Safety Agency (RSA) opened an inquiry. It said two died. Ferro disputes the link.

        Ferro, founded in 1987, employs 900, according to its annual report."""
    drafted = draft_article(text)
    assert [speaker.name for speaker in drafted.speakers] == [
        "Ferro Motors Corp",
        "Road Safety Agency",
        "Ferro Motors Corp’s annual report",
    ]
    assert drafted.speakers[0].variants == ("Ferro",)
    assert [draft.speakers for draft in drafted.drafts][2:4] == [("road-safety-agency",), ("ferro-motors-corp",)]
    assert drafted.drafts[3].question == "What did Ferro Motors Corp dispute?"


def test_somebody_of_a_school_is_a_person_whatever_they_do_first():
    text = """\
        Headline

        Caroline Meeks said so. Dr Neil Harcastle of Lancaster Business School doubts it. He told the BBC that it fell.
        Professor Ida Lund of Oslo University waited. She said it rose."""
    drafted = draft_article(text)
    assert [(speaker.name, speaker.role) for speaker in drafted.speakers][1:] == [
        ("Neil Harcastle", "of Lancaster Business School"),
        ("Ida Lund", "Professor of Oslo University"),
    ]
    assert [draft.speakers for draft in drafted.drafts] == [("meeks",), (), ("harcastle",), (), ("lund",)]


def test_what_is_given_goes_before_what_the_article_says():
    given = {"title": "Strike", "kind": "press release", "url": "https://x.example/1", "as_of": date(2023, 3, 9)}
    (source,) = draft_article(STRIKE, **given).base(date(2023, 3, 9)).sources
    assert (source.title, source.kind, source.url, source.as_of, source.paragraphs) == (*given.values(), 9)


def test_an_article_without_a_date_makes_no_base():
    assert article_base(STRIKE).sources[0].as_of == date(2023, 3, 8)
    assert article_base(STRIKE.replace("8 March 2023", "A Wednesday")) is None
    assert article_base(STRIKE.replace("8 March 2023", "A Wednesday"), as_of=date(2023, 3, 8)) is not None


@pytest.mark.parametrize(
    "paragraph",
    [
        "Рабочие завода начали забастовку. «Мы не уйдём», — сказал Иван Петров.",
        "市議会は図書館を閉鎖する。「予算がない」と市長は述べた。",
        "قال الوزير إن الطريق مغلق.",
    ],
)
def test_other_scripts_give_drafts_with_their_paragraph_too(paragraph):
    drafted = draft_article(f"Headline\n\n{paragraph}")
    assert {draft.paragraphs for draft in drafted.drafts} == {(1,)}
    assert "".join(draft.sentence for draft in drafted.drafts).replace(" ", "") == paragraph.replace(" ", "")


@settings(max_examples=60, deadline=None)
@given(
    text=st.text(max_size=300)
    | st.lists(
        st.sampled_from(
            [
                "Ann",
                "Lee",
                "said",
                '"',
                "“",
                "'",
                ",",
                ".",
                "\n",
                "the",
                "union",
                "denied",
                "but",
                "(",
                "<@1>",
                "\x00",
                "\u202e",
                "`",
            ]
        ),
        max_size=80,
    ).map(" ".join)
)
def test_any_text_gives_a_pack_that_reads_back(text):
    drafted = draft_article(text, as_of=date(2023, 1, 1))
    if drafted is not None:
        assert pack.parse(pack_text(drafted, "a.toml").encode()) == drafted.base(date(2023, 1, 1))


@pytest.mark.parametrize(
    "body",
    [
        STRIKE * 80,
        "\n".join(f"Ann{n} Lee{n} denied the claim of Bo{n} Roe{n}." for n in range(1500)),
        "'a " * 10_000,
        "said " * 10_000,
        "Ann, " * 10_000 + "said",
    ],
    ids=["ten thousand words", "a list of names", "apostrophes", "verbs", "commas"],
)
def test_long_and_hostile_texts_take_no_long_time(body):
    drafted = draft_article("Headline\n\n" + body)
    assert len(drafted.speakers) <= 300


def test_a_date_that_is_missing_is_to_be_written_by_the_author():
    undated = replace(DRAFTED, as_of=None)
    text = pack_text(undated, "strike.toml")
    assert "# as_of = " in text
    with pytest.raises(Exception, match="as_of: is missing"):
        pack.parse(text.encode())
    dated = text.replace("# as_of = ", "as_of = 2023-03-08")
    assert pack.parse(dated.encode()) == DRAFTED.base(date(2023, 3, 8))


def test_a_draft_becomes_a_fact_as_the_comments_say():
    text = pack_text(DRAFTED, "strike.toml")
    (wanted,) = drafts_with("6 per cent")
    before, _, rest = text.partition(f'[[drafts]]\nid = "{wanted.id}"')
    own, _, after = rest.partition("[[drafts]]")
    own = "\n".join(line for line in own.splitlines() if not line.startswith("sentence"))
    own = own.replace('question = ""', 'question = "What was offered?"').replace(
        'answer = ""', 'answer = "6 per cent."'
    )
    own = own.replace('says = "", sentence = "Flett denied this."', 'says = "She says it was less."')
    base = pack.parse(f'{before}[[facts]]\nid = "{wanted.id}"{own}\n\n[[drafts]]{after}'.encode())
    (fact,) = base.facts
    assert (fact.question, fact.speakers, fact.paragraphs) == ("What was offered?", ("abernethy",), (5,))
    assert [(d.speaker, d.says, d.where) for d in fact.disputes] == [("flett", "She says it was less.", (6,))]
    assert len(base.drafts) == len(DRAFTED.drafts) - 1


@pytest.mark.parametrize(
    ("who", "role"),
    [
        ("who chairs the Inchmarra Residents’ Association", "chair of the Inchmarra Residents’ Association"),
        ("who runs a bakery", "head of a bakery"),
        ("who has run the Anchor Café since 1998", "head of the Anchor Café"),
        ("a builders’ merchant who lives nearby", "builders’ merchant"),
        ("who lost his job", "role not stated"),
        ("who runs every morning", "role not stated"),
        ("who leads a double life as a poet", "role not stated"),
        ("who leads a charity in Leeds", "leader of a charity in Leeds"),
    ],
)
def test_a_role_is_read_from_what_somebody_does_for_a_body(who, role):
    drafted = draft_article(f"Ferry to end\n\nEwan Strachan, {who}, disputed the figures.")
    assert [(speaker.name, speaker.role) for speaker in drafted.speakers] == [("Ewan Strachan", role)]


def speakers_of(text):
    return [(speaker.name, speaker.role) for speaker in draft_article(f"3 May 2024\n{text}\n").speakers]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("She said that manager Paul Draycott stays. Draycott agreed and said so.", ("Paul Draycott", "manager")),
        ("They met former council leader Ty Ro. Ro said no.", ("Ty Ro", "former council leader")),
        ("He saw her friend Lou Reed. Reed said no.", ("Lou Reed", "role not stated")),
        ("Finance expert Dr Neil Harcastle said no.", ("Neil Harcastle", "Finance expert")),
        ("“We stay,” Blue Heron's partner, Caroline Meeks, said.", ("Caroline Meeks", "Blue Heron's partner")),
    ],
)
def test_a_role_is_read_wherever_the_article_names_somebody(text, speaker):
    assert speaker in speakers_of(text)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("They lost to Kestrel United. Kestrel said no. Kestrel United said it would appeal.", "Kestrel United"),
        ("The Harlow Bay Chamber of Trade said no. The Chamber of Trade warned them.", "Harlow Bay Chamber of Trade"),
        ("The buyer is Blue Heron Sports, which is new. Blue Heron said no.", "Blue Heron Sports"),
        ("Norvia Pharma, the firm that makes it, said no.\nThe firm said it had applied.", "Norvia Pharma"),
        ("The emergencies ministry said no. The Emergencies Ministry warned them.", "Emergencies Ministry"),
    ],
)
def test_a_body_is_one_speaker_however_short_its_name_is(text, name):
    assert [speaker for speaker, _ in speakers_of(text)] == [name]


def test_a_body_whose_name_says_who_is_in_it_is_a_body_with_a_name():
    assert speakers_of("The Friends of the Seafront welcomed it. Its chair, Liam Osei, said so.") == [
        ("Friends of the Seafront", "role not stated"),
        ("Liam Osei", "chair of the Friends of the Seafront"),
    ]


def test_a_company_is_asked_about_without_an_article():
    drafts = draft_article("3 May 2024\nKestrel United denied it.\nThe Health Ministry denied it.\n").drafts
    assert [each.question for each in drafts] == ["What did Kestrel United deny?", "What did the Health Ministry deny?"]


def test_a_line_without_a_letter_claims_nothing():
    drafts = draft_article("3 May 2024\nThe town council shut the pool.\n🫁\n“…”\n").drafts
    assert [each.sentence for each in drafts] == ["The town council shut the pool."]
