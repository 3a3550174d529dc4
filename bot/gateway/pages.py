"""The pages for people, rendered from `bot/pages/*.html`. Templates escape everything."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from aiohttp import web
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from bot.contract import Alert, ServiceCard, Services
from bot.gateway.cached import Body, respond
from bot.gateway.headers import NO_STORE
from bot.gateway.parts import Clock, Directory, FirstAid
from bot.gateway.static import Static
from bot.wording import Wording

FOLDER = Path(__file__).resolve().parent.parent / "pages"
HTML = "text/html; charset=utf-8"


class Pages:
    """The pages. Every template has `text(name)` for wording, `static(name)` for files, and
    `emergency`, the cards of the emergency services and national lines."""

    def __init__(
        self,
        directory: Directory,
        first_aid: FirstAid,
        wording: Wording,
        clock: Clock,
        folder: Path = FOLDER,
    ) -> None:
        self._directory, self._first_aid, self._clock = directory, first_aid, clock
        self.static = Static(folder / "static")
        self._templates = Environment(
            loader=FileSystemLoader(folder),
            autoescape=True,
            auto_reload=False,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._templates.globals.update(text=wording.text, static=self.static.url)
        self._help: tuple[datetime, Body] | None = None

    def render(self, name: str, **values: object) -> str:
        """The HTML of a template. Raises jinja2's errors."""
        template = self._templates.get_template(name)
        return template.render(emergency=self.emergency(), **values)

    async def chat(self, _: web.Request) -> web.Response:
        """`/`: the chat, which nothing may store."""
        body = self.render("chat.html")
        return web.Response(
            text=body, content_type="text/html", headers={"Cache-Control": NO_STORE}
        )

    async def help(self, request: web.Request) -> web.Response:
        """`/hjelp`: every service, without the chat."""
        return respond(request, self._help_now())

    async def privacy(self, request: web.Request) -> web.Response:
        """`/personvern`: what is kept and what cannot be promised."""
        return respond(request, Body.of(self.render("personvern.html").encode(), HTML))

    def emergency(self) -> list[ServiceCard]:
        """The cards of the emergency services and the national lines."""
        messages = self._first_aid.net(self._clock())
        return [
            card for one in messages if isinstance(one, (Alert, Services)) for card in one.services
        ]

    def _help_now(self) -> Body:
        """Rendered once a minute: it tells what is open now."""
        minute = self._clock().replace(second=0, microsecond=0)
        if self._help is None or self._help[0] != minute:
            groups = [(title, list(cards)) for title, cards in self._directory.groups(minute)]
            html = self.render("hjelp.html", groups=groups, updated=self._directory.updated)
            self._help = minute, Body.of(html.encode(), HTML)
        return self._help[1]


def add_routes(app: web.Application, pages: Pages) -> None:
    """The routes of the pages and their files."""
    app.router.add_get("/", pages.chat)
    app.router.add_get("/hjelp", pages.help)
    app.router.add_get("/personvern", pages.privacy)
    app.router.add_get("/static/{name}", pages.static.handle)
