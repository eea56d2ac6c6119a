"""A model is asked once, waited for so long, and believed nothing."""

from __future__ import annotations

import gzip
import logging
import sys
from unittest.mock import patch

import pytest
from aiohttp import web

from knowledge.suggesting import messages
from knowledge.suggesting.errors import ModelError
from knowledge.suggesting.language_model import LanguageModel
from knowledge.suggesting.prompt import reply_schema, request
from tests.entries import SMALL
from tests.knowledge.suggesting.loopback import completion, serving

SCHEMA = reply_schema(request(SMALL))
KEY = "sk-secret"


async def ask(model, seconds=5.0):
    return await LanguageModel(model.url, "some-model", KEY).ask("Suggest.", SCHEMA, seconds)


async def test_it_gets_the_prompt_and_the_key_and_nothing_else(monkeypatch):
    for name in ("OPENAI_API_KEY", "OPENAI_ORG_ID", "OPENAI_PROJECT_ID"):
        monkeypatch.setenv(name, "the operator's own")
    async with serving("a reply") as model:
        assert await ask(model) == "a reply"
    [(headers, body)] = model.asked
    assert body["messages"] == [{"role": "user", "content": "Suggest."}]
    assert (body["model"], body["response_format"]["json_schema"]["schema"]) == ("some-model", SCHEMA)
    assert set(body) == {"model", "messages", "max_tokens", "response_format"}
    assert headers["Authorization"] == f"Bearer {KEY}"
    assert [value for value in headers.values() if "operator" in value] == []
    assert {name.lower() for name in headers} <= {
        *("host", "connection", "accept", "accept-encoding", "content-type", "content-length", "user-agent"),
        "authorization",
    }


async def test_a_server_that_knows_no_schemas_is_asked_once_more_without():
    async with serving(400, "a reply") as model:
        assert await ask(model) == "a reply"
    assert ["response_format" in body for _, body in model.asked] == [True, False]


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        (400, messages.FAILED.format(status=400)),
        (401, messages.REFUSED_KEY),
        (403, messages.REFUSED_KEY),
        (404, messages.NOT_FOUND),
        (429, messages.BUSY),
        (500, messages.FAILED.format(status=500)),
        ("endless", messages.REPLY_TOO_LARGE),
        (b"<html>It works!</html>", messages.NO_REPLY),
        (b"{", messages.NO_REPLY),
        ([], messages.NO_REPLY),
        ({"choices": []}, messages.NO_REPLY),
        ({"choices": [{"message": {"content": None}}]}, messages.NO_REPLY),
        ({"choices": [{"message": {"content": 7}}]}, messages.NO_REPLY),
        ({"choices": "many"}, messages.NO_REPLY),
        (completion("half of a", "length"), messages.CUT_SHORT),
        (
            web.Response(body=gzip.compress(b" " * 9_000_000), headers={"Content-Encoding": "gzip"}),
            messages.REPLY_TOO_LARGE,
        ),
        (web.Response(status=302, headers={"Location": "http://127.0.0.1:9/"}), messages.FAILED.format(status=302)),
    ],
    ids=lambda value: str(value)[:30],
)
async def test_whatever_else_it_sends_is_told_in_a_sentence_without_the_key_and_not_tried_again(answer, told, caplog):
    caplog.set_level(logging.INFO)
    async with serving(answer) as model:
        with pytest.raises(ModelError) as failed:
            await ask(model)
    assert str(failed.value) == told
    assert len(model.asked) == (2 if answer == 400 else 1)
    assert KEY not in caplog.text


async def test_one_that_never_answers_is_left_after_a_while():
    async with serving("silent") as model:
        with pytest.raises(ModelError, match="took longer than"):
            await ask(model, 2)  # seconds: a busy machine needs some to connect
    assert len(model.asked) == 1


async def test_one_that_is_not_there_is_told():
    with pytest.raises(ModelError, match="can't be reached"):
        await LanguageModel("http://127.0.0.1:9/v1", "some-model").ask("Suggest.", SCHEMA)


async def test_without_its_library_it_says_what_to_install():
    with patch.dict(sys.modules, {"openai": None}), pytest.raises(ModelError, match="extra 'suggest'"):
        await LanguageModel("http://127.0.0.1:9/v1", "some-model").ask("Suggest.", SCHEMA)


def test_the_key_is_not_shown():
    model = LanguageModel("https://me:word@models.example/v1", "some-model", KEY)
    assert KEY not in f"{model!r}"
    assert "word" not in f"{model!r}"
    assert model.host == "models.example"
