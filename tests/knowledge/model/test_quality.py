"""What a careful reader objects to in a pack that can be used."""

from knowledge.model.quality import content_hints, misquotes
from tests.entries import ARTICLE, fact, gap
from tests.entries import base as base_of

TEXT = ("The siege", 'Red claims Example, a "major" win.', 'An officer said: "We hold on."')
PRINTED = ARTICLE.model_copy(update={"paragraphs": 2})
ENOUGH = [f"way to ask {n}" for n in range(15)]


def base(*entries, **changes):
    """A base without a speaker whom nothing uses."""
    return base_of(*entries, **{"speakers": ()} | changes)


def objections(problems):
    return [str(problem) for problem in problems]


def test_well_written_entries_get_no_objection():
    entries = fact(phrasings=ENOUGH), gap(phrasings=["a", "b", "c", "d", "e"])
    assert list(content_hints(base(*entries))) == []


def test_too_few_phrasings_are_counted():
    assert list(content_hints(base(fact(phrasings=ENOUGH[:14]), gap(phrasings=["a"])))) == [
        "People may not find entries with few other ways to ask: "
        "1 of 1 facts have fewer than 15 (population), 1 of 1 gaps have fewer than 5 (weather)"
    ]


def test_two_entries_may_not_be_asked_in_the_same_words_whatever_their_case_and_spacing():
    pair = (
        fact(phrasings=[*ENOUGH, "how  many?"]),
        gap(question="How many?", phrasings=["a", "b", "c", "d", "WAY to ask 3"]),
    )
    assert list(content_hints(base(*pair))) == [
        "gaps: weather: question: “How many?” is also a way to ask for facts: population; keep it where it fits better",
        "gaps: weather: phrasings[4]: “WAY to ask 3” is also a way to ask for facts: population; "
        "keep it where it fits better",
    ]


def test_of_many_entries_with_few_phrasings_only_the_first_are_named():
    many = [fact(id=f"f{n}", question=f"Question {n}?") for n in range(300)]
    assert list(content_hints(base(*many))) == [
        "People may not find entries with few other ways to ask: 300 of 300 facts have fewer than 15 (f0, f1, f2, …)"
    ]


def test_one_entry_should_not_say_the_same_twice():
    assert list(content_hints(base(fact(phrasings=[*ENOUGH, "Way to ask 3"])))) == [
        "facts: population: phrasings[15]: “Way to ask 3” is here twice"
    ]


def test_a_quote_that_is_printed_where_the_fact_points_is_fine():
    quoted = fact(quote="We hold on.", paragraphs=[2], answer='Red calls it "major".')
    assert objections(misquotes(base(quoted, sources=(PRINTED,)), TEXT)) == []


def test_a_quote_must_be_in_the_article_as_printed():
    assert objections(misquotes(base(fact(quote="We hold out.", paragraphs=[2]), sources=(PRINTED,)), TEXT)) == [
        "facts: population: quote: “We hold out.” isn't in the article; give it exactly as printed"
    ]


def test_a_quote_must_be_in_the_paragraph_that_the_fact_points_to():
    assert objections(misquotes(base(fact(quote="We hold on.", paragraphs=[1]), sources=(PRINTED,)), TEXT)) == [
        "facts: population: quote: “We hold on.” is in another paragraph of the article; correct the fact's paragraphs"
    ]


def test_quotation_marks_are_for_words_that_the_article_prints():
    entries = (
        fact(answer='They "won".', paragraphs=[1], disputes=[{"speaker": "red", "says": "It was “tiny”."}]),
        gap(note='"Maybe".'),
    )
    assert objections(misquotes(base_of(*entries, sources=(PRINTED,)), TEXT)) == [
        "facts: population: answer: puts “won” in quotation marks, but the article doesn't print that",
        "facts: population: disputes[0].says: puts “tiny” in quotation marks, but the article doesn't print that",
        "gaps: weather: note: puts “Maybe” in quotation marks, but the article doesn't print that",
    ]


def test_a_source_has_as_many_paragraphs_as_its_article():
    assert objections(misquotes(base(), TEXT)) == ["sources: article: paragraphs: is 9, but the article has 2"]


def test_with_several_sources_only_what_stands_in_that_article_is_compared_with_it():
    report = PRINTED.model_copy(update={"id": "report", "title": "The siege"})
    disputes = [
        {"speaker": "red", "says": "It was “tiny”."},
        {"speaker": "blue", "says": "“Never.”", "source": "report"},
    ]
    facts = (
        fact(quote="We hold out.", paragraphs=[2]),
        fact(id="second", source="report", quote="We hold out.", paragraphs=[2]),
        fact(id="third", disputes=disputes),
    )
    assert objections(misquotes(base_of(*facts, gap(note='"Maybe".'), sources=(ARTICLE, report)), TEXT)) == [
        "facts: second: quote: “We hold out.” isn't in the article; give it exactly as printed",
    ]


def test_an_article_that_is_none_of_the_sources_is_told():
    report = PRINTED.model_copy(update={"id": "report"})
    assert objections(misquotes(base(sources=(ARTICLE, report)), TEXT)) == [
        "pack: sources: none has the title “The siege”, the article's first line, so I can't tell which source it is"
    ]
