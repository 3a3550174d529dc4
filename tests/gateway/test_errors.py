"""One shape for every failure, in plain Norwegian, with nothing of the request in it."""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import AsyncIterator
from typing import Any

import pytest
from aiohttp import ClientResponse, web

from bot.gateway.bounds import Bounds
from bot.gateway.limits import Rate
from bot.gateway.problems import STATUS, Problem, wording_name

from .conftest import CONVERSATION, MESSAGES, Chat, Client, error_code
from .fakes import ALERT, DANGER, NET_JSON, FakeClock, FakeDirectory, wording

ID = "00000000-0000-0000-0000-000000000007"
CANARY = "kanarifugl"


async def post(chat: Chat, body: bytes, **headers: str) -> ClientResponse:
    all_headers = {**chat.headers, "Content-Type": "application/json", **headers}
    return await chat.client.post(MESSAGES, data=body, headers=all_headers)


def message(**fields: Any) -> bytes:
    return json.dumps({"id": ID, **fields}).encode()


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        (message(text=CANARY * 101), 400, "text_too_long"),
        (message(text=" "), 400, "empty_text"),
        (message(text=f"/{CANARY}"), 400, "starts_with_slash"),
        (message(text=f"{CANARY}\x00"), 400, "control_character"),
        (message(text=CANARY, choice=CANARY), 400, "text_or_choice"),
        (message(), 400, "text_or_choice"),
        (message(text=CANARY, id=CANARY), 400, "bad_id"),
        (message(text=CANARY, **{CANARY: CANARY}), 400, "unknown_field"),
        (message(choice=f"/{CANARY}"), 422, "unknown_choice"),
        (f'{{"text": "{CANARY}"'.encode(), 400, "bad_json"),
        (f'"{CANARY}"'.encode(), 400, "bad_json"),
        (f'{{"text": "{CANARY}\udcff"}}'.encode("utf-8", "surrogateescape"), 400, "bad_json"),
        (b"", 400, "bad_json"),
        (message(text=CANARY * 1000), 413, "body_too_large"),
        (CANARY.encode() * 500_000, 413, "body_too_large"),
    ],
)
async def test_bad_message(
    chat: Chat, body: bytes, status: int, code: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    answer = await post(chat, body)
    assert (answer.status, await error_code(answer)) == (status, code)
    assert CANARY not in await answer.text() + str(answer.headers)
    assert CANARY not in caplog.text


async def test_body_of_unknown_length_is_not_read_beyond_the_limit(chat: Chat) -> None:
    read = 0

    async def endless() -> AsyncIterator[bytes]:
        nonlocal read
        while read < 50_000_000:
            read += 4096
            yield b" " * 4096
            await asyncio.sleep(0)

    try:
        answer = await post(chat, endless())  # type: ignore[arg-type]
        assert (answer.status, await error_code(answer)) == (413, "body_too_large")
    except ConnectionError:
        pass  # the server has hung up, which is as good
    assert read < 50_000_000


async def test_body_that_never_comes_is_given_up(chat: Chat) -> None:
    async def silent() -> AsyncIterator[bytes]:
        yield b"{"
        await asyncio.sleep(1)

    answer = await post(chat, silent())  # type: ignore[arg-type]
    assert (answer.status, await error_code(answer)) == (408, "body_too_slow")


@pytest.mark.parametrize(
    "headers",
    [
        {"Content-Type": "text/plain"},
        {"Content-Type": "application/x-www-form-urlencoded"},
        {"Content-Type": "application/json; charset=iso-8859-1"},
    ],
)
async def test_wrong_content_type(chat: Chat, headers: dict[str, str]) -> None:
    answer = await post(chat, message(text="hei"), **headers)
    assert (answer.status, await error_code(answer)) == (415, "bad_content_type")


async def test_compressed_body(chat: Chat) -> None:
    import gzip

    body = gzip.compress(message(text="hei"))
    answer = await post(chat, body, **{"Content-Encoding": "gzip"})
    assert (answer.status, await error_code(answer)) == (415, "bad_content_type")


@pytest.mark.parametrize(
    ("header", "status", "code"),
    [
        ({}, 401, "unauthorized"),
        ({"Authorization": f"Bearer {CANARY}"}, 401, "unauthorized"),
        ({"Authorization": "Basic " + "a" * 43}, 401, "unauthorized"),
        ({"Authorization": "Bearer " + "a" * 43}, 410, "expired"),
    ],
)
@pytest.mark.parametrize("method", ["POST", "DELETE"])
async def test_token(
    client: Client, method: str, header: dict[str, str], status: int, code: str
) -> None:
    path = MESSAGES if method == "POST" else CONVERSATION
    answer = await client.request(method, path, json={"id": ID, "text": "hei"}, headers=header)
    assert (answer.status, await error_code(answer)) == (status, code)
    assert (answer.headers.get("WWW-Authenticate") == "Bearer") is (status == 401)


async def test_token_in_the_address_opens_nothing(chat: Chat) -> None:
    query = {"token": chat.token}
    answer = await chat.client.post(MESSAGES, params=query, data=message(text="hei"))
    assert answer.status == 401


@pytest.mark.parametrize("body", [{"language": "sv"}, {"language": 1}])
async def test_bad_language(client: Client, body: dict[str, object]) -> None:
    answer = await client.post(CONVERSATION, json=body)
    assert (answer.status, await error_code(answer)) == (400, "bad_language")


@pytest.mark.parametrize("path", ["/api/", "/api/v2/x", "/api/v1/conversations", "/health/x"])
async def test_unknown_path_of_the_api_is_json(client: Client, path: str) -> None:
    answer = await client.get(path)
    assert (answer.status, await error_code(answer)) == (404, "not_found")


@pytest.mark.parametrize("path", ["/finnes-ikke", "/static/x.js", f"/{CANARY}", "/%00", "/apix"])
async def test_unknown_page_is_a_page_in_norwegian(client: Client, path: str) -> None:
    answer = await client.get(path)
    text = await answer.text()
    assert (answer.status, answer.content_type) == (404, "text/html")
    assert wording().text("utter_feil_not_found") in text
    assert CANARY not in text


@pytest.mark.parametrize(
    ("method", "path", "allowed"),
    [
        ("GET", CONVERSATION, {"POST", "DELETE"}),
        ("PUT", MESSAGES, {"POST"}),
        ("OPTIONS", MESSAGES, {"POST"}),
        ("POST", "/api/v1/services", {"GET", "HEAD"}),
    ],
)
async def test_wrong_method(client: Client, method: str, path: str, allowed: set[str]) -> None:
    answer = await client.request(method, path)
    assert (answer.status, await error_code(answer)) == (405, "method_not_allowed")
    assert set(answer.headers["Allow"].split(",")) == allowed


async def test_wrong_method_on_a_page_is_a_page(client: Client) -> None:
    answer = await client.post("/hjelp")
    assert (answer.status, answer.content_type) == (405, "text/html")


async def test_unexpected_exception_shows_and_logs_nothing_of_itself(
    client: Client, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(*_: object) -> None:
        raise ValueError(CANARY)

    monkeypatch.setattr(FakeDirectory, "search", fail)
    monkeypatch.setattr(FakeDirectory, "groups", fail)
    caplog.set_level(logging.DEBUG)
    data = await client.get("/api/v1/services")
    page = await client.get("/hjelp")
    assert (data.status, await error_code(data)) == (500, "internal")
    assert (page.status, page.content_type) == (500, "text/html")
    assert CANARY not in await data.text() + await page.text() + caplog.text
    record = next(one for one in caplog.records if one.getMessage() == "request_failed")
    assert vars(record)["error"] == "ValueError"
    assert vars(record)["at"].startswith("test_errors.py:")
    assert record.exc_info is None


async def test_error_page_that_fails_is_plain_text(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    from bot.gateway.pages import Pages

    def fail(*_: object, **__: object) -> str:
        raise ValueError

    monkeypatch.setattr(Pages, "render", fail)
    answer = await client.get("/finnes-ikke")
    assert (answer.status, answer.content_type) == (404, "text/plain")
    assert await answer.text() == wording().text("utter_feil_not_found")


class TestTooMany:
    @pytest.fixture
    def bounds(self) -> Bounds:
        return Bounds(
            turns=Rate(2, 0.1), all_turns=Rate(3, 0.1), all_openings=Rate(2, 0.5),
            all_searches=Rate(1, 1.0),
        )  # fmt: skip

    async def test_messages_of_one_conversation(self, chat: Chat, clock: FakeClock) -> None:
        assert [(await chat.send(text="hei")).status for _ in range(3)] == [200, 200, 429]
        clock.forward(11)
        assert (await chat.send(text="hei")).status == 200

    async def test_answer_has_help_and_tells_when_to_try_again(self, chat: Chat) -> None:
        for _ in range(2):
            await chat.send(text="hei")
        answer = await chat.send(text=DANGER)
        assert (answer.status, await error_code(answer)) == (429, "too_many_requests")
        assert 1 <= int(answer.headers["Retry-After"]) <= 11
        assert (await answer.json())["messages"] == [ALERT.to_json(), *NET_JSON]

    async def test_messages_of_all_together(self, client: Client) -> None:
        one, two = await Chat(client).open(), await Chat(client).open()
        statuses = [(await chat.send(text="hei")).status for chat in (one, one, two, two)]
        assert statuses == [200, 200, 200, 429]

    async def test_openings(self, client: Client, clock: FakeClock) -> None:
        answers = [await client.post(CONVERSATION, json={}) for _ in range(3)]
        assert [answer.status for answer in answers] == [201, 201, 429]
        assert (await answers[2].json())["messages"] == NET_JSON
        clock.forward(2)
        assert (await client.post(CONVERSATION, json={})).status == 201

    async def test_searches(self, client: Client) -> None:
        answers = [await client.get("/api/v1/services") for _ in range(2)]
        assert [answer.status for answer in answers] == [200, 429]

    async def test_erasing_is_never_limited(self, chat: Chat) -> None:
        for _ in range(5):
            await chat.send(text="hei")
        assert (await chat.erase()).status == 204


@pytest.mark.parametrize("code", STATUS)
def test_every_code_has_its_words(code: str) -> None:
    text = wording().text(wording_name(code))
    assert 20 < len(text) < 200 and text.endswith(".")


def test_every_error_text_has_its_code() -> None:
    names = {name for name in wording() if name.startswith("utter_feil_")}
    assert names == {wording_name(code) for code in STATUS}


def test_problem_holds_nothing_but_its_code() -> None:
    assert Problem("bad_json").args == ("bad_json",)


async def test_redirects_of_aiohttp_pass(app: web.Application) -> None:
    from aiohttp.test_utils import make_mocked_request

    from bot.gateway.errors import errors_as_answers

    async def elsewhere(_: web.Request) -> web.StreamResponse:
        raise web.HTTPSeeOther("/hjelp")

    with pytest.raises(web.HTTPSeeOther):
        await errors_as_answers(make_mocked_request("GET", "/", app=app), elsewhere)
