"""The application with stand-ins around it, and a small client that speaks the contract."""

from __future__ import annotations

import asyncio
import uuid
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from aiohttp import ClientResponse, ClientSession, web
from aiohttp.test_utils import TestClient

from bot.gateway.app import create_app
from bot.gateway.bounds import Bounds
from bot.gateway.serve import serve_until
from bot.settings import Settings
from bot.wording import Wording

from .fakes import FakeClock, FakeDirectory, FakeEngine, FakeFirstAid, wording

Client = TestClient[web.Request, web.Application]
CONVERSATION = "/api/v1/conversation"
MESSAGES = "/api/v1/conversation/messages"
SETTINGS = Settings(idle_seconds=100, lifetime_seconds=300)
ANY = replace(SETTINGS, port=0, metrics_port=0)
PAGES = Path(__file__).parent / "pages"


@dataclass
class Chat:
    """A client with a token."""

    client: Client | ClientSession
    token: str = ""

    @property
    def headers(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.token}"}

    async def open(self) -> Chat:
        answer = await self.client.post(CONVERSATION, json={})
        self.token = (await answer.json())["token"]
        return self

    async def send(self, **body: Any) -> ClientResponse:
        data = {"id": str(uuid.uuid4()), **body}
        return await self.client.post(MESSAGES, json=data, headers=self.headers)

    async def erase(self) -> ClientResponse:
        return await self.client.delete(CONVERSATION, headers=self.headers)


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def engine() -> FakeEngine:
    return FakeEngine()


@pytest.fixture
def first_aid() -> FakeFirstAid:
    return FakeFirstAid()


@pytest.fixture
def directory() -> FakeDirectory:
    return FakeDirectory()


@pytest.fixture
def bounds() -> Bounds:
    return Bounds(engine_seconds=0.2, erase_seconds=0.2, body_seconds=0.2)


@pytest.fixture
def words() -> Wording:
    return wording()


@pytest.fixture
def folder() -> Path:
    return PAGES


@pytest.fixture
def app(
    clock: FakeClock,
    engine: FakeEngine,
    first_aid: FakeFirstAid,
    directory: FakeDirectory,
    words: Wording,
    bounds: Bounds,
    folder: Path,
) -> web.Application:
    return create_app(
        SETTINGS, engine, first_aid, directory, words, clock, bounds=bounds, folder=folder
    )


@pytest.fixture
async def client(app: web.Application, aiohttp_client: Callable[..., Awaitable[Client]]) -> Client:
    return await aiohttp_client(app)


@pytest.fixture
async def chat(client: Client) -> Chat:
    return await Chat(client).open()


@pytest.fixture
async def address(app: web.Application) -> AsyncIterator[str]:
    """The address of a running server."""
    stop = asyncio.Event()
    announced: asyncio.Future[str] = asyncio.get_running_loop().create_future()
    running = asyncio.create_task(serve_until(stop, app, ANY, announced.set_result))
    yield await announced
    stop.set()
    await running


async def error_code(answer: ClientResponse) -> str:
    """The code of an error answer; asserts its shape."""
    body = await answer.json()
    assert set(body) <= {"error", "messages"}
    assert set(body["error"]) == {"code", "message"} and body["error"]["message"]
    return str(body["error"]["code"])
