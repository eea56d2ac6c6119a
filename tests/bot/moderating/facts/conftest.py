"""A base that no test is warned by, and somebody who asks."""

import pytest

from tests.bot.seen import text
from tests.entries import CONTROL, DENIAL, base, fact, gap


@pytest.fixture
def town():
    """Facts that share so few words that no test is warned by chance."""
    return base(CONTROL, DENIAL, fact(topics=["people"]), gap())


@pytest.fixture
def answer_to(alice, channel):
    async def ask(question):
        return text((await alice.slash(channel, "ask", question=question)).response)

    return ask
