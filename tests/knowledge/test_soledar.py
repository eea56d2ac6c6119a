"""The pack that ships with OnRecord holds what its article says, and nothing of it is one-sided."""

import re

import pytest

from knowledge import pack
from knowledge.model.base import Base
from knowledge.model.entries import Fact, Speaker, Status
from knowledge.model.quality import content_hints

SOURCE = "soledar"

# Each claim that the article shows to be contested: the fact, and the facts of those who say otherwise.
CONTESTED = {
    "russia-claims-soledar": {"ukraine-says-ongoing", "cherevatyi-denies"},
    "ukraine-says-ongoing": {"russia-claims-soledar", "isw-likely-taken"},
    "cherevatyi-denies": {"russia-claims-soledar", "isw-likely-taken"},
    "isw-likely-taken": {"ukraine-says-ongoing", "cherevatyi-denies"},
    "significant-milestone": {"commentators-doubt", "cherevatyi-denies"},
    "commentators-doubt": {"significant-milestone"},
    "cut-off-bakhmut": {"isw-no-encirclement", "cherevatyi-denies"},  # it takes for granted that Soledar is taken
    "isw-no-encirclement": {"cut-off-bakhmut"},
    "advance-to-bakhmut": {"isw-no-encirclement", "cherevatyi-denies"},
    "spokeswoman-unnamed": {"isw-no-encirclement", "cherevatyi-denies"},
    "bakhmut-prospects": {"isw-no-encirclement", "cherevatyi-denies"},
}

# What the article itself says of people and bodies: who they are, and when, how or to what end they spoke.
ABOUT_SPEAKERS = {
    "who-is-zelensky": {"volodymyr-zelensky"},
    "who-is-yermak": {"andriy-yermak", "volodymyr-zelensky"},
    "who-is-kyrylenko": {"pavlo-kyrylenko"},
    "who-is-cherevatyi": {"serhiy-cherevatyi"},
    "who-is-malyar": {"hanna-malyar"},
    "what-is-isw": {"institute-for-the-study-of-war"},
    "where-is-isw": {"institute-for-the-study-of-war"},
    "zelensky-address-when": {"volodymyr-zelensky"},
    "post-apocalyptic": {"volodymyr-zelensky"},
}
A_LIST_OF_ALL_SPEAKERS = "who-is-quoted"

_QUOTED = re.compile(r'"[^"]*"')
_DAY = "(?:mon|tues|wednes|thurs|fri|satur|sun)day"
_RELATIVE = re.compile(
    rf"\b(?:today|tonight|tomorrow|yesterday|overnight|now|currently|recently|lately|so far|ago"
    rf"|(?:this|last|next|past) (?:night|week|month|year|{_DAY})|{_DAY}(?!, \d+ [A-Z]\w+ \d{{4}}))\b",
    re.IGNORECASE,
)
_HAPPENING = re.compile(
    r"(?<!to )(?<!n't )\b(?:is still|are still|says?|claims?|calls?|thinks?|expects?|disputes?|contests?|blames?)\b"
)
_RETELLING = re.compile(
    r"\b(?:article|it) (?:only |just |does )?"
    r"(?:says?|calls?|reports?|cites?|quotes?|gives?|names?|mentions?|places|tells)\b"
    r"(?! no| nothing| nobody| and who said it)",
    re.IGNORECASE,
)
_YEAR = re.compile(r"\b(?:\d+ )?(?:January )?20\d\d\b")


@pytest.fixture(scope="module")
def base() -> Base:
    return pack.read(pack.default_pack())


@pytest.fixture(scope="module")
def facts(base: Base) -> dict[str, Fact]:
    return {fact.id: fact for fact in base.facts}


def test_a_reviewer_finds_nothing_to_object_to(base: Base) -> None:
    """No phrasing stands in two entries, and every entry can be asked for in enough ways."""
    assert [str(problem) for problem in content_hints(base)] == []


def test_it_draws_on_one_article_of_twenty_paragraphs(base: Base) -> None:
    assert [(source.id, source.paragraphs) for source in base.sources] == [(SOURCE, 20)]


def test_the_inferred_date_says_that_it_is_inferred(base: Base) -> None:
    assert "inferred" in (base.sources[0].as_of_note or "")


def test_it_has_at_least_45_facts_with_at_least_15_phrasings_each(base: Base) -> None:
    assert len(base.facts) >= 45
    assert [fact.id for fact in base.facts if len(fact.phrasings) < 15] == []


def test_it_has_at_least_60_gaps_with_at_least_5_phrasings_each(base: Base) -> None:
    assert len(base.gaps) >= 60
    assert [gap.id for gap in base.gaps if len(gap.phrasings) < 5] == []


def test_every_paragraph_and_the_headline_is_covered_by_a_fact(base: Base) -> None:
    assert set(range(21)) == {paragraph for fact in base.facts for paragraph in fact.paragraphs}


def test_every_fact_says_where_the_article_says_it_and_what_it_is_about(base: Base) -> None:
    assert [fact.id for fact in base.facts if not fact.paragraphs or not fact.topics] == []


def test_every_speaker_is_on_record_for_something(base: Base) -> None:
    heard = {speaker for fact in base.facts for speaker in fact.speakers}
    assert [speaker.id for speaker in base.speakers if speaker.id not in heard] == []


def test_every_speaker_has_a_side_and_a_role(base: Base) -> None:
    sides = {"Russia", "Ukraine", "independent", "Ukraine and the West"}
    assert sides == {speaker.side for speaker in base.speakers}
    assert [speaker.id for speaker in base.speakers if not speaker.role] == []


@pytest.mark.parametrize("claim", sorted(CONTESTED))
def test_a_contested_claim_points_to_the_facts_of_the_other_side(facts: dict[str, Fact], claim: str) -> None:
    assert CONTESTED[claim] <= {dispute.fact for dispute in facts[claim].disputes}


def test_every_dispute_points_to_a_fact_that_its_speaker_said_in_the_paragraph_named(facts: dict[str, Fact]) -> None:
    astray = [
        (fact.id, dispute.speaker)
        for fact in facts.values()
        for dispute in fact.disputes
        if dispute.fact is None
        or dispute.speaker not in facts[dispute.fact].speakers
        or not isinstance(dispute.where, tuple)
        or not set(dispute.where) <= set(facts[dispute.fact].paragraphs)
    ]
    assert astray == []


def test_the_other_side_of_a_dispute_is_itself_disputed(facts: dict[str, Fact]) -> None:
    settled = [
        (fact.id, dispute.fact)
        for fact in facts.values()
        for dispute in fact.disputes
        if dispute.fact is not None and facts[dispute.fact].status is not Status.DISPUTED
    ]
    assert settled == []


def test_a_disputed_answer_begins_with_who_says_it_or_that_it_is_contested(base: Base) -> None:
    """Nobody reads a contested claim before reading whose it is."""
    names = {speaker.id: speaker.name for speaker in base.speakers}
    openings = {
        "article-about": "which Ukrainian officials and Serhiy Cherevatyi dispute",
    }
    bare = []
    for fact in base.facts:
        if fact.statements:  # each side's words stand beside its name
            continue
        first_sentence = fact.answer.split(". ")[0] + "."
        marks = [names[speaker] for speaker in fact.speakers]
        marks += [openings[fact.id]] if fact.id in openings else []
        if fact.status is Status.DISPUTED and not any(mark in first_sentence for mark in marks):
            bare.append((fact.id, first_sentence))
    assert bare == []


def _spoken_of(text: str, base: Base) -> set[str]:
    """The ids of the speakers whom `text` names, by their name or the last word of a person's."""
    named = set()
    for speaker in sorted(base.speakers, key=lambda each: -len(each.name)):
        text, found = re.subn(rf"(?i:{speaker.name})|\b{_family_name(speaker)}\b", "", text)
        named |= {speaker.id} if found else set()
    return named


def _family_name(speaker: Speaker) -> str:
    """A person's family name; a body has none, so it's the whole name."""
    words = speaker.name.split()
    return words[-1] if len(words) == 2 and speaker.name.istitle() else speaker.name


def _told(fact: Fact) -> list[str]:
    """What `fact` tells people: its answer, its speakers' statements, and what is said against it."""
    return [fact.answer, *(each.says for each in fact.statements), *(each.says for each in fact.disputes)]


def test_an_answer_names_nobody_who_isnt_among_its_speakers_or_those_who_dispute_it(base: Base) -> None:
    """A second voice in an answer would have no place, no date and nobody to contest it."""
    unheard = {
        fact.id: others
        for fact in base.facts
        if fact.id != A_LIST_OF_ALL_SPEAKERS
        and (
            others := _spoken_of(fact.answer, base)
            - {*fact.speakers, *(each.speaker for each in fact.disputes)}
            - ABOUT_SPEAKERS.get(fact.id, set())
            # "Zelensky's chief of staff" is how the article introduces him
            - ({"volodymyr-zelensky"} if "Zelensky's chief of staff" in fact.answer else set())
        )
    }
    assert unheard == {}


def test_answers_have_dates_and_no_days_that_depend_on_when_they_are_read(base: Base) -> None:
    relative = [
        (fact.id, found[0])
        for fact in base.facts
        for text in _told(fact)
        if (found := _RELATIVE.search(_QUOTED.sub("", text)))
    ]
    assert relative == []


def test_a_gap_note_has_no_days_that_depend_on_when_it_is_read(base: Base) -> None:
    relative = [(gap.id, found[0]) for gap in base.gaps if (found := _RELATIVE.search(_QUOTED.sub("", gap.note)))]
    assert relative == []


def test_a_gap_note_does_not_tell_what_the_article_does_say(base: Base) -> None:
    """There it would have no speaker, no date and no caveat: the facts that a gap points to have them."""
    telling = [(gap.id, found[0]) for gap in base.gaps if (found := _RETELLING.search(gap.note))]
    assert telling == []


def test_a_gap_note_that_names_a_figure_a_speaker_or_a_quote_points_to_a_fact(base: Base) -> None:
    pointless = [
        gap.id
        for gap in base.gaps
        if not gap.see
        and (_spoken_of(gap.note, base) or _QUOTED.search(gap.note) or re.search(r"\d", _YEAR.sub("", gap.note)))
    ]
    assert pointless == []


def test_every_fact_that_a_gap_points_to_is_there(base: Base, facts: dict[str, Fact]) -> None:
    assert [(gap.id, id) for gap in base.gaps for id in gap.see if id not in facts] == []


def test_what_somebody_said_is_told_as_past(base: Base) -> None:
    """In the present tense, a battle of January 2023 would be read as today's news."""
    happening = [
        (fact.id, found[0])
        for fact in base.facts
        if fact.speakers
        for text in _told(fact)
        for sentence in re.split(r"(?<=\.) ", text)
        if "article" not in sentence and (found := _HAPPENING.search(sentence))
    ]
    assert happening == []


def test_both_sides_of_what_is_summed_up_have_their_say(facts: dict[str, Fact]) -> None:
    heard = {
        id: {each.speaker for each in [*facts[id].statements, *facts[id].disputes]}
        for id in ("who-controls-soledar", "both-sides", "strategic-importance", "bakhmut-prospects")
    }
    assert heard == {
        "who-controls-soledar": {
            "russian-military",
            "institute-for-the-study-of-war",
            "ukrainian-officials",
            "serhiy-cherevatyi",
        },
        "both-sides": {"russian-military", "ukrainian-officials", "serhiy-cherevatyi"},
        "strategic-importance": {None, "russian-military", "military-commentators"},
        "bakhmut-prospects": {"russian-spokeswoman", "institute-for-the-study-of-war", "serhiy-cherevatyi"},
    }


def test_no_disputed_answer_is_a_yes_or_a_no(base: Base) -> None:
    assert [fact.id for fact in base.facts if fact.answer.casefold().startswith(("yes", "no,", "no:", "no."))] == []


def test_every_spoken_word_has_somebody_who_spoke_it(base: Base) -> None:
    assert [fact.id for fact in base.facts if fact.quote and not fact.speakers] == []


@pytest.mark.parametrize(
    ("word", "fact"),
    [
        ("559", "residents-559"),
        ("15 children", "children-15"),
        ("10,000", "prewar-population"),
        ("July 2022", "no-town-since-july-2022"),
        ("October", "kerch-bridge"),
        ("Verdun", "yermak-verdun"),
        ("chief of staff", "who-is-yermak"),
        ("credit", "turf-war-credit"),
        ("hardly any walls", "zelensky-walls"),
        ("tactical positions", "cherevatyi-no-details"),
    ],
)
def test_the_key_words_of_the_article_stand_in_the_answer(facts: dict[str, Fact], word: str, fact: str) -> None:
    assert word in facts[fact].answer
