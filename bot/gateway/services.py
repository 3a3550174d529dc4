"""`GET /api/v1/services`: the public directory, as data."""

from __future__ import annotations

from aiohttp import web

from bot.gateway import validation
from bot.gateway.keys import CLOCK, DIRECTORY, SEARCHES
from bot.gateway.problems import too_many


async def search_services(request: web.Request) -> web.Response:
    """The services that fit the query, as `{"services": [...]}`."""
    now = request.app[CLOCK]()
    asked = validation.search(request.query, list(request.query.keys()))
    if wait := request.app[SEARCHES].take(now.timestamp()):
        raise too_many(wait)
    cards = request.app[DIRECTORY].search(
        asked.situation, asked.perspective, asked.age, asked.open_now, now
    )
    return web.json_response({"services": [card.to_json() for card in cards]})


def add_routes(app: web.Application) -> None:
    """The route of this file."""
    app.router.add_get("/api/v1/services", search_services)
