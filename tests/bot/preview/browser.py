"""The preview as a newcomer has it: a process of its own, and its page in a real browser."""

from __future__ import annotations

import asyncio
import os
import shutil
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from playwright.async_api import Locator, Page, async_playwright

from bot.settings import Settings

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
NO_CHROMIUM = "No chromium on this machine: the page is tested where there is one (Debian: apt-get install chromium)."

# It may run as root in a container, and talks to nobody but the page.
_FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@asynccontextmanager
async def preview(folder: Path, *arguments: str) -> AsyncIterator[tuple[asyncio.subprocess.Process, str]]:
    """Run `python -m bot preview` in `folder`; give the process and the address that it printed."""
    ours = {name.upper() for name in Settings.model_fields}
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        *("-m", "bot", "preview", *arguments),
        cwd=folder,
        env={key: value for key, value in os.environ.items() if key not in ours} | {"TMPDIR": str(folder)},
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    try:
        async with asyncio.timeout(30):
            first = (await process.stdout.readline()).decode()
        if not first.startswith("OnRecord is here: "):
            raise RuntimeError(first + (await process.stderr.read()).decode())
        yield process, first.split()[-1]
    finally:
        if process.returncode is None:
            process.send_signal(signal.SIGTERM)
        try:
            async with asyncio.timeout(15):
                await process.communicate()
        except TimeoutError:
            process.kill()
            await process.communicate()
            raise


@asynccontextmanager
async def opened(address: str, *, width: int = 1100, height: int = 900) -> AsyncIterator[Page]:
    """Open the preview's page at `address` in a window of that many pixels."""
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=_FLAGS)
        page = await browser.new_page(viewport={"width": width, "height": height}, device_scale_factor=2)
        await page.goto(address)
        await page.wait_for_selector("#channel-composer-input:visible")
        yield page
        await browser.close()


async def settled(page: Page) -> None:
    """Wait until the page has nothing under way: meanwhile it takes no click, and says so with an ellipsis."""
    await page.evaluate("""() => new Promise(done => {
        let rested = 0;  // milliseconds; it fits itself to its window right after what it shows has changed
        const look = setInterval(() => {
            rested = document.querySelector("#action-status").textContent.endsWith("…") ? 0 : rested + 20;
            if (rested > 200) done(clearInterval(look));
        }, 20);
    })""")


async def say(page: Page, text: str) -> None:
    """Type `text` into the composer and send it."""
    await page.fill("#channel-composer-input", text)
    await page.click("#send-message")
    await settled(page)


async def be(page: Page, person: str) -> None:
    """Be somebody else of those whom the page offers."""
    await page.select_option("#viewer-picker", label=person)
    await settled(page)


async def command(page: Page, name: str, *, reason: str = "", **options: str) -> None:
    """Run the slash command `name`, picking for each required option what is offered for the text."""
    await page.locator("#channel-composer-input").press_sequentially(name)
    await page.get_by_role("option", name=name).first.click()
    for option, text in options.items():
        await page.get_by_label(f"{option}, required").fill(text)
        await page.get_by_role("option", name=text).first.click()
    if reason:
        await page.locator(".command-ghost").click()
        await page.get_by_role("option", name="reason").click()
        await page.get_by_label("reason", exact=True).fill(reason)
    await page.click("#send-message")
    await settled(page)


async def submit(page: Page) -> None:
    """Send the form that is open."""
    await page.get_by_role("dialog").get_by_role("button", name="Submit").click()
    await settled(page)


def messages(page: Page) -> Locator:
    """Return the messages of the channel."""
    return page.locator("#channel-message-list .channel-message")
