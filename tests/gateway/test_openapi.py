"""The description is true: by comparison with the code, and by fuzzing the running server."""

from __future__ import annotations

import asyncio
import re
import threading
from collections.abc import Iterator
from typing import Any, get_args

import pytest
import requests
import schemathesis
from aiohttp import web
from hypothesis import HealthCheck, Phase, settings
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]
from schemathesis.checks import load_all_checks

from bot.contract import SITUATIONS, Age, Alert, Choice, Choices, Perspective, Services, Text
from bot.gateway import validation
from bot.gateway.app import create_app
from bot.gateway.bounds import Bounds
from bot.gateway.limits import Rate
from bot.gateway.openapi import description
from bot.gateway.problems import STATUS
from bot.gateway.serve import serve_until

from .conftest import ANY, PAGES, Client
from .fakes import CARD, FakeClock, FakeDirectory, FakeEngine, FakeFirstAid, wording

DOCUMENT = description()
SCHEMAS = DOCUMENT["components"]["schemas"]
UNLIMITED = Rate(burst=10**9, per_second=10**9)
BOUNDS = Bounds(
    turns=UNLIMITED, all_turns=UNLIMITED, all_openings=UNLIMITED, all_searches=UNLIMITED
)


async def test_description_is_served(client: Client) -> None:
    assert await (await client.get("/api/openapi.json")).json() == DOCUMENT


def test_every_route_of_the_api_is_described_and_every_described_one_exists(
    app: web.Application,
) -> None:
    described = {
        (method.upper(), path) for path, item in DOCUMENT["paths"].items() for method in item
    }
    served = {
        (route.method, route.resource.canonical)
        for route in app.router.routes()
        if route.resource is not None and route.method != "HEAD"
    }
    api = {(m, p) for m, p in served if p.startswith(("/api/", "/health/"))}
    assert described == api


def test_codes_are_those_of_the_code() -> None:
    assert SCHEMAS["Code"]["enum"] == list(STATUS)


def test_statuses_are_those_of_the_code() -> None:
    described = {
        int(status)
        for item in DOCUMENT["paths"].values()
        for operation in item.values()
        for status in operation["responses"]
        if int(status) >= 400
    }
    anywhere = {404, 405}  # of no operation in particular
    assert described == set(STATUS.values()) - anywhere


def test_limits_and_vocabularies_are_those_of_the_code() -> None:
    query = {
        one["name"]: one["schema"]["enum"]
        for one in DOCUMENT["paths"]["/api/v1/services"]["get"]["parameters"]
    }
    assert query == {
        "situation": ["", *SITUATIONS],
        "perspective": ["", *get_args(Perspective)],
        "age": ["", *get_args(Age)],
        "open": ["", "now"],
    }
    assert SCHEMAS["Opening"]["properties"]["language"]["enum"] == list(validation.LANGUAGES)
    text = SCHEMAS["TextMessage"]["properties"]["text"]
    assert text["maxLength"] == validation.TEXT_CHARACTERS


@pytest.mark.parametrize(
    "message",
    [
        Text("hei"),
        Alert("Ring", (CARD,)),
        Services((CARD,)),
        Choices((Choice("Ja", "/ja"),)),
    ],
    ids=lambda message: type(message).__name__,
)
def test_messages_of_the_contract_fit_the_description(message: Any) -> None:
    schema = {"$ref": "#/components/schemas/Message", "components": DOCUMENT["components"]}
    assert list(Draft202012Validator(schema).iter_errors(message.to_json())) == []


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    """A server in a thread of its own, with stand-ins and without rate limits."""
    started, stop = threading.Event(), asyncio.Event()
    address: list[str] = []

    def announce(url: str) -> None:
        address.append(url)
        started.set()

    async def run() -> None:
        app = create_app(
            ANY, FakeEngine(), FakeFirstAid(), FakeDirectory(), wording(), FakeClock(),
            bounds=BOUNDS, folder=PAGES,
        )  # fmt: skip
        await serve_until(stop, app, ANY, announce)

    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=lambda: loop.run_until_complete(run()))
    thread.start()
    assert started.wait(10)
    yield address[0]
    loop.call_soon_threadsafe(stop.set)
    thread.join(10)
    loop.close()


@pytest.fixture(scope="module")
def api(server: str) -> schemathesis.BaseSchema:
    load_all_checks()
    schema = schemathesis.openapi.from_dict(DOCUMENT)
    schema.config.update(base_url=server)
    return schema


def new_token(server: str) -> str:
    answer = requests.post(f"{server}/api/v1/conversation", json={}, timeout=5)
    return str(answer.json()["token"])


fuzzed = schemathesis.pytest.from_fixture("api")
# A valid choice is one that was shown, and a valid text is more than a schema can say.
LEFT_OUT = ["positive_data_acceptance"]


@fuzzed.parametrize()
@settings(
    max_examples=25,
    deadline=None,
    derandomize=True,
    phases=(Phase.explicit, Phase.generate),
    suppress_health_check=list(HealthCheck),
)
def test_fuzzed_requests_are_answered_as_described(
    case: schemathesis.Case[Any], server: str
) -> None:
    headers = {}
    if "security" in case.operation.definition.raw:
        headers["Authorization"] = f"Bearer {new_token(server)}"
    checks = [check for name, check in _checks().items() if name not in LEFT_OUT]
    response = case.call(headers=headers)
    case.validate_response(response, checks=checks)
    assert not re.search(r"Traceback|File \"|Python/", response.text)


def _checks() -> dict[str, Any]:
    from schemathesis.checks import CHECKS

    return {check.__name__: check for check in CHECKS.get_all()}
