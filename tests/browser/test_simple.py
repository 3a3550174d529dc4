"""Without JavaScript: the whole conversation in plain forms, as in Tor Browser at its safest."""

from __future__ import annotations

from collections.abc import AsyncIterator
from urllib.parse import urlsplit

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Locator, expect

from .axe import violations
from .house import WORDING, House
from .scripted import DANGER, ERASE, TRAVEL
from .visitor import NEUTRAL, Visitor, visit

pytestmark = pytest.mark.asyncio(loop_scope="session")


@pytest_asyncio.fixture(loop_scope="session")
async def visitor(browser: Browser, house: House) -> AsyncIterator[Visitor]:
    """Someone whose browser runs no script, on the simple page."""
    async with visit(browser, house, java_script_enabled=False) as someone:
        await someone.open("enkel")
        yield someone


def answer(visitor: Visitor) -> Locator:
    return visitor.page.locator("#svar")


def away(visitor: Visitor) -> Locator:
    return visitor.button("Forlat siden")


async def write(visitor: Visitor, text: str) -> None:
    await visitor.field.fill(text)
    await visitor.button("Send").click()


async def test_one_can_write_and_is_answered(visitor: Visitor, house: House) -> None:
    await expect(answer(visitor)).to_contain_text("Skriv hva som er vanskelig")
    assert house.engine.opened == []
    await write(visitor, TRAVEL)
    await expect(answer(visitor).locator(".own")).to_contain_text(TRAVEL)
    await expect(answer(visitor)).to_contain_text("Det er bra at du tar den følelsen på alvor")
    await expect(answer(visitor).locator(".card")).to_have_count(3)
    await expect(visitor.field).to_have_value("")


async def test_one_can_press_buttons_all_the_way(visitor: Visitor, house: House) -> None:
    await visitor.button("De presser meg til å gifte meg").click()
    await visitor.button("Hopp over").click()
    await expect(answer(visitor)).to_contain_text("Fint at du sier det.")
    assert len(house.engine.opened) == 1 and len(house.engine.heard) == 2


async def test_a_button_leaves_what_is_half_written(visitor: Visitor) -> None:
    await visitor.field.fill("jeg holdt på å skrive æøå")
    await visitor.button("De presser meg til å gifte meg").click()
    await expect(visitor.field).to_have_value("jeg holdt på å skrive æøå")


async def test_danger_is_answered_with_help_first(visitor: Visitor) -> None:
    await write(visitor, DANGER)
    first = answer(visitor).locator(".message:not(.own)").first
    await expect(first).to_have_class("message alert")
    await expect(answer(visitor).locator('.card a[href="tel:112"]')).to_be_visible()


async def test_the_emergency_numbers_are_on_top(visitor: Visitor) -> None:
    for number in ("112", "113"):
        await expect(visitor.page.locator(f'.line[href="tel:{number}"]')).to_be_in_viewport()


async def test_what_cannot_be_sent_stays_with_the_reason_beside_it(visitor: Visitor) -> None:
    await write(visitor, "/hei")
    await expect(visitor.field).to_have_value("/hei")
    await expect(visitor.field).to_have_attribute("aria-invalid", "true")
    words = WORDING.text("utter_feil_starts_with_slash") + " " + WORDING.text("utter_enkel_lengde")
    await expect(visitor.field).to_have_accessible_description(words)


async def test_an_expired_conversation_keeps_the_words(visitor: Visitor, house: House) -> None:
    await write(visitor, TRAVEL)
    house.clock.forward(3600)
    await write(visitor, "dette vil jeg ikke skrive om igjen")
    await expect(visitor.page.locator("#problem")).to_contain_text("Samtalen er avsluttet")
    await expect(visitor.field).to_have_value("dette vil jeg ikke skrive om igjen")
    await visitor.button("Send").click()
    await expect(answer(visitor)).to_contain_text("Svar på 34 tegn.")


async def test_loading_the_page_anew_sends_nothing_twice(visitor: Visitor, house: House) -> None:
    await write(visitor, TRAVEL)
    await write(visitor, "en ting til")
    await visitor.page.reload()
    await expect(answer(visitor)).to_contain_text("Svar på 11 tegn.")
    assert house.engine.heard == [TRAVEL, "en ting til"]


async def test_deleting_erases_on_the_server_and_on_the_page(
    visitor: Visitor, house: House
) -> None:
    await write(visitor, TRAVEL)
    await visitor.button("Slett samtalen").click()
    await expect(visitor.page.get_by_role("status")).to_contain_text("Samtalen er slettet")
    assert house.conversations == 0 and house.engine.erased == house.engine.opened
    assert TRAVEL not in await visitor.words()


async def test_deleting_by_words_works_too(visitor: Visitor, house: House) -> None:
    await write(visitor, ERASE)
    await answer(visitor).locator(".choice").first.click()
    await expect(visitor.page.get_by_role("status")).to_contain_text("Samtalen er slettet")
    assert house.conversations == 0


async def test_the_way_out_erases_and_leads_away(visitor: Visitor, house: House) -> None:
    await visitor.page.keyboard.press("Tab")
    await expect(visitor.exit).to_be_focused()  # a plain link as long as nothing is written
    await write(visitor, TRAVEL)
    await visitor.page.mouse.wheel(0, 400)
    await expect(away(visitor)).to_be_in_viewport()
    await away(visitor).click()
    await visitor.is_gone()
    assert house.conversations == 0 and house.engine.erased == house.engine.opened
    asked = next(r for r in visitor.requests if r.url == NEUTRAL)
    assert "referer" not in await asked.all_headers()


async def test_the_way_out_is_the_first_stop_and_large_enough(visitor: Visitor) -> None:
    await write(visitor, TRAVEL)
    await visitor.open("enkel")
    await write(visitor, TRAVEL)
    controls = visitor.page.locator("a, button, textarea")
    await expect(controls.first).to_have_text("Forlat siden")
    box = await away(visitor).bounding_box()
    assert box and box["height"] >= 48


async def test_one_can_go_away_when_the_server_is_gone(visitor: Visitor) -> None:
    await write(visitor, TRAVEL)
    await visitor.context.route("**/enkel/**", lambda route: route.abort())
    await visitor.page.get_by_role("link", name="Bare gå bort").click()
    await visitor.is_gone()


async def test_no_cookie_no_script_and_no_other_host(visitor: Visitor, house: House) -> None:
    await write(visitor, TRAVEL)
    await visitor.button("Slett samtalen").click()
    assert await visitor.context.cookies() == []
    ours = urlsplit(house.url).netloc
    assert {urlsplit(r.url).netloc for r in visitor.requests} == {ours}
    assert not [r.url for r in visitor.requests if r.resource_type == "script"]


async def test_no_address_ever_holds_a_word_or_a_token(visitor: Visitor) -> None:
    await write(visitor, TRAVEL)
    await write(visitor, "mer")
    token = await visitor.page.locator("input[name=token]").first.input_value()
    for request in visitor.requests:
        assert token not in request.url and "mer" not in request.url
        assert not urlsplit(request.url).query or "/static/" in request.url


@pytest.mark.parametrize("colours", ["light", "dark"])
@pytest.mark.parametrize("text", ["", TRAVEL, DANGER, "/"])
async def test_axe_finds_nothing(browser: Browser, house: House, text: str, colours: str) -> None:
    """axe itself needs JavaScript; the page has none to run."""
    async with visit(browser, house, color_scheme=colours, bypass_csp=True) as visitor:
        await visitor.open("enkel")
        if text:
            await write(visitor, text)
        for width in (320, 390, 1280):
            await visitor.page.set_viewport_size({"width": width, "height": 5000})
            assert await violations(visitor.page) == []
            assert await visitor.page.evaluate("document.documentElement.scrollWidth") <= width
