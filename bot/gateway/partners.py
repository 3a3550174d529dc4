"""The chat on partners' pages: `/embed.js`, the loader, and `/ramme`, what it puts in a frame.
Who may frame it says `VEIVISER_PARTNER_ORIGINS`; browsers hold to it (`frame-ancestors`)."""

from __future__ import annotations

import re
from datetime import date

from aiohttp import hdrs, web

from bot.contract import SITUATIONS
from bot.gateway import validation
from bot.gateway.cached import Body, respond
from bot.gateway.headers import NO_STORE, OWN, content_security_policy
from bot.gateway.keys import ENGINE, PAGES, SETTINGS, WORDING
from bot.gateway.neutral import NEUTRAL
from bot.gateway.pages import HTML
from bot.wording import Wording

SCRIPT = "text/javascript; charset=utf-8"
KEEP = "public, max-age=600, stale-while-revalidate=86400, stale-if-error=604800"
# allow-same-origin gives the frame its own origin, which is another than the partner's: without
# it the chat could not speak with its own server unless every site could.
SANDBOX = (
    "allow-scripts allow-same-origin allow-forms allow-popups allow-popups-to-escape-sandbox "
    "allow-top-navigation-by-user-activation"
)
EXAMPLE = "https://veiviser.example"  # the script of the page puts the real address there
STATED = date(2026, 11, 22)  # when the accessibility statement was last gone through
ANYWHERE = "cross-origin"
_COMMENT = re.compile(r"^\s*/\*.*?\*/\n|^\s+", re.DOTALL | re.MULTILINE)  # and indentation


async def embed(request: web.Request) -> web.Response:
    """`/embed.js`: the loader, with its words and the emergency numbers in it."""
    wording, pages = request.app[WORDING], request.app[PAGES]
    words = {
        "label": _in_each_language(wording, "utter_innbygging_knapp"),
        "close": _in_each_language(wording, "utter_innbygging_lukk"),
        "net": wording.text("utter_innbygging_uten_chat"),
        "link": wording.text("utter_innbygging_egen_fane"),
        "clean": wording.text("utter_innbygging_ingen_andre"),
        "lines": [(card.name, card.phone) for card in pages.emergency() if card.phone],
        "sandbox": SANDBOX,
        "neutral": NEUTRAL,
    }
    script = _COMMENT.sub("", pages.render("embed/embed.js", words=words))
    body = Body.of(script.encode(), SCRIPT)
    response = respond(request, body, KEEP)
    response[OWN] = {"Cross-Origin-Resource-Policy": ANYWHERE}
    return response


async def frame(request: web.Request) -> web.Response:
    """`/ramme`: the chat, for the frames of those who are on the list and of this site itself."""
    origins = request.app[SETTINGS].partner_origins
    if not origins and _is_framed_elsewhere(request):
        return _answer(request, "ramme_stengt.html", "*", 403)
    return _answer(request, "ramme.html", " ".join(("'self'", *origins)))


async def page(request: web.Request) -> web.Response:
    """`/partner`: what a partner does; shows the loader at work, so it may hold our own frame."""
    html = request.app[PAGES].render(
        "partner.html", address=EXAMPLE, sandbox=SANDBOX, situations=situations(request)
    )
    response = respond(request, Body.of(html.encode(), HTML))
    response[OWN] = {"Content-Security-Policy": content_security_policy(frame_src="'self'")}
    return response


async def statement(request: web.Request) -> web.Response:
    """`/tilgjengelighet`: the accessibility statement."""
    html = request.app[PAGES].render("tilgjengelighet.html", updated=STATED)
    return respond(request, Body.of(html.encode(), HTML))


def situations(request: web.Request) -> list[tuple[str, str, str]]:
    """`(name, title, payload)` of the situations that a chat can start with."""
    wording, engine = request.app[WORDING], request.app[ENGINE]
    found = [
        (name, wording.text(f"utter_tittel_{name}"), f'/situasjon{{"situasjon": "{name}"}}')
        for name in SITUATIONS
    ]
    return [one for one in found if engine.knows(one[2])]


def _is_framed_elsewhere(request: web.Request) -> bool:
    """As far as the browser tells: not all do, and all say only that it is another site."""
    destination = request.headers.get("Sec-Fetch-Dest", "")
    is_ours = request.headers.get("Sec-Fetch-Site", "") == "same-origin"
    return destination in ("iframe", "frame", "embed", "object") and not is_ours


def _answer(request: web.Request, template: str, ancestors: str, status: int = 200) -> web.Response:
    html = request.app[PAGES].render(template, situations=situations(request), exit_url=NEUTRAL)
    response = web.Response(text=html, content_type="text/html", status=status)
    response.headers[hdrs.CACHE_CONTROL] = NO_STORE
    response[OWN] = {
        "Content-Security-Policy": content_security_policy(ancestors),
        "Cross-Origin-Resource-Policy": ANYWHERE,
        "X-Frame-Options": "",  # knows no lists; frame-ancestors stands in for it
    }
    return response


def _in_each_language(wording: Wording, name: str) -> dict[str, str]:
    return {one: wording.text(name, {"maalform": one}) for one in validation.LANGUAGES}


def add_routes(app: web.Application) -> None:
    """The routes of this file."""
    app.router.add_get("/embed.js", embed)
    app.router.add_get("/ramme", frame)
    app.router.add_get("/partner", page)
    app.router.add_get("/tilgjengelighet", statement)
