"""How tall cards are on a phone: every fact of the Soledar pack, in a real browser 390 pixels wide."""

from __future__ import annotations

from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from statistics import median

import pytest
import pytest_asyncio
from simcord import Env

from bot.cli.run import make_bot
from bot.preview.server import build_server, open_page
from bot.settings import read_settings
from tests.bot.preview.browser import CHROMIUM, NO_CHROMIUM, messages, opened

PHONE = {"width": 390, "height": 844}
FLAGSHIP = "who-controls-soledar"

pytestmark = [
    pytest.mark.skipif(CHROMIUM is None, reason=NO_CHROMIUM),
    pytest.mark.asyncio(loop_scope="module"),
]

# How tall each message is, and how far above its end its caveat begins (0 without one), in pixels.
MEASURE = """() => [...document.querySelectorAll("#channel-message-list .channel-message")].map((message) => {
    const box = message.getBoundingClientRect();
    const texts = document.createTreeWalker(message, NodeFilter.SHOW_TEXT);
    const range = document.createRange();
    let caveat = 0;
    for (let node = texts.nextNode(); node; node = texts.nextNode()) {
        const at = node.data.indexOf("⚠");
        if (at < 0) continue;
        range.setStart(node, at);
        caveat = box.bottom - range.getBoundingClientRect().top;
        break;
    }
    return [box.height, caveat, document.querySelector("#channel-timeline").clientHeight];
})"""
AT_ONCE = 10  # cards that are drawn at once: each drawing takes a while, and so does a long page


@dataclass(frozen=True)
class Size:
    """A card's height, how far above its end the caveat begins, and how much of the channel a phone shows."""

    height: float
    caveat: float
    screen: float


@asynccontextmanager
async def soledar_on_a_phone(folder):
    """Show the channel of a bot that knows the Soledar pack; give the simulated server, Mia, and the page."""
    bot = make_bot(read_settings(_env_file=None, data_dir=folder))
    env = Env(bot, shard_count=1)
    server = build_server(env)
    channel, (mia, *_) = server.channel, server.people
    env.backend.advance_clock((datetime.now(UTC) - env.now()).total_seconds())
    await env.start()
    try:
        with env.time_context():
            async with (
                open_page(env, server) as (preview, _),
                opened(preview.url, **PHONE) as page,
            ):

                async def measure(*questions, slash=None, shows=""):
                    for question in questions:
                        await mia.send(channel, f"{env.bot.user.mention} {question}")
                        env.backend.advance_clock(11)  # so that nobody asks too fast
                        await env.settle()
                    if slash:
                        await mia.slash(channel, slash)
                    await preview.refresh()
                    # The answer's own text: the question is in what it replies to as well.
                    await messages(page).last.filter(has_text=shows).wait_for()
                    sizes = [Size(*size) for size in await page.evaluate(MEASURE)]
                    for message in channel.history():
                        env.backend.delete_message(channel.id, message.id)
                    return sizes if slash else sizes[1::2]  # a card follows each question

                yield bot.bases.state(None).base, measure
    finally:
        await env.shutdown()
        await bot.close()


@pytest_asyncio.fixture(loop_scope="module", scope="module")
async def measured(tmp_path_factory):
    """The base, the size of each fact's card when its own question is asked, and that of `/disputed`."""
    async with soledar_on_a_phone(tmp_path_factory.mktemp("sizes")) as (base, measure):
        sizes = {}
        for start in range(0, len(base.facts), AT_ONCE):
            facts = base.facts[start : start + AT_ONCE]
            measured = await measure(*(fact.question for fact in facts), shows=facts[-1].answer[:40])
            sizes |= zip((fact.id for fact in facts), measured, strict=True)
        (disputed,) = await measure(slash="disputed", shows="What's disputed")
        return base, sizes, disputed


async def test_half_of_the_cards_are_at_most_330_pixels_tall(measured):
    assert median(size.height for size in measured[1].values()) <= 330


async def test_the_flagship_card_is_at_most_480_pixels_tall(measured):
    assert measured[1][FLAGSHIP].height <= 480


async def test_no_card_with_its_buttons_is_taller_than_600_pixels(measured):
    assert {id: size.height for id, size in measured[1].items() if size.height > 600} == {}


async def test_every_disputed_card_arrives_with_its_caveat_on_the_screen(measured):
    base, sizes, _ = measured
    for fact in base.facts:
        if fact.disputes:
            assert 0 < sizes[fact.id].caveat <= sizes[fact.id].screen


async def test_everything_disputed_is_told_within_1700_pixels(measured):
    assert measured[2].height <= 1700
