"""A server's own entries over the operator's pack, also when a newer pack ships."""

from __future__ import annotations

import pytest

from knowledge.history.overlay import Overlay, Override, UpstreamConflict, UpstreamMerge, dependencies_of
from knowledge.model.entries import Speaker
from knowledge.model.record import Place
from knowledge.model.refs import Kind, Ref, entries_of
from tests.entries import ARTICLE, BLUE, CONTROL, DENIAL, RED, SMALL, base, draft, fact, gap

POPULATION = Ref(Kind.FACT, "population")
OURS = fact(answer="About 9,000.")
THEIRS = fact(answer="About 11,000.")
NEWER = base(CONTROL, DENIAL, THEIRS, gap())
GREEN = Speaker(id="green", name="Green Party", role="party", side="Green")


def overlay(**overrides):
    """An overlay whose latest revision changed facts by id; each is (entry, upstream)."""
    return Overlay(
        1,
        {
            Ref(Kind.FACT, id): Override(entry, upstream, 1, dependencies_of(entry, SMALL))
            for id, (entry, upstream) in overrides.items()
        },
    )


def test_a_server_that_changed_nothing_asks_the_very_pack():
    assert Overlay().over(SMALL) is SMALL


def test_a_changed_entry_keeps_its_place_and_a_removed_one_is_gone():
    result = overlay(population=(OURS, fact()), denial=(None, DENIAL)).over(SMALL)
    assert [entry.id for entry in result.facts] == ["control", "population"]
    assert result.facts_by_id["population"] == OURS


def test_added_entries_come_after_the_packs_by_id():
    added = {id: (fact(id=id, question=f"{id}?"), None) for id in ("b", "a")}
    assert [entry.id for entry in overlay(**added).over(SMALL).facts] == ["control", "denial", "population", "a", "b"]


def test_untouched_entries_follow_a_newer_pack():
    result = overlay(denial=(DENIAL.model_copy(update={"answer": "Ours."}), DENIAL)).over(NEWER)
    assert result.facts_by_id["population"] == THEIRS


@pytest.mark.parametrize("state", [fact(), None])
def test_an_entry_that_is_as_the_pack_had_it_follows_the_pack_again(state):
    followed = overlay(population=(state, state))
    assert followed.over(NEWER).facts_by_id["population"] == THEIRS
    assert followed.upstream_conflicts(NEWER) == ()


WITHOUT = base(CONTROL, DENIAL)
WHOLE = ("question", "answer", "source", "paragraphs")


@pytest.mark.parametrize(
    ("ours", "newer", "fields"),
    [(OURS, NEWER, ("answer",)), (OURS, WITHOUT, WHOLE), (None, NEWER, WHOLE), (None, WITHOUT, ())],
)
def test_what_both_sides_changed_stays_ours_and_is_listed(ours, newer, fields):
    changed = overlay(population=(ours, fact()))
    theirs = newer.facts_by_id.get("population")
    assert changed.over(newer).facts_by_id.get("population") == ours
    expected = (UpstreamConflict(POPULATION, fact(), ours, theirs, fields, theirs),) if fields else ()
    assert changed.upstream_conflicts(newer) == expected


def asked(of, *phrasings):
    return of.model_copy(update={"phrasings": phrasings})


def test_a_server_that_added_a_way_to_ask_follows_the_newer_pack_and_keeps_it():
    added = overlay(population=(asked(fact(), "how big?"), fact()))
    merged = asked(THEIRS, "how big?")
    assert added.over(NEWER).facts_by_id["population"] == merged
    assert added.upstream_conflicts(NEWER) == ()
    assert added.upstream_merges(NEWER) == (UpstreamMerge(POPULATION, asked(fact(), "how big?"), merged),)
    assert added.upstream_merges(SMALL) == ()


def test_a_way_to_ask_keeps_no_fact_that_a_newer_pack_removed_and_comes_back_with_it():
    added = overlay(population=(asked(fact(), "how big?"), fact()))
    assert "population" not in added.over(WITHOUT).facts_by_id
    assert added.upstream_conflicts(WITHOUT) == ()
    assert added.upstream_merges(WITHOUT) == (UpstreamMerge(POPULATION, asked(fact(), "how big?"), None),)
    assert added.over(SMALL).facts_by_id["population"] == asked(fact(), "how big?")


def test_a_fact_that_the_server_removed_stays_away_when_a_newer_pack_only_adds_ways_to_ask():
    removed = overlay(population=(None, fact()))
    newer = base(asked(fact(), "how big?"))
    assert "population" not in removed.over(newer).facts_by_id
    assert removed.upstream_conflicts(newer) == ()


def test_a_server_follows_a_newer_pack_in_every_field_that_it_did_not_change():
    ours, theirs = fact(topics=["people"]), fact(answer="About 11,000.", quote="eleven", speakers=["red"])
    merged = overlay(population=(ours, fact())).over(base(theirs)).facts_by_id["population"]
    assert merged == theirs.model_copy(update={"topics": ("people",)})


def test_a_dispute_that_a_newer_pack_adds_to_an_answer_of_ours_is_shown_until_somebody_decides():
    dispute = {"speaker": "blue", "says": "Fewer."}
    newer = base(fact(answer="About 11,000.", disputes=[dispute]))
    changed = overlay(population=(OURS, fact()))
    assert changed.over(newer).facts_by_id["population"] == fact(answer=OURS.answer, disputes=[dispute])
    (conflict,) = changed.upstream_conflicts(newer)
    assert (conflict.fields, conflict.theirs) == (("answer", "disputes"), newer.facts_by_id["population"])


def test_a_date_of_ours_waits_beside_the_old_answer_when_a_newer_pack_changes_both():
    ours, theirs = fact(as_of="2023-01-05"), fact(answer="About 11,000.", as_of="2023-01-07")
    changed = overlay(population=(ours, fact()))
    assert changed.over(base(theirs)).facts_by_id["population"] == ours
    (conflict,) = changed.upstream_conflicts(base(theirs))
    assert (conflict.fields, conflict.theirs) == (("answer", "as_of"), theirs)


CHANGES = [{}, {"answer": "A."}, {"answer": "B."}, {"topics": ["a"]}, {"as_of": "2023-01-05"}, {"phrasings": ["a?"]}]
CHANGES += [{"disputes": [{"speaker": "blue", "says": "No."}]}, {"question": "Other?", "quote": "so"}, None]
VERSIONS = [None if changes is None else fact(**changes) for changes in CHANGES]


@pytest.mark.parametrize("upstream", VERSIONS)
@pytest.mark.parametrize("latest", VERSIONS)
def test_whatever_is_written_over_an_update_is_what_holds(upstream, latest):
    for ours in VERSIONS:
        override = Override(ours, upstream, 1)
        waiting = override.waiting_fields(latest)
        for written in VERSIONS:
            new = Override(written, override.upstream_of(written, latest), 2)
            assert new.merged(latest).undecided == written
            if not waiting:
                assert new.waiting_fields(latest) == ()
        if "disputes" in waiting:  # beside every caveat, the answer can be shown: whoever writes that has decided
            continue
        kept = override.merged(latest).undecided
        assert Override(kept, override.upstream_of(kept, latest), 2).waiting_fields(latest) == waiting


def test_a_fact_that_both_sides_added_under_one_id_is_listed():
    added = fact(id="new", question="Ours?")
    theirs = fact(id="new", question="Theirs?")
    assert overlay(new=(added, None)).upstream_conflicts(base(theirs)) == (
        UpstreamConflict(Ref(Kind.FACT, "new"), None, added, theirs, ("question",), theirs),
    )


def test_a_change_that_both_sides_made_alike_is_no_update():
    assert overlay(population=(THEIRS, fact())).upstream_conflicts(NEWER) == ()


def test_a_fact_of_ours_keeps_the_speaker_and_source_that_a_newer_pack_dropped():
    ours = CONTROL.model_copy(update={"answer": "Ours."})
    result = overlay(control=(ours, CONTROL)).over(base(sources=(), speakers=()))
    assert result.record("control").speakers == (RED,)
    assert result.record("control").source == ARTICLE
    assert result.record("control").contests[0].speaker == BLUE


def test_pointers_to_paragraphs_and_facts_that_a_newer_pack_dropped_end():
    ours = CONTROL.model_copy(update={"answer": "Ours."})
    shorter = ARTICLE.model_copy(update={"paragraphs": 0})
    result = overlay(control=(ours, CONTROL)).over(base(sources=(shorter,)))
    assert result.facts_by_id["control"].paragraphs == (0,)
    assert (result.facts_by_id["control"].disputes[0].where, result.facts_by_id["control"].disputes[0].fact) == (
        None,
        None,
    )


LETTER = ARTICLE.model_copy(update={"id": "letter", "title": "A letter"})


@pytest.mark.parametrize(
    ("shipped", "source", "paragraphs"),
    [
        ((ARTICLE,), LETTER, (2, 8)),
        ((ARTICLE, LETTER.model_copy(update={"paragraphs": 5})), LETTER.model_copy(update={"paragraphs": 5}), (2,)),
    ],
)
def test_a_fact_of_ours_keeps_its_other_source_and_those_of_its_paragraphs_that_are_there(shipped, source, paragraphs):
    ours = fact(answer="Ours.", also_in=[{"source": "letter", "paragraphs": [2, 8]}])
    older = base(fact(), sources=(ARTICLE, LETTER))
    ref = Ref(Kind.FACT, "population")
    edited = Overlay(1, {ref: Override(ours, fact(), 1, dependencies_of(ours, older))})
    assert edited.over(base(fact(), sources=shipped)).record("population").also_in == (Place(source, paragraphs),)


def test_a_dispute_of_ours_keeps_its_source_and_those_of_its_paragraphs_that_are_there():
    ours = fact(disputes=[{"speaker": "blue", "says": "No.", "source": "letter", "where": [2, 8]}])
    ref, older = Ref(Kind.FACT, "population"), base(fact(), sources=(ARTICLE, LETTER))
    edited = Overlay(1, {ref: Override(ours, fact(), 1, dependencies_of(ours, older))})
    shorter = LETTER.model_copy(update={"paragraphs": 5})
    for shipped, where in ((ARTICLE,), (2, 8)), ((ARTICLE, shorter), (2,)):
        (contest,) = edited.over(base(fact(), sources=shipped)).record("population").contests
        assert (contest.source.id, contest.where) == ("letter", where)


def test_a_statement_of_ours_keeps_its_source_and_those_of_its_paragraphs_that_are_there():
    ours = fact(statements=[{"says": "No.", "source": "letter", "where": [2, 8]}])
    ref, older = Ref(Kind.FACT, "population"), base(fact(), sources=(ARTICLE, LETTER))
    edited = Overlay(1, {ref: Override(ours, fact(), 1, dependencies_of(ours, older))})
    shorter = LETTER.model_copy(update={"paragraphs": 5})
    for shipped, where in ((ARTICLE,), (2, 8)), ((ARTICLE, shorter), (2,)):
        (statement,) = edited.over(base(fact(), sources=shipped)).record("population").statements
        assert (statement.source.id, statement.where) == ("letter", where)


def test_a_gap_of_ours_loses_the_facts_beside_it_that_a_newer_pack_dropped():
    ours = gap(see=["denial", "population"])
    edited = Overlay(1, {Ref(Kind.GAP, "weather"): Override(ours, gap(), 1)})
    assert edited.over(base(fact(), gap())).gaps == (gap(see=["population"]),)


def test_a_speaker_that_the_server_removed_is_back_where_a_newer_pack_needs_them():
    removed = Overlay(1, {Ref(Kind.SPEAKER, "green"): Override(None, GREEN, 1)})
    newer = base(fact(speakers=["green"]), speakers=(RED, BLUE, GREEN))
    assert removed.over(newer).record("population").speakers == (GREEN,)


def test_every_entry_is_found_under_its_kind_and_id():
    assert [str(ref) for ref in entries_of(SMALL)] == [
        "source 'article'",
        "speaker 'red'",
        "speaker 'blue'",
        "fact 'control'",
        "fact 'denial'",
        "fact 'population'",
        "gap 'weather'",
    ]


def test_a_draft_brings_back_what_it_needs_when_a_newer_pack_dropped_it():
    ref, written = Ref(Kind.DRAFT, "bridge"), draft(paragraphs=[5, 9], disputes=draft().disputes)
    ours = Overlay(1, {ref: Override(written, None, 1, dependencies_of(written, SMALL))})
    shorter = ARTICLE.model_copy(update={"paragraphs": 5})
    (kept,) = ours.over(base(sources=(shorter,), speakers=())).drafts
    assert kept == draft(disputes=[draft().disputes[0].model_copy(update={"where": ()})])
    assert {RED, BLUE} <= set(ours.over(base(sources=(), speakers=())).speakers)
