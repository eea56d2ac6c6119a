"""What is given back to somebody whose text could not be saved."""

import pytest

from bot.moderating.given_back import given_back, labelled
from knowledge.editing.facts import ChangePhrasings, DisputeFact, EditFact
from knowledge.editing.imports import Import, read_file
from knowledge.editing.removal import Remove
from knowledge.editing.upstream_conflicts import ResolveConflict
from knowledge.model.refs import Kind, Ref

POPULATION = Ref(Kind.FACT, "population")
EDIT = EditFact(
    fact="population",
    question="How many?",
    answer="Fewer.",
    where="3",
    as_of="",
    speakers=("red",),
    topics=("people", "size"),
)


@pytest.mark.parametrize(
    ("edit", "reason", "texts"),
    [
        (
            EDIT,
            "a recount",
            {
                "Question": "How many?",
                "Answer": "Fewer.",
                "Where it says so": "3",
                "Topics": "people, size",
                "Reason": "a recount",
            },
        ),
        (DisputeFact(fact="control", speaker="blue", says="No."), "", {"What they say instead": "No."}),
        (ChangePhrasings(entry=POPULATION, add="head count"), "", {"Another way to ask": "head count"}),
        (Remove(entry=POPULATION), "wrong", {"Reason": "wrong"}),
        (ResolveConflict(entry=POPULATION, take_upstream=True), "", {}),
        (Import(file=read_file(b"question,answer"), mode="add"), "new", {"Reason": "new"}),
        (None, "", {}),
    ],
)
def test_it_is_what_the_person_typed_under_the_labels_of_the_form_and_no_more(edit, reason, texts):
    assert given_back(edit, reason) == texts


def test_a_field_that_no_form_has_any_more_keeps_its_name():
    assert labelled({"question": "Who?", "colour": "red", "where": " "}) == {"Question": "Who?", "colour": "red"}
