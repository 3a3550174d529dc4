"""One turn: what a person sent in, what they are shown out. Whatever the engine does, the
answer is never empty, and acute help comes first."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence

from bot.contract import Alert, Engine, Json, Message
from bot.gateway.bounds import Bounds
from bot.gateway.conversations import Answer, Conversation
from bot.gateway.parts import Clock, FirstAid
from bot.gateway.problems import Problem
from bot.gateway.readiness import is_ready
from bot.gateway.trouble import trouble
from bot.gateway.validation import Incoming

log = logging.getLogger(__name__)
Ask = Callable[[], Awaitable[list[Message]]]


class Turns:
    """Asks the engine, in time and in order, and has first aid beside it. `count` is told
    the kind of each answer."""

    def __init__(
        self,
        engine: Engine,
        first_aid: FirstAid,
        bounds: Bounds,
        clock: Clock,
        count: Callable[[str], None],
    ) -> None:
        self._engine, self._first_aid = engine, first_aid
        self._bounds, self._clock, self._count = bounds, clock, count

    async def open(self, conversation: Conversation, language: str) -> Answer:
        """The opening of a conversation; help when the engine is not ready, so that a person
        may write all the same and acute danger is seen."""
        if not is_ready(self._engine):
            self._count("not_ready")
            return self.help()
        answer = await self._ask(
            conversation, lambda: self._engine.open(conversation.name, language)
        )
        return self.help() if answer is None else answer

    async def answer(self, conversation: Conversation, incoming: Incoming) -> Answer:
        """The answer to a message; the same one for the same id, which is processed once."""
        task = conversation.answers.get(incoming.id)
        if task is None:
            self._admit(conversation, incoming)
            task = asyncio.create_task(self._turn(conversation, incoming))
            self._remember(conversation, incoming.id, task)
        else:
            self._count("again")
        try:
            return await asyncio.shield(task)
        except asyncio.CancelledError:
            if task.cancelled():
                raise Problem("expired") from None
            raise

    def help(self, text: str | None = None) -> Answer:
        """Help without the engine: the alert that `text` calls for, then the net."""
        alert = [] if text is None else self._alert(text)
        return _as_json([*alert, *self._first_aid.net(self._clock())])

    def _admit(self, conversation: Conversation, incoming: Incoming) -> None:
        """Raises `Problem` for what the engine shall not see."""
        if conversation.ended:
            raise Problem("expired")
        if not is_ready(self._engine):
            self._count("not_ready")
            raise Problem("not_ready", self.help(incoming.text))
        if incoming.choice is not None and not self._knows(incoming.choice):
            raise Problem("unknown_choice")

    def _knows(self, payload: str) -> bool:
        try:
            return self._engine.knows(payload)
        except Exception as error:
            log.error("engine_failed", extra=trouble(error))
            raise Problem("internal", self.help()) from None

    def _remember(self, conversation: Conversation, id: str, task: asyncio.Task[Answer]) -> None:
        """Keeps the answer with the id, the oldest ones not; a turn that failed is not kept."""

        def done(_: asyncio.Task[Answer]) -> None:
            failed = task.cancelled() or task.exception() is not None
            if failed and conversation.answers.get(id) is task:
                del conversation.answers[id]

        conversation.answers[id] = task
        task.add_done_callback(done)
        while len(conversation.answers) > self._bounds.answers:
            conversation.answers.popitem(last=False)

    async def _turn(self, conversation: Conversation, incoming: Incoming) -> Answer:
        async with conversation.lock:
            alert = [] if incoming.text is None else self._alert(incoming.text)
            answer = await self._ask(conversation, self._question(conversation, incoming))
        if alert:
            self._count("alert")
        if answer is None:
            return _as_json([*alert, *self._first_aid.net(self._clock())])
        return _alert_first(_as_json(alert), answer)

    def _question(self, conversation: Conversation, incoming: Incoming) -> Ask:
        text, choice = incoming.text, incoming.choice or ""
        if text is not None:
            return lambda: self._engine.say(conversation.name, text)
        return lambda: self._engine.choose(conversation.name, choice)

    def _alert(self, text: str) -> list[Message]:
        """Acute help if the text calls for it. When that cannot be told: help in any case."""
        now = self._clock()
        try:
            alert = self._first_aid.alert(text, now)
        except Exception as error:
            log.error("alert_failed", extra=trouble(error))
            return self._first_aid.net(now)
        return [] if alert is None else [alert]

    async def _ask(self, conversation: Conversation, ask: Ask) -> Answer | None:
        """The engine's answer as JSON; None if it fails, is late, or says nothing."""
        call = asyncio.create_task(_call(ask))
        conversation.calls.add(call)
        call.add_done_callback(conversation.calls.discard)
        try:
            await asyncio.wait({call}, timeout=self._bounds.engine_seconds)
        finally:
            call.cancel()
        kind, answer = _outcome(call)
        self._count(kind)
        return answer


async def _call(ask: Ask) -> Answer | Exception:
    """The answer or the exception as a value. `SystemExit` too: Rasa exits on some errors."""
    try:
        return _as_json(await ask())
    except Exception as error:
        return error
    except SystemExit:
        return RuntimeError()


def _outcome(call: asyncio.Task[Answer | Exception]) -> tuple[str, Answer | None]:
    """How the call went, in a word, and the answer if there is one."""
    if not call.done():
        log.error("engine_late")
        return "late", None
    result = RuntimeError() if call.cancelled() else call.result()
    if isinstance(result, Exception):
        log.error("engine_failed", extra=trouble(result))
        return "failed", None
    return ("answered", result) if result else ("empty", None)


def _as_json(messages: Sequence[Message]) -> Answer:
    return [message.to_json() for message in messages]


def _alert_first(alert: Answer, answer: Answer) -> Answer:
    """The engine's own alert stands in for ours; either comes before all else."""
    own = [one for one in answer if _is_alert(one)]
    return [*(own or alert), *(one for one in answer if not _is_alert(one))]


def _is_alert(message: Json) -> bool:
    return message.get("kind") == Alert.__name__.lower()
