"""A bot over a real database, and hands to change its facts; all of it in the simulated Discord's time."""

from contextlib import asynccontextmanager

import pytest
import pytest_asyncio

from bot.client import OnRecord
from knowledge.editing.editor import Editor
from knowledge.editing.facts import EditFact
from knowledge.history.revisions import Moderator
from knowledge.search import Search
from knowledge.servers.bases import open_bases
from knowledge.store.database import default_url
from tests.bot.conftest import TOWN, Settled
from tests.bot.seen import text

QUESTION = "Who controls Example?"
ANSWER = "Red says that it controls Example."
NEW_ANSWER = "Red says that it left Example."
CHANGED = EditFact(fact="control", question=QUESTION, answer=NEW_ANSWER, where="1", as_of="")
ANEW = EditFact(fact="control", question=QUESTION, answer="Nobody knows.", where="1", as_of="")
POPULATION = "How many people lived in Example?"
MARK = "Corrected on 1 January 2026"
ANN = Moderator(1, "Ann")


@asynccontextmanager
async def settled(opening):
    """The bases that `opening` opens, but for how questions are matched: see `Settled`."""
    async with opening as bases:
        bases.search = lambda server: Settled(bases.state(server).base)
        yield bases


@pytest.fixture(scope="session")
def pack():
    """What every server starts from."""
    return Search(TOWN)


@pytest.fixture
def database_url(settings):
    """Where the bot keeps what it knows."""
    return default_url(settings.data_dir)


@pytest_asyncio.fixture
async def new_bot(settings, pack, database_url):
    """Make a bot that has not been started; every one of a test has the same database."""
    made = []

    def make():
        bot = OnRecord(settings, settled(open_bases(pack, database_url)))
        bot.shard_count = 1  # Discord tells real ones how many to have
        made.append(bot)
        return bot

    yield make
    for bot in made:
        await bot.close()


@pytest.fixture
def store(env, server):
    """What the server can reach in the database."""
    return env.bot.bases.store(server.id)


@pytest.fixture
def editor(env, server):
    """The moderators' hands on the server's base, in the bot's own process."""
    return Editor(env.bot.bases, server.id, clock=env.now)


@pytest.fixture
def change(editor):
    """Save an edit, `CHANGED` unless another is given."""

    async def save(edit=CHANGED):
        return await editor.save(edit, ANN)

    return save


@pytest.fixture
def change_elsewhere(env, server, pack, database_url):
    """Save `CHANGED` in another process, such as the terminal; the bot has not looked since."""

    async def save():
        async with open_bases(pack, database_url) as bases:
            await Editor(bases, server.id, clock=env.now).save(CHANGED, ANN)

    return save


@pytest.fixture
def ask(alice, channel, me):
    """Have alice ask by mention; return the card."""

    async def send(question=QUESTION, person=alice, channel=channel):
        await person.send(channel, f"{me} {question}")
        return channel.last_message

    return send


@pytest.fixture
def now_says(env):
    """Return what stands in a card by now."""

    def read(card):
        return text(env.backend.get_message(card.channel.id, card.id))

    return read


@pytest.fixture
def edits(env):
    """Return the ids of the messages that the bot tried to edit by its own token so far, each time."""

    def tried():
        return [int(each.path.rpartition("/")[2]) for each in env.http_requests if each.method == "PATCH"]

    return tried
