"""The chat on partners' pages: who may frame it, and what the loader carries."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Awaitable, Callable
from dataclasses import replace

import pytest
from aiohttp import web

from bot.gateway.app import create_app
from bot.gateway.headers import ALWAYS
from bot.gateway.neutral import NEUTRAL
from bot.gateway.pages import FOLDER
from bot.settings import Settings, SettingsError, from_environment
from bot.wording import Wording

from .conftest import SETTINGS, Client
from .fakes import ROOT, FakeClock, FakeDirectory, FakeEngine, FakeFirstAid

WORDING = Wording.load(ROOT / "data" / "responses")
PARTNERS = ("https://skole.example", "http://localhost:9000")
FRAMED = {"Sec-Fetch-Dest": "iframe", "Sec-Fetch-Site": "cross-site"}
Serve = Callable[..., Awaitable[Client]]


def app(*origins: str) -> web.Application:
    settings = replace(SETTINGS, partner_origins=origins)
    parts = FakeEngine(), FakeFirstAid(), FakeDirectory(), WORDING, FakeClock()
    return create_app(settings, *parts, folder=FOLDER)


@pytest.fixture
async def client(aiohttp_client: Serve) -> Client:
    return await aiohttp_client(app(*PARTNERS))


@pytest.fixture
async def closed(aiohttp_client: Serve) -> Client:
    return await aiohttp_client(app())


def ancestors(policy: str) -> str:
    return next(r for r in policy.split("; ") if r.startswith("frame-ancestors")).split(" ", 1)[1]


async def test_frame_may_stand_on_exactly_the_origins_of_the_setting(client: Client) -> None:
    answer = await client.get("/ramme", headers=FRAMED)
    assert answer.status == 200 and answer.headers["Cache-Control"] == "no-store"
    policy = answer.headers["Content-Security-Policy"]
    assert ancestors(policy) == "'self' https://skole.example http://localhost:9000"
    assert "X-Frame-Options" not in answer.headers
    assert "script-src 'self'" in policy and "default-src 'none'" in policy


@pytest.mark.parametrize("destination", ["iframe", "frame", "embed", "object"])
async def test_without_partners_a_frame_elsewhere_gets_a_plain_no(
    closed: Client, destination: str
) -> None:
    headers = {**FRAMED, "Sec-Fetch-Dest": destination}
    answer = await closed.get("/ramme", headers=headers)
    text = await answer.text()
    assert answer.status == 403 and WORDING.text("utter_innbygging_stengt_hvorfor") in text
    assert "data-chat" not in text and "ramme.js" not in text
    assert ancestors(answer.headers["Content-Security-Policy"]) == "*", "or nobody could read it"


async def test_without_partners_only_this_site_may_frame_it(closed: Client) -> None:
    for headers in ({}, {**FRAMED, "Sec-Fetch-Site": "same-origin"}):
        answer = await closed.get("/ramme", headers=headers)
        assert answer.status == 200
        assert ancestors(answer.headers["Content-Security-Policy"]) == "'self'"


@pytest.mark.parametrize("path", ["/", "/enkel", "/hjelp", "/personvern", "/finnes-ikke"])
async def test_no_other_page_may_be_framed(client: Client, path: str) -> None:
    answer = await client.get(path)
    assert ancestors(answer.headers["Content-Security-Policy"]) == "'none'"
    assert answer.headers["X-Frame-Options"] == "DENY"


async def test_frame_differs_from_other_pages_in_nothing_else(client: Client) -> None:
    headers = (await client.get("/ramme")).headers
    own = {"Content-Security-Policy", "Cross-Origin-Resource-Policy", "X-Frame-Options"}
    assert all(headers[name] == value for name, value in ALWAYS.items() if name not in own)


async def test_loader_may_be_loaded_from_anywhere_and_is_small(client: Client) -> None:
    answer = await client.get("/embed.js")
    assert (answer.status, answer.content_type) == (200, "text/javascript")
    assert answer.headers["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert "stale-if-error" in answer.headers["Cache-Control"]
    assert not [name for name in answer.headers if name.lower().startswith("access-control")]
    assert len(gzip.compress(await answer.read(), 9)) <= 4096
    tag = answer.headers["ETag"]
    assert (await client.get("/embed.js", headers={"If-None-Match": tag})).status == 304


async def test_loader_carries_its_words_and_where_to_go(client: Client) -> None:
    text = await (await client.get("/embed.js")).text()
    found = re.search(r"const WORDS = (\{.*\});", text)
    words = json.loads(found[1]) if found else {}
    assert words["neutral"] == NEUTRAL and set(words["label"]) == {"nb", "nn", "en"}
    assert all(len(label) <= 30 for label in words["label"].values())
    assert "{{" not in text and text.isascii()


async def test_loader_stores_nothing_and_makes_no_code(client: Client) -> None:
    text = await (await client.get("/embed.js")).text()
    banned = (
        r"localStorage|sessionStorage|indexedDB|\.cookie|innerHTML|outerHTML|document\.write"
        r"|\beval\b|new Function|fetch\(|XMLHttpRequest|sendBeacon"
        r"|location\.href|document\.referrer"
    )
    assert not re.findall(banned, text)


async def test_frame_offers_the_situations_that_have_a_button(aiohttp_client: Serve) -> None:
    class Knowing(FakeEngine):
        def knows(self, payload: str) -> bool:
            return "bekymret_for_reise" in payload

    parts = Knowing(), FakeFirstAid(), FakeDirectory(), WORDING, FakeClock()
    client = await aiohttp_client(create_app(SETTINGS, *parts, folder=FOLDER))
    text = await (await client.get("/ramme")).text()
    assert re.findall(r'data-situation="(\w+)"', text) == ["bekymret_for_reise"]


@pytest.mark.parametrize(
    "value",
    [
        "https://skole.example",
        "https://skole.example:8443",
        "http://localhost:9000",
        "http://127.0.0.1",
        "http://[::1]:9000",
        "https://xn--blbr-roah.example",
    ],
)
def test_origin_that_is_taken(value: str) -> None:
    env = {"VEIVISER_PARTNER_ORIGINS": f" {value} ,"}
    assert from_environment(env).partner_origins == (value,)


@pytest.mark.parametrize(
    "value",
    [
        "*",
        "https://*.example",
        "https:",
        "skole.example",
        "http://skole.example",
        "https://skole.example/",
        "https://skole.example/chat",
        "https://Skole.example",
        "https://bruker@skole.example",
        "https://skole.example:",
        "https://skole.example; script-src *",
        "https://skole.example https://annen.example",
        "https://blåbær.example",
        "'self'",
        "null",
        "https://skole.example\nX: y",
        "http://localhost.example",
    ],
)
def test_origin_that_is_not_exact_stops_the_program(value: str) -> None:
    with pytest.raises(SettingsError, match="VEIVISER_PARTNER_ORIGINS"):
        from_environment({"VEIVISER_PARTNER_ORIGINS": f"https://god.example,{value}"})


def test_nobody_is_a_partner_by_default() -> None:
    assert from_environment({}).partner_origins == Settings().partner_origins == ()
