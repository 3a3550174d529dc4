"""Serves the application and its metrics until the process is told to stop."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Callable

from aiohttp import web

from bot.gateway.errors import to_json
from bot.gateway.keys import BOUNDS, METRICS, WORDING
from bot.gateway.metrics import create_metrics_app
from bot.gateway.problems import Problem
from bot.gateway.protocol import Site
from bot.settings import Settings

Announce = Callable[[str], None]
SIGNALS = (signal.SIGINT, signal.SIGTERM)


class CannotListen(OSError):
    """An address that cannot be had; the message is one plain sentence."""


async def serve(app: web.Application, settings: Settings, announce: Announce) -> None:
    """Serves until SIGINT or SIGTERM, then erases all conversations and returns. `announce` is
    told the address once it answers. Raises `CannotListen`."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in SIGNALS:
        loop.add_signal_handler(number, stop.set)
    try:
        await serve_until(stop, app, settings, announce)
    finally:
        for number in SIGNALS:
            loop.remove_signal_handler(number)


async def serve_until(
    stop: asyncio.Event, app: web.Application, settings: Settings, announce: Announce
) -> None:
    """The same, until `stop` is set."""
    malformed = to_json(Problem("bad_request"), app[WORDING])
    timeout = app[BOUNDS].stop_seconds
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=timeout)
    metrics = web.AppRunner(create_metrics_app(app[METRICS]), access_log=None, shutdown_timeout=0)
    try:
        await runner.setup()
        await metrics.setup()
        site = Site(runner, settings.host, settings.port, malformed)
        await _listen(site, "VEIVISER_PORT")
        measured = Site(metrics, settings.host, settings.metrics_port, malformed)
        await _listen(measured, "VEIVISER_METRICS_PORT")
        announce(site.name)
        await stop.wait()
    finally:
        await metrics.cleanup()
        await runner.cleanup()


async def _listen(site: Site, variable: str) -> None:
    try:
        await site.start()
    except OSError:
        raise CannotListen(f"Cannot listen on {site.name}; choose another {variable}.") from None
