"""An engine that loads while the site already answers: help is shown from the first second,
and also when the model never loads."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable

from bot.contract import Engine, Message

log = logging.getLogger(__name__)


class NotReady(Exception):
    """The engine is not loaded (yet)."""


class LateEngine:
    """`bot.contract.Engine` that is not ready until `load` has come back."""

    def __init__(self, load: Callable[[], Engine], payloads: frozenset[str]) -> None:
        self._load = load
        self._payloads = payloads
        self._engine: Engine | None = None

    async def start(self) -> None:
        """Loads in a thread. Never raises; a failure is noted without its message."""
        try:
            self._engine = await asyncio.to_thread(self._load)
            log.info("engine_ready")
        except (Exception, SystemExit):  # Rasa leaves by sys.exit in places
            log.error("engine_not_loaded")

    @property
    def ready(self) -> bool:
        """See `Engine`."""
        return self._engine is not None and self._engine.ready

    def knows(self, payload: str) -> bool:
        """See `Engine`; does not need the model."""
        return payload in self._payloads

    async def open(self, conversation: str, language: str) -> list[Message]:
        """See `Engine`. Raises `NotReady`."""
        return await self._loaded().open(conversation, language)

    async def say(self, conversation: str, text: str) -> list[Message]:
        """See `Engine`. Raises `NotReady`."""
        return await self._loaded().say(conversation, text)

    async def choose(self, conversation: str, payload: str) -> list[Message]:
        """See `Engine`. Raises `NotReady`."""
        return await self._loaded().choose(conversation, payload)

    async def erase(self, conversation: str) -> None:
        """See `Engine`; without a model there is nothing to erase."""
        if self._engine is not None:
            await self._engine.erase(conversation)

    def _loaded(self) -> Engine:
        if self._engine is None:
            raise NotReady
        return self._engine
