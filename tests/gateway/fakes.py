"""Small real stand-ins for the parts that the gateway is given."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta, timezone
from pathlib import Path

from bot.contract import Age, Alert, Choice, Choices, Message, Perspective, ServiceCard, Text
from bot.wording import Variant, Wording

ROOT = Path(__file__).resolve().parents[2]
BUTTON = '/svar{"trygg": "nei"}'
DANGER = "han slår meg"
CARD = ServiceCard("vakt", "Vakta", "Noen å snakke med.", True, "Hele døgnet", "yes", "Fordi.")
ALERT = Alert("Ring nå.", (CARD,))
NET: list[Message] = [Text("Her er hjelp."), ALERT]
NET_JSON = [message.to_json() for message in NET]


class FakeClock:
    """A clock that goes when it is told to."""

    def __init__(self) -> None:
        self.now = datetime(2026, 11, 22, 12, 0, tzinfo=timezone.utc)

    def __call__(self) -> datetime:
        return self.now

    def forward(self, seconds: float) -> None:
        self.now += timedelta(seconds=seconds)


Behaviour = Callable[[str], Awaitable[list[Message]]]


async def echo_length(said: str) -> list[Message]:
    """Answers without repeating what was said."""
    return [Text(f"{len(said)} tegn"), Choices((Choice("Nei", BUTTON),))]


@dataclass
class FakeEngine:
    """An engine that does as `behave` says and remembers what it was asked."""

    behave: Behaviour = echo_length
    is_ready: bool = True
    fails_to_erase: int = 0
    opened: list[tuple[str, str]] = field(default_factory=list)
    said: list[tuple[str, str]] = field(default_factory=list)
    erased: list[str] = field(default_factory=list)

    @property
    def ready(self) -> bool:
        return self.is_ready

    def knows(self, payload: str) -> bool:
        return payload == BUTTON

    async def open(self, conversation: str, language: str) -> list[Message]:
        self.opened.append((conversation, language))
        return await self.behave(language)

    async def say(self, conversation: str, text: str) -> list[Message]:
        self.said.append((conversation, text))
        return await self.behave(text)

    async def choose(self, conversation: str, payload: str) -> list[Message]:
        self.said.append((conversation, payload))
        return await self.behave(payload)

    async def erase(self, conversation: str) -> None:
        if self.fails_to_erase:
            self.fails_to_erase -= 1
            raise RuntimeError
        self.erased.append(conversation)


@dataclass
class FakeFirstAid:
    """Sees danger in one sentence."""

    is_broken: bool = False

    def alert(self, text: str, now: datetime) -> Alert | None:
        if self.is_broken:
            raise ValueError(text)
        return ALERT if DANGER in text else None

    def net(self, now: datetime) -> list[Message]:
        return list(NET)


@dataclass
class FakeDirectory:
    """One service; remembers what was searched for."""

    asked: list[tuple[object, ...]] = field(default_factory=list)
    updated: date = date(2026, 11, 22)

    def search(
        self,
        situation: str | None,
        perspective: Perspective | None,
        age: Age | None,
        open_now: bool,
        now: datetime,
    ) -> Sequence[ServiceCard]:
        self.asked.append((situation, perspective, age, open_now))
        return [CARD]

    def groups(self, now: datetime) -> Sequence[tuple[str, Sequence[ServiceCard]]]:
        return [("Akutt", [CARD])]


def wording() -> Wording:
    """The product's own error texts, and a text for what others write."""
    loaded = Wording.load(ROOT / "data" / "responses")
    responses = {name: (loaded.variant(name),) for name in loaded if name.startswith("utter_feil_")}
    return Wording({**responses, "utter_slettet": (Variant("Alt er slettet.", {}),)})


async def never(_: str) -> list[Message]:
    """An engine that hangs."""
    await asyncio.Event().wait()
    return []
