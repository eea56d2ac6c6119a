"""Two versions of an entry become one, field by field, and never one side's words in the other's mouth."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.model.entries import DISPUTES_PER_FACT
from knowledge.model.merge import Merge, changed_fields, merge, says_the_same
from tests.entries import ARTICLE, CONTROL, RED, draft, fact, gap

BLUES = {"speaker": "blue", "says": "Fewer."}
REDS = {"speaker": "red", "says": "More."}


@pytest.mark.parametrize(
    ("old", "changes"),
    [
        (ARTICLE, {"title": "Other"}),
        (RED, {"role": "other"}),
        (fact(), {"answer": "Other."}),
        (gap(), {"note": "Other."}),
        (draft(), {"quote": "Other"}),
    ],
)
def test_one_sides_change_is_taken_whoever_made_it(old, changes):
    new = old.model_copy(update=changes)
    assert merge(old, new, old) == merge(old, old, new) == merge(old, new, new) == Merge(new, new)
    assert merge(old, None, old) == merge(old, old, None) == merge(None, None, None) == Merge(None, None)


@pytest.mark.parametrize(
    ("mine", "theirs"),
    [
        ({"as_of": "2023-01-05"}, {"answer": "About 9,000."}),
        ({"question": "How many lived there?"}, {"answer": "About 9,000.", "quote": "nine thousand"}),
        ({"topics": ["people"]}, {"speakers": ["red"], "paragraphs": [4]}),
        ({"disputes": [BLUES]}, {"as_of": "2023-01-05"}),
        ({"phrasings": ["how big?"]}, {"disputes": [BLUES], "answer": "About 9,000."}),
    ],
)
def test_different_fields_are_merged(mine, theirs):
    both = fact(**mine | theirs)
    assert merge(fact(), fact(**mine), fact(**theirs)) == Merge(both, both)
    assert merge(fact(), fact(**theirs), fact(**mine)) == Merge(both, both)


def test_the_same_field_changed_in_two_ways_is_a_clash_and_the_others_are_merged():
    mine, theirs = (
        fact(answer="Mine.", topics=["people"]),
        fact(answer="Theirs.", question="How many lived there?"),
    )
    both = fact(answer="Mine.", topics=["people"], question="How many lived there?")
    assert merge(fact(), mine, theirs) == Merge(both, both, ("answer",))


@pytest.mark.parametrize(
    ("mine", "theirs", "clashes"),
    [
        ({"answer": "Mine."}, {"speakers": ["red"]}, ("answer", "speakers")),
        ({"answer": "Mine."}, {"quote": "Theirs"}, ("answer", "quote")),
        ({"answer": "Mine."}, {"source": "letter"}, ("answer", "source")),
        ({"answer": "Mine."}, {"paragraphs": [4]}, ("answer", "paragraphs")),
        ({"answer": "Mine."}, {"also_in": [{"source": "letter"}]}, ("answer", "also_in")),
        ({"quote": "Mine"}, {"speakers": ["red"]}, ("speakers", "quote")),
        ({"as_of": "2023-01-05"}, {"source": "letter", "answer": "Theirs."}, ("answer", "source", "as_of")),
        ({"answer": "Mine."}, {"answer": "Theirs.", "as_of": "2023-01-05"}, ("answer", "as_of")),
    ],
)
def test_what_belongs_to_an_answer_is_never_taken_apart(mine, theirs, clashes):
    """My whole claim or theirs, whoever's is put on top."""
    ours, others = fact(**mine), fact(**theirs)
    for one, other in ((ours, others), (others, ours)):
        assert merge(fact(), one, other) == Merge(one, one, clashes)


def test_a_date_put_on_top_of_another_one_keeps_their_answer_but_waits_beside_the_old_one():
    mine, theirs = fact(as_of="2023-01-05"), fact(answer="Theirs.", as_of="2023-01-07")
    assert merge(fact(), mine, theirs) == Merge(fact(answer="Theirs.", as_of="2023-01-05"), mine, ("as_of",))


def test_a_note_on_a_sources_date_belongs_to_the_date():
    mine = ARTICLE.model_copy(update={"as_of_note": "It prints no date."})
    theirs = ARTICLE.model_copy(update={"as_of": date(2023, 1, 12)})
    assert merge(ARTICLE, mine, theirs).clashes == ("as_of", "as_of_note")


def test_a_dispute_and_a_new_answer_clash_and_no_caveat_is_lost():
    disputed, corrected = fact(disputes=[BLUES]), fact(answer="About 9,000.")
    for mine, theirs in ((disputed, corrected), (corrected, disputed)):
        both = fact(answer=mine.answer, disputes=[BLUES])
        assert merge(fact(), mine, theirs) == Merge(both, both, ("answer", "disputes"))


def test_a_dispute_that_ended_while_its_answer_changed_is_a_clash():
    old = fact(disputes=[BLUES])
    settled, corrected = fact(), fact(answer="About 9,000.", disputes=[BLUES])
    assert merge(old, corrected, settled) == Merge(corrected, corrected, ("answer", "disputes"))
    assert merge(old, settled, corrected) == Merge(settled, settled, ("answer", "disputes"))


def test_a_dispute_of_the_other_version_stays_in_the_source_it_stands_in():
    theirs = fact(source="letter", paragraphs=[2], disputes=[BLUES | {"where": [2]}])
    merged = merge(fact(), fact(answer="Mine."), theirs)
    assert merged.undecided.disputes == fact(disputes=[BLUES | {"where": [2], "source": "letter"}]).disputes


def test_nobody_disputes_their_own_words_after_a_merge():
    mine = fact(speakers=["blue"], answer="Mine.")
    assert merge(fact(), mine, fact(answer="Theirs.", disputes=[BLUES])).undecided == mine


def test_disputes_of_both_sides_stand_side_by_side():
    both = fact(disputes=[REDS, BLUES])
    assert merge(fact(), fact(disputes=[BLUES]), fact(disputes=[REDS])) == Merge(both, both)


def test_an_edited_dispute_is_the_same_one_by_its_speaker():
    old = fact(disputes=[BLUES, REDS])
    mine = fact(disputes=[BLUES | {"says": "Far fewer."}, REDS])
    linked = fact(disputes=[BLUES, REDS | {"fact": "denial"}])
    both = fact(disputes=[BLUES | {"says": "Far fewer."}, REDS | {"fact": "denial"}])
    assert merge(old, mine, linked) == Merge(both, both)
    otherwise = fact(disputes=[BLUES | {"says": "Nobody."}, REDS])
    assert merge(old, mine, otherwise) == Merge(mine, mine, ("disputes",))
    assert merge(old, fact(disputes=[REDS]), otherwise).clashes == ("disputes",)


def test_a_speaker_who_contests_twice_keeps_both_disputes():
    twice = [BLUES, BLUES | {"says": "And not all of them lived there."}]
    merged = merge(fact(disputes=twice), fact(disputes=twice[:1]), fact(disputes=[*twice, REDS]))
    assert merged == Merge(fact(disputes=[BLUES, REDS]), fact(disputes=[BLUES, REDS]))


def test_more_disputes_than_a_fact_can_have_are_a_clash():
    mine = [{"speaker": f"m{n}", "says": "No."} for n in range(3)]
    theirs = [{"speaker": f"t{n}", "says": "No."} for n in range(DISPUTES_PER_FACT - 2)]
    merged = merge(fact(), fact(disputes=mine), fact(disputes=theirs))
    assert (merged.entry, merged.clashes) == (fact(disputes=mine), ("disputes",))


def test_ways_to_ask_are_a_set_in_their_order():
    old = fact(phrasings=["a?", "b?", "c?"])
    merged = merge(old, fact(phrasings=["a?", "c?", "it’s d?"]), fact(phrasings=["c?", "b?", "e?", "it's d?"]))
    assert merged.entry.phrasings == ("c?", "e?", "it’s d?")


def test_a_new_question_is_no_other_way_to_ask():
    merged = merge(fact(), fact(phrasings=["How big?", "how large?"]), fact(question="How big?", phrasings=["size?"]))
    assert (merged.entry.question, merged.entry.phrasings) == ("How big?", ("size?", "how large?"))


def test_spellings_of_a_speaker_are_merged_and_a_role_changed_twice_clashes():
    spelt, promoted = (RED.model_copy(update={"variants": ("Reds", name)}) for name in ("The Reds", "Red Guard"))
    assert merge(RED, spelt, promoted).entry.variants == ("Reds", "Red Guard", "The Reds")
    one, other = (RED.model_copy(update={"role": role}) for role in ("army", "guard"))
    assert merge(RED, one, other).clashes == ("role",)


def test_removing_what_the_other_side_changed_is_a_clash():
    changed = fact(answer="Other.", phrasings=["how big?"])
    assert merge(fact(), None, changed) == Merge(None, None, ("phrasings", "answer"))
    assert merge(fact(), changed, None) == Merge(changed, changed, ("phrasings", "answer"))


def test_two_new_entries_under_one_id_clash_where_they_differ():
    merged = merge(None, fact(answer="Mine.", phrasings=["a?"]), fact(answer="Theirs.", phrasings=["b?"]))
    assert merged.clashes == ("answer",)
    assert merged.entry == fact(answer="Mine.", phrasings=["b?", "a?"])


def test_the_fields_of_an_entry_that_is_new_are_those_that_it_fills_in():
    assert changed_fields(None, gap()) == changed_fields(gap(), None) == ("question", "note")
    assert changed_fields(None, None) == changed_fields(CONTROL, CONTROL) == ()


def test_other_ways_to_ask_and_topics_do_not_change_what_is_said():
    assert says_the_same(fact(), fact(phrasings=["a?"], topics=["people"]))
    assert not says_the_same(fact(), fact(as_of="2023-01-05"))
    assert not says_the_same(fact(), None)


sides = st.fixed_dictionaries(
    {},
    optional={
        "question": st.sampled_from(["One?", "Two?"]),
        "answer": st.sampled_from(["One.", "Two."]),
        "speakers": st.sampled_from([[], ["green"], ["white"]]),
        "quote": st.sampled_from([None, "one", "two"]),
        "source": st.sampled_from(["article", "letter"]),
        "as_of": st.sampled_from([None, date(2023, 1, 1), date(2023, 1, 2)]),
        "topics": st.lists(st.sampled_from("abc"), unique=True),
        "phrasings": st.lists(st.sampled_from(["a?", "b?", "c?"]), unique=True),
        "disputes": st.lists(
            st.fixed_dictionaries({"speaker": st.sampled_from(["red", "blue"]), "says": st.sampled_from("xy")}),
            max_size=2,
            unique_by=str,
        ),
    },
).map(lambda changes: fact(**changes))


def contesting(side):
    return {(each.speaker, each.says) for each in side.disputes}


@given(sides, sides, sides)
def test_whatever_is_merged_no_answer_loses_what_belongs_to_it(before, mine, theirs):
    merged = merge(before, mine, theirs)
    for entry in (merged.entry, merged.undecided):
        claim = (entry.answer, entry.speakers, entry.quote, entry.source)
        assert claim in [(side.answer, side.speakers, side.quote, side.source) for side in (mine, theirs)]
    lost = (contesting(mine) | contesting(theirs)) - contesting(merged.undecided)
    # Only what one of them ended or put in other words, on purpose, isn't there any more.
    assert lost <= contesting(before) | (contesting(theirs) if "disputes" in merged.clashes else set())
    assert contesting(mine) & contesting(theirs) <= contesting(merged.undecided)
    if merged.clashes:
        return
    assert merged.entry == merged.undecided
    for name in set(changed_fields(before, mine)) - {"topics", "phrasings", "disputes"}:
        assert getattr(merged.entry, name) == getattr(mine, name)


@given(sides, sides, sides)
def test_it_makes_no_difference_to_whether_there_are_clashes_whose_version_is_whose(before, mine, theirs):
    one, other = merge(before, mine, theirs), merge(before, theirs, mine)
    assert bool(one.clashes) == bool(other.clashes)
    assert {*one.clashes, *other.clashes} <= set(changed_fields(mine, theirs))


@pytest.mark.parametrize(
    ("old", "mine", "theirs"),
    [
        (ARTICLE, {"title": "Another report"}, {"as_of": date(2020, 5, 5)}),
        (RED, {"name": "Green"}, {"role": "disbanded"}),
    ],
)
def test_half_of_a_source_or_speaker_is_not_merged_with_half_of_another(old, mine, theirs):
    merged = merge(old, old.model_copy(update=mine), old.model_copy(update=theirs))
    assert set(merged.clashes) == {*mine, *theirs}
