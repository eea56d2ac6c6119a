"""Corrects posted cards whose fact changed, with the bot's own token: an interaction's expires after 15 minutes.

The queue is a table, so it survives restarts and covers changes by any process.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import partial
from itertools import groupby

import aiohttp
import discord
import structlog
from discord.ext import commands
from discord.ui import LayoutView

from bot.app import App
from bot.cards.actions import OfferOthers
from bot.cards.corrected import corrected_card, not_asked_on, removed_card, shows_the_same
from bot.platform.errors import log_error
from bot.platform.periodic import PeriodicCog
from knowledge.store.corrections import Correction, Corrections
from knowledge.store.errors import UnavailableError

MOST_AT_ONCE = 3  # cards taken each time; Discord takes about five edits in five seconds in one channel
MOST_ATTEMPTS = 50  # with the pauses below, about two days
FIRST_PAUSE = timedelta(seconds=30)
LONGEST_PAUSE = timedelta(hours=1)
REST = timedelta(minutes=1)  # of a channel in which Discord takes no more edits of old messages

TOO_MANY_EDITS = 30046  # of messages older than an hour
LOST = {
    10003,  # unknown channel
    10008,  # unknown message
}
CLOSED = {  # for a while, perhaps: somebody may open the thread or channel again
    50001,  # missing access
    50013,  # missing permissions
    50083,  # the thread is archived
}
KEPT_FOR = timedelta(days=14)  # that a card in a closed channel waits for its correction

log = structlog.get_logger(__name__)


class LivingAnswers(PeriodicCog):
    """Takes due corrections from the queue and edits the cards, one at a time in each channel."""

    job = "living_answers"
    outage = "database_away_corrections_wait"

    def __init__(self, bot: App) -> None:
        super().__init__()
        self._bot = bot
        self._at_work: dict[int, asyncio.Task[None]] = {}  # by channel; discord.py waits in them where it must
        self._resting: dict[int, datetime] = {}  # channels, and until when

    async def tick(self) -> None:
        """Start the corrections that are due."""
        await self._begin(discord.utils.utcnow())

    async def cog_unload(self) -> None:
        """Stop. Corrections that were under way are tried again after the next start."""
        await super().cog_unload()
        at_work = list(self._at_work.values())
        for task in at_work:
            task.cancel()
        if at_work:
            await asyncio.wait(at_work)

    async def _begin(self, now: datetime) -> None:
        self._resting = {channel: until for channel, until in self._resting.items() if until > now}
        taken = await self._queue.take(now, most=MOST_AT_ONCE, besides={*self._at_work, *self._resting})
        for channel, corrections in groupby(sorted(taken, key=_channel), key=_channel):
            task = asyncio.create_task(self._correct_all(list(corrections)), name=f"correcting in {channel}")
            self._at_work[channel] = task
            task.add_done_callback(partial(self._at_work.pop, channel))

    @property
    def _queue(self) -> Corrections:
        return self._bot.bases.corrections

    async def _correct_all(self, corrections: Sequence[Correction]) -> None:
        """Correct cards of one channel. Whatever is cut short is due again when the queue's lease ends."""
        try:
            for correction in corrections:
                rests_until = self._resting.get(correction.channel)
                if rests_until is None:
                    await self._correct(correction)
                else:
                    await self._queue.later(correction, rests_until)
        except UnavailableError:
            log.warning("database_away_correction_waits", exc_info=True)

    async def _correct(self, correction: Correction) -> None:
        try:
            settings = await self._bot.bases.store(correction.server).settings()
            if settings.living_answers:  # else turned off since the fact changed: it stays as the admins leave it
                await self._edit(correction)
        except discord.HTTPException as error:
            if error.code in LOST:
                await self._queue.drop(correction)
                return
            if error.code in CLOSED:
                await self._wait_until_open(correction, error.code)
                return
            if error.code == TOO_MANY_EDITS:
                self._resting[correction.channel] = discord.utils.utcnow() + REST
            await self._later(correction, f"Discord says {error.status}, code {error.code}")
        except UnavailableError:
            raise
        except (aiohttp.ClientError, discord.DiscordException, OSError) as error:
            await self._later(correction, type(error).__name__)
        except Exception as error:  # noqa: BLE001  # one card that we cannot make must not hold up the others
            log_error("correction_failed", error)
            await self._later(correction, type(error).__name__)
        else:
            await self._queue.done(correction)

    async def _edit(self, correction: Correction) -> None:
        message = self._bot.get_partial_messageable(correction.channel).get_partial_message(correction.message)
        try:
            shown = await message.fetch()
        except discord.Forbidden:
            shown = None  # that takes the permission to read the history; editing our own message does not
        card = await self._card(correction, not_asked_on(shown) if shown else None)
        if shown is None or not shows_the_same(shown, card):
            card.stop()  # its buttons are known by their ids: discord.py need not remember the message
            await message.edit(view=card)
            await self._queue.shown(correction)

    async def _card(self, correction: Correction, not_asked: OfferOthers | None) -> LayoutView:
        await self._bot.bases.catch_up(correction.server)  # another process may have made the change, just now
        base, on = self._bot.bases.state(correction.server).base, correction.changed_at.date()
        record = base.find_record(correction.fact)
        return removed_card(on) if record is None else corrected_card(record, base, on, not_asked)

    async def _wait_until_open(self, correction: Correction, code: int) -> None:
        """Keep a card that can't be edited now. Its fact may change again, so it isn't forgotten after that either."""
        now = discord.utils.utcnow()
        if now - correction.changed_at > KEPT_FOR:
            log.warning("correction_given_up", channel=correction.channel, message=correction.message, code=code)
            await self._queue.done(correction)
            return
        if correction.attempts == 1:  # once a change, not once an hour
            log.info("correction_waits_for_channel", channel=correction.channel, message=correction.message, code=code)
        await self._queue.later(correction, now + pause(correction.attempts))

    @commands.Cog.listener()
    async def on_raw_thread_update(self, payload: discord.RawThreadUpdateEvent) -> None:
        """Correct what waits in a thread that's open again."""
        await self._hurry(payload.thread_id)

    @commands.Cog.listener()
    async def on_guild_channel_update(self, _before: discord.abc.GuildChannel, after: discord.abc.GuildChannel) -> None:
        """Correct what waits in a channel whose permissions may have changed."""
        await self._hurry(after.id)

    async def _hurry(self, channel: int) -> None:
        try:
            await self._queue.hurry(channel, discord.utils.utcnow())
        except UnavailableError:
            log.warning(self.outage, exc_info=True)  # it's tried again within the hour anyway

    async def _later(self, correction: Correction, reason: str) -> None:
        ids = {"channel": correction.channel, "message": correction.message, "reason": reason}
        if correction.attempts >= MOST_ATTEMPTS:
            log.warning("correction_given_up", **ids)
            await self._queue.drop(correction)
            return
        log.info("correction_postponed", **ids)
        await self._queue.later(correction, discord.utils.utcnow() + pause(correction.attempts))


def pause(attempts: int) -> timedelta:
    """Return how long to wait after so many failed attempts: twice as long each time, up to an hour."""
    doubled = min(attempts - 1, 16)  # any more overflows
    return min(FIRST_PAUSE * (1 << doubled), LONGEST_PAUSE)


def _channel(correction: Correction) -> int:
    return correction.channel
