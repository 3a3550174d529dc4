"""With JavaScript: the whole conversation with nothing but a keyboard."""

from __future__ import annotations

import pytest
from playwright.async_api import Browser, expect

from .house import House
from .scripted import TRAVEL
from .visitor import Visitor, visit

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def tab_to(visitor: Visitor, text: str, most: int = 40) -> None:
    """Presses Tab until what has the focus begins with `text`."""
    for _ in range(most):
        await visitor.page.keyboard.press("Tab")
        if (await visitor.focused())[2].startswith(text):
            return
    raise AssertionError(f"Tab does not lead to {text}")


async def test_a_conversation_from_the_first_tab_to_leaving(browser: Browser, house: House) -> None:
    async with visit(browser, house, viewport={"width": 1280, "height": 900}) as visitor:
        await visitor.open_chat()
        await tab_to(visitor, "Forlat siden", most=1)
        await tab_to(visitor, "Gå rett til innholdet", most=1)
        await expect(visitor.page.locator(".skip")).to_be_in_viewport()
        await visitor.page.keyboard.press("Enter")
        await tab_to(visitor, "De presser meg", most=1)
        await tab_to(visitor, "Jeg er redd for en reise")
        await visitor.page.keyboard.press("Enter")
        await visitor.wait_for_answer()
        await tab_to(visitor, "Ring 815 55 201", most=1)
        await tab_to(visitor, "Nei")
        await visitor.page.keyboard.press("Space")
        await visitor.wait_for_answer()
        await tab_to(visitor, "Slett samtalen")
        await visitor.page.keyboard.press("Tab")
        await expect(visitor.field).to_be_focused()
        await visitor.page.keyboard.type(TRAVEL)
        await visitor.page.keyboard.press("Enter")
        await visitor.wait_for_answer()
        await expect(visitor.field).to_be_focused()
        await visitor.page.keyboard.press("Shift+Tab")
        await visitor.page.keyboard.press("Enter")
        await tab_to(visitor, "Ja, slett", most=1)
        await visitor.page.keyboard.press("Enter")
        await expect(visitor.page.get_by_text("Samtalen er slettet.")).to_be_focused()
        await visitor.press_shift()
        await visitor.is_gone()


async def test_tab_goes_all_the_way_round_and_is_caught_nowhere(visitor: Visitor) -> None:
    await visitor.write_and_wait(TRAVEL)
    seen: list[str] = []
    await visitor.page.evaluate("document.activeElement.blur(); scrollTo(0, 0)")
    for _ in range(60):
        await visitor.page.keyboard.press("Tab")
        tag, _, text = await visitor.focused()
        seen.append(tag + text)
    assert len(set(seen)) == len(set(seen[:31])) and seen.count(seen[0]) >= 2


async def test_numbers_out_of_sight_open_with_the_keyboard(visitor: Visitor) -> None:
    await tab_to(visitor, "Flere numre")
    await visitor.page.keyboard.press("Enter")
    await visitor.page.keyboard.press("Tab")
    assert "+47 23 95 00 00" in (await visitor.focused())[2]
