"""Files that moderators attach."""

from __future__ import annotations

import aiohttp
import discord

from bot.strings import editing as strings
from knowledge.editing.errors import RefusedError
from knowledge.editing.imports import check_size


async def content_of(file: discord.Attachment) -> bytes:
    """Return what's in `file`. Raises `RefusedError` if it's too large or Discord doesn't hand it out."""
    check_size(file.size)
    try:
        return await file.read()
    except (discord.HTTPException, aiohttp.ClientError, OSError) as error:
        raise RefusedError(strings.FILE_NOT_FETCHED) from error
