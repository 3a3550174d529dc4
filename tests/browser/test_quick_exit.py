"""With JavaScript: the way out. It covers, erases and leaves, whatever goes on."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable

import pytest
from playwright.async_api import Browser, expect

from .house import House
from .scripted import DANGER, SLOW, TRAVEL
from .visitor import API, NEUTRAL, Visitor, until, visit

pytestmark = pytest.mark.asyncio(loop_scope="session")
ON_TOP = """(exit) => {
    const {left, right, top, bottom} = exit.getBoundingClientRect();
    return [[left + 9, top + 9], [right - 9, bottom - 9]]
        .every(([x, y]) => document.elementFromPoint(x, y) === exit);
}"""
State = Callable[[Visitor], Awaitable[None]]


async def opened(visitor: Visitor) -> None:
    """Nothing has been written yet."""


async def half_written(visitor: Visitor) -> None:
    await visitor.field.fill(TRAVEL)


async def answered(visitor: Visitor) -> None:
    await visitor.write_and_wait(TRAVEL)


async def in_danger(visitor: Visitor) -> None:
    await visitor.write_and_wait(DANGER)


async def waiting(visitor: Visitor) -> None:
    await visitor.write(SLOW)
    await until(lambda: visitor.house.engine.heard == [SLOW])


async def asked_whether_to_delete(visitor: Visitor) -> None:
    await visitor.write_and_wait(TRAVEL)
    await visitor.button("Slett samtalen").click()


async def in_trouble(visitor: Visitor) -> None:
    await visitor.write_and_wait("/")
    await expect(visitor.trouble).not_to_be_empty()


async def scrolled_down(visitor: Visitor) -> None:
    await visitor.write_and_wait(TRAVEL)
    await visitor.page.evaluate("scrollTo(0, document.body.scrollHeight)")


STATES = (
    opened, half_written, answered, in_danger, waiting,
    asked_whether_to_delete, in_trouble, scrolled_down,
)  # fmt: skip


@pytest.mark.parametrize("state", STATES, ids=lambda state: state.__name__)
@pytest.mark.parametrize("way", ["button", "Shift"])
async def test_one_is_gone_at_once(visitor: Visitor, house: House, state: State, way: str) -> None:
    await state(visitor)
    await (visitor.leave() if way == "button" else visitor.press_shift())
    await visitor.is_gone()
    await until(lambda: house.conversations == 0)
    assert house.engine.erased == house.engine.opened
    assert visitor.complaints == []


async def test_leaving_erases_the_conversation_on_the_server(
    visitor: Visitor, house: House
) -> None:
    await visitor.write_and_wait(TRAVEL)
    await visitor.leave()
    await until(lambda: house.engine.erased == house.engine.opened)
    assert house.conversations == 0 and len(house.engine.erased) == 1


async def test_the_screen_is_covered_and_empty_before_the_other_page_is_asked_for(
    visitor: Visitor,
) -> None:
    await visitor.write_and_wait(TRAVEL)
    await visitor.page.evaluate(
        """() => {
            let pressed;
            addEventListener("pointerup", (event) => (pressed = event.timeStamp), true);
            new MutationObserver(() => console.log(JSON.stringify([
                getComputedStyle(document.documentElement).display,
                document.body.children.length,
                performance.now() - pressed,
            ]))).observe(document.documentElement, {attributes: true});
        }"""
    )
    async with visitor.page.expect_console_message() as told:
        await visitor.leave()
    display, children, took = json.loads((await told.value).text)
    assert (display, children) == ("none", 0)
    assert 0 <= took <= 100, f"{took} milliseconds"
    await visitor.is_gone()


async def test_back_does_not_bring_the_conversation_back(browser: Browser, house: House) -> None:
    async with visit(browser, house) as visitor:
        await visitor.page.goto("https://example.org/")
        await visitor.open_chat()
        await visitor.write_and_wait(TRAVEL)
        await visitor.leave()
        await visitor.is_gone()
        await visitor.page.go_back()
        await expect(visitor.page).to_have_url("https://example.org/")
        await visitor.page.go_forward()
        await visitor.is_gone()
        assert await visitor.page.evaluate("history.length") == 3  # blank, example.org, neutral


async def test_back_after_going_on_elsewhere_shows_an_empty_chat(
    visitor: Visitor, house: House
) -> None:
    await visitor.write_and_wait(TRAVEL)
    await visitor.field.fill("halvferdig")
    await visitor.page.goto("https://example.org/")
    await until(lambda: house.conversations == 0)
    await visitor.page.go_back()
    await expect(visitor.choices).to_have_count(5)
    assert TRAVEL not in await visitor.words()
    await expect(visitor.field).to_have_value("")


async def test_a_page_that_the_browser_has_kept_is_empty_when_it_comes_back(
    visitor: Visitor, house: House
) -> None:
    """What a browser does that keeps pages whole when one goes on."""
    await visitor.write_and_wait(TRAVEL)
    await visitor.field.fill("halvferdig")
    await visitor.page.evaluate(
        'dispatchEvent(new PageTransitionEvent("pagehide", {persisted: true}))'
    )
    assert TRAVEL not in await visitor.words() and await visitor.field.input_value() == ""
    await until(lambda: house.conversations == 0)
    await visitor.page.evaluate(
        'dispatchEvent(new PageTransitionEvent("pageshow", {persisted: true}))'
    )
    await expect(visitor.choices).to_have_count(5)
    await visitor.write_and_wait("hei igjen")


async def test_it_works_with_the_server_down(visitor: Visitor) -> None:
    await visitor.write_and_wait(TRAVEL)
    await visitor.lose_contact()
    await visitor.leave()
    await visitor.is_gone()


async def test_it_works_when_the_way_to_the_server_hangs(visitor: Visitor) -> None:
    await visitor.write_and_wait(TRAVEL)
    await visitor.context.route(API, lambda route: None)
    await visitor.leave()
    await visitor.is_gone()


@pytest.mark.parametrize("way", ["button", "Shift"])
async def test_it_works_before_the_rest_of_the_page_has_loaded(
    browser: Browser, house: House, way: str
) -> None:
    async with visit(browser, house) as visitor:
        for late in ("**/base.css*", "**/chat.css*", "**/chat.js*", "**/view.js"):
            await visitor.context.route(late, lambda route: None)
        await visitor.page.goto(house.url, wait_until="commit")
        await visitor.exit.wait_for(state="attached")
        if way == "Shift":
            await visitor.press_shift()
        else:
            await visitor.exit.dispatch_event("click")
        await visitor.is_gone()


@pytest.mark.parametrize("path", ["hjelp", "personvern", "finnes-ikke"])
@pytest.mark.parametrize("way", ["button", "Shift"])
async def test_it_is_on_every_page(browser: Browser, house: House, path: str, way: str) -> None:
    async with visit(browser, house) as visitor:
        await visitor.open(path)
        await (visitor.leave() if way == "button" else visitor.press_shift())
        await visitor.is_gone()


@pytest.mark.parametrize("path", ["", "hjelp", "personvern", "finnes-ikke"])
async def test_it_is_the_first_tab_stop(browser: Browser, house: House, path: str) -> None:
    async with visit(browser, house) as visitor:
        await visitor.open(path)
        await visitor.page.keyboard.press("Tab")
        await expect(visitor.exit).to_be_focused()
        await visitor.page.keyboard.press("Enter")
        await visitor.is_gone()


@pytest.mark.parametrize("path", ["", "hjelp", "personvern"])
async def test_it_is_large_and_above_everything_however_far_one_has_gone(
    browser: Browser, house: House, path: str
) -> None:
    async with visit(browser, house, reduced_motion="reduce") as visitor:
        await visitor.open(path)
        if not path:
            await visitor.write_and_wait(TRAVEL)
        for width, height in ((320, 256), (320, 640), (390, 844), (1280, 900)):
            await visitor.page.set_viewport_size({"width": width, "height": height})
            for where in ("0", "document.body.scrollHeight / 2", "document.body.scrollHeight"):
                await visitor.page.evaluate(f"scrollTo(0, {where})")
                box = await visitor.exit.bounding_box()
                assert box and box["height"] >= 48 and box["width"] >= 48
                assert box["y"] >= 0 and box["y"] + box["height"] <= height
                assert box["x"] >= 0 and box["x"] + box["width"] <= width
                assert await visitor.exit.evaluate(ON_TOP)


async def test_other_tabs_of_the_site_are_left_as_well(visitor: Visitor, house: House) -> None:
    await visitor.write_and_wait(TRAVEL)
    async with visitor.context.expect_page() as opening:
        await visitor.page.get_by_role("link", name="Alle tilbudene").click()
    other = await opening.value
    await expect(other.get_by_role("heading", level=1)).to_have_text("Alle tilbudene")
    await other.get_by_role("link", name="Forlat siden").click()
    await expect(other).to_have_url(NEUTRAL)
    await visitor.is_gone()
    await until(lambda: house.conversations == 0)


async def test_capital_letters_are_not_taken_for_the_way_out(visitor: Visitor) -> None:
    await visitor.field.focus()
    for letter in "ABCD":
        await visitor.page.keyboard.press(f"Shift+{letter}")
    for _ in range(4):
        await visitor.page.keyboard.press("Shift+Enter")
        await visitor.page.keyboard.press("Shift+Tab")
    assert visitor.page.url == house_url(visitor)


async def test_two_presses_or_slow_ones_are_not_taken_for_the_way_out(
    visitor: Visitor,
) -> None:
    await visitor.press_shift(times=2)
    await visitor.page.keyboard.press("a")
    await visitor.press_shift(times=1)
    await visitor.page.keyboard.press("a")
    await visitor.press_shift(times=3, pause=1050)
    await visitor.page.keyboard.down("Shift")
    for _ in range(4):
        await visitor.page.keyboard.down("Shift")  # held down
    await visitor.page.keyboard.up("Shift")
    assert visitor.page.url == house_url(visitor)


def house_url(visitor: Visitor) -> str:
    """Where the chat is."""
    return visitor.house.url
