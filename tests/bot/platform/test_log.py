"""The log is for people or for collectors, and holds neither secrets nor what people asked."""

import io
import json
import logging

import pytest
import structlog

from bot.platform.log import configure_logging
from bot.settings import read_settings

TOKEN = "MTAwMDAwMDAwMDAwMDAwMDAw.GabcDE.not-a-real-token-not-a-real-token-0000"
ANOTHER_TOKEN = "MTAwMDAwMDAwMDAwMDAwMDAx.GfghIJ.some-other-token-some-other-token-0000"


@pytest.fixture
def logging_to():
    """Configure logging with some settings and return the stream that it goes to; afterwards all is as before."""
    loggers = [logging.getLogger(name) for name in ("", "bot", "knowledge")]
    levels, handlers = [logger.level for logger in loggers], loggers[0].handlers
    loggers[0].handlers = []  # pytest's own, which must not be closed

    def configure(**settings):
        stream = io.StringIO()
        configure_logging(read_settings(_env_file=None, discord_token=TOKEN, **settings), stream)
        return stream

    yield configure
    loggers[0].handlers = handlers
    for logger, level in zip(loggers, levels, strict=True):
        logger.setLevel(level)
    structlog.reset_defaults()


def log_everything_secret():
    """Log the token and other secrets in every way that there is."""
    structlog.get_logger("bot.test").warning("structured", token=TOKEN, nested={"in": [TOKEN]})
    logging.getLogger("discord.http").warning("standard %s", TOKEN)
    logging.getLogger("discord.http").warning("of nobody's settings %s", ANOTHER_TOKEN)
    logging.getLogger("sqlalchemy").warning('cannot connect to me:pass"word@db or me:pass%22word@db')
    logging.getLogger("discord.http").warning(
        "POST https://discord.example/api/v10/webhooks/1234/aW50ZXJhY3Rpb246/messages responded with 429"
    )
    logging.getLogger("discord.http").warning("POST /interactions/1234/aW50ZXJhY3Rpb246/callback responded with 500")
    try:
        int(TOKEN)
    except ValueError:
        structlog.get_logger("bot.test").exception("failed")
        logging.getLogger("discord.client").exception("failed too")


@pytest.mark.parametrize("format", ["text", "json"])
def test_no_secret_reaches_the_log_by_any_way(logging_to, format):
    stream = logging_to(log_format=format, database_url="postgresql://me:pass%22word@db/onrecord")
    log_everything_secret()
    logged = stream.getvalue()
    assert "failed too" in logged
    assert "Traceback" in logged
    for secret in (TOKEN, ANOTHER_TOKEN, 'pass"word', r"pass\"word", "pass%22word", "aW50ZXJhY3Rpb246"):
        assert secret not in logged
    assert logged.count("[removed]") == 9


def test_json_has_one_object_a_line(logging_to):
    stream = logging_to(log_format="json")
    log_everything_secret()
    logging.getLogger("discord.gateway").info("Shard %s is here\nto stay", 0)
    entries = [json.loads(line) for line in stream.getvalue().splitlines()]
    assert {"event", "level", "logger", "timestamp"} <= set.intersection(*map(set, entries))
    assert entries[-1]["event"] == "Shard 0 is here\nto stay"
    assert "ValueError" in entries[-2]["exception"]


def test_the_level_that_is_set_holds_for_every_logger(logging_to):
    stream = logging_to(log_level="error")
    structlog.get_logger("bot.test").warning("not this")
    logging.getLogger("discord.client").warning("nor this")
    structlog.get_logger("bot.test").error("but this")
    assert "but this" in stream.getvalue()
    assert len(stream.getvalue().splitlines()) == 1


def test_what_people_ask_is_not_logged_even_at_debug(logging_to):
    """discord.py logs each payload that it receives at that level, aiosqlite each value that it stores."""
    stream = logging_to(log_level="debug")
    logging.getLogger("aiosqlite").debug("executing INSERT with 'who holds Soledar'")
    logging.getLogger("discord.gateway").debug("For Shard ID 0: WebSocket Event: {'content': 'who holds Soledar'}")
    structlog.get_logger("bot.test").debug("ours is")
    assert "Soledar" not in stream.getvalue()
    assert "ours is" in stream.getvalue()


@pytest.mark.parametrize("format", ["text", "json"])
def test_an_error_that_a_library_logs_is_described_without_its_text(logging_to, format):
    """As discord.py logs what breaks while choices are offered, and asyncio what nobody waited for."""
    stream = logging_to(log_format=format)
    asked = "who holds " + "Soledar"  # in two parts, as a traceback quotes the line
    try:
        {}[asked]
    except KeyError:
        logging.getLogger("discord.app_commands.tree").exception("Ignoring exception in autocomplete for 'ask'")
    assert asked not in stream.getvalue()
    assert "builtins.KeyError" in stream.getvalue()
    assert "test_log.py" in stream.getvalue()
