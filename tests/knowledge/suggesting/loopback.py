"""A language model on this machine's loopback, which answers as a test wants: well, badly, or not at all."""

from __future__ import annotations

import asyncio
import json
from contextlib import asynccontextmanager

from aiohttp import web


def completion(text, finish_reason="stop"):
    """Return what an OpenAI-compatible server sends for `text`."""
    message = {"role": "assistant", "content": text}
    return {"id": "1", "object": "chat.completion", "choices": [{"message": message, "finish_reason": finish_reason}]}


class Model:
    """What it was asked is in `asked`, a pair of headers and body each.

    answers: a text to reply with, a status to fail with, bytes to send as they are, JSON, "silent", or "endless"; of
    several, one after the other
    """

    def __init__(self, *answers):
        self.answers = list(answers)
        self.asked = []
        self.url = ""

    async def complete(self, request):
        self.asked.append((dict(request.headers), await request.json()))
        answer = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        match answer:
            case "silent":
                await asyncio.Event().wait()
            case "endless":
                response = web.StreamResponse(headers={"Content-Type": "application/json"})
                await response.prepare(request)
                while True:
                    await response.write(b" " * 100_000)
            case int():
                return web.json_response({"error": {"message": "sk-secret is wrong"}}, status=answer)
            case bytes():
                return web.Response(body=answer, content_type="application/json")
            case str():
                return web.json_response(completion(answer))
            case web.Response():
                return answer
        return web.Response(body=json.dumps(answer).encode(), content_type="application/json")


@asynccontextmanager
async def serving(*answers):
    """Serve a `Model` with those answers."""
    model = Model(*answers)
    application = web.Application()
    application.router.add_post("/v1/chat/completions", model.complete)
    runner = web.AppRunner(application, handler_cancellation=True, shutdown_timeout=0.1)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    model.url = f"http://127.0.0.1:{runner.addresses[0][1]}/v1"
    try:
        yield model
    finally:
        await runner.cleanup()
