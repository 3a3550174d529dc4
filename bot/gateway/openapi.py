"""`/api/openapi.json`: the description of the interface, kept by hand beside this file."""

from __future__ import annotations

import json
from pathlib import Path

from aiohttp import web

from bot.contract import Json
from bot.gateway.cached import Body, respond

FILE = Path(__file__).with_name("openapi.json")


def description() -> Json:
    """The description as data."""
    data: Json = json.loads(FILE.read_text(encoding="utf-8"))
    return data


def add_routes(app: web.Application) -> None:
    """The route of this file."""
    body = Body.of(FILE.read_bytes(), "application/json")

    async def show(request: web.Request) -> web.Response:
        return respond(request, body)

    app.router.add_get("/api/openapi.json", show)
