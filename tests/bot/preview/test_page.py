"""What a newcomer does on the preview's page, in a real browser."""

import pytest
import pytest_asyncio
from playwright.async_api import expect

from tests.bot.preview.browser import (
    CHROMIUM,
    NO_CHROMIUM,
    be,
    command,
    messages,
    opened,
    preview,
    say,
    settled,
    submit,
)

pytestmark = [
    pytest.mark.skipif(CHROMIUM is None, reason=NO_CHROMIUM),
    pytest.mark.asyncio(loop_scope="module"),  # one preview and one tab for all of them
]


@pytest_asyncio.fixture(loop_scope="module", scope="module")
async def address(tmp_path_factory):
    async with preview(tmp_path_factory.mktemp("preview")) as (_, address):
        yield address


@pytest_asyncio.fixture(loop_scope="module", scope="module")
async def page(address):
    async with opened(address) as page:
        yield page


def newest(page):
    """Return the newest message of the channel."""
    return messages(page).last


async def test_the_bot_says_hello_first(page):
    timeline = page.locator("#channel-timeline")
    await expect(timeline).to_contain_text("Hi, The Reading Room! I'm OnRecord")
    await expect(timeline).not_to_contain_text("joined the server")


async def test_the_first_screen_says_what_to_type_on_a_phone_and_on_a_desk(page):
    for width in (390, 1200):
        await page.set_viewport_size({"width": width, "height": 844})
        await settled(page)
        await expect(newest(page)).to_contain_text("This is a local try-out of OnRecord.")
        await expect(newest(page)).to_contain_text("Type @OnRecord Who controls Soledar? or /ask.")
        await expect(newest(page)).to_be_in_viewport(ratio=0.99)


async def test_an_answer_comes_into_view(page):
    await page.set_viewport_size({"width": 390, "height": 844})
    await say(page, "@OnRecord what is Bakhmut?")
    await expect(newest(page)).to_contain_text("Bakhmut is a city")
    await expect(newest(page)).to_be_in_viewport(ratio=0.5)


@pytest.mark.parametrize("length", [1990, 2000, 4000])
async def test_a_message_that_is_too_long_is_refused_with_a_sentence_and_stays_in_the_box(page, length):
    text = ("@OnRecord " + "who controls soledar " * 200)[:length]
    await say(page, text)
    await expect(newest(page)).to_contain_text("too long. Discord allows 2,000 characters and counts @OnRecord as 22.")
    await expect(newest(page)).to_be_in_viewport()
    await expect(page.locator("#channel-composer-input")).to_have_value(text[:2000])  # it takes no more


async def test_the_next_message_works_and_a_long_one_without_a_mention_does_too(page):
    await be(page, "Noor (admin)")
    for text in ("@OnRecord who is Yermak?", "x" * 2000):
        await say(page, text)
        await expect(messages(page).filter(has_text=text.removeprefix("@")).last).to_be_visible()
        await expect(page.locator("#channel-composer-input")).to_have_value("")
    await be(page, "Mia (member)")


async def test_a_typed_mention_with_a_question_is_answered_with_a_card(page):
    await say(page, "@OnRecord so does russia control soledar now?")
    card = newest(page)
    await expect(card).to_contain_text("Who controls Soledar?")
    await expect(card).to_contain_text("disputed")
    await expect(card).to_contain_text("Russian military")
    await expect(card).to_contain_text("Ukrainian officials")
    await expect(card).to_contain_text("13 Jan 2023")


async def test_the_source_is_one_click_away(page):
    await say(page, "@onrecord does russia control soledar now?")
    await newest(page).get_by_role("button", name="Source", exact=True).click()
    await settled(page)
    await expect(newest(page)).to_contain_text("Only you can see this")
    await expect(newest(page)).to_contain_text("Where this comes from")


async def test_a_question_by_slash_command_is_completed_and_answered(page):
    await page.locator("#channel-composer-input").press_sequentially("/ask")
    await page.get_by_role("option", name="/ask").first.click()
    await page.get_by_label("question, required").fill("who controls")
    await page.get_by_role("option", name="Who controls Soledar?").click()
    await page.click("#send-message")
    await settled(page)
    await expect(newest(page)).to_contain_text("Russian military")


async def test_one_can_be_a_member_a_moderator_or_an_admin(page):
    await expect(page.locator("#viewer-picker option")).to_have_text(
        ["Mia (member)", "Sam (moderator)", "Noor (admin)"]
    )
    await be(page, "Sam (moderator)")
    await say(page, "I moderate here")
    await expect(newest(page)).to_contain_text("Sam (moderator)")


async def test_a_moderator_puts_a_dispute_on_record_and_the_posted_card_is_corrected(page):
    await be(page, "Sam (moderator)")
    fact = "How would Moscow see a win in Soledar?"
    await say(page, f"@OnRecord {fact}")
    await expect(newest(page)).to_contain_text("the article itself")
    posted = messages(page).nth(await messages(page).count() - 1)
    await command(page, "/fact dispute", fact=fact, speaker="Serhiy Cherevatyi")
    await page.get_by_role("dialog").get_by_label("What they say instead").fill("Soledar is not in Russian hands.")
    await submit(page)
    await expect(newest(page)).to_contain_text("Saved and live", timeout=15_000)
    await expect(posted).to_contain_text("Corrected on", timeout=15_000)
    await expect(posted).to_contain_text("Serhiy Cherevatyi")
    await expect(posted).to_contain_text("Soledar is not in Russian hands.")
