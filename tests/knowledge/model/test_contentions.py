"""What is contested: every disputed claim once, none hidden, none in another's mouth."""

from hypothesis import given
from hypothesis import strategies as st

from knowledge import pack
from knowledge.model.contentions import contentions
from knowledge.model.entries import Statement
from tests.entries import CONTROL, DENIAL, SMALL, base, fact


def told(*entries):
    """Return the facts, claimants and opponents of the contentions of a base of `entries`."""
    return [
        (
            [fact.id for fact in each.facts],
            [speaker.id for speaker in each.claimed_by],
            [speaker.id for speaker in each.disputed_by],
        )
        for each in contentions(base(*entries))
    ]


def disputed(id, *by, **changes):
    """Return a fact that `by`, pairs of a speaker and a fact or None, dispute."""
    disputes = [{"speaker": speaker, "says": "No.", "fact": other} for speaker, other in by]
    return fact(id=id, question=f"{id}?", disputes=disputes, **changes)


def test_two_facts_that_dispute_each_other_are_one_contention():
    assert told(CONTROL, DENIAL, fact()) == [(["control", "denial"], ["red"], ["blue"])]


def test_variants_of_a_claim_by_the_same_speakers_are_one_contention():
    variant = disputed("variant", ("blue", "denial"), speakers=["red"])
    assert told(CONTROL, DENIAL, variant) == [(["control", "variant", "denial"], ["red"], ["blue"])]


def test_what_somebody_else_claims_is_a_contention_of_its_own_and_in_nobody_elses_mouth():
    other = disputed("other", ("blue", "denial"))
    assert told(CONTROL, DENIAL, other) == [
        (["control", "denial"], ["red"], ["blue"]),
        (["other"], [], ["blue"]),
    ]


def test_denied_in_the_same_words_is_not_the_same_claim():
    first = disputed("drones", ("blue", None), speakers=["red"])
    second = disputed("poison", ("blue", None), speakers=["red"])
    assert [facts for facts, _, _ in told(first, second)] == [["drones"], ["poison"]]


def test_a_summary_takes_in_the_claims_of_all_its_speakers_and_is_shown():
    says = (Statement(speaker="red", says="Ours."),)
    summary = CONTROL.model_copy(update={"id": "summary", "statements": says})
    of_the_article = disputed("article", ("blue", "denial"))
    assert told(CONTROL, DENIAL, of_the_article, summary) == [
        (["summary", "control", "article", "denial"], ["red"], ["blue"])
    ]


def test_an_opponent_whom_others_dispute_too_is_a_contention_of_its_own():
    denial = DENIAL.model_copy(update={"disputes": (*DENIAL.disputes, disputed("x", ("red", None)).disputes[0])})
    assert [facts for facts, _, _ in told(CONTROL, denial)] == [["control"], ["denial"]]


def test_nothing_is_contested_if_nobody_disputes_anything():
    assert told(fact()) == []
    assert contentions(SMALL.model_copy(update={"facts": ()})) == []


DISPUTE = st.tuples(st.sampled_from(["red", "blue"]), st.none() | st.integers(0, 5))
LINKS = st.lists(st.lists(DISPUTE, max_size=2), min_size=6, max_size=6)


@given(LINKS, st.lists(st.sampled_from([(), ("red",), ("blue",)]), min_size=6, max_size=6))
def test_each_disputed_fact_is_in_one_contention_whoever_disputes_whom(links, speakers):
    facts = [
        disputed(
            f"f{n}",
            *((by, None if of is None or of == n else f"f{of}") for by, of in disputes if by not in said),
            speakers=said,
        )
        for n, (disputes, said) in enumerate(zip(links, speakers, strict=True))
    ]
    listed = [fact for facts, _, _ in told(*facts) for fact in facts]
    assert sorted(listed) == sorted(fact.id for fact in facts if fact.disputes)


def test_every_disputed_fact_of_the_soledar_pack_is_in_one_contention():
    soledar = pack.read(pack.default_pack())
    listed = [fact.id for each in contentions(soledar) for fact in each.facts]
    assert sorted(listed) == sorted(fact.id for fact in soledar.facts if fact.disputes)
    assert len(contentions(soledar)) <= 8
