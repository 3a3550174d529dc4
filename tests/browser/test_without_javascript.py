"""Without JavaScript: the way out is a link, the services are all there, and the chat says
where to go instead."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from playwright.async_api import Browser, expect

from .house import DIRECTORY, MONDAY_NOON, WORDING, House
from .visitor import Visitor, visit

pytestmark = pytest.mark.asyncio(loop_scope="session")


@pytest_asyncio.fixture(loop_scope="session")
async def visitor(browser: Browser, house: House) -> AsyncIterator[Visitor]:
    """Someone whose browser runs no script."""
    async with visit(browser, house, java_script_enabled=False) as someone:
        yield someone


async def test_the_chat_says_where_to_go_instead(visitor: Visitor, house: House) -> None:
    await visitor.open()
    notice = visitor.page.locator("noscript .notice")
    await expect(notice).to_be_visible()
    await expect(notice).to_contain_text("Chatten trenger JavaScript")
    for name, href in (("Den enkle utgaven", "/enkel"), ("Alle tilbudene", "/hjelp")):
        await expect(notice.locator(f'a[href="{href}"]')).to_have_text(name)
    await expect(visitor.field).to_be_hidden()
    assert house.engine.opened == []


async def test_the_chat_shows_the_emergency_numbers(visitor: Visitor) -> None:
    await visitor.open()
    for number in ("112", "113"):
        await expect(visitor.page.locator(f'.line[href="tel:{number}"]')).to_be_in_viewport()
    await visitor.page.locator("summary").click()
    await expect(visitor.page.locator('.line[href="tel:+4723950000"]')).to_be_visible()


@pytest.mark.parametrize("path", ["", "hjelp", "personvern", "finnes-ikke"])
async def test_the_way_out_is_a_link_that_works(visitor: Visitor, path: str) -> None:
    await visitor.open(path)
    await expect(visitor.exit).to_have_attribute("rel", "noreferrer noopener")
    await visitor.leave()
    await visitor.is_gone()
    asked = visitor.requests[-1]
    assert "referer" not in await asked.all_headers()


async def test_every_service_is_on_the_help_page(visitor: Visitor) -> None:
    await visitor.open("hjelp")
    cards = [card for _, cards in DIRECTORY.groups(MONDAY_NOON) for card in cards]
    assert len(cards) > 40
    names = await visitor.page.locator(".card-name").all_text_contents()
    assert names == [card.name for card in cards]
    for card in cards:
        shown = visitor.page.locator(".card").filter(
            has=visitor.page.get_by_role("heading", name=card.name, exact=True)
        )
        await expect(shown.first.locator(".about")).to_have_text(card.description)
        phones = shown.first.locator('a[href^="tel:"]')
        await expect(phones).to_have_count(1 if card.phone else 0)


async def test_a_number_that_may_not_be_published_is_nowhere(visitor: Visitor) -> None:
    hidden = [s for s in DIRECTORY.services.values() if not s.publishable_phone]
    numbers = {s.contact.phone for s in hidden if s.contact.phone}
    await visitor.open("hjelp")
    words = (await visitor.words()).replace(" ", "")
    assert hidden and not [number for number in numbers if f"tel:{number}" in words]


async def test_whether_a_service_is_open_is_said_in_words(visitor: Visitor, house: House) -> None:
    house.clock.now = MONDAY_NOON.replace(hour=3)
    await visitor.open("hjelp")
    card = visitor.page.locator(".card").filter(has_text="Røde Kors-telefonen om").first
    await expect(card.locator(".hours")).to_contain_text("Stengt nå", use_inner_text=True)
    card = visitor.page.locator(".card").filter(has_text="VO-linjen").first
    await expect(card.locator(".hours")).to_contain_text("Åpent nå", use_inner_text=True)


async def test_the_help_page_says_how_old_its_data_are(visitor: Visitor) -> None:
    await visitor.open("hjelp")
    day = DIRECTORY.updated
    month = WORDING.text(f"utter_timer_maaned_{day.month}")
    await expect(visitor.page.locator("time")).to_have_attribute("datetime", str(day))
    await expect(visitor.page.locator("time")).to_contain_text(f"{day.day}. {month} {day.year}")


async def test_the_contents_of_the_help_page_lead_there(visitor: Visitor) -> None:
    await visitor.open("hjelp")
    await visitor.page.get_by_role("link", name="Når du er i utlandet").click()
    heading = visitor.page.get_by_role("heading", name="Når du er i utlandet")
    await expect(heading).to_be_in_viewport()


async def test_the_privacy_page_says_both_what_is_promised_and_what_cannot_be(
    visitor: Visitor,
) -> None:
    await visitor.open("personvern")
    for title in ("Dette lover vi", "Dette kan vi ikke love"):
        await expect(visitor.page.get_by_role("heading", name=title)).to_be_visible()


async def test_no_cookie_is_set(visitor: Visitor) -> None:
    for path in ("", "hjelp", "personvern", "finnes-ikke"):
        await visitor.open(path)
    assert await visitor.context.cookies() == []
