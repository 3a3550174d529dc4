"""`python -m tests.browser.screens`: pictures of every page and state, for docs/screens/."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.async_api import Browser, expect

from bot.settings import ROOT

from .chromium import launch
from .house import open_house
from .scripted import DANGER, TRAVEL
from .visitor import Visitor, visit

FOLDER = ROOT / "docs" / "screens"
SIZES = {320: 640, 390: 844, 1280: 900}
EVERYWHERE = tuple((width, colours) for width in SIZES for colours in ("light", "dark"))
PHONE = ((390, "light"), (390, "dark"))
DESK = (*PHONE, (1280, "light"))


@dataclass(frozen=True)
class Screen:
    """A state worth a picture, how to get there, and at which widths and colours."""

    name: str
    reach: Callable[[Visitor], Awaitable[Any]]
    looks: tuple[tuple[int, str], ...] = PHONE
    script: bool = True
    ready: bool = True


async def answer(visitor: Visitor) -> None:
    await visitor.open_chat()
    await visitor.write_and_wait(TRAVEL)
    await expect(visitor.cards).to_have_count(3)


async def choices(visitor: Visitor) -> None:
    await answer(visitor)
    await visitor.choices.last.scroll_into_view_if_needed()
    await visitor.page.evaluate("scrollTo(0, document.body.scrollHeight)")


async def alert(visitor: Visitor) -> None:
    await visitor.open_chat()
    await visitor.write_and_wait(DANGER)


async def deleting(visitor: Visitor) -> None:
    await answer(visitor)
    await visitor.button("Slett samtalen").click()


async def trouble(visitor: Visitor) -> None:
    await visitor.open_chat()
    await visitor.lose_contact()
    await visitor.write(TRAVEL)
    await expect(visitor.trouble).not_to_be_empty()


async def not_ready(visitor: Visitor) -> None:
    await visitor.open()
    await visitor.write(TRAVEL)
    await expect(visitor.trouble).not_to_be_empty()


async def simple_answer(visitor: Visitor) -> None:
    await visitor.open("enkel")
    await visitor.page.locator("textarea").fill(TRAVEL)
    await visitor.page.get_by_role("button", name="Send").click()
    await expect(visitor.page.locator("article").first).to_be_visible()


async def framed(visitor: Visitor) -> None:
    await visitor.open("ramme")
    await expect(visitor.choices.first).to_be_visible()


def page(path: str) -> Callable[[Visitor], Awaitable[Any]]:
    """Reaches the page at `path`."""
    return lambda visitor: visitor.open(path)


SCREENS = (
    Screen("chat", Visitor.open_chat, EVERYWHERE),
    Screen("svar", answer, EVERYWHERE),
    Screen("valg", choices),
    Screen("fare", alert),
    Screen("slett", deleting),
    Screen("uten-kontakt", trouble),
    Screen("ikke-klar", not_ready, ready=False),
    Screen("uten-javascript", page(""), script=False),
    Screen("hjelp", page("hjelp"), DESK),
    Screen("personvern", page("personvern"), DESK),
    Screen("finnes-ikke", page("finnes-ikke")),
    Screen("enkel", page("enkel"), EVERYWHERE, script=False),
    Screen("enkel-svar", simple_answer, ((390, "light"), (1280, "light")), script=False),
    Screen("partner", page("partner"), DESK),
    Screen("ramme", framed, DESK),
    Screen("tilgjengelighet", page("tilgjengelighet"), DESK),
)


async def take(browser: Browser, screen: Screen, folder: Path) -> None:
    """Takes the pictures of one state."""
    for width, colours in screen.looks:
        options = {
            "viewport": {"width": width, "height": SIZES[width]},
            "color_scheme": colours,
            "reduced_motion": "reduce",
            "java_script_enabled": screen.script,
            "has_touch": width < 1000,
            "is_mobile": width < 1000,
        }
        async with open_house() as house, visit(browser, house, **options) as visitor:
            house.engine.ready = screen.ready
            await screen.reach(visitor)
            await visitor.page.screenshot(path=folder / f"{screen.name}-{width}-{colours}.png")


def clear(folder: Path) -> None:
    """Leaves an empty folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob("*.png"):
        old.unlink()


async def take_all(folder: Path) -> None:
    """All pictures."""
    async with launch() as browser:
        for screen in SCREENS:
            await take(browser, screen, folder)


def main(folder: Path = FOLDER) -> None:
    """All pictures, in place of those that were there."""
    clear(folder)
    asyncio.run(take_all(folder))


if __name__ == "__main__":
    main()
