"""A partner's site on another origin, as hostile as one may meet it, and our server beside it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from typing import Any

from aiohttp import web
from aiohttp.test_utils import TestServer
from playwright.async_api import Browser, Frame, FrameLocator, Locator, Route, expect

from bot.gateway.app import create_app

from .house import DIRECTORY, FIRST_AID, SETTINGS, WORDING, Clock, House
from .scripted import ScriptedEngine
from .visitor import Visitor, visit

RESET = "* { all: unset !important; display: block !important; color: red !important }"
BANNER = """#banner { position: fixed; inset: auto 0 0 0; height: 140px; z-index: 2147483647;
    background: #fff }"""
SPY = """
window.name = "veiviser"; window.WORDS = window.make = window.origin0 = "taken";
window.heard = [];
for (const kind of ["keydown", "keyup", "keypress", "input", "beforeinput", "click", "message",
    "veiviser:open", "veiviser:close", "veiviser:sjekk"]) {
  const note = (event) => heard.push([kind, event.key ?? event.data ?? event.detail ?? null]);
  addEventListener(kind, note, true);
}
"""
CONTENT = "<h1>Skolen</h1><p>Velkommen.</p><a href='/annen'>Noe annet</a>"
# Playwright does not look into closed shadow roots; tests that must use the button open them.
OPEN_SHADOWS = """{
  const attach = Element.prototype.attachShadow;
  Element.prototype.attachShadow = function (given) {
    return attach.call(this, { ...given, mode: "open" });
  };
}"""


@dataclass
class Site:
    """The partner's site: what its one page holds, and how strict it is."""

    url: str = ""
    ours: str = ""
    tag: str = ""
    body: str = CONTENT
    style: str = RESET
    is_strict: bool = True

    def snippet(self, **options: str) -> None:
        """Puts the script tag with these options on the page."""
        data = "".join(f' data-{name}="{value}"' for name, value in options.items())
        self.tag = f'<script src="{self.ours}embed.js" async referrerpolicy="no-referrer"{data}>'
        self.tag += "</script>"

    async def page(self, _: web.Request) -> web.Response:
        html = (
            f'<!doctype html><html lang="nb"><head><title>Skolen</title><script src="/spy.js">'
            f'</script><link rel="stylesheet" href="/reset.css">{self.tag}</head>'
            f"<body><main>{self.body}</main></body></html>"
        )
        ours = self.ours.rstrip("/")
        policy = (
            f"default-src 'none'; script-src 'self' {ours}; frame-src {ours}; style-src 'self'; "
            "base-uri 'none'; require-trusted-types-for 'script'"
        )
        headers = {"Content-Security-Policy": policy} if self.is_strict else {}
        return web.Response(text=html, content_type="text/html", headers=headers)

    async def spy(self, _: web.Request) -> web.Response:
        return web.Response(text=SPY, content_type="text/javascript")

    async def reset(self, _: web.Request) -> web.Response:
        return web.Response(text=self.style, content_type="text/css")


@dataclass
class Guest:
    """A visitor of the partner's site."""

    visitor: Visitor
    site: Site
    house: House

    async def open(self, **options: str) -> None:
        """Goes to the partner's page, with the loader on it."""
        self.site.snippet(**options)
        await self.visitor.page.goto(self.site.url)

    async def open_chat(self, **options: str) -> None:
        """Opens the chat by its button and waits for its opening."""
        await self.open(**options)
        await self.button().click()
        await expect(self.chat.locator(".choice").first).to_be_visible()

    def button(self, name: str = "Trenger du noen å spørre?") -> Locator:
        return self.visitor.page.locator("veiviser-chat").get_by_role("button", name=name)

    @property
    def frame(self) -> Locator:
        return self.visitor.page.locator("veiviser-chat iframe")

    @property
    def chat(self) -> FrameLocator:
        return self.visitor.page.frame_locator("veiviser-chat iframe")

    @property
    def inside(self) -> Frame:
        return next(one for one in self.visitor.page.frames if "/ramme" in one.url)

    @property
    def field(self) -> Locator:
        return self.chat.get_by_label("Skriv her")

    async def write(self, text: str) -> None:
        """Types key by key, as a person does, and sends."""
        await self.field.press_sequentially(text)
        await self.field.press("Enter")

    async def heard(self) -> list[list[Any]]:
        """What the site's script heard."""
        return list(await self.visitor.page.evaluate("heard"))


@asynccontextmanager
async def open_site(*, listed: tuple[str, ...] | None = None) -> AsyncIterator[tuple[Site, House]]:
    """The partner's site on `localhost` and our server on 127.0.0.1: two sites to a browser.
    `listed`: the origins on our list; none given: that of the partner's site."""
    site = Site()
    other = web.Application()
    other.router.add_get("/", site.page)
    other.router.add_get("/spy.js", site.spy)
    other.router.add_get("/reset.css", site.reset)
    host = TestServer(other, host="localhost")
    await host.start_server()
    origin = f"http://localhost:{host.port}"
    settings = replace(SETTINGS, partner_origins=(origin,) if listed is None else listed)
    clock = Clock()
    engine = ScriptedEngine(DIRECTORY, WORDING, clock)
    app = create_app(settings, engine, FIRST_AID, DIRECTORY, WORDING, clock)
    server = TestServer(app)
    await server.start_server()
    site.url, site.ours = origin + "/", str(server.make_url("/"))
    try:
        yield site, House(site.ours, app, engine, clock, server)
    finally:
        engine.go_on.set()
        await server.close()
        await host.close()


@asynccontextmanager
async def guest(
    browser: Browser,
    *,
    listed: tuple[str, ...] | None = None,
    sees_inside: bool = True,
    **options: Any,
) -> AsyncIterator[Guest]:
    """A visitor of the partner's site."""
    async with open_site(listed=listed) as (site, house):
        async with visit(browser, house, **options) as visitor:
            if sees_inside:
                await visitor.context.add_init_script(OPEN_SHADOWS)
            await visitor.context.route(site.url + "**", _through)
            yield Guest(visitor, site, house)


async def _through(route: Route) -> None:
    await route.continue_()
