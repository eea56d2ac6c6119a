"""What the preview itself tells people."""

from bot.preview.notes import introduction, what_to_type
from bot.preview.server import build_server
from knowledge import pack
from tests.entries import CONTROL, DENIAL, SMALL, base, fact


def test_it_says_what_this_is_what_to_type_and_what_cannot_be_tried():
    assert introduction(pack.read(pack.default_pack())) == (
        "**This is a local try-out of OnRecord.**\n"
        "Type `@OnRecord Who controls Soledar?` or `/ask`.\n"
        "Switch between member, moderator and admin at the top. "
        "Direct messages and the message menu can't be tried here."
    )


def test_the_question_to_type_is_the_shortest_disputed_one_of_the_pack_that_is_shown():
    assert what_to_type(SMALL) == f"@OnRecord {CONTROL.question}"
    assert what_to_type(base(fact(question="Why so?"), CONTROL, DENIAL)) == f"@OnRecord {CONTROL.question}"
    assert what_to_type(base(fact(question="Why so?"), fact(id="longer"))) == "@OnRecord Why so?"


def test_a_pack_without_facts_has_something_to_type_too():
    assert what_to_type(base()) == "@OnRecord What can I ask?"


def test_a_question_with_backticks_stays_one_piece_of_code():
    assert what_to_type(base(fact(question="What does `ls` do?"))) == "@OnRecord What does 'ls' do?"


async def test_the_bot_does_not_see_a_note(env):
    server = build_server(env)
    await env.start()
    events = len(env.backend.transcript)
    server.notes.post("hello")
    await env.settle()
    assert [event for event in env.backend.transcript[events:] if "MESSAGE" in str(event)] == []
    assert [(m.author.name, m.content) for m in server.channel.history()] == [("Preview", "hello")]
