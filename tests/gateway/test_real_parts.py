"""The gateway with the real directory, first aid and wording behind it; only the engine is a
stand-in."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timezone

import pytest

from bot.contract import SITUATIONS, Age, Danger, Perspective
from bot.directory.directory import Directory
from bot.directory.first_aid import FirstAid
from bot.gateway.app import create_app
from bot.settings import ROOT
from bot.wording import Wording

from .conftest import SETTINGS, Chat, Client
from .fakes import DANGER, FakeEngine

DATA = ROOT / "data"


@dataclass
class Reading:
    """What a reader would have read."""

    danger: Danger
    perspective: Perspective | None = None
    abroad: bool | None = None
    age: Age | None = None


def assess(text: str) -> Reading:
    return Reading("acute" if DANGER in text else "none")


def now() -> datetime:
    return datetime(2026, 11, 22, 23, 30, tzinfo=timezone.utc)


@pytest.fixture
async def client(engine: FakeEngine, aiohttp_client: Callable[..., Awaitable[Client]]) -> Client:
    wording = Wording.load(DATA / "responses")
    directory = Directory.load(DATA, wording)
    first_aid = FirstAid(directory, wording, assess)
    return await aiohttp_client(create_app(SETTINGS, engine, first_aid, directory, wording, now))


async def test_danger_shows_emergency_services_although_the_engine_is_down(
    chat: Chat, engine: FakeEngine
) -> None:
    engine.is_ready = False
    answer = await chat.send(text=DANGER)
    messages = (await answer.json())["messages"]
    assert answer.status == 503 and messages[0]["kind"] == "alert"
    assert messages[0]["services"][0]["id"] == "politi-112"


async def test_failing_engine_shows_national_lines(chat: Chat, engine: FakeEngine) -> None:
    async def fail(_: str) -> list[object]:
        raise RuntimeError

    engine.behave = fail  # type: ignore[assignment]
    messages = (await (await chat.send(text="hei")).json())["messages"]
    shown = {card["id"] for message in messages for card in message.get("services", ())}
    assert {"politi-112", "alarmtelefonen-116111"} <= shown


@pytest.mark.parametrize("situation", ["", *SITUATIONS])
async def test_directory_has_services_for(client: Client, situation: str) -> None:
    answer = await client.get("/api/v1/services", params={"situation": situation, "open": "now"})
    assert answer.status == 200 and len((await answer.json())["services"]) > 0


@pytest.mark.parametrize(
    ("path", "status"), [("/", 200), ("/hjelp", 200), ("/personvern", 200), ("/x", 404)]
)
async def test_page(client: Client, path: str, status: int) -> None:
    answer = await client.get(path)
    assert (answer.status, answer.content_type) == (status, "text/html")
    assert "112" in await answer.text() or path == "/personvern"


async def test_erasing_by_button_has_words(chat: Chat) -> None:
    answer = await chat.send(choice='/slett_samtalen{"bekreftet": "ja"}')
    assert answer.status == 200 and (await answer.json())["messages"][0]["text"]
