"""An answer that sums up the sides keeps what each speaker says, as long as they are on the fact."""

from __future__ import annotations

import pytest

from knowledge import pack
from knowledge.editing.apply import apply_edit
from knowledge.editing.change_text import field_changes
from knowledge.editing.errors import RefusedError
from knowledge.editing.facts import AddFact, ChangePhrasings, DisputeFact, SettleDispute
from knowledge.editing.imports import Import, read_file
from knowledge.editing.other_side import AddOtherSide
from knowledge.editing.removal import Remove
from knowledge.editing.speakers import EditSpeaker
from knowledge.history.overlay import Overlay
from knowledge.history.state import ServerState
from knowledge.model.entries import Dispute, Statement
from knowledge.model.refs import Kind, Ref
from knowledge.model.repair import repair
from knowledge.model.validation import BaseError
from tests.entries import ARTICLE, BLUE, RED, base, fact
from tests.knowledge.conftest import NOW
from tests.knowledge.editing.test_facts import edit_of

GREEN = RED.model_copy(update={"id": "green", "name": "Green Cross", "variants": ()})
SIDES = fact(
    id="sides",
    question="Who holds the mine?",
    answer="Both say so.",
    speakers=["red", "blue"],
    statements=[{"speaker": "red", "says": "We hold it."}, {"speaker": "blue", "says": "We do."}],
    disputes=[{"speaker": "green", "says": "Nobody does."}],
)
BASE = base(SIDES, fact(), speakers=(RED, BLUE, GREEN))
NOW_THERE = ServerState(BASE, Overlay())
REDS, BLUES = SIDES.statements


def after(edit):
    """The fact after an edit."""
    changes = apply_edit(edit, NOW_THERE, NOW.date())
    return next(change.after for change in changes if change.ref.id == "sides")


@pytest.mark.parametrize(
    "edit",
    [
        edit_of(SIDES, answer="Each says so."),
        edit_of(SIDES, answer="Each says so.", speakers=("blue", "red"), topics=("mine",)),
        ChangePhrasings(entry=Ref(Kind.FACT, "sides"), add="who has the mine?"),
        SettleDispute(fact="sides", dispute=SIDES.disputes[0]),
        AddOtherSide(fact="sides", dispute=SIDES.disputes[0], question="What says Green?", answer="Nobody does."),
        Import(file=read_file(b"question,answer\nWho holds the mine?,Each says so.\n"), mode="update"),
        Import(
            file=read_file(b"question,answer,speaker\nWho holds the mine?,Each says so.,Blue Ministry|Reds\n"),
            mode="update",
        ),
    ],
    ids=["answer", "all", "phrasing", "settled", "other side", "table", "table with speakers"],
)
def test_an_edit_that_keeps_the_speakers_keeps_what_they_say(edit):
    assert after(edit).statements == (REDS, BLUES)


@pytest.mark.parametrize(
    ("edit", "left"),
    [
        (edit_of(SIDES, speakers=("red",)), (REDS,)),
        (edit_of(SIDES, speakers=()), ()),
        (Import(file=read_file(b"question,answer,speaker\nWho holds the mine?,We.,blue\n"), mode="update"), (BLUES,)),
    ],
    ids=["one left", "none left", "table"],
)
def test_what_somebody_says_who_is_on_the_fact_no_more_goes_with_them_and_that_is_told(edit, left):
    assert after(edit).statements == left
    told = [str(change) for change in field_changes(SIDES, after(edit), BASE)]
    for gone in {REDS, BLUES} - set(left):
        assert f"statement removed: {BASE.speakers_by_id[gone.speaker].name}: {gone.says}" in told


def test_a_speaker_with_a_statement_cannot_be_removed_but_can_be_renamed():
    with pytest.raises(RefusedError, match="is still used by “Who holds the mine"):
        apply_edit(Remove(entry=Ref(Kind.SPEAKER, "blue")), NOW_THERE, NOW.date())
    renamed = EditSpeaker(speaker="blue", name="Blue Bureau", role="ministry", side="Blue")
    assert [change.ref.id for change in apply_edit(renamed, NOW_THERE, NOW.date())] == ["blue"]


def test_the_articles_own_statement_stays_whoever_else_is_on_the_fact():
    own = SIDES.model_copy(update={"statements": (REDS, Statement(says="Both claim it."))})
    now = ServerState(base(own, fact(), speakers=(RED, BLUE, GREEN)), Overlay())
    (change,) = apply_edit(edit_of(own, speakers=("blue",)), now, NOW.date())
    assert change.after.statements == own.statements[1:]


@pytest.mark.parametrize(("where", "source"), [((4,), "article"), ((), None)])
def test_a_statement_with_a_place_keeps_it_when_the_fact_moves_and_one_without_moves_along(where, source):
    own = SIDES.model_copy(update={"statements": (REDS.model_copy(update={"where": where}),)})
    report = ARTICLE.model_copy(update={"id": "report", "title": "A report"})
    now = ServerState(base(own, speakers=(RED, BLUE, GREEN), sources=(ARTICLE, report)), Overlay())
    table = b"question,answer,paragraphs\nWho holds the mine?,Both say so.,report: 2\n"
    for edit in (edit_of(own, where="report: 2"), Import(file=read_file(table), mode="update")):
        (change,) = apply_edit(edit, now, NOW.date())
        assert change.after.statements == (REDS.model_copy(update={"where": where, "source": source}),)


def test_new_facts_and_disputes_have_no_statements_of_their_own():
    added = apply_edit(AddFact(question="New?", answer="Yes.", speakers=("red",)), NOW_THERE, NOW.date())
    assert added[0].after.statements == ()
    disputed = after(DisputeFact(fact="sides", speaker="green", says="It is flooded."))
    assert disputed.statements == (REDS, BLUES)
    assert Dispute(speaker="green", says="It is flooded.") in disputed.disputes


@pytest.mark.parametrize("format", pack.FORMATS)
def test_an_export_has_them_and_an_import_brings_them_back(format):
    content = pack.dump(BASE, format).encode()
    assert pack.parse(content) == BASE
    without = SIDES.model_copy(update={"statements": ()})
    changed = ServerState(base(without, fact(), speakers=(RED, BLUE, GREEN)), Overlay())
    (change,) = apply_edit(Import(file=read_file(content), mode="replace"), changed, NOW.date())
    assert change.after == SIDES


def test_a_statement_that_is_no_statement_hides_no_other_problem():
    raw = SIDES.model_dump(mode="json") | {"statements": ["We hold it."], "source": "ghost"}
    with pytest.raises(BaseError) as caught:
        pack.build({"facts": [raw], "speakers": [RED.model_dump(), BLUE.model_dump(), GREEN.model_dump()]})
    assert [problem.field for problem in caught.value.problems] == ["statements[0]", "source"]
    assert Statement.model_validate(repair(raw, [("statements", 0)])["statements"][0])
