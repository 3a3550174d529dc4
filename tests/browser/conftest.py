"""One browser for all; a server and a fresh visitor for each test."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest_asyncio
from playwright.async_api import Browser

from .chromium import launch
from .house import House, open_house
from .visitor import Visitor, visit


@pytest_asyncio.fixture(loop_scope="session", scope="session")
async def browser() -> AsyncIterator[Browser]:
    """Headless Chromium."""
    async with launch() as started:
        yield started


@pytest_asyncio.fixture(loop_scope="session")
async def house() -> AsyncIterator[House]:
    """The server with a scripted engine."""
    async with open_house() as opened:
        yield opened


@pytest_asyncio.fixture(loop_scope="session")
async def visitor(browser: Browser, house: House) -> AsyncIterator[Visitor]:
    """Someone with a phone who has opened the chat."""
    async with visit(browser, house) as someone:
        await someone.open_chat()
        yield someone
