"""What to show next: related facts, examples, topics."""

from knowledge.model.related import common_topics, example_questions, related
from tests.entries import CONTROL, DENIAL, base, fact


def about(id, *topics, **changes):
    return fact(id=id, question=f"{id}?", topics=topics, **changes)


def test_facts_with_a_shared_topic_are_related_and_others_are_not():
    facts = base(about("a", "war"), about("b", "war"), about("c", "salt"))
    assert related(facts, "a") == ["b"]


def test_a_rare_shared_topic_counts_more_than_a_common_one():
    facts = base(about("a", "war", "salt"), about("b", "war"), about("c", "war"), about("d", "salt"))
    assert related(facts, "a") == ["d", "b", "c"]


def test_examples_are_of_every_status_first():
    claimed = CONTROL.model_copy(update={"id": "claimed", "disputes": ()})
    examples = example_questions(base(fact(phrasings=["a", "b"]), CONTROL, DENIAL, claimed))
    assert [each.id for each in examples] == ["control", "claimed", "population"]


def test_examples_are_the_most_popular_questions_which_have_the_most_phrasings():
    facts = base(about("rare"), about("known", phrasings=["x"]), about("popular", phrasings=["x", "y"]))
    assert [each.id for each in example_questions(facts, 2)] == ["popular", "known"]


def test_a_short_question_is_a_better_example_than_a_long_one():
    long = fact(id="long", question="Who " + "really " * 9 + "knows?", phrasings=["x", "y"])
    assert [each.id for each in example_questions(base(long, about("short")), 1)] == ["short"]


def test_the_most_common_topics_come_first():
    facts = base(about("a", "war", "salt"), about("b", "war"), about("c", "war", "people", "salt"))
    assert common_topics(facts, 2) == ["war", "salt"]


def test_a_shared_topic_counts_one_divided_by_how_many_facts_have_it():
    """A topic of five facts and one of four (.45) beat one of three (.33), but not one of two (.5)."""
    known = {"a": "five four three two", "b": "five four", "c": "three", "d": "five four", "e": "five four"}
    known |= {"f": "three", "g": "two", "h": "five"}
    facts = base(*(about(id, *topics.split()) for id, topics in known.items()))
    assert related(facts, "a", 9) == ["g", "b", "d", "e", "c", "f", "h"]


def test_a_topic_named_twice_counts_once():
    facts = base(about("a", "war", "salt"), about("b", "war", "war"), about("c", "salt"), about("d", "war"))
    assert related(facts, "a") == ["c", "b", "d"]
