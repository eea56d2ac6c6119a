"""A simulated Discord server with the bot in it, shown as a page."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime

import discord
from simcord import ChannelHandle, Env, GuildHandle, MemberActor, Preview

from bot.client import OnRecord
from bot.platform.command_sync import publish
from bot.platform.signals import stop_event
from bot.preview.clock import keep_time
from bot.preview.entrance import Entrance
from bot.preview.notes import Notes, introduction, what_to_type
from bot.preview.rendering import follow_new_messages, render_once, render_only_in_browsers
from bot.strings import preview as strings


@dataclass(frozen=True)
class Server:
    """The simulated server: its channel, and in it a community member, a moderator and an admin."""

    guild: GuildHandle
    channel: ChannelHandle
    people: Sequence[MemberActor]
    notes: Notes


async def show(bot: OnRecord, port: int, announce: Callable[[str, str], None]) -> None:
    """Show `bot` in a local page until SIGTERM, SIGINT or its own "End preview session" ends it.

    `announce` gets the page's address and a message to type, once the page can be opened. Raises
    `simcord.SetupError` if `port` is taken.
    """
    stopped = stop_event()
    env = Env(bot, shard_count=1)
    # The server comes first and its clock is set after that: ids come from the clock, and
    # with the same ids in every preview the data of an earlier one still fits.
    server = build_server(env)
    env.backend.advance_clock((datetime.now(UTC) - env.now()).total_seconds())
    await env.start()
    try:
        with env.time_context():
            await publish(bot)  # this Discord is a new one each time, whatever an earlier preview registered
            bot.dispatch("guild_join", bot.get_guild(server.guild.id))  # for its welcome: it has been there all along
            await env.settle()
            base = bot.bases.state(None).base
            server.notes.post(introduction(base))
            async with open_page(env, server, port) as (page, entrance):
                clock = asyncio.create_task(keep_time(env, page, entrance.busy))
                ends = {asyncio.create_task(stopped.wait()), asyncio.create_task(page.wait_closed()), clock}
                announce(page.url, what_to_type(base))
                done, _ = await asyncio.wait(ends, return_when=asyncio.FIRST_COMPLETED)
                for task in ends - done:
                    task.cancel()
                await asyncio.gather(*ends, return_exceptions=True)
                for task in done:
                    task.result()
    finally:
        await env.shutdown()
        await bot.close()


@asynccontextmanager
async def open_page(env: Env, server: Server, port: int = 0) -> AsyncIterator[tuple[Preview, Entrance]]:
    """Serve the page of `server` at `port` (0: any free one). Raises `simcord.SetupError` if it's taken."""
    render_once()
    async with env.preview(server.channel, viewers=server.people, layout="channel", port=port) as page:
        render_only_in_browsers(page)
        follow_new_messages(page)
        yield page, Entrance(env, page, server.notes)


def build_server(env: Env) -> Server:
    """Make the simulated server."""
    env.backend.edit_bot_profile("OnRecord")
    guild = env.create_guild("The Reading Room")
    channel = guild.create_text_channel("ask-onrecord", topic=strings.TOPIC)
    moderators = guild.create_role("Moderators", permissions=discord.Permissions(manage_messages=True))
    admins = guild.create_role("Admins", permissions=discord.Permissions(manage_messages=True, manage_guild=True))
    people = []
    for name, roles in (("Mia (member)", ()), ("Sam (moderator)", (moderators,)), ("Noor (admin)", (admins,))):
        people.append(guild.add_member(env.create_user(name), roles=roles))
    env.backend.edit_guild(guild.id, {"system_channel_id": channel.id})  # last, or it would tell of those who joined
    return Server(guild, channel, people, Notes(env, channel))
