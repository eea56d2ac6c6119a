"""Whatever several moderators do, in whatever order: the state is a plain model's, and history has all of it."""

from __future__ import annotations

import asyncio
import itertools
import json
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test

from knowledge import pack
from knowledge.editing.editor import Editor
from knowledge.editing.errors import ConflictError, RefusedError
from knowledge.editing.facts import AddFact, ChangePhrasings, DisputeFact, EditFact, SettleDispute
from knowledge.editing.imports import Import, read_file
from knowledge.editing.removal import Remove
from knowledge.editing.speakers import EditSpeaker
from knowledge.editing.undo import Reset
from knowledge.history.overlay import required_refs
from knowledge.history.proposals import Proposal
from knowledge.history.revisions import Moderator
from knowledge.model.base import Base
from knowledge.model.entries import DISPUTES_PER_FACT, FACTS_PER_GAP, Dispute, Fact, Gap
from knowledge.model.merge import merge
from knowledge.model.refs import Kind, Ref, entries_of, listed, to_json
from knowledge.model.validation import BaseError
from knowledge.search import Search
from knowledge.servers.bases import ServerBases
from knowledge.store.database import Database
from tests.entries import SMALL, fact, gap, texts
from tests.settings import save_settings

MODERATORS = [Moderator(n, f"Moderator {n}") for n in (1, 2, 3)]
SERVERS = itertools.count(1000)

moderators = st.sampled_from(MODERATORS)


def words(most):
    """Any text that somebody can write now: older ones may have no words."""
    return texts(most).filter(lambda text: any(character.isalnum() for character in text))


answers = words(30)


changes = st.one_of(
    st.fixed_dictionaries({"answer": answers.map(str.strip)}),
    st.fixed_dictionaries({"as_of": st.dates(date(2022, 1, 1), date(2022, 12, 31))}),
    st.fixed_dictionaries({"topics": st.lists(st.sampled_from(["war", "town"]), unique=True).map(tuple)}),
    st.fixed_dictionaries({"quote": st.sampled_from([None, "as printed"]), "answer": answers.map(str.strip)}),
)


def form(seen, change, opened):
    """The form of a fact, filled in and changed."""
    new = changed(seen, change)
    return EditFact(
        fact=seen.id,
        question=seen.question,
        answer=new.answer,
        where=numbers(seen),
        as_of=str(new.as_of or ""),
        topics=new.topics if "topics" in change else None,
        quote=new.quote or "" if "quote" in change else None,
        opened=opened,
    )


def changed(fact, change):
    """The fact after a change, if it's there."""
    return fact and fact.model_copy(update=change)


CLAIM = ("answer", "speakers", "quote", "source", "paragraphs")


def differ(one, other, names):
    """The fields of `names` in which two facts differ."""
    return [name for name in names if getattr(one, name) != getattr(other, name)]


def contested(fact):
    """Who contests a fact with which words."""
    return {(dispute.speaker, dispute.says) for dispute in fact.disputes}


def both(seen, mine, now):
    """What became of a fact, with what I changed of it; None if it's gone."""
    if now is None:
        return None
    new = {name: getattr(mine, name) for name in differ(seen, mine, (*CLAIM, "as_of"))}
    if now.topics == seen.topics:
        new["topics"] = mine.topics
    elif mine.topics not in (seen.topics, now.topics):
        kept = [each for each in now.topics if each not in seen.topics or each in mine.topics]
        new["topics"] = (*kept, *(each for each in mine.topics if each not in (*kept, *seen.topics)))
    return now.model_copy(update=new)


def torn(seen, mine, now):
    """Whether the two changes of what was seen don't go together: of these facts, every field that can change."""
    twice = set(differ(seen, mine, (*CLAIM, "as_of"))) & set(differ(seen, now, (*CLAIM, "as_of")))
    new = both(seen, mine, now)
    mixed = differ(new, mine, CLAIM) and differ(new, now, CLAIM)
    other_dispute = differ(new, now, CLAIM) and contested(now) != contested(seen)
    return bool(differ(mine, now, twice) or mixed or other_dispute)


def facts_of(model):
    """The facts of a model's state, by id."""
    return sorted((e for e in model.values() if isinstance(e, Fact)), key=lambda fact: fact.id)


def gaps_of(model):
    """The gaps of a model's state, by id."""
    return sorted((e for e in model.values() if isinstance(e, Gap)), key=lambda gap: gap.id)


class EditFlow(RuleBasedStateMachine):
    """A server on a real database beside a plain model: a dictionary, and the list of all it ever was."""

    url = ""

    def __init__(self):
        super().__init__()
        self.runner = asyncio.Runner()
        self.server = next(SERVERS)
        self.pack = Search(SMALL)
        self.states = [entries_of(SMALL)]  # after revision n at n
        self.history = []  # (who, changes) of revision n at n - 1
        self.proposals = {}  # those that wait by number: who, the fact, its change, and the revision
        self.open()
        self.runner.run(save_settings(self.editors[0].store, second_approval=True))
        self.runner.run(self.seen(1))
        self.history.append((None, {}))  # the settings: revision 1, which stays
        self.states.append(self.state)

    # the real thing

    def open(self):
        self.database = self.runner.run(Database.open(self.url))
        self.bases = ServerBases(self.pack, self.database)
        self.runner.run(self.bases.start())
        self.elsewhere = ServerBases(self.pack, self.database)  # as another process, behind until it writes
        self.editors = [Editor(self.bases, self.server), Editor(self.elsewhere, self.server)]

    def close(self):
        self.runner.run(self.bases.close())
        self.runner.run(self.elsewhere.close())
        self.runner.run(self.database.close())

    @property
    def state(self):
        return self.states[-1]

    def save(self, make, wanted, author, editor=0, conflict=False):
        """Save an edit, and expect what a plain dictionary says: `wanted` put into it, a refusal or a conflict."""
        new = {ref: entry for ref, entry in (self.state | wanted).items() if entry is not None}
        changed = {ref for ref in wanted if wanted[ref] != self.state.get(ref)}
        editor = self.editors[editor]
        edit = self.runner.run(make(editor)) if callable(make) else make
        if conflict:
            with pytest.raises(ConflictError):
                self.runner.run(editor.save(edit, author))
        elif not changed or not legal(new):
            with pytest.raises(RefusedError):
                self.runner.run(editor.save(edit, author))
        else:
            number = self.runner.run(editor.save(edit, author, "because")).number
            self.record(number, author, {ref: wanted[ref] for ref in changed})

    def record(self, number, author, wanted):
        """Note down in the model what was saved."""
        assert number == len(self.states)
        self.history.append((author, {ref: (self.state.get(ref), wanted[ref]) for ref in wanted}))
        self.states.append({ref: entry for ref, entry in (self.state | wanted).items() if entry is not None})
        self.runner.run(self.seen(number))

    async def seen(self, number):
        """Look until the change is known here, wherever it was made: PostgreSQL's word takes a moment."""
        async with asyncio.timeout(5):
            await self.bases.refresh()
            while self.bases.state(self.server).revision < number:
                await asyncio.sleep(0.01)
                await self.bases.refresh()

    def changed_since(self, ref, number):
        return any(ref in changes for _, changes in self.history[number:])

    # what moderators do

    @rule(data=st.data(), author=moderators, change=changes, editor=st.integers(0, 1))
    def edit(self, data, author, change, editor):
        """Fill in the form of a fact as it was some time ago; others may have changed it since."""
        opened = data.draw(st.integers(0, len(self.history)))
        known = facts_of(self.states[opened])
        if not known:
            return
        seen = data.draw(st.sampled_from(known))
        ref, mine, edit = Ref(Kind.FACT, seen.id), changed(seen, change), form(seen, change, opened)
        now, moved = self.state.get(ref), self.changed_since(ref, opened)
        if moved and mine == seen:
            return  # refused, whatever happened since
        if moved and not self.complete(seen):
            with pytest.raises(RefusedError, match="was removed meanwhile"):
                self.runner.run(self.editors[editor].save(edit, author))
            return
        conflict = moved and (now is None or torn(seen, mine, now))
        self.save(edit, {ref: both(seen, mine, now)}, author, editor, conflict)
        if conflict and now is not None:
            self.save_over(ref, seen, mine, edit, author)

    def save_over(self, ref, seen, mine, edit, author):
        """Save it over what it clashes with: my claim is back, the rest stays theirs, and no caveat is lost."""
        now = self.state[ref]
        revision = self.runner.run(self.editors[0].save(replace(edit, over=len(self.history)), author))
        after = revision.changes[0].after
        if differ(seen, mine, CLAIM):
            assert differ(mine, after, (*CLAIM, "as_of")) == []
        else:
            assert after == both(seen, mine, now)
        assert contested(now) <= contested(after) or len(after.disputes) == DISPUTES_PER_FACT
        assert (after.question, after.phrasings) == (now.question, now.phrasings)
        self.record(revision.number, author, {ref: after})

    def complete(self, fact):
        """Whether everything is there that the fact can't be shown without."""
        return all(ref in self.state for ref in required_refs(fact))

    @rule(data=st.data(), author=moderators, change=changes)
    def propose(self, data, author, change):
        """Edit a disputed fact: that waits for another moderator."""
        known = [each for each in facts_of(self.state) if each.disputes and changed(each, change) != each]
        if known:
            old = data.draw(st.sampled_from(known))
            made = self.runner.run(self.editors[0].submit(form(old, change, len(self.history)), author))
            assert isinstance(made, Proposal)
            self.proposals[made.number] = (author, old, changed(old, change))

    @precondition(lambda self: self.proposals)
    @rule(data=st.data(), approving=moderators)
    def approve(self, data, approving):
        """Have a proposal take effect, whatever happened since it was made; whoever made it can't."""
        number = data.draw(st.sampled_from(sorted(self.proposals)))
        author, seen, mine = self.proposals[number]
        ref, editor = Ref(Kind.FACT, seen.id), self.editors[0]
        now = self.state.get(ref)
        new = mine if now == seen else both(seen, mine, now)
        error = None
        if approving == author:
            error = RefusedError
        elif now is None or (now != mine and torn(seen, mine, now)):
            error = ConflictError
        elif new == now or not legal(self.state | {ref: new}):
            error = RefusedError
        if error:
            with pytest.raises(error):
                self.runner.run(editor.approve(number, approving))
            return
        revision = self.runner.run(editor.approve(number, approving))
        assert (revision.author, revision.approved_by) == (author, approving)
        del self.proposals[number]
        self.record(revision.number, author, {ref: new})

    @rule(author=moderators, answer=answers, editor=st.integers(0, 1))
    def add(self, author, answer, editor):
        id = f"question-{len(self.history)}"
        new = fact(id=id, question=f"Question {len(self.history)}?", answer=answer.strip(), paragraphs=[])
        self.save(AddFact(question=new.question, answer=answer), {Ref(Kind.FACT, id): new}, author, editor)

    @precondition(lambda self: self.state)
    @rule(data=st.data(), author=moderators)
    def remove(self, data, author):
        ref = data.draw(st.sampled_from(sorted(self.state)))
        wanted = {ref: None}
        if ref.kind is Kind.FACT:
            for other in facts_of(self.state):
                disputes = [d.model_copy(update={"fact": None}) if d.fact == ref.id else d for d in other.disputes]
                if other.id != ref.id:
                    wanted[Ref(Kind.FACT, other.id)] = other.model_copy(update={"disputes": tuple(disputes)})
            for beside in gaps_of(self.state):
                seen = tuple(id for id in beside.see if id != ref.id)
                wanted[Ref(Kind.GAP, beside.id)] = beside.model_copy(update={"see": seen})
        self.save(Remove(entry=ref), wanted, author)

    @rule(data=st.data(), author=moderators, speaker=st.sampled_from(["red", "blue"]), says=answers)
    def dispute(self, data, author, speaker, says):
        known = [each for each in facts_of(self.state) if speaker not in each.speakers and len(each.disputes) < 5]
        if known:
            old = data.draw(st.sampled_from(known))
            edit = DisputeFact(fact=old.id, speaker=speaker, says=f"{says} {len(self.history)}")
            disputes = list(old.disputes)  # nobody contests a fact twice
            place = next((n for n, each in enumerate(disputes) if each.speaker == speaker), len(disputes))
            disputes[place : place + 1] = [Dispute(speaker=speaker, says=f"{says} {len(self.history)}")]
            new = old.model_copy(update={"disputes": tuple(disputes)})
            self.save(edit, {Ref(Kind.FACT, old.id): new}, author)

    @rule(data=st.data(), author=moderators)
    def settle(self, data, author):
        known = [each for each in facts_of(self.state) if each.disputes]
        if known:
            old = data.draw(st.sampled_from(known))
            new = old.model_copy(update={"disputes": old.disputes[1:]})
            self.save(SettleDispute(fact=old.id, dispute=old.disputes[0]), {Ref(Kind.FACT, old.id): new}, author)

    @rule(data=st.data(), author=moderators)
    def ask_in_more_ways(self, data, author):
        known = facts_of(self.state)
        if known:
            old = data.draw(st.sampled_from(known))
            text = f"another way, number {len(self.history)}"
            new = old.model_copy(update={"phrasings": (*old.phrasings, text)})
            ref = Ref(Kind.FACT, old.id)
            self.save(ChangePhrasings(entry=ref, add=text), {ref: new}, author)

    @rule(author=moderators, role=words(20))
    def promote(self, author, role):
        ref = Ref(Kind.SPEAKER, "red")
        if ref in self.state:
            old = self.state[ref]
            form = {"name": old.name, "role": role, "side": old.side, "variants": "\n".join(old.variants)}
            new = old.model_copy(update={"role": role.strip()})
            self.save(EditSpeaker(speaker="red", **form), {ref: new}, author)

    @precondition(lambda self: len(self.history) > 1)
    @rule(data=st.data(), author=moderators)
    def undo(self, data, author):
        number = data.draw(st.integers(2, len(self.history)))
        _, changes = self.history[number - 1]
        wanted, conflict = {ref: before for ref, (before, _) in changes.items()}, False
        for ref, (before, after) in changes.items():
            now = self.state.get(ref)
            if self.changed_since(ref, number) and now not in (before, after):
                merged = merge(after, before, now)  # which has its own plain model
                wanted[ref], conflict = merged.entry, conflict or bool(merged.clashes)
        self.save(lambda editor: editor.undo(number), wanted, author, conflict=conflict)

    @precondition(lambda self: len(self.history) > 1)
    @rule(data=st.data(), author=moderators)
    def go_back(self, data, author):
        changed = sorted({ref for _, changes in self.history for ref in changes})
        ref = data.draw(st.sampled_from(changed))
        number = data.draw(st.integers(0, len(self.history)))
        then = self.states[number].get(ref)
        if isinstance(then, Fact):
            known = {None, ref.id, *(each.id for each in facts_of(self.state))}
            disputes = [d if d.fact in known else d.model_copy(update={"fact": None}) for d in then.disputes]
            then = then.model_copy(update={"disputes": tuple(disputes)})
        if isinstance(then, Gap):
            known = {each.id for each in facts_of(self.state)}
            then = then.model_copy(update={"see": tuple(id for id in then.see if id in known)})
        self.save(lambda editor: editor.revert(ref, number), {ref: then}, author)

    @rule(data=st.data(), author=moderators, note=answers)
    def import_a_part(self, data, author, note):
        known = [each.id for each in facts_of(self.state)]
        see = data.draw(st.lists(st.sampled_from(known), max_size=FACTS_PER_GAP, unique=True) if known else st.just([]))
        new = gap(note=note.strip(), see=see)
        content = json.dumps({"gaps": [to_json(new)]}).encode()
        self.save(Import(file=read_file(content), mode="update"), {Ref(Kind.GAP, "weather"): new}, author)

    @rule(data=st.data(), author=moderators, format=st.sampled_from(pack.FORMATS))
    def import_an_earlier_export(self, data, author, format):
        earlier = data.draw(st.sampled_from(self.states))
        content = pack.dump(Base.model_validate(listed(earlier.values())), format).encode()
        wanted = dict.fromkeys(self.state) | earlier
        edit = Import(file=read_file(content), mode="replace")
        if has_facts(self.state) and not has_facts(earlier):
            with pytest.raises(RefusedError, match="has no facts"):
                self.runner.run(self.editors[0].save(edit, author))
            return
        self.save(edit, wanted, author)

    @rule(author=moderators)
    def reset(self, author):
        self.save(Reset(), dict.fromkeys(self.state) | self.states[0], author)

    @rule()
    def restart(self):
        self.close()
        self.open()

    # what must hold

    @invariant()
    def the_base_is_the_models(self):
        assert entries_of(self.editors[0].now.base) == self.state

    def teardown(self):
        store = self.editors[0].store
        revisions = self.runner.run(store.history(limit=1000))[::-1]
        recorded = [(r.author, {change.ref: (change.before, change.after) for change in r.changes}) for r in revisions]
        nothing = self.runner.run(self.bases.store(next(SERVERS)).history())
        self.close()
        self.runner.close()
        assert recorded[1:] == self.history[1:]
        assert nothing == []


def has_facts(state):
    return any(ref.kind is Kind.FACT for ref in state)


def legal(state):
    """Whether the entries fit together."""
    try:
        Base.model_validate(listed(state.values()))
    except BaseError:
        return False
    return True


def numbers(fact):
    return ", ".join(map(str, fact.paragraphs))


def test_any_sequence_of_edits_undos_imports_and_restarts(database_url):
    machine = type("EditFlow", (EditFlow,), {"url": database_url})
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=12, stateful_step_count=25, deadline=None, suppress_health_check=[HealthCheck.too_slow]
        ),
    )
