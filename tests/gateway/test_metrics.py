"""Numbers without people."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

import pytest
from aiohttp import web
from prometheus_client.parser import text_string_to_metric_families

from bot.gateway.keys import METRICS
from bot.gateway.metrics import create_metrics_app

from .conftest import Chat, Client
from .fakes import DANGER, FakeEngine, never
from .test_headers import assert_safe


@pytest.fixture
async def metrics(app: web.Application, aiohttp_client: Callable[..., Awaitable[Client]]) -> Client:
    return await aiohttp_client(create_metrics_app(app[METRICS]))


Sample = tuple[str, dict[str, str], float]


async def samples(metrics: Client) -> list[Sample]:
    text = await (await metrics.get("/metrics")).text()
    families = text_string_to_metric_families(text)
    return [(s.name, s.labels, s.value) for family in families for s in family.samples]


async def test_metrics_are_on_no_page_of_the_site(client: Client) -> None:
    assert (await client.get("/metrics")).status == 404


async def test_metrics_app_has_the_headers(metrics: Client) -> None:
    for path, status in (("/metrics", 200), ("/", 404)):
        answer = await metrics.get(path)
        assert answer.status == status
    assert_safe((await metrics.get("/metrics")).headers)


async def test_answers_are_counted_by_kind(chat: Chat, metrics: Client, engine: FakeEngine) -> None:
    await chat.send(text=DANGER)
    engine.behave = never
    await chat.send(text="hei")
    engine.is_ready = False
    await chat.send(text="hei")
    await chat.erase()
    counted = {
        labels["kind"]: value
        for name, labels, value in await samples(metrics)
        if name == "veiviser_answers_total"
    }
    assert counted == {"answered": 2, "alert": 1, "late": 1, "not_ready": 1, "erased": 1}


async def test_gauges(chat: Chat, metrics: Client) -> None:
    values = {name: value for name, labels, value in await samples(metrics) if not labels}
    assert values["veiviser_conversations"] == 1 and values["veiviser_ready"] == 1


async def test_no_label_follows_a_person(chat: Chat, metrics: Client) -> None:
    await chat.send(text="kanarifugl")
    await chat.client.get("/kanarifugl?kanarifugl=1")
    await chat.client.get("/static/kanarifugl.js")
    await chat.client.post("/api/v1/conversation", headers={"User-Agent": "kanarifugl"})
    found = await samples(metrics)
    assert "kanarifugl" not in repr(found) and chat.token not in repr(found)
    routes = {labels["route"] for _, labels, _ in found if "route" in labels}
    assert routes == {
        "other",
        "/static/{name}",
        "/api/v1/conversation",
        "/api/v1/conversation/messages",
    }
    names = {label for _, labels, _ in found for label in labels}
    assert names == {"route", "status", "kind", "le"}


async def test_requests_are_counted_by_class_of_status(chat: Chat, metrics: Client) -> None:
    await chat.send(text="hei")
    await chat.send(text="/hei")
    counted = {
        labels["status"]: value
        for name, labels, value in await samples(metrics)
        if name == "veiviser_requests_total" and labels["route"].endswith("/messages")
    }
    assert counted == {"2xx": 1, "4xx": 1}
