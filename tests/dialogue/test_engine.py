"""The engine on the real model: openings, buttons, failures, erasing."""

from __future__ import annotations

import asyncio
import uuid

import pytest

from bot.contract import SITUATIONS, Choices, Services, Text
from bot.dialogue.engine import RasaEngine


async def test_opening_says_what_this_is_and_offers_five_buttons(engine: RasaEngine) -> None:
    answer = await engine.open(uuid.uuid4().hex, "nb")
    assert isinstance(answer[0], Text)
    choices = [m for m in answer if isinstance(m, Choices)]
    assert len(choices[0].choices) == 5


async def test_every_offered_button_is_known_and_answers(engine: RasaEngine) -> None:
    for payload in sorted(engine._payloads):
        if payload.startswith("/slett_samtalen"):
            continue  # the gateway answers that one
        conversation = uuid.uuid4().hex
        await engine.open(conversation, "nb")
        answer = await engine.choose(conversation, payload)
        assert answer, payload
        for message in answer:
            if isinstance(message, Choices):
                assert all(engine.knows(choice.payload) for choice in message.choices), payload


@pytest.mark.parametrize("situation", SITUATIONS)
async def test_every_situation_is_answered_with_words_and_services(
    engine: RasaEngine, situation: str
) -> None:
    conversation = uuid.uuid4().hex
    answer = await engine.choose(conversation, f'/situasjon{{"situasjon": "{situation}"}}')
    assert any(isinstance(m, Text) for m in answer)
    assert any(isinstance(m, Services) and m.services for m in answer)


@pytest.mark.parametrize("text", ["?", "hm", "a" * 1000, "😀", "ja", "🤷 " * 300, "1234", "\u200b"])
async def test_no_reply_is_ever_empty(engine: RasaEngine, text: str) -> None:
    assert await engine.say(uuid.uuid4().hex, text)


async def test_erased_conversation_remembers_nothing(engine: RasaEngine) -> None:
    conversation = uuid.uuid4().hex
    await engine.choose(conversation, '/situasjon{"situasjon": "vold_i_familien"}')
    await engine.erase(conversation)
    tracker = await engine._store.retrieve(conversation)
    assert tracker is None


async def test_turn_nobody_waits_for_does_not_come_back_after_erasing(engine: RasaEngine) -> None:
    conversation = uuid.uuid4().hex
    turn = asyncio.create_task(engine.say(conversation, "pappa slår meg"))
    await asyncio.sleep(0)
    turn.cancel()
    await engine.erase(conversation)
    assert await engine._store.retrieve(conversation) is None
    assert engine._turns == {}
