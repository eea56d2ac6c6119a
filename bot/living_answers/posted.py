"""What is remembered of the cards before everyone: which message shows which fact, and nothing of who asked."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import discord
import structlog

from bot.cards.fact_markdown import written
from bot.platform.errors import log_error
from knowledge.model.record import Record
from knowledge.servers.bases import ServerBases
from knowledge.store.errors import UnavailableError

log = structlog.get_logger(__name__)


class PostedCards:
    """Remembers a card once it is posted. Raises nothing: people have their answer, whatever becomes of this."""

    def __init__(self, bases: ServerBases) -> None:
        self._bases = bases

    async def sent(self, server: int | None, message: discord.Message, record: Record | None) -> None:
        """`message` was sent on `server` with the card of `record`. None: in person; with a card that shows no fact."""
        if record is not None and server is not None:
            with _answered_all_the_same():
                await self._remember(server, message.channel.id, message.id, record)

    async def responded(
        self, interaction: discord.Interaction[Any], message_id: int | None, record: Record | None
    ) -> None:
        """The response to `interaction` was posted before everyone, with the card of `record`; None: it shows no fact.

        message_id: what `delivery.respond` returned
        """
        if record is not None and interaction.guild_id is not None and interaction.channel_id is not None:
            with _answered_all_the_same():
                id = message_id or (await interaction.original_response()).id
                await self._remember(interaction.guild_id, interaction.channel_id, id, record)

    async def replaced(self, interaction: discord.Interaction[Any], record: Record | None) -> None:
        """The message that `interaction` came from turned into the card of `record`, or, with None, into another."""
        message = interaction.message
        if message is None or message.flags.ephemeral or interaction.guild_id is None:
            return
        with _answered_all_the_same():
            if record is None:
                await self._bases.store(interaction.guild_id).card_gone(message.id)
            else:
                await self._remember(interaction.guild_id, message.channel.id, message.id, record)

    async def _remember(self, server: int, channel: int, message: int, record: Record) -> None:
        store, now = self._bases.store(server), discord.utils.utcnow()
        await store.card_posted(channel, message, record.fact.id, now)
        # The fact may have changed while the card was on its way, when nobody knew yet that there was one to correct.
        await self._bases.catch_up(server)
        base = self._bases.state(server).base
        if record.fact.id not in base.facts_by_id or written(base.record(record.fact.id)) != written(record):
            await store.card_outdated(message, now)


@contextmanager
def _answered_all_the_same() -> Iterator[None]:
    try:
        yield
    except UnavailableError:
        log.warning("database_away_card_not_remembered", exc_info=True)
    except Exception as error:  # noqa: BLE001  # who asked has the answer; an apology would only confuse them
        log_error("remembering_card_failed", error)
