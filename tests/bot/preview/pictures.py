"""Makes the documentation's pictures from the real preview: `python -m tests.bot.preview.pictures`."""

from __future__ import annotations

import asyncio
import sys
import tempfile
from contextlib import AsyncExitStack
from pathlib import Path

from playwright.async_api import Locator, Page

from tests.bot.preview.browser import CHROMIUM, NO_CHROMIUM, be, command, messages, opened, preview, say, submit

DOCS = Path(__file__).parents[3] / "docs"
ARTICLE = """\
The bridge over the Aa is closed

1 March 2026

Aatown closed its bridge on Sunday.

“A pillar has cracked,” said mayor Ada Example. But Bo Sample, who built it, said that the pillar is sound.

Ada Example said buses will take another way.
"""
PHONE = {"width": 620, "height": 2600}  # tall enough for all of a card, which the pictures are cut out of


async def picture_of_an_answer(mia: Page) -> None:
    """Mia asks."""
    await say(mia, "@OnRecord how many people still live in soledar")
    card = await newest(mia, "Claimed by")
    await picture("answer", mia, messages(mia).nth(-2), card)


async def pictures_of_a_dispute(mia: Page, sam: Page) -> None:
    """Mia has an answer; Sam adds that somebody disputes it; Mia's answer is corrected."""
    await say(mia, "@OnRecord how would moscow view the taking of soledar?")
    answer = await newest(mia, "Stated by the article itself")
    fact = "How would Moscow see a win in Soledar?"
    await command(sam, "/fact dispute", fact=fact, speaker="Serhiy Cherevatyi")
    form = sam.get_by_role("dialog")
    await form.get_by_label("What they say instead").fill("Soledar is not in Russian hands.")
    await form.get_by_label("Where it says so").fill("17")
    await picture("dispute", sam, form, border=0)
    await submit(sam)
    saved = await newest(sam, "Saved and live")
    await picture("disputed", sam, saved)
    await answer.get_by_text("Corrected on").wait_for()
    await picture("corrected", mia, messages(mia).nth(-2), answer)


async def pictures_of_a_conflict(sam: Page, noor: Page) -> None:
    """Sam and Noor change the same fact; Noor is faster; Sam saves over it, and looks at the history."""
    fact = "How many people are still living in Soledar?"
    await command(sam, "/fact edit", fact=fact)
    await sam.get_by_role("dialog").wait_for()
    await command(noor, "/fact edit", fact=fact, reason="Put who counted first")
    await edit(
        noor,
        "Pavlo Kyrylenko, the regional governor, said 559 residents were still living in Soledar on 12 January 2023, "
        "15 of them children, and couldn't be relocated.",
    )
    await newest(noor, "Saved and live")
    await edit(
        sam,
        "Regional governor Pavlo Kyrylenko said 559 residents were still living in Soledar on 12 January 2023 and "
        "couldn't be relocated. The article doesn't say why.",
    )
    conflict = await newest(sam, "someone else edited this first")
    await picture("conflict", sam, conflict)
    await conflict.get_by_role("button", name="Save mine over it").click()
    await newest(sam, "Saved and live")
    await command(sam, "/fact history", fact=fact)
    history = await newest(sam, "History")
    await picture("history", sam, history)


async def picture_of_a_draft(noor: Page) -> None:
    """Noor starts a base from an article, and comes to a claim that somebody contests."""
    await command(noor, "/base start")
    await noor.get_by_role("dialog").get_by_label("Or the article itself").fill(ARTICLE)
    await submit(noor)
    await newest(noor, "Only this article")
    await noor.get_by_role("button", name="Only this article").last.click()
    await newest(noor, "4 drafts left")
    await noor.get_by_role("button", name="Later").last.click()
    await picture("draft", noor, await newest(noor, "Contested by"))


async def edit(page: Page, answer: str) -> None:
    """Write another answer into the open form, and send it."""
    await page.get_by_role("dialog").get_by_label("Answer").fill(answer)
    await submit(page)


async def newest(page: Page, text: str) -> Locator:
    """Return the message with `text` once it is the newest."""
    await messages(page).last.filter(has_text=text).wait_for()
    return messages(page).nth(await messages(page).count() - 1)


async def picture(name: str, page: Page, first: Locator, last: Locator | None = None, border: int = 8) -> None:
    """Take a picture of `page` from `border` pixels above `first` to the bottom of `last`, or of `first`."""
    await page.mouse.move(0, 0)
    await page.evaluate("document.activeElement.blur()")  # no frame around what was clicked
    await (last or first).scroll_into_view_if_needed()
    top, bottom = await first.bounding_box(), await (last or first).bounding_box()
    area = top | {"y": top["y"] - border, "height": bottom["y"] + bottom["height"] - top["y"] + border}
    await page.screenshot(path=DOCS / f"{name}.png", clip=area)


async def main() -> None:
    """Take all pictures, in one preview."""
    async with AsyncExitStack() as stack:
        folder = stack.enter_context(tempfile.TemporaryDirectory())
        _, address = await stack.enter_async_context(preview(Path(folder)))
        mia, sam, noor = [await stack.enter_async_context(opened(address, **PHONE)) for _ in range(3)]
        await be(sam, "Sam (moderator)")
        await be(noor, "Noor (admin)")
        await picture_of_an_answer(mia)
        await pictures_of_a_dispute(mia, sam)
        await pictures_of_a_conflict(sam, noor)
        starter = await stack.enter_async_context(opened(address, **PHONE))
        await be(starter, "Noor (admin)")
        await picture_of_a_draft(starter)


if __name__ == "__main__":
    if CHROMIUM is None:
        sys.exit(NO_CHROMIUM)
    asyncio.run(main())
