"""A bot in a simulated Discord: discord.py's own dispatch, no network, and a small base with known outcomes."""

from contextlib import nullcontext

import discord
import pytest
import pytest_asyncio

from bot.client import OnRecord
from bot.settings import read_settings
from knowledge.model.outcome import Answered, Candidate, Suggested, Unanswered
from knowledge.search import Search
from tests.entries import CONTROL, DENIAL, base, fact, gap

UNSURE = "something about Example"
UNHEARD = "What is the price of tea?"

TOWN = base(
    CONTROL.model_copy(update={"topics": ("control", "battle")}),
    DENIAL.model_copy(update={"topics": ("control",)}),
    fact(topics=["people"]),
    fact(id="gain", question="How many people left Example?", answer="Most of them left.", topics=["people"]),
    gap(),
)


class Settled(Search):
    """A search whose outcomes are settled, so that a test of Discord does not hang on how questions are matched.

    An entry's own question gets that entry, `UNSURE` is suggested every fact, anything else is unheard of.
    """

    def ask(self, question):
        candidates = tuple(Candidate(self.base.record(f.id), 0.5) for f in self.base.facts)[:5]
        for entry in self.base.facts:
            if question in entry.asked_as:
                return Answered(question, self.base.record(entry.id), 0.9, candidates)
        for entry in self.base.gaps:
            if question in entry.asked_as:
                return Unanswered(question, 0.1, entry, candidates)
        if question == UNSURE:
            return Suggested(question, 0.5, candidates)
        return Unanswered(question, 0.0, None, ())


@pytest.fixture
def settings(tmp_path):
    return read_settings(_env_file=None, data_dir=tmp_path)


@pytest.fixture
def town():
    """The base that is asked; a test file may have another."""
    return TOWN


class NoCards:
    """Remembers no posted card; `tests/bot/living_answers` has a real database for that."""

    async def card_posted(self, channel, message, fact, at):
        """Forget it at once."""

    async def enqueue_changed(self, pack, at):
        """There are no cards of an older one."""

    async def take(self, at, **options):
        return []


class OneBase:
    """The base of every server, which a test can change while the bot runs."""

    corrections = NoCards()
    revision = 0

    def __init__(self, base):
        self.base = base

    def search(self, server):
        return Settled(self.base)

    async def ensure_indexed(self, server):
        """It always is."""

    def state(self, server):
        return self

    def store(self, server):
        return self.corrections

    async def refresh(self):
        """Nobody else changes it."""
        return {}

    async def catch_up(self, server):
        """Nobody else changes it."""


@pytest.fixture
def bases(town):
    return OneBase(town)


@pytest.fixture
def new_bot(settings, bases):
    """Make a bot that has not been started."""

    def make():
        bot = OnRecord(settings, nullcontext(bases))
        bot.shard_count = 1  # Discord tells real ones how many to have
        return bot

    return make


@pytest.fixture
def simcord_bot(new_bot):
    return new_bot()


@pytest_asyncio.fixture
async def env(simcord_env):
    simcord_env.settle_timeout = 60.0  # seconds: a busy machine is no bot that hangs
    return simcord_env


@pytest_asyncio.fixture
async def server(env):
    """A server with the channel `general`, where the bot has been welcomed."""
    server = env.create_guild()
    server.create_text_channel("general")
    await env.settle()
    return server


@pytest.fixture
def channel(server):
    return server.channels["general"]


@pytest.fixture
def alice(env, server):
    return server.add_member(env.create_user("alice"))


@pytest.fixture
def bob(env, server):
    return server.add_member(env.create_user("bob"))


@pytest.fixture
def me(env):
    """How the bot is mentioned."""
    return f"<@{env.bot.user.id}>"


def pytest_collection_modifyitems(items):
    """Let no test approve a privileged intent: the bot must do without."""
    intents = discord.Intents(guilds=True, guild_messages=True, dm_messages=True)
    for item in items:
        if "simcord_env" in getattr(item, "fixturenames", ()) and item.get_closest_marker("simcord") is None:
            item.add_marker(pytest.mark.simcord(approved_intents=intents))
