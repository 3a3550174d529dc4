"""The application, put together from its parts."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator
from pathlib import Path

from aiohttp import web

from bot.contract import Engine
from bot.gateway import chat, health, keys, openapi, pages, partners, services, simple
from bot.gateway.bounds import Bounds
from bot.gateway.conversations import Conversations, Lifetime
from bot.gateway.erasing import Eraser
from bot.gateway.errors import errors_as_answers
from bot.gateway.headers import on_prepare
from bot.gateway.limits import Bucket
from bot.gateway.metrics import Metrics, middleware
from bot.gateway.pages import Pages
from bot.gateway.parts import Clock, Directory, FirstAid
from bot.gateway.problems import STATUS, wording_name
from bot.gateway.readiness import is_ready
from bot.gateway.turns import Turns
from bot.settings import Settings
from bot.wording import Wording


def create_app(
    settings: Settings,
    engine: Engine,
    first_aid: FirstAid,
    directory: Directory,
    wording: Wording,
    clock: Clock,
    *,
    bounds: Bounds | None = None,
    folder: Path = pages.FOLDER,
) -> web.Application:
    """The application. `clock` gives the aware time; `folder` holds the pages. Raises
    `KeyError` with the response's name when a text is missing."""
    _check_wording(wording)
    bounds = bounds or Bounds()
    lifetime = Lifetime(settings.idle_seconds, settings.lifetime_seconds)
    conversations = Conversations(lifetime, bounds.conversations, bounds.turns)
    metrics = Metrics(lambda: len(conversations), lambda: is_ready(engine))
    app = web.Application(middlewares=[middleware(metrics), errors_as_answers])
    app[keys.SETTINGS], app[keys.BOUNDS], app[keys.CLOCK] = settings, bounds, clock
    app[keys.ENGINE], app[keys.FIRST_AID] = engine, first_aid
    app[keys.DIRECTORY], app[keys.WORDING] = directory, wording
    app[keys.CONVERSATIONS], app[keys.METRICS] = conversations, metrics
    app[keys.ERASER] = Eraser(engine, conversations, bounds, clock)
    app[keys.TURNS] = Turns(engine, first_aid, bounds, clock, metrics.answer)
    app[keys.PAGES] = Pages(directory, first_aid, wording, clock, folder)
    _add_buckets(app, bounds, clock)
    _add_routes(app)
    app.on_response_prepare.append(on_prepare)
    app.cleanup_ctx.append(_sweeping)
    return app


def _check_wording(wording: Wording) -> None:
    for name in (chat.ERASED, *map(wording_name, STATUS)):
        wording.text(name)


def _add_buckets(app: web.Application, bounds: Bounds, clock: Clock) -> None:
    now = clock().timestamp()
    app[keys.OPENINGS] = Bucket(bounds.all_openings, now)
    app[keys.MESSAGES] = Bucket(bounds.all_turns, now)
    app[keys.SEARCHES] = Bucket(bounds.all_searches, now)


def _add_routes(app: web.Application) -> None:
    for part in (chat, services, health, openapi, simple, partners):
        part.add_routes(app)
    pages.add_routes(app, app[keys.PAGES])


async def _sweeping(app: web.Application) -> AsyncIterator[None]:
    """Expired conversations are erased while the server runs, all others when it stops."""
    eraser = app[keys.ERASER]
    sweeping = asyncio.create_task(eraser.keep_sweeping())
    yield
    sweeping.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await sweeping
    await eraser.stop()
