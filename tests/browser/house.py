"""The real server on a port of its own, with a scripted engine and a clock that can be moved."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from aiohttp import web
from aiohttp.test_utils import TestServer

from bot.contract import Engine
from bot.directory.directory import Directory
from bot.directory.first_aid import FirstAid
from bot.gateway import keys
from bot.gateway.app import create_app
from bot.gateway.bounds import Bounds
from bot.settings import Settings
from bot.wording import Wording

from .scripted import ScriptedEngine, assess

SETTINGS = Settings()
WORDING = Wording.load(SETTINGS.data / "responses")
DIRECTORY = Directory.load(SETTINGS.data, WORDING)
FIRST_AID = FirstAid(DIRECTORY, WORDING, assess)
MONDAY_NOON = datetime(2026, 11, 23, 12, 0, tzinfo=ZoneInfo("Europe/Oslo"))


@dataclass
class Clock:
    """Stands still until it is moved."""

    now: datetime = MONDAY_NOON

    def __call__(self) -> datetime:
        return self.now

    def forward(self, seconds: float) -> None:
        self.now += timedelta(seconds=seconds)


@dataclass
class House:
    """A running server, and what the tests look at in it."""

    url: str
    app: web.Application
    engine: ScriptedEngine
    clock: Clock
    server: TestServer

    @property
    def conversations(self) -> int:
        """How many conversations are going on."""
        return len(self.app[keys.CONVERSATIONS])


def make_app(engine: Engine, clock: Clock, bounds: Bounds | None = None) -> web.Application:
    """The application with everything real but the engine and the time."""
    return create_app(SETTINGS, engine, FIRST_AID, DIRECTORY, WORDING, clock, bounds=bounds)


@asynccontextmanager
async def open_house(bounds: Bounds | None = None) -> AsyncIterator[House]:
    """A server, stopped at the end."""
    clock = Clock()
    engine = ScriptedEngine(DIRECTORY, WORDING, clock)
    app = make_app(engine, clock, bounds)
    server = TestServer(app)
    await server.start_server()
    try:
        yield House(str(server.make_url("/")), app, engine, clock, server)
    finally:
        engine.go_on.set()
        await server.close()
