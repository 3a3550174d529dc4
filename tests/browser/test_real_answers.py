"""With JavaScript: the page with the real model behind it."""

from __future__ import annotations

import socket
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import pytest
import pytest_asyncio
from aiohttp.test_utils import TestServer
from playwright.async_api import Browser, expect

from bot.directory.first_aid import FirstAid
from bot.gateway.app import create_app
from bot.language.reading import Reader

from .house import DIRECTORY, SETTINGS, WORDING, Clock
from .visitor import Visitor, visit

if TYPE_CHECKING:
    from bot.dialogue.engine import RasaEngine

pytestmark = pytest.mark.asyncio(loop_scope="session")
LOOPBACK = ("127.", "::1", "localhost")
_calls: list[str] = []


def _listen(event: str, details: tuple[Any, ...]) -> None:
    """Python's own report of every connection and every question to a name server."""
    if event == "socket.connect" and isinstance(details[1], tuple):
        _calls.append(str(details[1][0]))
    elif event == "socket.getaddrinfo" and details[0]:
        _calls.append(str(details[0]))


sys.addaudithook(_listen)


@contextmanager
def calls() -> Iterator[list[str]]:
    """The hosts that this process turns to meanwhile."""
    _calls.clear()
    yield _calls


@pytest_asyncio.fixture(loop_scope="session")
async def visitor(browser: Browser, engine: RasaEngine) -> AsyncIterator[Visitor]:
    """Someone who talks with the real engine."""
    first_aid = FirstAid(DIRECTORY, WORDING, Reader.load(SETTINGS.data).read)
    server = TestServer(create_app(SETTINGS, engine, first_aid, DIRECTORY, WORDING, Clock()))
    await server.start_server()
    house: Any = type("House", (), {"url": str(server.make_url("/"))})
    async with visit(browser, house) as someone:
        someone.context.set_default_timeout(20_000)
        await someone.open_chat()
        yield someone
    await server.close()


async def test_one_writes_what_is_wrong_and_is_shown_whom_to_turn_to(visitor: Visitor) -> None:
    await visitor.write_and_wait("foreldrene mine vil at jeg skal gifte meg i sommer")
    await expect(visitor.cards).to_have_count(3)
    await expect(visitor.cards.first).to_contain_text("Røde Kors-telefonen")
    await expect(visitor.choices.first).to_be_visible()
    assert visitor.complaints == []


async def test_every_button_of_the_opening_leads_on(visitor: Visitor) -> None:
    titles = await visitor.choices.all_text_contents()
    assert len(titles) == 5
    for title in titles:
        await visitor.page.reload()
        await visitor.button(title).click()
        await visitor.wait_for_answer()
        await expect(visitor.trouble).to_be_empty()


async def test_an_answer_is_made_without_asking_any_other_machine(visitor: Visitor) -> None:
    with calls() as made:
        await visitor.write_and_wait("broren min følger etter meg og tar telefonen min")
        await visitor.write_and_wait("hva skjer hvis jeg ringer")
    assert [host for host in made if not host.startswith(LOOPBACK)] == []


async def test_the_watch_over_connections_sees_them() -> None:
    with calls() as made, pytest.raises(OSError):
        socket.create_connection(("192.0.2.1", 9), timeout=0.01)
    assert "192.0.2.1" in made
