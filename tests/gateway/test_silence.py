"""The gateway logs none of a person's words, with or without the safe logging around it."""

from __future__ import annotations

import asyncio
import io
import logging
from collections.abc import Iterator

import pytest
from aiohttp import ClientSession

from bot.contract import Message
from bot.privacy.logging import configure_logging

from .conftest import CONVERSATION, MESSAGES, Chat
from .fakes import FakeEngine, FakeFirstAid

CANARY = "kanarifugl"


@pytest.fixture(params=["safe", "bare"])
def written(request: pytest.FixtureRequest) -> Iterator[io.StringIO]:
    """All that is logged at debug level: by the product's logging, and by Python's own."""
    stream = io.StringIO()
    if request.param == "safe":
        restore = configure_logging(logging.DEBUG, stream)
        yield stream
        restore()
        return
    root, handler = logging.getLogger(), logging.StreamHandler(stream)
    handler.setFormatter(logging.Formatter("%(name)s %(message)s"))
    before = root.level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    yield stream
    root.removeHandler(handler)
    root.setLevel(before)


async def raises(said: str) -> list[Message]:
    raise ValueError(said)


async def raises_late(said: str) -> list[Message]:
    try:
        await asyncio.Event().wait()
    finally:
        raise ValueError(said)


async def test_no_words_in_any_log(
    written: io.StringIO,
    address: str,
    engine: FakeEngine,
    first_aid: FakeFirstAid,
    capfd: pytest.CaptureFixture[str],
) -> None:
    session = ClientSession(address)
    chat = await Chat(session).open()
    for behave in (engine.behave, raises, raises_late):
        engine.behave = behave
        await chat.send(text=CANARY)
        await chat.send(choice=f"/{CANARY}")
    first_aid.is_broken = True
    await chat.send(text=CANARY)
    await chat.send(text=f"/{CANARY}")
    await chat.send(text=CANARY * 101)
    await chat.send(id=CANARY, text=CANARY)
    await chat.client.post(MESSAGES, data=CANARY, headers=chat.headers)
    await chat.client.post(CONVERSATION, json={"language": CANARY})
    await chat.client.get(f"/{CANARY}?{CANARY}", headers={"User-Agent": CANARY})
    await chat.erase()
    await session.close()
    out, err = capfd.readouterr()
    assert CANARY not in written.getvalue() + out + err
    assert chat.token not in written.getvalue() + out + err
    assert "engine_failed" in written.getvalue() and "alert_failed" in written.getvalue()
