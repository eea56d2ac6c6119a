"""What is accepted goes into the author's file, and nothing else in it changes."""

from __future__ import annotations

import difflib
import json

import pytest

from knowledge import pack
from knowledge.editing.parsing import Ids
from knowledge.history.suggested import SuggestedPhrasing
from knowledge.model.refs import Kind
from knowledge.suggesting.accepting import additions
from knowledge.suggesting.messages import GAP_NOTE
from knowledge.suggesting.pack_file import add_to_pack

SOURCE = '[[sources]]\nid = "s"\ntitle = "T"\nkind = "k"\nas_of = 2024-01-01\nparagraphs = 3\n\n'
TOML = (
    "# My pack\n\n"
    + SOURCE
    + """\
# --- The bridge ---
[[facts]]
id = "none"      # keep
question = "Why is it shut?"
answer = 'It cracked.'
source = "s"

# --- The mayor ---
[[facts]]
id = "some"
question = "Who is the mayor?"
phrasings = [
    "who runs it", # sloppy
    "mayor name",
]
answer = "Ada."
source = "s"

[[facts]]
id = "line"
question = "Where is it?"
phrasings = ["where"]
answer = "Here."
source = "s"
# the end
"""
)
ACCEPTED = (
    SuggestedPhrasing("none", 'is it "broken"?'),
    SuggestedPhrasing("some", "кто мэр"),
    SuggestedPhrasing("line", "on which river"),
    SuggestedPhrasing("line", "which town"),
    SuggestedPhrasing("line", "location"),
    SuggestedPhrasing(None, "What does it cost?", ("price of it",)),
)


def added(content, accepted=ACCEPTED):
    base = pack.parse(content)
    return add_to_pack(content, additions(accepted, base, Ids(Kind.GAP, base.gaps_by_id)))


def lines(before, after):
    return [line for line in difflib.ndiff(before.splitlines(), after.splitlines()) if line[0] in "+-"]


def test_a_toml_file_keeps_its_comments_and_its_shape():
    assert lines(TOML, added(TOML.encode()).decode()) == [
        '+ phrasings = ["is it \\"broken\\"?"]',
        '+     "кто мэр",',
        '- phrasings = ["where"]',
        "+ phrasings = [",
        '+     "where",',
        '+     "on which river",',
        '+     "which town",',
        '+     "location",',
        "+ ]",
        "+ ",
        "+ [[gaps]]",
        '+ id = "what-does-it-cost"',
        '+ question = "What does it cost?"',
        '+ phrasings = ["price of it"]',
        f'+ note = "{GAP_NOTE}"',
    ]


@pytest.mark.parametrize(
    "content",
    [
        TOML,
        f"\ufeff{TOML}",
        TOML.replace("\n", "\r\n"),
        TOML + '\n[[gaps]]\nid = "g"\nquestion = "How long?"\nnote = "No."\n',
        TOML + '\n  [[facts.disputes]]\n  speaker = "p"\n  says = "No."\n' + "[[speakers]]\n"
        'id = "p"\nname = "P"\nrole = "r"\nside = "s"\n',
        'gaps = [{id = "g", question = "How long?", note = "No."}]\n'
        'facts = [{id = "none", question = "Why?", answer = "So.", source = "s"}, '
        '{id = "some", question = "Who?", phrasings = ["who"], answer = "So.", source = "s"}]\n' + SOURCE,
        json.dumps(pack.parse(TOML.encode()).model_dump(mode="json")),
    ],
    ids=["TOML", "BOM", "CRLF", "gaps", "dispute", "inline", "JSON"],
)
def test_the_file_then_reads_as_the_base_with_what_was_accepted(content):
    before, after = pack.parse(content.encode()), pack.parse(added(content.encode()))
    for fact in before.facts:
        new = tuple(each.text for each in ACCEPTED if each.fact == fact.id)
        assert after.facts_by_id[fact.id] == fact.model_copy(update={"phrasings": (*fact.phrasings, *new)})
    assert len(after.facts) == len(before.facts)
    assert after.gaps[:-1] == before.gaps
    assert after.gaps[-1].asked_as == ("What does it cost?", "price of it")
    assert (after.sources, after.speakers) == (before.sources, before.speakers)


def test_accepting_twice_adds_nothing_twice():
    once = added(TOML.encode())
    assert added(once) == once
