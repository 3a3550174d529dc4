"""Erasing: on request, by time, and when the server stops. Stops what is at work first, so
that nothing is written after it has been erased."""

from __future__ import annotations

import asyncio
import logging

from bot.contract import Engine
from bot.gateway.bounds import Bounds
from bot.gateway.conversations import Conversation, Conversations
from bot.gateway.parts import Clock
from bot.gateway.trouble import trouble

log = logging.getLogger(__name__)


class Eraser:
    """Makes the engine forget conversations; tries again those that it could not forget."""

    def __init__(
        self, engine: Engine, conversations: Conversations, bounds: Bounds, clock: Clock
    ) -> None:
        self._engine, self._conversations = engine, conversations
        self._bounds, self._clock = bounds, clock

    async def erase(self, conversation: Conversation) -> bool:
        """Ends and erases it. False: not certain yet, the sweep will try again."""
        self._conversations.end(conversation)
        was_at_work = await self._stop(conversation)
        erased = await self._forget(conversation)
        if erased and not was_at_work:
            self._conversations.ended.pop(conversation.name, None)
        return erased

    async def sweep(self) -> None:
        """Ends what has expired and erases all that has ended."""
        self._conversations.end_expired(self._clock().timestamp())
        for conversation in list(self._conversations.ended.values()):
            await self.erase(conversation)

    async def keep_sweeping(self) -> None:
        """Sweeps until cancelled."""
        while True:
            await asyncio.sleep(self._bounds.sweep_seconds)
            try:
                await self.sweep()
            except Exception as error:
                log.error("sweep_failed", extra=trouble(error))

    async def stop(self) -> None:
        """Erases everything, within the time the server has for stopping."""
        self._conversations.end_all()
        try:
            await asyncio.wait_for(self.sweep(), self._bounds.stop_seconds)
        except Exception as error:
            log.error("stop_failed", extra=trouble(error))

    async def _stop(self, conversation: Conversation) -> bool:
        """Cancels turns. True when the engine was at work: it may still write, so the
        sweep erases once more."""
        calls = set(conversation.calls)
        for task in (*conversation.answers.values(), *calls):
            task.cancel()
        conversation.answers.clear()
        if calls:
            await asyncio.wait(calls, timeout=self._bounds.erase_seconds)
        return bool(calls)

    async def _forget(self, conversation: Conversation) -> bool:
        try:
            erasing = self._engine.erase(conversation.name)
            await asyncio.wait_for(erasing, self._bounds.erase_seconds)
        except Exception as error:
            log.error("erase_failed", extra=trouble(error))
            return False
        return True
