"""What the running bot logs: lines for people or JSON for collectors, on standard error, without secrets.

Modules log by `structlog.get_logger(__name__)`, an event and its values, and never what people asked.
"""

from __future__ import annotations

import json
import logging
import re
import sys
import traceback
from collections.abc import Iterable
from typing import Any, TextIO

import discord
import structlog

from bot.settings import Settings

_REMOVED = "[removed]"

# Whoever has one of these can act as the bot: its own token, wherever it comes from, and
# the tokens of interactions and webhooks in the addresses that discord.py puts into its warnings.
_TOKENS = re.compile(r"[\w-]{23,28}\.[\w-]{6,7}\.[\w-]{27,}")
_ADDRESSES = re.compile(r"(/(?:webhooks|interactions)/\d+/)[\w-]+")


def configure_logging(settings: Settings, stream: TextIO | None = None) -> None:
    """Send every log of the process to `stream` (standard error by default) in the format that is set."""
    output = sys.stderr if stream is None else stream
    shared: list[structlog.typing.Processor] = [
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    last: list[structlog.typing.Processor] = (
        [structlog.processors.format_exc_info, structlog.processors.JSONRenderer()]
        if settings.log_format == "json"
        else [structlog.dev.ConsoleRenderer(colors=output.isatty(), exception_formatter=structlog.dev.plain_traceback)]
    )
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            *shared,
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
    )
    handler = logging.StreamHandler(output)
    handler.setFormatter(
        _WithoutSecrets(
            settings.secrets,
            foreign_pre_chain=[*shared, _without_its_own_text],
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, *last],
        )
    )
    level = logging.getLevelNamesMapping()[settings.log_level.upper()]
    # At debug, libraries log all that they receive and store: what people ask is none of the log's business.
    logging.basicConfig(level=max(level, logging.INFO), handlers=[handler], force=True)
    for ours in ("bot", "knowledge"):
        logging.getLogger(ours).setLevel(level)


def described(error: BaseException) -> str:
    """Return what broke and in which lines. An error's own text is left out: it may quote what somebody asked."""
    lines = traceback.format_tb(error.__traceback__)
    code = f" {error.status} (code {error.code})" if isinstance(error, discord.HTTPException) else ""
    said = f"{''.join(lines)}{type(error).__module__}.{type(error).__qualname__}{code}"
    earlier = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    return f"{described(earlier)}\nwhich led to:\n{said}" if earlier else said


def _without_its_own_text(_logger: Any, _method: str, event: structlog.typing.EventDict) -> structlog.typing.EventDict:  # noqa: ANN401  # as structlog calls it
    """Describe the error in what a library logs, as discord.py does where choices break."""
    info = event.pop("exc_info", None)
    if info and info[1]:
        event["exception"] = described(info[1])
    return event


class _WithoutSecrets(structlog.stdlib.ProcessorFormatter):
    """Formats a record and then takes `secrets` out of it, tracebacks included."""

    def __init__(
        self,
        secrets: Iterable[str],
        *,
        foreign_pre_chain: list[structlog.typing.Processor],
        processors: list[structlog.typing.Processor],
    ) -> None:
        super().__init__(foreign_pre_chain=foreign_pre_chain, processors=processors)
        self._secrets = sorted(
            {spelling for secret in secrets for spelling in (secret, json.dumps(secret)[1:-1])}, key=len, reverse=True
        )

    def format(self, record: logging.LogRecord) -> str:
        line = super().format(record)
        for secret in self._secrets:
            line = line.replace(secret, _REMOVED)
        return _ADDRESSES.sub(rf"\1{_REMOVED}", _TOKENS.sub(_REMOVED, line))
