"""Remembers which public message shows which fact, and nothing about who asked."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import discord
import structlog

from bot.platform.errors import log_error
from knowledge.model.record import Record
from knowledge.model.visible_change import looks_the_same
from knowledge.servers.bases import ServerBases
from knowledge.store.errors import UnavailableError

log = structlog.get_logger(__name__)


class PostedCards:
    """Remembers a card once it is posted. Raises nothing: by then people have their answer."""

    def __init__(self, bases: ServerBases) -> None:
        self._bases = bases

    async def sent(self, server: int | None, message: discord.Message, record: Record | None) -> None:
        """Remember `message`, sent on `server` (None: directly) with the card of `record` (None: of no fact)."""
        if record is not None and server is not None:
            with _never_failing():
                await self._remember(server, message.channel.id, message.id, record)

    async def responded(
        self, interaction: discord.Interaction[Any], message_id: int | None, record: Record | None
    ) -> None:
        """Remember the public response to `interaction` with the card of `record` (None: of no fact).

        message_id: what `delivery.respond` returned
        """
        if record is not None and interaction.guild_id is not None and interaction.channel_id is not None:
            with _never_failing():
                id = message_id or (await interaction.original_response()).id
                await self._remember(interaction.guild_id, interaction.channel_id, id, record)

    async def replaced(self, interaction: discord.Interaction[Any], record: Record) -> None:
        """Remember that the message with the pressed button turned into the card of `record`."""
        message = interaction.message
        if message is not None and not message.flags.ephemeral and interaction.guild_id is not None:
            with _never_failing():
                await self._remember(interaction.guild_id, message.channel.id, message.id, record)

    async def _remember(self, server: int, channel: int, message: int, record: Record) -> None:
        store, now = self._bases.store(server), discord.utils.utcnow()
        await store.card_posted(channel, message, record.fact.id, now)
        # The fact may have changed while the card was on its way, when nobody knew yet that there was one to correct.
        await self._bases.catch_up(server)
        if not looks_the_same(record, self._bases.state(server).base.find_record(record.fact.id)):
            await store.card_outdated(message, now)


@contextmanager
def _never_failing() -> Iterator[None]:
    try:
        yield
    except UnavailableError:
        log.warning("database_away_card_not_remembered", exc_info=True)
    except Exception as error:  # noqa: BLE001  # the person has the answer; an apology would only confuse them
        log_error("remembering_card_failed", error)
