"""Corrected cards, whatever legal fact they are made of: attributed, marked, within Discord's limits."""

from datetime import date

from hypothesis import given
from simcord.components import COMPONENTS_V2_FLAG, validate_message_state

from bot.cards.actions import OfferOthers
from bot.cards.corrected import corrected_card, removed_card
from bot.cards.fact_card import fact_card
from tests.bot.cards.test_cards import LARGEST_ID, attributed, every_base, quickly
from tests.bot.seen import components, text
from tests.entries import SMALL

LONGEST_DAY = date(2026, 9, 30)
MARK = "✎ **Corrected on 30 September 2026**"
NOT_ASKED = OfferOthers.than([f"f{n}" for n in range(5)], LARGEST_ID)


@quickly
@given(every_base)
def test_a_corrected_card_is_attributed_and_a_disputed_one_carries_its_caveat(base):
    for fact in base.facts[:2]:
        record = base.record(fact.id)
        seen = text(corrected_card(record, base, LONGEST_DAY, NOT_ASKED)).strip()
        assert seen.startswith(MARK)
        attributed(seen, record)


@quickly
@given(every_base)
def test_a_corrected_card_keeps_to_discords_limits(base):
    card = corrected_card(base.record(base.facts[0].id), base, LONGEST_DAY, NOT_ASKED)
    validate_message_state(
        card.to_components(),
        flags=COMPONENTS_V2_FLAG,
        content=None,
        embeds=[],
        poll=None,
        stickers=[],
        attachments=[],
    )
    seen = components(card)
    assert len(seen) <= 40
    assert sum(len(c["content"]) for c in seen if c["type"] == 10) <= 4000
    assert all(len(c["custom_id"]) <= 100 for c in seen if "custom_id" in c)


def test_below_the_mark_it_is_the_card_that_everybody_else_gets():
    record = SMALL.record("control")
    mark, *rest = corrected_card(record, SMALL, LONGEST_DAY, NOT_ASKED).to_components()
    assert mark["content"] == MARK
    assert rest == fact_card(record, SMALL, NOT_ASKED).to_components()


def test_nothing_is_left_of_a_removed_fact():
    assert text(removed_card(LONGEST_DAY)).strip() == (
        "✎ This answer was withdrawn on 30 September 2026. Ask again to see what's on record now."
    )
