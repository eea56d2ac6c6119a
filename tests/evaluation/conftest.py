"""The search over the pack that ships."""

from __future__ import annotations

import pytest

from knowledge import pack
from knowledge.search import Search


@pytest.fixture(scope="session")
def search():
    """Return it; built once for all tests of this folder."""
    return Search(pack.read(pack.default_pack()))
