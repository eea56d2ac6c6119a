"""Whatever a server and the pack change by turns: each field is the plain model's, and nothing is settled unseen."""

from __future__ import annotations

import asyncio
import itertools

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from knowledge.editing.editor import Editor
from knowledge.editing.errors import RefusedError
from knowledge.editing.facts import ChangePhrasings, EditFact
from knowledge.editing.removal import Remove
from knowledge.editing.upstream_conflicts import ResolveConflict
from knowledge.model.refs import Kind, Ref
from knowledge.search import Search
from knowledge.servers.bases import ServerBases
from knowledge.store.database import Database
from tests.entries import base, fact, gap
from tests.knowledge.conftest import ANN

SERVERS = itertools.count(5000)
REF = Ref(Kind.FACT, "population")
UNSET = {"question": None, "answer": None, "phrasings": frozenset()}
SINGLE = ("question", "answer")

texts = st.sampled_from(["One", "Two", "Three"])
ways = st.sampled_from(["this way?", "that way?", "any way?"])


# The plain model: a fact is a dictionary or nothing, as the server wrote it (`own`) beside what the pack then said.


def in_force(own, upstream, pack):
    """What's answered: of every field the server's if it changed that, else the pack's."""
    if own == upstream:
        return pack
    if own is None or pack is None:
        changed = pack if own is None else own
        only_ways = upstream is not None and changed is not None and alike(changed, upstream)
        return None if only_ways else own
    upstream = upstream or UNSET
    new = {name: pack[name] if own[name] == upstream[name] else own[name] for name in SINGLE}
    added, gone = own["phrasings"] - upstream["phrasings"], upstream["phrasings"] - own["phrasings"]
    return new | {"phrasings": (pack["phrasings"] - gone) | added}


def alike(one, other):
    return all(one[name] == other[name] for name in SINGLE)


def waiting(own, upstream, pack):
    """The fields that both changed otherwise; all of them where one side removed what the other changed."""
    if own == upstream or pack in (upstream, own):
        return set()
    if own is None or pack is None:
        changed = pack if own is None else own
        return set() if upstream is not None and alike(changed, upstream) else {*SINGLE, "phrasings"}
    upstream = upstream or UNSET
    return {name for name in SINGLE if len({own[name], upstream[name], pack[name]}) == 3}


def beside(new, own, upstream, pack):
    """What the pack's version is taken to be where the server writes `new`: conflicts wait on if `new` leaves them."""
    fields = waiting(own, upstream, pack)
    if not fields:
        return pack
    kept = upstream
    if None not in (own, upstream, pack):
        kept = pack | {name: upstream[name] for name in fields}
    return kept if waiting(new, kept, pack) and in_force(new, kept, pack) == new else pack


class Updates(RuleBasedStateMachine):
    """A server on a real database, whose operator ships newer packs, beside that model."""

    url = ""

    def __init__(self):
        super().__init__()
        self.runner = asyncio.Runner()
        self.database = self.runner.run(Database.open(self.url))
        self.server, self.bases = next(SERVERS), None
        self.pack = {"question": "One?", "answer": "One.", "phrasings": frozenset()}
        self.revisions = []  # what each left: own, upstream
        self.start()

    def start(self):
        if self.bases:
            self.runner.run(self.bases.close())
        facts = [] if self.pack is None else [fact(**self.pack | {"phrasings": sorted(self.pack["phrasings"])})]
        self.bases = ServerBases(Search(base(*facts, gap())), self.database)
        self.runner.run(self.bases.start())
        self.editor = Editor(self.bases, self.server)

    @property
    def own(self):
        return self.revisions[-1] if self.revisions else (self.pack, self.pack)

    @property
    def now(self):
        return in_force(*self.own, self.pack)

    def save(self, edit, new, upstream=None, *, decided=False):
        """Save an edit that makes `new` of the fact, or expect that there's nothing to save."""
        upstream = upstream if decided else beside(new, *self.own, self.pack)
        if new == self.now and not (decided and self.revisions and upstream != self.own[1]):
            with pytest.raises(RefusedError):
                self.runner.run(self.editor.save(edit, ANN))
        else:
            self.runner.run(self.editor.save(edit, ANN))
            self.revisions.append((new, upstream))

    @rule(question=st.none() | texts, answer=st.none() | texts)
    def edit(self, question, answer):
        if self.now:
            new = self.now | {n: f"{v}{e}" for n, v, e in (("question", question, "?"), ("answer", answer, ".")) if v}
            edit = EditFact(fact=REF.id, question=new["question"], answer=new["answer"], where="3", as_of="")
            self.save(edit, new)

    @rule(way=ways)
    def ask(self, way):
        if self.now and way not in self.now["phrasings"]:
            new = self.now | {"phrasings": self.now["phrasings"] | {way}}
            self.save(ChangePhrasings(entry=REF, add=way), new)

    @rule()
    def remove(self):
        if self.now:
            self.save(Remove(entry=REF), None)

    @rule(question=texts, answer=texts, phrasings=st.frozensets(ways))
    def ship(self, question, answer, phrasings):
        self.pack = {"question": f"{question}?", "answer": f"{answer}.", "phrasings": phrasings}
        self.start()

    @rule()
    def withdraw(self):
        self.pack = None
        self.start()

    @rule(take=st.booleans())
    def resolve(self, take):
        edit = ResolveConflict(entry=REF, take_upstream=take)
        own, upstream = self.own
        if not waiting(own, upstream, self.pack):
            with pytest.raises(RefusedError, match="already resolved"):
                self.runner.run(self.editor.save(edit, ANN))
            return
        theirs = self.pack if None in (own, self.pack) else in_force(self.pack, upstream, own)
        self.save(edit, theirs if take else self.now, self.pack, decided=True)

    @rule()
    def undo(self):
        """Undo the latest revision: what was before it, with what the pack changed since then."""
        if self.revisions:
            own, upstream = self.revisions[-2] if len(self.revisions) > 1 else (self.pack, self.pack)
            new = in_force(own, upstream, self.pack)
            edit = self.runner.run(self.editor.undo(len(self.revisions)))
            self.save(edit, new, beside(new, own, upstream, self.pack), decided=True)

    @invariant()
    def the_fact_is_the_models(self):
        there = self.editor.now.base.facts_by_id.get(REF.id)
        shown = there and {"question": there.question, "answer": there.answer, "phrasings": frozenset(there.phrasings)}
        assert shown == self.now

    @invariant()
    def what_waits_for_a_decision_is_listed(self):
        fields = waiting(*self.own, self.pack)
        listed = self.editor.now.upstream_conflicts
        assert bool(listed) == bool(fields)
        if fields and None not in (self.now, self.pack):
            assert set(listed[0].fields) == fields

    def teardown(self):
        self.runner.run(self.bases.close())
        self.runner.run(self.database.close())
        self.runner.close()


def test_any_sequence_of_edits_undos_updates_and_decisions(database_url):
    machine = type("Updates", (Updates,), {"url": database_url})
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=8, stateful_step_count=20, deadline=None, suppress_health_check=[HealthCheck.too_slow]
        ),
    )
