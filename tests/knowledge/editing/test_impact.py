"""Before a change is saved, people hear what it would break."""

from __future__ import annotations

import pytest

from knowledge import pack
from knowledge.editing.editor import Editor
from knowledge.editing.facts import AddFact, ChangePhrasings, DisputeFact
from knowledge.editing.gaps import AddGap
from knowledge.editing.impact import impact, takes_from
from knowledge.editing.removal import Remove
from knowledge.editing.speakers import EditSpeaker
from knowledge.history.revisions import Change
from knowledge.model.refs import Kind, Ref
from knowledge.search import Search
from knowledge.servers.bases import ServerBases
from tests.entries import CONTROL, DENIAL, SMALL, base, fact, gap
from tests.knowledge.conftest import ANN, SERVER
from tests.knowledge.editing.test_facts import edit_of


async def test_a_harmless_change_breaks_nothing(editor):
    assert (await editor.consider(edit_of(fact(), answer="Fewer."))).warnings == ()


async def test_a_removed_fact_that_others_dispute_or_point_to(editor):
    assert (await editor.consider(Remove(entry=Ref(Kind.FACT, "denial")))).warnings == (
        "These link to “What does Blue say about Example?” and would lose that link: “Who controls Example?”.",
        "“What does Blue say about Example?” is disputed by Red Army. What they say would be removed with it.",
    )


async def test_of_a_removal_the_facts_that_would_lose_a_link_are_named_in_one_warning(editor):
    for number in range(7):
        await editor.save(AddFact(question=f"Fact {number}?", answer="Yes.", speakers=("red",)), ANN)
        await editor.save(DisputeFact(fact=f"fact-{number}", speaker="blue", says="No.", other_side="denial"), ANN)
    (links, _) = (await editor.consider(Remove(entry=Ref(Kind.FACT, "denial")))).warnings
    assert links.endswith(": “Who controls Example?”, “Fact 0?”, “Fact 1?”, “Fact 2?”, “Fact 3?” and 3 more.")


async def test_a_speaker_who_may_become_somebody_else(editor):
    other = EditSpeaker(speaker="red", name="Green Guard", role="militia", side="Green")
    (warning,) = (await editor.consider(other)).warnings
    assert warning.startswith("What “Red Army” is on record for (")
    assert "would all be said by “Green Guard”" in warning
    same = EditSpeaker(speaker="red", name="Red Army of Example", role="army", side="Red")
    assert (await editor.consider(same)).warnings == ()


async def test_two_entries_that_are_asked_for_by_the_same_words(editor):
    preview = await editor.consider(
        ChangePhrasings(entry=Ref(Kind.FACT, "population"), add="who controls example\nwhat was the weather?")
    )
    assert preview.warnings[:2] == (
        "“who controls example” is the question of another fact. I couldn't tell which is meant.",
        "“what was the weather?” is the question of another gap. I couldn't tell which is meant.",
    )


def test_the_same_words_of_many_entries_are_told_once():
    """A file that gives the same words to thousands of facts would else take all memory."""
    twins = [fact(id=f"twin-{n}", question=f"Twin {n}?", phrasings=["the same"]) for n in range(500)]
    changes = [Change(Ref(Kind.FACT, twin.id), None, twin, None) for twin in twins]
    before, after = Search(SMALL), Search(base(*SMALL.facts, *SMALL.gaps, *twins))
    told = [each for each in impact(changes, before, after) if "is also a way to ask" in each]
    assert told == ["“the same” is also a way to ask “Twin 1?”. I couldn't tell which is meant."]


def test_a_fact_loses_a_question_worded_like_a_change_if_another_one_gets_it():
    told = fact(answer="Red controls Example.")
    changes = [Change(Ref(Kind.FACT, "population"), fact(), told, None)]
    rival = fact(id="rival", question="Who controls Example?", answer="Blue does.")
    before = Search(SMALL)
    assert takes_from({"control"}, changes, before, Search(base(told, rival, gap())))
    assert not takes_from({"control"}, changes, before, Search(base(CONTROL, DENIAL, told, gap())))
    assert not takes_from({"denial"}, changes, before, Search(base(told, rival, gap())))


@pytest.fixture(scope="module")
def shipped():
    return Search(pack.read(pack.default_pack()))


@pytest.fixture
async def soledar(shipped, database):
    """A server on the pack that ships."""
    bases = ServerBases(shipped, database)
    await bases.start()
    yield Editor(bases, SERVER)
    await bases.close()


async def test_a_phrasing_that_now_answers_another_fact(soledar):
    """A question that one fact answers today is given to another one."""
    facts = soledar.now.base.facts
    preview = await soledar.consider(ChangePhrasings(entry=Ref(Kind.FACT, facts[-1].id), add=facts[0].question))
    assert any(f"“{facts[0].question}” is the question of another fact" in warning for warning in preview.warnings)


async def test_a_new_fact_that_takes_the_questions_of_an_old_one(soledar):
    old = soledar.now.base.facts[0]
    stolen = "\n".join(old.phrasings)
    preview = await soledar.consider(AddFact(question="A wholly new question?", answer="Yes.", phrasings=stolen))
    assert any(old.question in warning for warning in preview.warnings)


async def test_a_new_gap_that_swallows_a_fact(soledar):
    old = soledar.now.base.facts[0]
    gap = AddGap(question=f"{old.question} Please!", note="Nothing on record.", phrasings="\n".join(old.phrasings))
    assert any(old.question in warning for warning in (await soledar.consider(gap)).warnings)


def test_what_is_asked_is_few_questions_worded_like_the_change_its_answer_included(shipped, monkeypatch):
    first, other = shipped.base.facts[0], shipped.base.facts[40]
    new = first.model_copy(update={"answer": other.question})
    after = Search(shipped.base.model_copy(update={"facts": (new, *shipped.base.facts[1:])}), shared=shipped)
    asked = []
    monkeypatch.setattr(Search, "ask", lambda self, text, ask=Search.ask: asked.append(text) or ask(self, text))
    impact([Change(Ref(Kind.FACT, first.id), first, new, None)], shipped, after)
    assert asked[0] == first.question
    assert other.question in asked[1:4]
    assert len(asked) < 30


def test_questions_are_asked_as_long_as_some_go_to_another_fact():
    """The new fact is about nothing else, so each question that both have goes to it."""
    mines = [f"How deep is the salt mine number {n}?" for n in range(40)]
    towns = [f"How far is {tree} from the town of {town}?" for tree in ("oak", "elm", "ash") for town in "abcdefgh"]
    old = fact(id="old", question="What is in Example?", phrasings=[*mines, *towns])
    new = fact(id="new", question="How deep are the salt mines?", answer="They are 300 m deep.", phrasings=mines)
    before = Search(base(old, *SMALL.facts))
    after = Search(base(old, new, *SMALL.facts), shared=before)
    told = impact([Change(Ref(Kind.FACT, "new"), None, new, None)], before, after)
    lost = "would now get the answer to “How deep are the salt mines?” instead of “What is in Example?”."
    assert sum(each.endswith(lost) for each in told) == len(mines)
