"""The only door to Rasa: free text or a pressed button in, messages of the contract out."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Iterable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

from rasa.core.agent import Agent
from rasa.core.channels.channel import CollectingOutputChannel, UserMessage
from rasa.core.lock_store import InMemoryLockStore

from bot.contract import Choice, Choices, Message, Text, from_json
from bot.dialogue.actions_in_process import ActionsInProcess
from bot.dialogue.buttons import parse
from bot.dialogue.tracker_store import ForgetfulTrackerStore
from bot.dialogue.vault import Vault

OPENING = "/start"
NO_COMMANDS: Mapping[str, str] = MappingProxyType({})
Turn = asyncio.Future[Any]
# Rasa takes the braces of a button's payload for a slot and says so, at every turn, as an error.
logging.getLogger("rasa.core.nlg.interpolator").setLevel(logging.CRITICAL)


class RasaEngine:
    """`bot.contract.Engine` over an embedded Rasa agent."""

    def __init__(
        self,
        agent: Agent,
        store: ForgetfulTrackerStore,
        payloads: Iterable[str],
        commands: Mapping[str, str],
    ) -> None:
        self._agent = agent
        self._store = store
        self._payloads = frozenset(payloads)
        self._commands = dict(commands)
        self._turns: dict[str, set[Turn]] = {}

    @classmethod
    def load(
        cls,
        model: Path,
        vault: Vault,
        payloads: Iterable[str] = (),
        commands: Mapping[str, str] = NO_COMMANDS,
    ) -> RasaEngine:
        """An engine on the model file; `commands` are words that count as buttons. Raises
        whatever Rasa raises when the model is unusable."""
        store = ForgetfulTrackerStore(vault=vault)
        agent = Agent.load(
            str(model),
            tracker_store=store,
            lock_store=InMemoryLockStore(),
            action_endpoint=ActionsInProcess(),
        )
        return cls(agent, store, payloads, commands)

    @property
    def ready(self) -> bool:
        """See `Engine`."""
        return bool(self._agent.is_ready())

    def knows(self, payload: str) -> bool:
        """See `Engine`."""
        return payload in self._payloads

    async def open(self, conversation: str, language: str) -> list[Message]:
        """See `Engine`."""
        opening = parse(OPENING)
        if language in ("nn", "en"):
            opening["entities"] = parse(f'/start{{"maalform": "{language}"}}')["entities"]
        return await self._turn(conversation, parse_data=opening)

    async def say(self, conversation: str, text: str) -> list[Message]:
        """See `Engine`."""
        command = self._commands.get(text.casefold().strip(" ?!."))
        if command is not None:
            return await self.choose(conversation, command)
        return await self._turn(conversation, text=text)

    async def choose(self, conversation: str, payload: str) -> list[Message]:
        """See `Engine`. Raises `ValueError` for what is no payload."""
        return await self._turn(conversation, parse_data=parse(payload))

    async def erase(self, conversation: str) -> None:
        """See `Engine`. Waits for turns that nobody waits for any more: they would save again.
        Raises what the vault raises: nobody is told of an erasure that did not happen."""
        turns = self._turns.get(conversation)
        if turns:
            await asyncio.wait(set(turns))
        await self._store.vault.delete(conversation)

    async def understand(self, text: str) -> dict[str, Any]:
        """What the model reads in `text`, as Rasa gives it; nothing is kept."""
        return await self._agent.parse_message(text)

    async def _turn(
        self, conversation: str, text: str | None = None, parse_data: dict[str, Any] | None = None
    ) -> list[Message]:
        channel = CollectingOutputChannel()
        message = UserMessage(text, channel, conversation, parse_data=parse_data)
        turn = asyncio.ensure_future(self._agent.handle_message(message))
        self._turns.setdefault(conversation, set()).add(turn)
        turn.add_done_callback(lambda done: self._ended(conversation, done))
        await asyncio.shield(turn)
        return [m for raw in channel.messages for m in _messages(raw)]

    def _ended(self, conversation: str, turn: Turn) -> None:
        """Forgets a turn that is over; looks at its exception so that nobody prints it."""
        turns = self._turns.get(conversation, set())
        turns.discard(turn)
        if not turns:
            self._turns.pop(conversation, None)
        if not turn.cancelled():
            turn.exception()


def _messages(raw: Mapping[str, Any]) -> list[Message]:
    """One message of Rasa's output channel as messages of the contract."""
    found: list[Message] = []
    if raw.get("text"):
        found.append(Text(raw["text"]))
    if raw.get("custom"):
        found.append(from_json(raw["custom"]))
    if raw.get("buttons"):
        buttons = tuple(Choice(b["title"], b["payload"]) for b in raw["buttons"])
        found.append(Choices(buttons))
    return found
