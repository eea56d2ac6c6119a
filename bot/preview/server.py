"""A simulated Discord server with the bot in it, shown as a page."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable, Sequence
from datetime import UTC, datetime

import discord
from simcord import ChannelHandle, Env, GuildHandle, MemberActor, UserHandle
from simcord.actors import MessageLike

from bot.client import OnRecord
from bot.platform.command_sync import publish
from bot.platform.signals import stop_event
from bot.preview.clock import keep_time


async def show(bot: OnRecord, port: int, announce: Callable[[str], None]) -> None:
    """Show `bot` in a local page until SIGTERM, SIGINT or its own "End preview session" ends it.

    `announce` gets the page's address once it can be opened. Raises `simcord.SetupError` where `port` is taken.
    """
    stopped = stop_event()
    env = Env(bot, shard_count=1)
    # The server comes first and its clock is set after that: ids come from the clock, and
    # with the same ids in every preview the data of an earlier one still fits.
    env.backend.edit_bot_profile("OnRecord")
    channel, people = build_server(env)
    env.backend.advance_clock((datetime.now(UTC) - env.now()).total_seconds())
    await env.start()
    try:
        with env.time_context():
            await publish(bot)  # this Discord is a new one each time, whatever an earlier preview registered
            bot.dispatch("guild_join", bot.get_guild(env.guild.id))  # for its welcome: it has been there all along
            await env.settle()
            async with env.preview(channel, viewers=people, layout="channel", port=port) as page:
                clock = asyncio.create_task(keep_time(env, page))
                ends = {asyncio.create_task(stopped.wait()), asyncio.create_task(page.wait_closed()), clock}
                announce(page.url)
                done, _ = await asyncio.wait(ends, return_when=asyncio.FIRST_COMPLETED)
                for task in ends - done:
                    task.cancel()
                await asyncio.gather(*ends, return_exceptions=True)
                for task in done:
                    task.result()
    finally:
        await env.shutdown()
        await bot.close()


def build_server(env: Env) -> tuple[ChannelHandle, Sequence[MemberActor]]:
    """Make a server with a channel, a community member, a moderator and an admin; return the channel and the three."""
    server = env.create_guild("The Reading Room")
    channel = server.create_text_channel("ask-onrecord", topic="Ask with @OnRecord and your question, or with /ask")
    moderators = server.create_role("Moderators", permissions=discord.Permissions(manage_messages=True))
    admins = server.create_role("Admins", permissions=discord.Permissions(manage_messages=True, manage_guild=True))
    people = []
    for name, roles in (("Mia (member)", ()), ("Sam (moderator)", (moderators,)), ("Noor (admin)", (admins,))):
        user = env.create_user(name)
        server.add_member(user, roles=roles)
        people.append(Person(env, server, user))
    env.backend.edit_guild(server.id, {"system_channel_id": channel.id})  # last, or it would tell of those who joined
    return channel, people


class Person(MemberActor):
    """Somebody at the page's composer. What they type as `@OnRecord` is the mention that Discord makes of it."""

    def __init__(self, env: Env, guild: GuildHandle, user: UserHandle) -> None:
        super().__init__(env, guild, user)
        bot = env.backend.bot_user
        self._typed = re.compile(rf"@{re.escape(bot.name)}\b", re.IGNORECASE)
        self._mention = f"<@{bot.id}>"

    async def send(
        self,
        channel: ChannelHandle,
        content: str = "",
        *,
        reply_to: MessageLike | None = None,
        attachments: Sequence[tuple[str, bytes]] = (),
    ) -> discord.Message:
        """Send `content` as this person; see `simcord.MemberActor.send`."""
        mentioning = self._typed.sub(self._mention, content)
        return await super().send(channel, mentioning, reply_to=reply_to, attachments=attachments)
