"""Whatever the engine does, a person gets help."""

from __future__ import annotations

import asyncio
import uuid
from collections.abc import Callable
from typing import Any

import pytest

from bot.contract import Message, Text

from .conftest import CONVERSATION, MESSAGES, Chat, Client, error_code
from .fakes import ALERT, BUTTON, DANGER, NET_JSON, Behaviour, FakeEngine, FakeFirstAid, never

ALERT_JSON = ALERT.to_json()


async def raises(said: str) -> list[Message]:
    raise ValueError(said)


async def exits(said: str) -> list[Message]:
    raise SystemExit(said)


async def cancels(_: str) -> list[Message]:
    raise asyncio.CancelledError


async def empty(_: str) -> list[Message]:
    return []


async def nothing(_: str) -> Any:
    return None


async def rubbish(_: str) -> Any:
    return ["hei"]


async def stubborn(_: str) -> list[Message]:
    """Hangs, and does not let itself be cancelled at once."""
    try:
        await asyncio.Event().wait()
    except asyncio.CancelledError:
        await asyncio.sleep(0.3)
    return [Text("for sent")]


FAILURES: list[Behaviour] = [raises, exits, cancels, empty, nothing, rubbish, never, stubborn]
each_failure = pytest.mark.parametrize("failure", FAILURES, ids=lambda f: f.__name__)


@each_failure
async def test_text_gets_the_net(chat: Chat, engine: FakeEngine, failure: Behaviour) -> None:
    engine.behave = failure
    answer = await chat.send(text="hei")
    assert (answer.status, (await answer.json())["messages"]) == (200, NET_JSON)


@each_failure
async def test_danger_gets_the_alert_and_the_net(
    chat: Chat, engine: FakeEngine, failure: Behaviour
) -> None:
    engine.behave = failure
    answer = await chat.send(text=DANGER)
    assert (answer.status, (await answer.json())["messages"]) == (200, [ALERT_JSON, *NET_JSON])


@each_failure
async def test_choice_gets_the_net(chat: Chat, engine: FakeEngine, failure: Behaviour) -> None:
    engine.behave = failure
    answer = await chat.send(choice=BUTTON)
    assert (answer.status, (await answer.json())["messages"]) == (200, NET_JSON)


@each_failure
async def test_opening_gets_the_net_and_a_token(
    client: Client, engine: FakeEngine, failure: Behaviour
) -> None:
    engine.behave = failure
    answer = await client.post(CONVERSATION, json={})
    body = await answer.json()
    assert (answer.status, body["messages"]) == (201, NET_JSON)
    assert len(body["token"]) == 43


async def test_fallback_is_what_is_remembered_for_the_id(chat: Chat, engine: FakeEngine) -> None:
    number = str(uuid.uuid4())
    engine.behave = never
    late = await (await chat.send(id=number, text="hei")).json()
    engine.behave = raises
    assert await (await chat.send(id=number, text="hei")).json() == late
    assert len(engine.said) == 1


async def test_next_turn_works_after_a_late_one(chat: Chat, engine: FakeEngine) -> None:
    before, engine.behave = engine.behave, never
    await chat.send(text="hei")
    engine.behave = before
    assert (await (await chat.send(text="hei")).json())["messages"][0]["text"] == "3 tegn"


async def test_late_engine_is_told_to_stop(chat: Chat, engine: FakeEngine) -> None:
    stopped = asyncio.Event()

    async def slow(_: str) -> list[Message]:
        try:
            await asyncio.Event().wait()
        finally:
            stopped.set()
        return []

    engine.behave = slow
    await chat.send(text="hei")
    await asyncio.wait_for(stopped.wait(), 1)


@pytest.mark.parametrize(
    ("body", "messages"),
    [
        ({"text": "hei"}, NET_JSON),
        ({"text": DANGER}, [ALERT_JSON, *NET_JSON]),
        ({"choice": BUTTON}, NET_JSON),
        ({"choice": "/ukjent"}, NET_JSON),
    ],
)
async def test_not_ready_is_503_with_help(
    chat: Chat, engine: FakeEngine, body: dict[str, str], messages: list[object]
) -> None:
    engine.is_ready = False
    answer = await chat.send(**body)
    assert (answer.status, await error_code(answer)) == (503, "not_ready")
    assert (await answer.json())["messages"] == messages
    assert engine.said == []


async def test_not_ready_is_not_remembered(chat: Chat, engine: FakeEngine) -> None:
    number = str(uuid.uuid4())
    engine.is_ready = False
    assert (await chat.send(id=number, text="hei")).status == 503
    engine.is_ready = True
    assert (await chat.send(id=number, text="hei")).status == 200


async def test_opening_when_not_ready_is_help_and_danger_is_still_seen(
    client: Client, engine: FakeEngine
) -> None:
    engine.is_ready = False
    answer = await client.post(CONVERSATION, json={})
    assert answer.status == 201
    opened = await answer.json()
    assert opened["messages"] == NET_JSON
    line = {"id": str(uuid.uuid4()), "text": DANGER}
    headers = {"Authorization": f"Bearer {opened['token']}"}
    told = await client.post(MESSAGES, json=line, headers=headers)
    assert (told.status, await error_code(told)) == (503, "not_ready")
    assert (await told.json())["messages"][-len(NET_JSON) :] == NET_JSON


async def test_engine_that_cannot_tell_whether_it_is_ready_is_not(
    chat: Chat, engine: FakeEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(FakeEngine, "ready", property(_raise))
    assert (await chat.send(text="hei")).status == 503
    assert (await chat.client.get("/health/ready")).status == 503


async def test_engine_that_cannot_tell_whether_it_knows_a_button_gives_help(
    chat: Chat, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(FakeEngine, "knows", _raise)
    answer = await chat.send(choice=BUTTON)
    assert (answer.status, await error_code(answer)) == (500, "internal")
    assert (await answer.json())["messages"] == NET_JSON


async def test_broken_danger_check_shows_help_before_the_answer(
    chat: Chat, first_aid: FakeFirstAid
) -> None:
    first_aid.is_broken = True
    messages = (await (await chat.send(text="hei")).json())["messages"]
    assert messages == [*NET_JSON, *messages[len(NET_JSON) :]]
    assert len(messages) == len(NET_JSON) + 2


async def test_broken_danger_check_and_broken_engine_show_help(
    chat: Chat, engine: FakeEngine, first_aid: FakeFirstAid
) -> None:
    first_aid.is_broken, engine.behave = True, raises
    answer = await chat.send(text="hei")
    assert answer.status == 200
    assert (await answer.json())["messages"][: len(NET_JSON)] == NET_JSON


async def test_net_that_fails_is_a_plain_error_and_not_remembered(
    chat: Chat, engine: FakeEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    number = str(uuid.uuid4())
    before, engine.behave = engine.behave, raises
    with monkeypatch.context() as broken:
        broken.setattr(FakeFirstAid, "net", _raise)
        answer = await chat.send(id=number, text="hei")
        assert (answer.status, await error_code(answer)) == (500, "internal")
    engine.behave = before
    assert (await chat.send(id=number, text="hei")).status == 200


def _raise(*_: object) -> Callable[..., object]:
    raise RuntimeError
