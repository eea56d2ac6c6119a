"""Replies get to Discord once, also where the connection breaks while one is on its way."""

import json

import aiohttp
import discord
import pytest
from aiohttp import web

from bot.platform.delivery import post, respond
from bot.platform.errors import SORRY
from tests.bot.loopback import reply
from tests.bot.seen import text

QUESTION = "Who controls Example?"
ANSWER = "Red says that it controls Example."

LOST = [
    ConnectionResetError(104, "Connection reset by peer"),
    aiohttp.ClientOSError(104, "Connection reset by peer"),
    aiohttp.ServerDisconnectedError(),
    aiohttp.ClientPayloadError("Response payload is not completed"),
    TimeoutError(),
]
lost = pytest.mark.parametrize(
    ("error", "after"),
    [(error, after) for error in LOST for after in (False, True)],
    ids=lambda value: type(value).__name__ if isinstance(value, Exception) else ("on its way", "arrived")[value],
)


@pytest.fixture(autouse=True)
def without_pause(monkeypatch):
    monkeypatch.setattr("bot.platform.delivery.PAUSE", 0.0)


class Breaking:
    """Stands before a `request` of discord.py and breaks the connection of those that go to `path`.

    `after`: the request arrived, only the response is lost. A nonce that Discord has seen gets what it got before.
    """

    def __init__(self, request, path, error, *, after, times=1):
        self.passed_on, self.path, self.error, self.after, self.times = request, path, error, after, times
        self.bodies = []
        self.seen = {}

    async def __call__(self, route, *arguments, **options):
        if route.path != self.path:
            return await self.passed_on(route, *arguments, **options)
        body = options.get("json") or options.get("payload")
        form = options.get("form") or options.get("multipart")
        body = body or json.loads(form[0]["value"])
        self.bodies.append(body)
        breaks = len(self.bodies) <= self.times
        if breaks and not self.after:
            raise self.error
        nonce = body.get("nonce")
        if nonce is None or nonce not in self.seen:
            self.seen[nonce] = await self.passed_on(route, *arguments, **options)
        if breaks:
            raise self.error
        return self.seen[nonce]


def break_messages(env, error, **options):
    breaking = Breaking(env.bot.http.request, "/channels/{channel_id}/messages", error, **options)
    env.bot.http.request = breaking
    return breaking


def break_interactions(env, error, **options):
    path = "/interactions/{webhook_id}/{webhook_token}/callback"
    env._webhook_adapter.request = Breaking(env._webhook_adapter.request, path, error, **options)
    return env._webhook_adapter.request


def answers(channel):
    return [message for message in channel.history() if ANSWER in text(message)]


@lost
async def test_a_lost_message_is_sent_again_once_under_the_same_enforced_nonce(env, alice, channel, error, after):
    breaking = break_messages(env, error, after=after)
    await alice.send(channel, f"{env.bot.user.mention} {QUESTION}")
    assert len(answers(channel)) == 1
    first, second = breaking.bodies
    assert first == second
    assert first["enforce_nonce"] is True
    assert len(first["nonce"]) <= 25


@lost
async def test_a_lost_answer_to_a_command_is_sent_again_once(env, alice, channel, error, after):
    breaking = break_interactions(env, error, after=after)
    result = await alice.slash(channel, "ask", question=QUESTION)
    assert ANSWER in text(result.response)
    assert result.followups == []
    assert len(breaking.bodies) == 2


async def test_a_lost_edit_is_sent_again_once(env, alice, channel):
    card = (await alice.slash(channel, "ask", question=QUESTION)).response
    breaking = break_interactions(env, LOST[0], after=True)
    await alice.click(card, label="Not what I asked")
    assert "Maybe one of these?" in text(card)
    assert len(breaking.bodies) == 2


async def test_a_service_that_is_unavailable_is_asked_again(env, alice, channel, me):
    env.inject_error("POST", f"/channels/{channel.id}/messages", status=503)
    await alice.send(channel, f"{me} {QUESTION}")
    assert len(answers(channel)) == 1


async def test_what_discord_refuses_is_not_sent_again(env, alice, channel, me):
    env.inject_error("POST", f"/channels/{channel.id}/messages", status=400, code=50035, times=None)
    await alice.send(channel, f"{me} {QUESTION}")
    tries = [r.json for r in env.http_requests if r.path == f"/channels/{channel.id}/messages"]
    assert [bool(body.get("components")) for body in tries] == [True, False]
    assert tries[1]["content"] == SORRY


async def test_what_is_lost_twice_gets_an_apology_where_that_gets_through(env, alice, channel, me):
    break_messages(env, LOST[0], after=False, times=2)
    await alice.send(channel, f"{me} {QUESTION}")
    assert channel.last_message.content == SORRY


class Socket:
    """A Discord on a real socket, which cuts the connection on the first reply that it gets."""

    def __init__(self):
        self.bodies = []
        self.seen = {}

    async def answer(self, request):
        path = request.match_info["path"]
        if path == "users/@me":
            return reply({"id": "1", "username": "OnRecord", "discriminator": "0", "avatar": None})
        if path == "oauth2/applications/@me":
            return reply(
                {"id": "1", "name": "", "description": "", "icon": None, "summary": "", "bot_public": True}
                | {"bot_require_code_grant": False, "verify_key": "", "flags": 0}
                | {"owner": {"id": "2", "username": "", "discriminator": "0", "avatar": None}}
            )
        body = await request.json()
        self.bodies.append(body)
        if len(self.bodies) == 1:
            request.transport.abort()
            return web.Response()
        if path.startswith("interactions"):
            return reply({"message": "already acknowledged", "code": 40060}, status=400)
        author = {"id": "1", "username": "OnRecord", "discriminator": "0", "avatar": None}
        return reply(
            {"id": "9", "channel_id": "3", "author": author, "content": body["content"], "embeds": [], "mentions": []}
            | {"attachments": [], "mention_roles": [], "pinned": False, "mention_everyone": False, "tts": False}
            | {"timestamp": "2023-01-13T00:00:00+00:00", "edited_timestamp": None, "type": 0, "components": []}
        )


@pytest.fixture
async def socket(monkeypatch):
    """A `Socket`, with a client of discord.py logged in to it as `client`."""
    socket = Socket()
    app = web.Application()
    app.router.add_route("*", "/api/{path:.*}", socket.answer)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    try:
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        base = f"http://127.0.0.1:{runner.addresses[0][1]}/api"
        monkeypatch.setattr(discord.http.Route, "BASE", base)
        async with discord.Client(intents=discord.Intents.none()) as socket.client:
            await socket.client.login("token")
            yield socket
    finally:
        await runner.cleanup()


async def test_a_connection_that_is_really_cut_loses_no_message(socket):
    message = await post(socket.client.get_partial_messageable(3), text="Hello")
    assert message.content == "Hello"
    assert socket.bodies[0] == socket.bodies[1]


async def test_a_connection_that_is_really_cut_loses_no_answer(socket):
    data = {"id": "5", "application_id": "1", "type": 2, "token": "t", "version": 1, "attachment_size_limit": 1}
    data |= {"user": {"id": "4", "username": "alice", "discriminator": "0", "avatar": None}}
    interaction = discord.Interaction(data=data, state=socket.client._connection)
    await respond(interaction, text="Hello", private=True)
    assert socket.bodies[0] == socket.bodies[1]
