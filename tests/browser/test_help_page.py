"""With JavaScript: all services on one page. (What works without it is tested there.)"""

from __future__ import annotations

import pytest
from playwright.async_api import Browser, expect

from .house import DIRECTORY, MONDAY_NOON, House
from .visitor import Visitor, visit

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_the_tab_does_not_tell_what_the_page_is_about(browser: Browser, house: House) -> None:
    async with visit(browser, house) as visitor:
        for path, title in (
            ("hjelp", "Oversikt"), ("personvern", "Om siden"), ("x", "Siden finnes ikke"),
        ):  # fmt: skip
            await visitor.open(path)
            assert await visitor.page.title() == title


async def test_the_contents_lead_to_every_group(browser: Browser, house: House) -> None:
    async with visit(browser, house, reduced_motion="reduce") as visitor:
        await visitor.open("hjelp")
        links = visitor.page.get_by_role("navigation", name="På denne siden").get_by_role("link")
        titles = [title for title, _ in DIRECTORY.groups(MONDAY_NOON)]
        assert await links.all_text_contents() == titles
        for title in titles:
            await links.filter(has_text=title).click()
            await expect(visitor.page.get_by_role("heading", name=title)).to_be_in_viewport()


async def test_on_paper_there_are_numbers_and_addresses_and_no_buttons(
    browser: Browser, house: House
) -> None:
    async with visit(browser, house) as visitor:
        await visitor.open("hjelp")
        await visitor.page.emulate_media(media="print")
        for name in (".bar", ".contents", "footer nav"):
            await expect(visitor.page.locator(name).first).to_be_hidden()
        card = visitor.page.locator(".card").filter(has_text="VO-linjen").first
        await expect(card.get_by_text("116 006").first).to_be_visible()
        link = card.locator("a[target=_blank]").first
        shown = await link.evaluate("(one) => getComputedStyle(one, '::after').content")
        assert "attr(href)" in shown or "https://" in shown
        assert len(await visitor.page.pdf()) > 10_000


async def test_it_works_with_the_network_gone_once_it_has_loaded(
    browser: Browser, house: House
) -> None:
    async with visit(browser, house) as visitor:
        await visitor.open("hjelp")
        await visitor.context.set_offline(True)
        await visitor.page.get_by_role("link", name="For fagfolk").click()
        await expect(visitor.page.get_by_role("heading", name="For fagfolk")).to_be_in_viewport()


async def test_the_chat_opens_it_beside_itself(visitor: Visitor, house: House) -> None:
    async with visitor.context.expect_page() as opening:
        await visitor.page.get_by_role("link", name="Alle tilbudene").click()
    other = await opening.value
    await expect(other).to_have_url(house.url + "hjelp")
    await visitor.write_and_wait("samtalen er her ennå")
    assert len(house.engine.opened) == 1
