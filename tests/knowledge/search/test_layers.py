"""A base is searched in an index of its own, or in another base's with what differs laid over it."""

from __future__ import annotations

import numpy as np
import pytest

from knowledge.generic_gaps import generic_gaps
from knowledge.model.base import Base
from knowledge.model.entries import Speaker
from knowledge.search import Search, layers
from knowledge.search.layers import build, build_over, build_sharing, compare, entry_numbers, searchable_entries
from knowledge.search.speller import Respelling
from knowledge.small_talk import small_talk
from tests.entries import SMALL, base, fact, gap

ZELENSKY = Speaker(id="z", name="Zelensky", role="president", side="Blue", variants=("Selenskij",))
KINDS = ["salt", "coal", "gold", "iron", "zinc", "lead", "clay"]
MINES = [fact(id=f"mine-{kind}", question=f"Where is the {kind} mine?", phrasings=(f"{kind} mine",)) for kind in KINDS]
BELOW = base(*MINES, gap(id="weather"))


def changed(*, without=(), more=()):
    """`BELOW` without the entries with some ids and with others."""
    return base(*(e for e in (*BELOW.facts, *BELOW.gaps) if e.id not in without), *more)


class TestBuild:
    def test_facts_come_before_gaps_and_what_every_base_has_comes_last(self):
        entries = searchable_entries(SMALL)
        assert [entry.id for entry in entries[:4]] == ["control", "denial", "population", "weather"]
        assert tuple(entries[4:]) == (*generic_gaps(), *small_talk())
        (layer,) = build(SMALL).layers
        assert layer.entries.tolist() == list(range(len(entries)))
        assert layer.index.n_entries == len(entries)

    def test_it_knows_the_words_of_every_phrasing(self):
        layered = build(BELOW)
        assert layered.knows("salt")
        assert layered.knows("weather")
        assert not layered.knows("windmill")

    def test_it_respells_what_it_does_not_know(self):
        layered = build(base(*MINES, speakers=(ZELENSKY,)))
        assert layered.respell("selenskij") == Respelling("selenskij", "zelensky", "name", 1.0)
        assert layered.respell("wherre").word == "where"
        assert layered.respell("where") is None
        assert layered.respell("windmill") is None


class TestCompare:
    def test_an_entry_is_kept_at_its_new_number(self):
        delta = compare(changed(without=["mine-coal"]), BELOW)
        assert delta.kept[:8].tolist() == [0, -1, 1, 2, 3, 4, 5, 6]
        assert (delta.new, delta.small) == ((), True)

    @pytest.mark.parametrize("change", [{"question": "Where is the coal?"}, {"phrasings": ("coal mine", "coal pit")}])
    def test_one_that_is_worded_differently_is_new(self, change):
        other = MINES[1].model_copy(update=change)
        delta = compare(base(MINES[0], other, *MINES[2:], gap(id="weather")), BELOW)
        assert (delta.kept[:8].tolist(), delta.new) == ([0, -1, 2, 3, 4, 5, 6, 7], (1,))

    def test_other_topics_and_notes_make_no_difference(self):
        same = [mine.model_copy(update={"topics": ("mines",)}) for mine in MINES]
        assert compare(base(*same, gap(id="weather", note="No.")), BELOW).new == ()

    def test_a_fact_with_another_answer_is_new(self):
        other = MINES[1].model_copy(update={"answer": "There."})
        assert compare(base(MINES[0], other, *MINES[2:], gap(id="weather")), BELOW).new == (1,)

    def test_a_fact_and_a_gap_of_the_same_id_are_two(self):
        delta = compare(
            changed(more=[gap(id="mine-salt", question="Where is the salt mine?", phrasings=("salt mine",))]), BELOW
        )
        assert (delta.kept[:8].tolist(), delta.new) == ([0, 1, 2, 3, 4, 5, 6, 7], (8,))

    def test_it_is_small_up_to_a_quarter_of_the_phrasings(self):
        """The base has fifteen phrasings of its own; five more are a quarter of all, six are more than that."""
        new = fact(
            id="new", question="Who owns it?", phrasings=("owner", "who has it", "whose is it", "who owns the mine")
        )
        assert compare(changed(more=[new]), BELOW).small
        more = new.model_copy(update={"phrasings": (*new.phrasings, "owners")})
        assert not compare(changed(more=[more]), BELOW).small
        three = new.model_copy(update={"phrasings": new.phrasings[:2]})
        assert compare(changed(more=[three]), BELOW).small
        assert not compare(changed(more=[three, three.model_copy(update={"id": "other"})]), BELOW).small

    def test_it_is_not_small_where_nothing_is_kept(self):
        assert not compare(Base(), BELOW).small
        assert not compare(BELOW, Base()).small
        assert compare(base(MINES[0]), BELOW).small
        assert compare(base(gap(id="weather")), BELOW).small


class TestBuildOver:
    def test_without_new_entries_the_same_index_is_used(self):
        below = build(BELOW)
        fewer = changed(without=["mine-coal"])
        over = build_over(fewer, compare(fewer, BELOW), below)
        assert [layer.index for layer in over.layers] == [below.layers[0].index]
        assert over.layers[0].entries[:8].tolist() == [0, -1, 1, 2, 3, 4, 5, 6]
        assert over.spellers == below.spellers

    def test_new_entries_are_a_layer_of_their_own(self):
        below = build(BELOW)
        more = changed(more=[fact(id="new", question="Where is the windmill?")])
        over = build_over(more, compare(more, BELOW), below)
        assert over.layers[0].index is below.layers[0].index
        assert over.layers[1].entries.tolist() == [7]
        assert list(over.layers[1].index.words)[:4] == ["where", "is", "the", "windmill"]
        numbers = entry_numbers(over.layers).tolist()
        assert numbers[:8] + numbers[-1:] == [0, 1, 2, 3, 4, 5, 6, 8, 7]
        assert over.knows("windmill")
        assert over.knows("salt")
        assert over.respell("windmlil").word == "windmill"
        assert over.respell("weathr").word == "weather"

    def test_terms_are_as_rare_as_in_the_index_below(self):
        below = build(BELOW)
        more = changed(more=[fact(id="new", question="Where is the windmill?")])
        first, second = build_over(more, compare(more, BELOW), below).layers
        keys = second.index.stems.statistics.keys
        np.testing.assert_array_equal(second.index.stems.statistics.idf, first.index.stems.statistics.idf_of(keys))
        assert second.index.stems.statistics.unseen_idf == first.index.stems.statistics.unseen_idf

    def test_names_of_both_bases_are_known(self):
        first = base(*MINES, speakers=(ZELENSKY,))
        more = base(
            *MINES,
            fact(id="new", question="Who?"),
            speakers=(ZELENSKY.model_copy(update={"id": "y", "name": "Yermak", "variants": ("Jermak",)}),),
        )
        over = build_over(more, compare(more, first), build(first))
        assert dict(over.names) == {"selenskij": "zelensky", "jermak": "yermak"}
        kept = base(*MINES, speakers=more.speakers)
        assert dict(build_over(kept, compare(kept, first), build(first)).names) == dict(over.names)


def test_a_word_that_one_layer_has_is_taken_as_it_is():
    town = base(*MINES, fact(id="town", question="Where is Soledar?"))
    more = base(*town.facts, fact(id="new", question="Where is Soledat?"))
    over = build_over(more, compare(more, town), build(town))
    assert over.spellers[1].respell("soledar").word == "soledat"
    assert over.respell("soledar") is None


def test_numbers_of_entries_are_small_as_there_may_be_thousands_of_servers():
    more = changed(more=[fact(id="new", question="Where is the windmill?")])
    over = build_over(more, compare(more, BELOW), build(BELOW))
    assert {layer.entries.dtype for layer in (*build(BELOW).layers, *over.layers)} == {np.dtype(np.int32)}


def test_a_word_that_both_layers_could_mean_is_taken_for_that_of_the_index_below():
    below = build(BELOW)
    more = changed(more=[fact(id="new", question="Where is the saltx?")])
    over = build_over(more, compare(more, BELOW), below)
    assert over.spellers[1].respell("saltz").word == "saltx"
    assert over.respell("saltz").word == "salt"


class TestBuildSharing:
    MILLS = tuple(fact(id=f"mill-{kind}", question=f"Who owns the {kind} mill?") for kind in KINDS)
    BELOW = base(*MINES, *MILLS, gap(id="weather"))
    ONE = fact(id="one", question="Who built the windmill?", phrasings=("who made the windmill",))
    TWO = fact(id="two", question="Who feeds the goats?")

    @pytest.fixture(autouse=True)
    def quick(self, monkeypatch):
        monkeypatch.setattr(layers, "_QUICKLY", 2)

    def with_(self, *more, without=()):
        return base(*(each for each in self.BELOW.facts if each.id not in without), *more, *self.BELOW.gaps)

    def layered(self, *bases):
        """The index of the last of `bases`, each built sharing that of the one before."""
        index = build(self.BELOW)
        for each in bases:
            index = build_sharing(each, index)
        return index

    @staticmethod
    def sizes(index):
        return [int((layer.entries >= 0).sum()) for layer in index.layers][1:]

    def test_little_that_differs_is_one_layer_over_the_first(self):
        assert self.sizes(self.layered(self.with_(self.TWO), self.with_(self.ONE))) == [1]

    def test_what_was_changed_lately_is_a_layer_over_what_was_changed_before(self):
        index = self.layered(self.with_(self.ONE), self.with_(self.ONE, self.TWO))
        assert self.sizes(index) == [1, 1]
        assert index.layers[1].index is index.below.layers[1].index

    def test_there_are_never_more_than_three_layers(self):
        more = [fact(id=f"more-{n}", question=f"What is more {n}?") for n in range(3)]
        steps = [self.with_(self.ONE), *(self.with_(self.ONE, self.TWO, *more[:n]) for n in range(4))]
        assert [self.sizes(self.layered(*steps[:n])) for n in (1, 2, 3, 4, 5)] == [[1], [1, 1], [1, 2], [4], [4, 1]]

    def test_what_differs_too_much_is_indexed_by_itself(self):
        assert self.sizes(self.layered(self.with_(self.ONE), base(self.ONE, self.TWO))) == []

    def test_answers_are_the_same_in_two_layers_and_in_three(self, monkeypatch):
        monkeypatch.setattr(layers, "_QUICKLY", 3)
        again = self.ONE.model_copy(update={"phrasings": ("who put up the windmill", "windmill")})
        last = self.with_(again, self.TWO, without=["mill-gold", "mine-salt"])
        below = Search(self.BELOW)
        two, three = (
            Search(last, shared=below),
            Search(last, shared=Search(self.with_(self.ONE, self.TWO), shared=below)),
        )
        assert [len(each._index.layers) for each in (two, three)] == [2, 3]
        for each in (*last.facts, *self.BELOW.facts):
            for text in each.asked_as:
                here, there = two.ask(text), three.ask(text)
                assert [each.record for each in here.candidates] == [each.record for each in there.candidates]
                assert (type(here), here.confidence) == (type(there), pytest.approx(there.confidence))
