"""`/health/live` and `/health/ready`, for whoever watches over the server."""

from __future__ import annotations

from aiohttp import web

from bot.gateway.keys import ENGINE
from bot.gateway.readiness import is_ready


async def live(_: web.Request) -> web.Response:
    """200 as long as requests are answered at all."""
    return web.json_response({"status": "live"})


async def ready(request: web.Request) -> web.Response:
    """200 when the model answers, else 503; the chat shows help in either case."""
    if is_ready(request.app[ENGINE]):
        return web.json_response({"status": "ready"})
    return web.json_response({"status": "not_ready"}, status=503)


def add_routes(app: web.Application) -> None:
    """The routes of this file."""
    app.router.add_get("/health/live", live)
    app.router.add_get("/health/ready", ready)
