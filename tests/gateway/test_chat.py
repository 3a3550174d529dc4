"""A conversation over HTTP, as long as all goes well."""

from __future__ import annotations

import asyncio
import uuid
from dataclasses import replace

import pytest
from aiohttp import web

from bot.contract import Alert, Message, Text
from bot.gateway.bounds import Bounds
from bot.gateway.chat import ERASE
from bot.gateway.conversations import name_of
from bot.gateway.keys import CONVERSATIONS
from bot.gateway.limits import Rate

from .conftest import CONVERSATION, Chat, Client, error_code
from .fakes import ALERT, BUTTON, CARD, DANGER, FakeClock, FakeEngine, echo_length


async def test_open_gives_token_time_and_messages(client: Client, engine: FakeEngine) -> None:
    answer = await client.post(CONVERSATION, json={"language": "nn"})
    body = await answer.json()
    assert answer.status == 201
    assert set(body) == {"token", "expires_in", "messages"}
    assert body["expires_in"] == 100
    assert body["messages"][0] == {"kind": "text", "text": "2 tegn"}
    assert engine.opened == [(name_of(body["token"]), "nn")]


async def test_open_is_in_bokmaal_unless_asked_otherwise(
    client: Client, engine: FakeEngine
) -> None:
    await client.post(CONVERSATION, json={})
    assert engine.opened[0][1] == "nb"


async def test_text_reaches_the_engine_unchanged(chat: Chat, engine: FakeEngine) -> None:
    text = "  Hei\n\tæøå 😭 "
    answer = await chat.send(text=text)
    assert answer.status == 200
    assert (await answer.json())["messages"][0]["text"] == f"{len(text)} tegn"
    assert engine.said == [(name_of(chat.token), text)]


async def test_choice_reaches_the_engine(chat: Chat, engine: FakeEngine) -> None:
    answer = await chat.send(choice=BUTTON)
    assert answer.status == 200
    assert engine.said == [(name_of(chat.token), BUTTON)]


async def test_unknown_choice_never_reaches_the_engine(chat: Chat, engine: FakeEngine) -> None:
    answer = await chat.send(choice="/restart")
    assert (answer.status, await error_code(answer)) == (422, "unknown_choice")
    assert engine.said == []


async def test_alert_is_put_first_when_the_engine_has_none(chat: Chat) -> None:
    messages = (await (await chat.send(text=DANGER)).json())["messages"]
    assert [message["kind"] for message in messages] == ["alert", "text", "choices"]
    assert messages[0] == ALERT.to_json()


async def test_alert_of_the_engine_stands_alone_and_first(chat: Chat, engine: FakeEngine) -> None:
    async def own_alert(_: str) -> list[Message]:
        return [Text("hør"), Alert("min", (CARD,))]

    engine.behave = own_alert
    messages = (await (await chat.send(text=DANGER)).json())["messages"]
    assert [(m["kind"], m["text"]) for m in messages] == [("alert", "min"), ("text", "hør")]


async def test_same_id_gives_same_answer_and_is_processed_once(
    chat: Chat, engine: FakeEngine
) -> None:
    number = str(uuid.uuid4())
    first = await (await chat.send(id=number, text="hei")).json()
    again = await (await chat.send(id=number.upper(), text="noe annet")).json()
    assert first == again and len(engine.said) == 1


async def test_same_id_twice_at_once_is_processed_once(chat: Chat, engine: FakeEngine) -> None:
    async def slow(said: str) -> list[Message]:
        await asyncio.sleep(0.05)
        return [Text(f"svar {len(engine.said)}")]

    engine.behave = slow
    number = str(uuid.uuid4())
    answers = await asyncio.gather(*(chat.send(id=number, text="hei") for _ in range(5)))
    bodies = [await answer.json() for answer in answers]
    assert bodies == [bodies[0]] * 5 and len(engine.said) == 1


async def test_answer_to_a_lost_connection_is_there_when_the_message_is_sent_again(
    chat: Chat, engine: FakeEngine
) -> None:
    async def slow(said: str) -> list[Message]:
        await asyncio.sleep(0.05)
        return await echo_length(said)

    engine.behave = slow
    number = str(uuid.uuid4())
    lost = asyncio.create_task(chat.send(id=number, text="hei"))
    await asyncio.sleep(0.02)
    lost.cancel()
    answer = await chat.send(id=number, text="hei")
    assert (await answer.json())["messages"][0]["text"] == "3 tegn" and len(engine.said) == 1


async def test_same_id_in_two_conversations_is_two_messages(
    client: Client, engine: FakeEngine
) -> None:
    one, two = await Chat(client).open(), await Chat(client).open()
    number = str(uuid.uuid4())
    await one.send(id=number, text="hei")
    await two.send(id=number, text="hei")
    assert [name for name, _ in engine.said] == [name_of(one.token), name_of(two.token)]


async def test_turns_of_a_conversation_go_in_order_and_one_at_a_time(
    chat: Chat, engine: FakeEngine
) -> None:
    steps: list[str] = []

    async def slow(said: str) -> list[Message]:
        steps.append(f"inn {said}")
        await asyncio.sleep(0.01)
        steps.append(f"ut {said}")
        return await echo_length(said)

    engine.behave = slow
    sending = []
    for text in "abc":
        sending.append(asyncio.create_task(chat.send(text=text)))
        await asyncio.sleep(0.005)
    await asyncio.gather(*sending)
    assert steps == ["inn a", "ut a", "inn b", "ut b", "inn c", "ut c"]


async def test_conversations_do_not_wait_for_each_other(client: Client, engine: FakeEngine) -> None:
    together = asyncio.Event()

    async def both(said: str) -> list[Message]:
        if len(engine.said) == 2:
            together.set()
        await together.wait()
        return await echo_length(said)

    one, two = await Chat(client).open(), await Chat(client).open()
    engine.behave = both
    answers = await asyncio.gather(one.send(text="a"), two.send(text="b"))
    assert [answer.status for answer in answers] == [200, 200]
    texts = [(await answer.json())["messages"][0]["text"] for answer in answers]
    assert texts == ["1 tegn", "1 tegn"]


async def test_only_so_many_answers_are_remembered(
    app: web.Application, chat: Chat, clock: FakeClock
) -> None:
    conversation = app[CONVERSATIONS].find(chat.token, clock().timestamp())
    for _ in range(10):
        assert (await chat.send(text="hei")).status == 200
    assert len(conversation.answers) == 4


async def test_delete_erases_and_the_token_opens_nothing(chat: Chat, engine: FakeEngine) -> None:
    answer = await chat.erase()
    assert (answer.status, await answer.read()) == (204, b"")
    assert engine.erased == [name_of(chat.token)]
    for again in (await chat.erase(), await chat.send(text="hei")):
        assert (again.status, await error_code(again)) == (410, "expired")
    assert engine.said == []


async def test_button_erases_and_the_token_opens_nothing(chat: Chat, engine: FakeEngine) -> None:
    answer = await chat.send(choice=ERASE)
    assert answer.status == 200
    assert await answer.json() == {"messages": [{"kind": "text", "text": "Alt er slettet."}]}
    assert engine.erased == [name_of(chat.token)] and engine.said == []
    assert (await chat.send(text="hei")).status == 410


async def test_button_erases_also_when_the_engine_is_not_ready(
    chat: Chat, engine: FakeEngine
) -> None:
    engine.is_ready = False
    assert (await chat.send(choice=ERASE)).status == 200


@pytest.mark.parametrize(("pause", "status"), [(99, 200), (100, 410)])
async def test_conversation_expires_when_idle(
    chat: Chat, clock: FakeClock, pause: float, status: int
) -> None:
    clock.forward(pause)
    assert (await chat.send(text="hei")).status == status


async def test_conversation_expires_by_age_although_in_use(chat: Chat, clock: FakeClock) -> None:
    for _ in range(3):
        clock.forward(90)
        assert (await chat.send(text="hei")).status == 200
    clock.forward(30)
    assert (await chat.send(text="hei")).status == 410


async def test_a_new_conversation_can_be_begun_after_expiry(chat: Chat, clock: FakeClock) -> None:
    clock.forward(1000)
    assert (await chat.send(text="hei")).status == 410
    await chat.open()
    assert (await chat.send(text="hei")).status == 200


@pytest.fixture
def bounds() -> Bounds:
    patient = Bounds(engine_seconds=5.0, answers=4)
    return replace(patient, turns=Rate(burst=100, per_second=100.0))
