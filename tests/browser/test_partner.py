"""The page for partners and the accessibility statement, with and without JavaScript."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from playwright.async_api import Browser, expect

from .axe import violations
from .host import OPEN_SHADOWS
from .house import WORDING, House
from .visitor import Visitor, visit

pytestmark = pytest.mark.asyncio(loop_scope="session")
DESK = {"width": 1280, "height": 900}


@pytest_asyncio.fixture(loop_scope="session")
async def partner(browser: Browser, house: House) -> AsyncIterator[Visitor]:
    """Someone at a desk who wants the chat on their site."""
    async with visit(browser, house, viewport=DESK) as someone:
        await someone.context.add_init_script(OPEN_SHADOWS)
        await someone.open("partner")
        yield someone


def snippet(house: House, options: str = "") -> str:
    address = house.url.rstrip("/")
    tag = f'<script src="{address}/embed.js" async referrerpolicy="no-referrer"{options}>'
    return f"{tag}</script>"


async def test_the_line_of_code_follows_the_form(partner: Visitor, house: House) -> None:
    code = partner.page.locator("[data-snippet]")
    await expect(code).to_have_text(snippet(house))
    await partner.page.get_by_label("Hjørne").select_option("left")
    await partner.page.get_by_label("Farge").fill("#ffdd00")
    await partner.page.get_by_label("Språk").select_option("nn")
    await partner.page.get_by_label("Tekst på knappen").fill('Spør "oss"')
    await partner.page.get_by_label("Samtalen begynner med").select_option("bekymret_for_reise")
    await partner.page.get_by_label("Chatten er åpen").check()
    options = (
        ' data-side="left" data-farge="#ffdd00" data-sprak="nn" data-tekst="Spør &quot;oss&quot;"'
        ' data-situasjon="bekymret_for_reise" data-apen'
    )
    await expect(code).to_have_text(snippet(house, options))


async def test_every_address_on_the_page_is_that_of_the_server(
    partner: Visitor, house: House
) -> None:
    codes = "\n".join(await partner.page.locator("code").all_text_contents())
    assert set(re.findall(r"https?://[\w.:]+", codes)) == {house.url.rstrip("/")}


async def test_the_real_chat_can_be_tried_on_the_page(partner: Visitor, house: House) -> None:
    for name in ("Trenger du noen å spørre?", "Spør oss"):
        await partner.page.get_by_label("Tekst på knappen").fill("" if "?" in name else name)
        await partner.button("Vis knappen på denne siden").click()
        await expect(partner.button(name)).to_have_count(1)
    await partner.button("Spør oss").click()
    chat = partner.page.frame_locator("veiviser-chat iframe")
    await expect(chat.locator(".choice").first).to_be_visible()
    assert len(house.engine.opened) == 1 and partner.complaints == []
    await chat.get_by_role("link", name="Forlat siden").click()
    await partner.is_gone()


async def test_the_line_can_be_copied(browser: Browser, house: House) -> None:
    grants = ["clipboard-read", "clipboard-write"]
    async with visit(browser, house, permissions=grants) as someone:
        await someone.open("partner")
        await someone.button("Kopier kodelinjen").click()
        await expect(someone.page.get_by_role("status")).to_have_text("Kopiert")


async def test_without_javascript_it_is_a_page_of_instructions(
    browser: Browser, house: House
) -> None:
    async with visit(browser, house, java_script_enabled=False) as someone:
        await someone.open("partner")
        code = someone.page.locator("[data-snippet]")
        await expect(code).to_contain_text('/embed.js" async referrerpolicy="no-referrer"')
        await expect(someone.page.locator("form")).to_be_hidden()
        await expect(someone.page.get_by_text("Bytt ut adressen")).to_be_visible()
        await expect(someone.page.locator("code")).to_have_count(4)


async def test_the_statement_says_what_is_missing_and_who_watches_over_it(
    browser: Browser, house: House
) -> None:
    async with visit(browser, house, java_script_enabled=False) as someone:
        await someone.open("partner")
        await someone.page.get_by_role("link", name="Tilgjengelighet").click()
        await expect(someone.page.get_by_role("heading", level=1)).to_have_text("Tilgjengelighet")
        main = someone.page.locator("main")
        for words in ("WCAG 2.2", "Mangler vi vet om", "Digdir", "ikke prøvd av folk"):
            await expect(main).to_contain_text(words)
        await expect(main).to_contain_text(WORDING.text("utter_tilgjengelighet_kontakt"))


@pytest.mark.parametrize("colours", ["light", "dark"])
@pytest.mark.parametrize("path", ["partner", "tilgjengelighet"])
async def test_axe_finds_nothing(browser: Browser, house: House, path: str, colours: str) -> None:
    async with visit(browser, house, color_scheme=colours) as someone:
        await someone.open(path)
        for width in (320, 390, 1280):
            await someone.page.set_viewport_size({"width": width, "height": 5000})
            assert await violations(someone.page) == []
            assert await someone.page.evaluate("document.documentElement.scrollWidth") <= width


async def test_nothing_is_stored_by_either_page(partner: Visitor) -> None:
    await partner.open("tilgjengelighet")
    state = await partner.context.storage_state(indexed_db=True)
    assert state == {"cookies": [], "origins": []}
