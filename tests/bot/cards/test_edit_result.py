"""What cards say of a change: what was there before, and what is now."""

from datetime import UTC, datetime

import pytest

from bot.cards.edit_result import compared
from bot.cards.layout import CHANGE
from bot.cards.proposals import proposal_text
from bot.cards.upstream_conflicts import upstream_conflict_card
from bot.text.escape import escape
from knowledge.history.overlay import UpstreamConflict
from knowledge.history.proposals import Proposal
from knowledge.history.revisions import Change, Moderator
from knowledge.model.refs import Kind, Ref
from tests.bot.seen import text
from tests.entries import base, fact

SHARED = "Everything up to here is the same. " * 25
BEFORE, AFTER = fact(answer=f"{SHARED}Ten."), fact(answer=f"{SHARED}Twelve.")


def test_long_answers_are_compared_from_where_they_differ():
    lines = [escape(line, CHANGE) for line in compared(BEFORE, AFTER, base(BEFORE))]
    assert lines[0].startswith("answer before: … ")
    assert lines[0].endswith("is the same. Ten.")
    assert lines[1].endswith("is the same. Twelve.")
    assert "source The siege of Example" in lines[2]


@pytest.mark.parametrize(
    ("old", "new"),
    [("Short.", "Shorter."), ("a" * 900, "a" * 899 + "b"), ("Ten. " * 90, "Two. " * 90), ("x", SHARED)],
    ids=["short", "one word", "different from the start", "longer now"],
)
def test_nothing_is_left_out_of_other_answers(old, new):
    lines = " ".join(compared(fact(answer=old), fact(answer=new), base(BEFORE)))
    assert old.strip() in lines
    assert new.strip() in lines


def test_both_versions_of_a_long_answer_can_be_told_apart_in_a_conflict():
    ref = Ref(Kind.FACT, BEFORE.id)
    conflict = UpstreamConflict(ref, fact(answer=f"{SHARED}Nine."), AFTER, BEFORE, ("answer",), BEFORE)
    seen = text(upstream_conflict_card([conflict], 0, base(AFTER), 1))
    assert "the same. Nine." in seen
    assert "the same. Ten." in seen
    assert "the same. Twelve." in seen


def test_who_decides_on_a_proposal_can_read_all_of_a_long_answer():
    change = Change(Ref(Kind.FACT, BEFORE.id), BEFORE, AFTER, None)
    now = datetime(2023, 2, 1, tzinfo=UTC)
    proposal = Proposal(1, 0, Moderator(1, "Ann"), now, "edited the fact", "", (change,))
    whole = proposal_text(proposal, base(BEFORE), [])
    assert BEFORE.answer in whole
    assert AFTER.answer in whole
