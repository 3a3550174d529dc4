"""Every answer carries every header, whatever it is the answer to."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from aiohttp import ClientResponse

from bot.gateway.headers import ALWAYS, content_security_policy

from .conftest import CONVERSATION, MESSAGES, Chat, Client
from .fakes import FakeEngine

ANSWERS = [
    ("GET", "/", 200),
    ("GET", "/hjelp", 200),
    ("GET", "/personvern", 200),
    ("GET", "/static/chat.js", 200),
    ("HEAD", "/", 200),
    ("GET", "/finnes-ikke", 404),
    ("POST", "/hjelp", 405),
    ("GET", "/api/openapi.json", 200),
    ("GET", "/api/v1/services", 200),
    ("GET", "/api/v1/services?age=7", 400),
    ("GET", "/api/finnes-ikke", 404),
    ("OPTIONS", MESSAGES, 405),
    ("POST", CONVERSATION, 415),
    ("DELETE", CONVERSATION, 401),
    ("GET", "/health/live", 200),
    ("GET", "/health/ready", 200),
]


def assert_safe(headers: Mapping[str, str]) -> None:
    """All that must be there is there, and nothing that must not be."""
    for name, value in ALWAYS.items():
        assert headers.get(name) == value, name
    assert "Server" not in headers and "Set-Cookie" not in headers and "X-Powered-By" not in headers
    assert not [name for name in headers if name.lower().startswith("access-control")]
    assert headers.get("Cache-Control"), "every answer says whether it may be stored"


@pytest.mark.parametrize(("method", "path", "status"), ANSWERS)
async def test_every_answer(client: Client, method: str, path: str, status: int) -> None:
    answer = await client.request(method, path, headers={"Origin": "https://skole.example"})
    assert answer.status == status
    assert_safe(answer.headers)


async def test_answers_of_a_conversation_are_not_stored(chat: Chat, engine: FakeEngine) -> None:
    answers: list[ClientResponse] = [
        await chat.client.post(CONVERSATION, json={}),
        await chat.send(text="hei"),
        await chat.send(text="/hei"),
        await chat.send(choice="/ukjent"),
    ]
    engine.is_ready = False
    answers += [await chat.send(text="hei"), await chat.erase(), await chat.send(text="hei")]
    assert [a.status for a in answers] == [201, 200, 400, 422, 503, 204, 410]
    for answer in answers:
        assert_safe(answer.headers)
        assert answer.headers["Cache-Control"] == "no-store"


async def test_chat_page_is_not_stored(client: Client) -> None:
    assert (await client.get("/")).headers["Cache-Control"] == "no-store"


async def test_not_modified_carries_them_too(client: Client) -> None:
    tag = (await client.get("/hjelp")).headers["ETag"]
    answer = await client.get("/hjelp", headers={"If-None-Match": tag})
    assert answer.status == 304
    assert_safe(answer.headers)


def test_policy_allows_nothing_inline_and_nothing_from_elsewhere() -> None:
    parts = dict(part.split(" ", 1) for part in content_security_policy().split("; "))
    assert parts == {
        "default-src": "'none'",
        "script-src": "'self'",
        "style-src": "'self'",
        "img-src": "'self' data:",
        "connect-src": "'self'",
        "form-action": "'self'",
        "base-uri": "'none'",
        "frame-ancestors": "'none'",
    }


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("Referrer-Policy", "no-referrer"),
        ("X-Content-Type-Options", "nosniff"),
        ("X-Frame-Options", "DENY"),
        ("Cross-Origin-Opener-Policy", "same-origin"),
        ("Cross-Origin-Resource-Policy", "same-origin"),
    ],
)
def test_value(name: str, value: str) -> None:
    assert ALWAYS[name] == value


def test_permissions_policy_denies_all_it_names() -> None:
    rules = ALWAYS["Permissions-Policy"].split(", ")
    assert len(rules) > 20 and all(rule.endswith("=()") for rule in rules)
    assert "geolocation=()" in rules and "camera=()" in rules and "browsing-topics=()" in rules
