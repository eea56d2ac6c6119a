"""Asks a language model for a reply, over the OpenAI-compatible API that Ollama, llama.cpp, vLLM and hosted ones have.

The only module that sends anything anywhere: the prompt, to the address that the operator set. Its client library is
an extra and takes half a second to import, so it's imported when a model is asked.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from knowledge.suggesting import messages
from knowledge.suggesting.errors import ModelError
from knowledge.suggesting.reply import LARGEST_REPLY

if TYPE_CHECKING:
    import httpx2

SECONDS = 180  # for one request: a small model on a processor writes ten words a second
_MOST_TOKENS = 8_000  # of one reply; what is asked for at once takes some 2,000
_MOST_BYTES = 2 * LARGEST_REPLY  # of a response, whose JSON escapes the reply's quotes
# The library would tell every server the system it runs on.
_UNSENT = (
    "Lang",
    "Package-Version",
    "OS",
    "Arch",
    "Runtime",
    "Runtime-Version",
    "Async",
    "Retry-Count",
    "Read-Timeout",
)
_STATUSES = {401: messages.REFUSED_KEY, 403: messages.REFUSED_KEY, 404: messages.NOT_FOUND, 429: messages.BUSY}


class _TooLargeError(Exception):
    """A response of more bytes than any reply has."""


@dataclass(frozen=True)
class LanguageModel:
    """A model that the operator set.

    url: where its API begins, such as http://localhost:11434/v1. key: sent to that address alone, never shown
    """

    url: str = field(repr=False)
    name: str
    key: str | None = field(default=None, repr=False)

    @property
    def host(self) -> str:
        """The name of the machine that is asked."""
        return urlsplit(self.url).hostname or ""

    async def ask(self, prompt: str, schema: dict[str, Any], seconds: float = SECONDS) -> str:
        """Return the model's reply to `prompt`, of the shape that `schema` wants if the server knows how. Once.

        Raises `ModelError` if there's none within `seconds`.
        """
        try:
            import openai  # noqa: PLC0415  # an extra, and slow to import
        except ImportError:
            raise ModelError(messages.NOT_INSTALLED) from None
        try:
            async with asyncio.timeout(seconds):
                completion = await self._completion(openai, prompt, schema, seconds)
        except (TimeoutError, openai.APITimeoutError):
            raise ModelError(messages.TOO_SLOW.format(seconds=round(seconds))) from None
        except _TooLargeError:
            raise ModelError(messages.REPLY_TOO_LARGE) from None
        except openai.APIConnectionError as error:
            too_large = isinstance(error.__cause__, _TooLargeError)
            raise ModelError(messages.REPLY_TOO_LARGE if too_large else messages.NOT_REACHED) from None
        except openai.APIStatusError as error:
            status = error.status_code
            raise ModelError(_STATUSES.get(status, messages.FAILED).format(status=status)) from None
        except (openai.OpenAIError, ValueError):
            raise ModelError(messages.NO_REPLY) from None
        return _reply(completion)

    async def _completion(self, library: Any, prompt: str, schema: dict[str, Any], seconds: float) -> Any:  # noqa: ANN401  # the library's module and answer
        """Ask; and once more, with nothing but the prompt, if the server doesn't know schemas or limits."""
        http_client = library.DefaultAsyncHttpxClient(
            event_hooks={"response": [_limit]},
            headers={"Accept-Encoding": "identity"},
            follow_redirects=False,
            timeout=seconds,
        )
        client: Any = library.AsyncOpenAI(
            base_url=self.url,
            api_key=self.key or "none",  # local servers ask for none, but the library wants one
            organization="",
            project="",
            max_retries=0,
            http_client=http_client,
        )
        unsent = (*(f"X-Stainless-{name}" for name in _UNSENT), "OpenAI-Organization", "OpenAI-Project")
        asked = {
            "model": self.name,
            "messages": [{"role": "user", "content": prompt}],
            "extra_headers": dict.fromkeys(unsent, library.Omit()),
        }
        shape = {"type": "json_schema", "json_schema": {"name": "reply", "strict": True, "schema": schema}}
        async with client:
            try:
                return await client.chat.completions.create(**asked, max_tokens=_MOST_TOKENS, response_format=shape)
            except (library.BadRequestError, library.UnprocessableEntityError):
                return await client.chat.completions.create(**asked)


async def _limit(response: httpx2.Response) -> None:
    """Stop reading a response that has more bytes than any reply: before they fill the memory."""
    import httpx2  # noqa: PLC0415  # comes with the extra

    if response.headers.get("Content-Encoding", "identity") != "identity":
        raise _TooLargeError  # nobody asked for it, and a little of it may become a lot
    stream: Any = response.stream  # of an asynchronous client, so it's asynchronous, too

    class Limited(httpx2.AsyncByteStream):
        async def __aiter__(self) -> AsyncIterator[bytes]:
            read = 0
            async for part in stream:
                read += len(part)
                if read > _MOST_BYTES:
                    raise _TooLargeError
                yield part

        async def aclose(self) -> None:
            await stream.aclose()

    response.stream = Limited()


def _reply(completion: Any) -> str:  # noqa: ANN401  # a server may send anything, and the library doesn't check
    choices = getattr(completion, "choices", None)
    choice = choices[0] if isinstance(choices, list) and choices else None
    if getattr(choice, "finish_reason", None) == "length":
        raise ModelError(messages.CUT_SHORT)
    text = getattr(getattr(choice, "message", None), "content", None)
    if not isinstance(text, str):
        raise ModelError(messages.NO_REPLY)
    return text
