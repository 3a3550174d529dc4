"""The conversations that are going on: token → conversation, in memory, until they expire.

A token is 256 random bits; only its SHA-256 is kept, and that is also the name under which
the engine knows the conversation. Nothing says whose it is."""

from __future__ import annotations

import asyncio
import hashlib
import secrets
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field

from bot.contract import Json
from bot.gateway.limits import Bucket, Rate
from bot.gateway.problems import Problem

Answer = list[Json]


@dataclass(eq=False)
class Conversation:
    """One conversation. Times in seconds since the epoch."""

    name: str
    opened: float
    seen: float
    bucket: Bucket
    ended: bool = False
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)  # turns go in order
    answers: OrderedDict[str, asyncio.Task[Answer]] = field(default_factory=OrderedDict)
    calls: set[asyncio.Task[object]] = field(default_factory=set)  # the engine at work


@dataclass(frozen=True)
class Lifetime:
    """How long a conversation is kept: after its last message, and in all. Seconds."""

    idle: float
    absolute: float

    def is_over(self, conversation: Conversation, now: float) -> bool:
        """Whether the conversation has expired."""
        return now - conversation.seen >= self.idle or now - conversation.opened >= self.absolute


def new_token() -> str:
    """256 random bits, 43 characters."""
    return secrets.token_urlsafe(32)


def name_of(token: str) -> str:
    """What is kept in place of the token."""
    return hashlib.sha256(token.encode()).hexdigest()


class Conversations:
    """At most `most` at a time. Those that have ended wait in `ended` to be erased."""

    def __init__(
        self, lifetime: Lifetime, most: int, rate: Rate, make_token: Callable[[], str] = new_token
    ) -> None:
        self._lifetime, self._most, self._rate = lifetime, most, rate
        self._make_token = make_token
        self._by_name: OrderedDict[str, Conversation] = OrderedDict()  # the idlest first
        self.ended: dict[str, Conversation] = {}

    def __len__(self) -> int:
        return len(self._by_name)

    @property
    def expires_in(self) -> int:
        """Seconds until a conversation in which nothing more is written expires."""
        return int(min(self._lifetime.idle, self._lifetime.absolute))

    def open(self, now: float) -> tuple[str, Conversation]:
        """A new conversation and its token; ends the idlest one if there are too many."""
        token = self._make_token()
        conversation = Conversation(name_of(token), now, now, Bucket(self._rate, now))
        while len(self._by_name) >= self._most:
            self.end(next(iter(self._by_name.values())))
        self._by_name[conversation.name] = conversation
        return token, conversation

    def find(self, token: str, now: float) -> Conversation:
        """The conversation of the token, counted as used now. Raises `Problem` `expired`."""
        conversation = self._by_name.get(name_of(token))
        if conversation is None:
            raise Problem("expired")
        if self._lifetime.is_over(conversation, now):
            self.end(conversation)
            raise Problem("expired")
        conversation.seen = now
        self._by_name.move_to_end(conversation.name)
        return conversation

    def end(self, conversation: Conversation) -> None:
        """From now on the token opens nothing; the engine has yet to erase."""
        self._by_name.pop(conversation.name, None)
        conversation.ended = True
        self.ended[conversation.name] = conversation

    def end_expired(self, now: float) -> None:
        """Ends all that have expired."""
        over = [one for one in self._by_name.values() if self._lifetime.is_over(one, now)]
        for conversation in over:
            self.end(conversation)

    def end_all(self) -> None:
        """Ends every conversation, for when the server stops."""
        for conversation in list(self._by_name.values()):
            self.end(conversation)
