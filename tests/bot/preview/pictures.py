"""Makes the README's picture from the real preview: `python -m tests.bot.preview.pictures`."""

from __future__ import annotations

import asyncio
import sys
import tempfile
from pathlib import Path

from tests.bot.preview.browser import CHROMIUM, NO_CHROMIUM, opened, preview, say

DOCS = Path(__file__).parents[3] / "docs"
QUESTION = "@OnRecord so does russia control soledar now?"


async def picture_of_an_answer(path: Path) -> None:
    """Ask, and take a picture of the question and its card."""
    with tempfile.TemporaryDirectory() as folder:
        async with preview(Path(folder)) as (_, address), opened(address, width=620, height=1400) as page:
            await say(page, QUESTION)
            messages = page.locator("#channel-message-list .channel-message")
            await messages.nth(2).get_by_text("Said by").first.wait_for()
            await page.mouse.move(0, 0)
            question, card = await messages.nth(1).bounding_box(), await messages.nth(2).bounding_box()
            below = card["y"] + card["height"]
            area = {"x": 8, "y": question["y"] - 8, "width": 604, "height": below - question["y"] + 16}
            await page.screenshot(path=path, clip=area)


if __name__ == "__main__":
    if CHROMIUM is None:
        sys.exit(NO_CHROMIUM)
    asyncio.run(picture_of_an_answer(DOCS / "answer.png"))
