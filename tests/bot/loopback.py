"""A Discord on this machine's loopback: enough of its API and gateway for a real bot process to log in and stay."""

from __future__ import annotations

import asyncio
import json
from contextlib import asynccontextmanager

from aiohttp import WSMsgType, web

_BOT = {"id": "1000", "username": "OnRecord", "discriminator": "0", "avatar": None, "bot": True}
_APPLICATION = {
    "id": "1000",
    "name": "OnRecord",
    "description": "",
    "icon": None,
    "summary": "",
    "bot_public": True,
    "bot_require_code_grant": False,
    "verify_key": "",
    "owner": {**_BOT, "id": "2000", "username": "operator"},
    "flags": 0,
}


def reply(content, status=200):
    """Answer in JSON under exactly the content type that Discord gives it, which discord.py goes by."""
    return web.Response(body=json.dumps(content).encode(), status=status, content_type="application/json")


class Discord:
    """What happened here: `asked` is set by the first call of the API, `identified` once a bot is on the gateway.

    `left_with` is the code that the bot closed the gateway with. `answers` says how the API answers: "well", "nothing"
    (it lets the bot wait), "nonsense", or "no" (it does not accept the token).
    """

    def __init__(self, answers: str = "well") -> None:
        self.answers = answers
        self.asked = asyncio.Event()
        self.identified = asyncio.Event()
        self.left_with: int | None = None
        self.address = ""

    async def api(self, request: web.Request) -> web.Response:
        self.asked.set()
        match self.answers:
            case "well":
                return await self.answer(request)
            case "nothing":
                await asyncio.Event().wait()
            case "nonsense":
                return reply({"id": "1000"})
        return reply({"message": "401: Unauthorized", "code": 0}, status=401)

    async def answer(self, request: web.Request) -> web.Response:
        match request.method, request.match_info["path"]:
            case "GET", "users/@me":
                return reply(_BOT)
            case "GET", "oauth2/applications/@me":
                return reply(_APPLICATION)
            case "GET", "gateway/bot":
                limit = {"total": 1000, "remaining": 1000, "reset_after": 0, "max_concurrency": 1}
                gateway = f"{self.address.replace('http', 'ws')}/gateway"
                return reply({"url": gateway, "shards": 1, "session_start_limit": limit})
            case "PUT", path if path.endswith("/commands"):
                common = {"application_id": "1000", "version": "1", "default_member_permissions": None}
                commands = [
                    {"description": "", **common, **command, "id": str(3000 + number)}
                    for number, command in enumerate(await request.json())
                ]
                return reply(commands)
            case _:
                return reply({"message": "404: Not Found", "code": 0}, status=404)

    async def gateway(self, request: web.Request) -> web.WebSocketResponse:
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        await socket.send_json({"op": 10, "d": {"heartbeat_interval": 5000}})
        async for message in socket:
            if message.type is not WSMsgType.TEXT:
                break
            sent = json.loads(message.data)
            if sent["op"] == 1:  # a heartbeat
                await socket.send_json({"op": 11, "d": None})
            elif sent["op"] == 2:  # "here I am"
                ready = {
                    "v": 10,
                    "user": _BOT,
                    "guilds": [],
                    "session_id": "session",
                    "resume_gateway_url": f"{self.address.replace('http', 'ws')}/gateway",
                    "shard": sent["d"]["shard"],
                    "application": {"id": "1000", "flags": 0},
                }
                await socket.send_json({"op": 0, "t": "READY", "s": 1, "d": ready})
                self.identified.set()
        self.left_with = socket.close_code
        return socket


@asynccontextmanager
async def discord_on_loopback(answers: str = "well"):
    """Serve a `Discord` on a free port of 127.0.0.1; its `address` is where it is."""
    discord = Discord(answers)
    app = web.Application()
    app.router.add_get("/gateway/", discord.gateway)
    app.router.add_get("/gateway", discord.gateway)
    app.router.add_route("*", "/api/{path:.*}", discord.api)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    try:
        site = web.TCPSite(runner, "127.0.0.1", 0)
        await site.start()
        host, port = runner.addresses[0][:2]
        discord.address = f"http://{host}:{port}"
        yield discord
    finally:
        await runner.cleanup()
