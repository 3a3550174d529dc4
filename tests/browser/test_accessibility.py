"""With JavaScript: WCAG 2.2 AA on every page and in every state, in light and dark."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable

import pytest
from playwright.async_api import Browser, expect

from .axe import violations
from .house import House
from .scripted import DANGER, SLOW, TRAVEL
from .visitor import Visitor, visit

pytestmark = pytest.mark.asyncio(loop_scope="session")
WIDTHS = (320, 390, 1280)
AT_400_PERCENT = (320, 256)  # a window of 1280 by 1024
TALL = 5000  # so that nothing is behind the field that stays at the bottom
TOO_WIDE = """() => [...document.querySelectorAll("body *")]
    .filter((one) => !one.closest(".hidden, .skip"))
    .filter((one) => one.getBoundingClientRect().right > innerWidth + 1)
    .map((one) => one.outerHTML.slice(0, 80))"""
TOO_SMALL = """() => [...document.querySelectorAll("a, button, summary, textarea")]
    .filter((one) => !one.matches(".skip") && one.checkVisibility())
    .filter((one) => one.getBoundingClientRect().height < 44)
    .map((one) => one.textContent.trim())"""
State = Callable[[Visitor], Awaitable[None]]


async def opened(visitor: Visitor) -> None:
    await visitor.open_chat()


async def answered(visitor: Visitor) -> None:
    await visitor.open_chat()
    await visitor.write_and_wait(TRAVEL)


async def in_danger(visitor: Visitor) -> None:
    await visitor.open_chat()
    await visitor.write_and_wait(DANGER)


async def waiting(visitor: Visitor) -> None:
    await visitor.open_chat()
    await visitor.write(SLOW)


async def more_numbers(visitor: Visitor) -> None:
    await visitor.open_chat()
    await visitor.page.locator("summary").click()


async def asked_whether_to_delete(visitor: Visitor) -> None:
    await visitor.open_chat()
    await visitor.button("Slett samtalen").click()


async def deleted(visitor: Visitor) -> None:
    await asked_whether_to_delete(visitor)
    await visitor.button("Ja, slett").click()


async def refused(visitor: Visitor) -> None:
    await visitor.open_chat()
    await visitor.write("/")
    await expect(visitor.trouble).not_to_be_empty()


async def too_long(visitor: Visitor) -> None:
    await visitor.open_chat()
    await visitor.field.fill("a" * 1010)


async def no_contact(visitor: Visitor) -> None:
    await visitor.open_chat()
    await visitor.lose_contact()
    await visitor.write(TRAVEL)
    await expect(visitor.trouble).not_to_be_empty()


async def not_ready(visitor: Visitor) -> None:
    visitor.house.engine.ready = False
    await visitor.open()
    await visitor.write(TRAVEL)
    await expect(visitor.trouble).not_to_be_empty()


async def help_page(visitor: Visitor) -> None:
    await visitor.open("hjelp")


async def privacy_page(visitor: Visitor) -> None:
    await visitor.open("personvern")


async def missing_page(visitor: Visitor) -> None:
    await visitor.open("finnes-ikke")


STATES = (
    opened, answered, in_danger, waiting, more_numbers, asked_whether_to_delete, deleted, refused,
    too_long, no_contact, not_ready, help_page, privacy_page, missing_page,
)  # fmt: skip
every_state = pytest.mark.parametrize("state", STATES, ids=lambda state: state.__name__)


@every_state
async def test_axe_finds_nothing(browser: Browser, house: House, state: State) -> None:
    async with visit(browser, house, reduced_motion="reduce") as visitor:
        await state(visitor)
        for colours in ("light", "dark"):
            await visitor.page.emulate_media(color_scheme=colours)
            for width in WIDTHS:
                await visitor.page.set_viewport_size({"width": width, "height": TALL})
                assert await violations(visitor.page) == [], (colours, width)


async def test_axe_would_find_something(browser: Browser, house: House) -> None:
    async with visit(browser, house) as visitor:
        await visitor.open("personvern")
        await visitor.page.evaluate("document.body.append(document.createElement('button'))")
        assert [found.split(":")[0] for found in await violations(visitor.page)] == ["button-name"]


@every_state
async def test_nothing_is_too_wide_and_what_is_pressed_is_large_enough(
    browser: Browser, house: House, state: State
) -> None:
    async with visit(browser, house, reduced_motion="reduce") as visitor:
        await state(visitor)
        for width, height in ((320, 640), AT_400_PERCENT, (390, 844), (1280, 900)):
            await visitor.page.set_viewport_size({"width": width, "height": height})
            assert await visitor.page.evaluate(TOO_WIDE) == []
            assert await visitor.page.evaluate(TOO_SMALL) == []
            assert await visitor.page.evaluate("document.documentElement.scrollWidth") <= width


async def test_the_field_leaves_room_when_all_is_magnified(browser: Browser, house: House) -> None:
    """At 400 % on a small laptop: the field goes along with the page, the way out stays."""
    viewport = dict(zip(("width", "height"), AT_400_PERCENT))
    async with visit(browser, house, viewport=viewport, reduced_motion="reduce") as visitor:
        await answered(visitor)
        await expect(visitor.page.locator(".own")).to_be_in_viewport()
        link = visitor.cards.nth(0).get_by_role("link", name="Ring")
        await link.focus()
        await expect(link).to_be_in_viewport(ratio=1)


async def test_what_has_the_focus_is_never_behind_the_bar_or_the_field(
    visitor: Visitor,
) -> None:
    await visitor.page.emulate_media(reduced_motion="reduce")
    await visitor.write_and_wait(TRAVEL)
    for key in ("Shift+Tab", "Tab"):
        for _ in range(30):
            await visitor.page.keyboard.press(key)
            hidden = await visitor.page.evaluate(
                """() => {
                    const one = document.activeElement;
                    const {left, top, width, height} = one.getBoundingClientRect();
                    const seen = document.elementFromPoint(left + width / 2, top + height / 2);
                    const isSeen = one === document.body || one.contains(seen);
                    return isSeen ? null : one.outerHTML;
                }"""
            )
            assert hidden is None


async def test_nothing_moves_for_those_who_want_it_so(visitor: Visitor) -> None:
    await visitor.page.emulate_media(reduced_motion="reduce")
    await visitor.write(TRAVEL)
    await visitor.wait_for_answer()
    assert await visitor.page.evaluate("document.getAnimations().length") == 0
    assert (
        await visitor.page.evaluate("getComputedStyle(document.documentElement).scrollBehavior")
        == "auto"
    )


async def test_shapes_stay_when_the_system_chooses_the_colours(
    browser: Browser, house: House
) -> None:
    async with visit(browser, house, forced_colors="active") as visitor:
        await in_danger(visitor)
        for name in (".exit", ".send", ".way", ".message", ".alert", ".card", "textarea"):
            style, width = await visitor.page.locator(name).first.evaluate(
                "(one) => [getComputedStyle(one).borderTopStyle,"
                " parseFloat(getComputedStyle(one).borderTopWidth)]"
            )
            assert style == "solid" and width >= 1, name


async def test_a_screen_reader_is_given_this(visitor: Visitor) -> None:
    await visitor.write_and_wait(TRAVEL)
    tree = await visitor.page.locator("body").aria_snapshot()
    plain = re.sub(r"\n\s*- /url:.*", "", tree)
    for line in (
        '- banner:\n  - link "Forlat siden"',
        "- complementary:",
        '- heading "Fare akkurat nå?" [level=2]',
        '- link "Ring 112 Politiets nødnummer"',
        '- main:\n  - heading "Fortell hva som er vanskelig Så viser vi deg',
        '- log "Samtalen":',
        'text: "Du:"',
        '- article:\n      - heading "Alarmtelefonen for barn og unge 116 111" [level=2]',
        '- link "Ring 116 111 (Alarmtelefonen for barn og unge 116 111)"',
        '- group "Du kan velge et svar, eller skrive selv":',
        '- textbox "Skriv her"',
        '- button "Send"',
    ):
        assert line in plain, f"{line}\n\n{plain}"
