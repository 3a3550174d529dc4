"""Someone who uses the pages: what they do and what they see."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from playwright.async_api import Browser, BrowserContext, Locator, Page, Request, Route, expect

from .house import House

NEUTRAL = "https://www.yr.no/"
PHONE = {"width": 390, "height": 844}
API = "**/api/v1/**"
SOMEWHERE = "<!doctype html><html lang=nb><title>Vær</title><h1>Været</h1></html>"


@dataclass
class Visitor:
    """A browser of their own, with all that it asked for and complained of."""

    context: BrowserContext
    page: Page
    house: House
    requests: list[Request] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    # What they do

    async def open(self, path: str = "") -> None:
        """Goes to a page of the site."""
        await self.page.goto(self.house.url + path)

    async def open_chat(self) -> None:
        """Goes to the chat and waits for its opening."""
        await self.open()
        await expect(self.choices.first).to_be_visible()

    async def write(self, text: str) -> None:
        """Writes and presses Enter."""
        await self.field.fill(text)
        await self.field.press("Enter")

    async def write_and_wait(self, text: str) -> None:
        """Writes, and waits until the answer is there."""
        await self.write(text)
        await self.wait_for_answer()

    async def wait_for_answer(self) -> None:
        """Until the last thing in the log is not one's own."""
        await expect(self.log.locator("> :last-child")).not_to_have_class("message own")

    async def leave(self) -> None:
        """Presses the way out."""
        await self.exit.click()

    async def press_shift(self, times: int = 3, pause: float = 0.0) -> None:
        """Presses and releases Shift; `pause` in milliseconds between."""
        for _ in range(times):
            await self.page.keyboard.press("Shift")
            await self.page.wait_for_timeout(pause)

    async def lose_contact(self) -> None:
        """From now on nothing reaches the server."""
        await self.context.route(API, lambda route: route.abort())

    async def find_contact(self) -> None:
        """As before."""
        await self.context.unroute(API)

    async def lose_answers(self, times: int) -> None:
        """The server gets the next messages, but the answers to them are lost."""

        async def swallow(route: Route) -> None:
            await route.fetch()
            await route.abort()

        await self.context.route("**/conversation/messages", swallow, times=times)

    # What they see

    @property
    def exit(self) -> Locator:
        return self.page.get_by_role("link", name="Forlat siden")

    @property
    def log(self) -> Locator:
        return self.page.get_by_role("log")

    @property
    def field(self) -> Locator:
        return self.page.get_by_label("Skriv her")

    @property
    def choices(self) -> Locator:
        return self.page.locator(".choice")

    @property
    def own(self) -> Locator:
        return self.page.locator(".own p")

    @property
    def cards(self) -> Locator:
        return self.log.locator(".card")

    @property
    def trouble(self) -> Locator:
        return self.page.locator("#trouble")

    def button(self, name: str) -> Locator:
        """The button that says so."""
        return self.page.get_by_role("button", name=name)

    async def is_gone(self) -> None:
        """They are at the neutral place."""
        await expect(self.page).to_have_url(NEUTRAL)

    async def focused(self) -> Any:
        """Name of the tag, id and text of what has the focus."""
        return await self.page.evaluate(
            "(({tagName, id, textContent}) => [tagName, id, textContent.trim()])"
            "(document.activeElement)"
        )

    async def words(self) -> str:
        """All that the page holds, seen or not."""
        return str(await self.page.content())


@asynccontextmanager
async def visit(browser: Browser, house: House, **options: Any) -> AsyncIterator[Visitor]:
    """A visitor with a phone, unless `options` of the browser's context say otherwise. The
    neutral place is there; nothing else outside is."""
    options.setdefault("viewport", PHONE)
    context = await browser.new_context(**options)
    context.set_default_timeout(15_000)
    someone = Visitor(context, await context.new_page(), house)
    context.on("request", lambda request: someone.requests.append(request))
    context.on("weberror", lambda error: someone.complaints.append(str(error.error)))
    context.on("console", lambda message: _note(someone, message.type, message.text))
    await context.route(lambda url: not url.startswith(house.url), _outside)
    try:
        yield someone
    finally:
        await context.close()


def _note(someone: Visitor, kind: str, text: str) -> None:
    if kind == "error" and "Failed to load resource" not in text:
        someone.complaints.append(text)


async def _outside(route: Route) -> None:
    await route.fulfill(body=SOMEWHERE, content_type="text/html; charset=utf-8")


async def until(condition: Callable[[], bool]) -> None:
    """Waits up to five seconds. Raises `AssertionError`."""
    for _ in range(250):
        if condition():
            return
        await asyncio.sleep(0.02)
    raise AssertionError("it did not happen")
