"""Erasing, by request and by time, also while the engine is at work."""

from __future__ import annotations

import asyncio

import pytest
from aiohttp import web

from bot.contract import Message, Text
from bot.gateway.bounds import Bounds
from bot.gateway.conversations import name_of
from bot.gateway.keys import CONVERSATIONS, ERASER

from .conftest import Chat, Client, error_code
from .fakes import FakeClock, FakeEngine, never


async def until_said(engine: FakeEngine) -> None:
    """Waits until a message has reached the engine."""
    for _ in range(1000):
        if engine.said:
            return
        await asyncio.sleep(0.001)
    raise AssertionError


async def test_erase_stops_a_turn_and_its_sender_is_told(chat: Chat, engine: FakeEngine) -> None:
    engine.behave = never
    sending = asyncio.create_task(chat.send(text="hei"))
    await until_said(engine)
    assert (await chat.erase()).status == 204
    answer = await sending
    assert (answer.status, await error_code(answer)) == (410, "expired")


async def test_erase_comes_after_the_engine_has_stopped(chat: Chat, engine: FakeEngine) -> None:
    order: list[str] = []

    async def tidy(_: str) -> list[Message]:
        try:
            await asyncio.Event().wait()
        except asyncio.CancelledError:
            await asyncio.sleep(0.02)
            order.append(f"stopped {len(engine.erased)}")
        return []

    engine.behave = tidy
    sending = asyncio.create_task(chat.send(text="hei"))
    await until_said(engine)
    await chat.erase()
    await sending
    assert order == ["stopped 0"] and len(engine.erased) == 1


async def test_erase_is_done_once_more_when_the_engine_was_at_work(
    app: web.Application, chat: Chat, engine: FakeEngine
) -> None:
    """An engine that finishes its turn in spite of all may have kept something."""
    engine.behave = never
    sending = asyncio.create_task(chat.send(text="hei"))
    await until_said(engine)
    await chat.erase()
    await sending
    await app[ERASER].sweep()
    assert engine.erased == [name_of(chat.token)] * 2
    assert app[CONVERSATIONS].ended == {}


async def test_erase_also_ends_messages_that_wait_their_turn(
    chat: Chat, engine: FakeEngine
) -> None:
    engine.behave = never
    first = asyncio.create_task(chat.send(text="hei"))
    await until_said(engine)
    second = asyncio.create_task(chat.send(text="hallo"))
    await asyncio.sleep(0.02)
    await chat.erase()
    assert [(await one).status for one in (first, second)] == [410, 410]
    assert len(engine.said) == 1


async def test_message_whose_body_arrives_after_the_erasing_is_not_processed(
    chat: Chat, engine: FakeEngine
) -> None:
    erased = asyncio.Event()

    async def body() -> object:
        yield b'{"id": "00000000-0000-0000-0000-000000000000", '
        await erased.wait()
        yield b'"text": "hei"}'

    headers = {**chat.headers, "Content-Type": "application/json"}
    sending = asyncio.create_task(
        chat.client.post("/api/v1/conversation/messages", data=body(), headers=headers)
    )
    await asyncio.sleep(0.03)
    await chat.erase()
    erased.set()
    assert (await sending).status == 410
    assert engine.said == []


async def test_erase_that_fails_says_so_and_is_tried_again(
    app: web.Application, chat: Chat, engine: FakeEngine
) -> None:
    engine.fails_to_erase = 2
    answer = await chat.erase()
    assert (answer.status, await error_code(answer)) == (500, "not_erased")
    assert (await chat.send(text="hei")).status == 410
    await app[ERASER].sweep()
    assert engine.erased == [] and len(app[CONVERSATIONS].ended) == 1
    await app[ERASER].sweep()
    assert engine.erased == [name_of(chat.token)] and app[CONVERSATIONS].ended == {}


async def test_erase_that_hangs_is_given_up_and_tried_again(
    app: web.Application, chat: Chat, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def hang(_: FakeEngine, conversation: str) -> None:
        await asyncio.Event().wait()

    with monkeypatch.context() as stuck:
        stuck.setattr(FakeEngine, "erase", hang)
        assert (await chat.erase()).status == 500
    await app[ERASER].sweep()
    assert app[CONVERSATIONS].ended == {}


async def test_sweep_erases_what_has_expired_and_nothing_else(
    app: web.Application, client: Client, engine: FakeEngine, clock: FakeClock
) -> None:
    old = await Chat(client).open()
    clock.forward(60)
    young = await Chat(client).open()
    clock.forward(60)
    await app[ERASER].sweep()
    assert engine.erased == [name_of(old.token)]
    assert (await young.send(text="hei")).status == 200


async def test_server_that_stops_erases_all(
    app: web.Application, client: Client, engine: FakeEngine
) -> None:
    chats = [await Chat(client).open() for _ in range(3)]
    await client.close()
    assert sorted(engine.erased) == sorted(name_of(chat.token) for chat in chats)


class TestByItself:
    @pytest.fixture
    def bounds(self) -> Bounds:
        return Bounds(sweep_seconds=0.01, conversations=2)

    async def test_expired_conversations_are_erased_without_a_request(
        self, chat: Chat, engine: FakeEngine, clock: FakeClock
    ) -> None:
        clock.forward(1000)
        await asyncio.sleep(0.1)
        assert engine.erased == [name_of(chat.token)]

    async def test_idlest_conversation_is_erased_when_there_are_too_many(
        self, client: Client, engine: FakeEngine
    ) -> None:
        chats = [await Chat(client).open() for _ in range(3)]
        await asyncio.sleep(0.1)
        assert engine.erased == [name_of(chats[0].token)]
        assert (await chats[0].send(text="hei")).status == 410
        assert (await chats[2].send(text="hei")).status == 200

    async def test_sweeping_goes_on_after_a_failure(
        self, chat: Chat, engine: FakeEngine, clock: FakeClock
    ) -> None:
        engine.fails_to_erase = 3
        clock.forward(1000)
        await asyncio.sleep(0.2)
        assert engine.erased == [name_of(chat.token)]


async def test_turn_that_ends_late_leaves_no_answer(chat: Chat, engine: FakeEngine) -> None:
    async def stubborn(_: str) -> list[Message]:
        try:
            await asyncio.Event().wait()
        except asyncio.CancelledError:
            return [Text("for sent")]
        return []

    engine.behave = stubborn
    sending = asyncio.create_task(chat.send(text="hei"))
    await until_said(engine)
    await chat.erase()
    assert (await sending).status == 410
