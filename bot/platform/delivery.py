"""How replies get to Discord: once, also where the connection breaks while one is on its way."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Awaitable, Callable
from http import HTTPStatus
from io import BytesIO
from typing import Any, TypeVar

import aiohttp
import discord
import structlog
from discord.ui import LayoutView

ALREADY_ACKNOWLEDGED = 40060
_REPLY_NEEDS_HISTORY = 160002
_DEFERRED = "deferred"
PAUSE = 0.5  # seconds before the second try; Discord waits for an interaction's answer for 3
PATIENCE = 1.0  # seconds of work before Discord is told to wait

T = TypeVar("T")

log = structlog.get_logger(__name__)


async def post(
    channel: discord.abc.Messageable,
    *,
    view: LayoutView | None = None,
    text: str | None = None,
    answering: discord.Message | None = None,
) -> discord.Message:
    """Send a message to `channel`, as a reply to `answering` where that is allowed.

    A second try has the same nonce: Discord then returns what has arrived instead of posting it again.
    Raises `discord.HTTPException` where Discord refuses, or what broke the connection twice.
    """
    nonce = secrets.randbits(63)

    async def send(reference: discord.MessageReference | None) -> discord.Message:
        parts: dict[str, Any] = _parts(view, text)
        if reference is not None:
            parts |= {"reference": reference, "mention_author": False}
        return await _twice(lambda: channel.send(nonce=nonce, **parts))

    if answering is None:
        return await send(None)
    try:
        return await send(answering.to_reference(fail_if_not_exists=False))
    except discord.HTTPException as error:
        if error.code != _REPLY_NEEDS_HISTORY:
            raise
        return await send(None)


async def think(interaction: discord.Interaction[Any], *, private: bool = True) -> None:
    """Tell Discord that the answer takes more than the three seconds that it waits."""
    await _defer(interaction, ephemeral=private, thinking=True)


async def patiently(interaction: discord.Interaction[Any], work: Awaitable[T], *, private: bool) -> T:
    """Return what `work` returns, telling Discord to wait for the answer where that takes long."""
    task = asyncio.ensure_future(work)
    await asyncio.wait([task], timeout=PATIENCE)
    if not task.done():
        await think(interaction, private=private)
    return await task


async def hold(interaction: discord.Interaction[Any]) -> None:
    """Tell Discord that what a button does takes longer; the message that it is on stays, to be replaced or not."""
    await _defer(interaction)


async def _defer(interaction: discord.Interaction[Any], **how: bool) -> None:
    if _is_answered(interaction):
        return
    await _acknowledged(lambda: interaction.response.defer(**how))
    interaction.extras[_DEFERRED] = True  # discord.py does not know it where only the second try came back


def _is_answered(interaction: discord.Interaction[Any]) -> bool:
    return interaction.response.is_done() or _DEFERRED in interaction.extras


async def respond(
    interaction: discord.Interaction[Any],
    *,
    view: LayoutView | None = None,
    text: str | None = None,
    document: tuple[str, bytes] | None = None,
    private: bool,
) -> int | None:
    """Answer `interaction` with a new message, and return its id.

    document: the name and content of a file to go with `text`. None is returned where the connection broke and
    Discord, asked again, says no more than that it has its answer.
    """

    async def send() -> int | None:
        parts = _parts(view, text)
        if document is not None:
            parts["file"] = discord.File(BytesIO(document[1]), document[0])
        if _is_answered(interaction):
            message: discord.Message = await interaction.followup.send(**parts, ephemeral=private, wait=True)
            return message.id
        return (await interaction.response.send_message(**parts, ephemeral=private)).message_id

    return await _acknowledged(send)


async def replace(
    interaction: discord.Interaction[Any], view: LayoutView, document: tuple[str, bytes] | None = None
) -> None:
    """Put `view` in the place of the message that `interaction` came from: as its answer, or after `hold`.

    document: the name and content of the file that `view` shows; what files the message had before are gone.
    """

    async def edit() -> None:
        files = [discord.File(BytesIO(document[1]), document[0])] if document else []
        if _is_answered(interaction):
            await interaction.edit_original_response(**_parts(view, None), attachments=files)
        else:
            await interaction.response.edit_message(**_parts(view, None), attachments=files)

    await _acknowledged(edit)


def _parts(view: LayoutView | None, text: str | None) -> dict[str, Any]:
    if view is None:
        return {"content": text}
    view.stop()  # its buttons are known by their ids: discord.py need not remember each message that has some
    return {"view": view}


async def _acknowledged(send: Callable[[], Awaitable[T]]) -> T | None:
    """Return what `send` returns. That Discord has its answer already means that an earlier try of it arrived."""
    try:
        return await _twice(send)
    except discord.HTTPException as error:
        if error.code != ALREADY_ACKNOWLEDGED:
            raise
        return None


async def _twice(send: Callable[[], Awaitable[T]]) -> T:
    """Return what `send` returns, trying it once more where nobody can tell whether it arrived.

    discord.py repeats what fails with most of the 500s by itself, but neither a 503 nor a broken connection.
    """
    try:
        return await send()
    except (aiohttp.ClientError, OSError) as error:
        reason = type(error).__name__
    except discord.HTTPException as error:
        if error.status != HTTPStatus.SERVICE_UNAVAILABLE:
            raise
        reason = "service unavailable"
    log.warning("reply_lost_sending_again", reason=reason)
    await asyncio.sleep(PAUSE)
    return await send()
