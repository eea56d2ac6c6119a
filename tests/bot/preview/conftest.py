import pytest
from simcord import Env

from bot.preview.server import build_server, open_page
from tests.bot.preview.visitor import Visitor


@pytest.fixture
async def env(new_bot):
    """Return a simulated Discord with the bot; it isn't started."""
    env = Env(new_bot(), shard_count=1)
    yield env
    await env.shutdown()
    await env.bot.close()


@pytest.fixture
async def server(env):
    """Return the preview's server, with the bot running in it."""
    server = build_server(env)
    await env.start()
    return server


@pytest.fixture
async def page(env, server):
    """Return the preview's page and its entrance."""
    async with open_page(env, server) as page:
        yield page


@pytest.fixture
def visitor(page):
    """Return a window on the page, of the community member."""
    return Visitor(page[0])
