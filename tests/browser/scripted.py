"""An engine that answers from a script, with the services of the real directory."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from bot.contract import Age, Choice, Choices, Danger, Message, Perspective, Services, Text
from bot.directory.directory import Directory
from bot.directory.query import Query
from bot.wording import Wording

TRAVEL = "jeg er redd for turen til sommeren"
DANGER = "han skal drepe meg i kveld"
SLOW = "vent litt"
ERASE = "jeg vil slette alt"
SAFE = Choice("Ja", '/svar{"trygg": "ja"}')
UNSAFE = Choice("Nei", '/svar{"trygg": "nei"}')
SKIP = Choice("Hopp over", '/svar{"trygg": "hoppet"}')


@dataclass(frozen=True)
class Reading:
    """What a reader of danger would have read."""

    danger: Danger
    perspective: Perspective | None = None
    abroad: bool | None = None
    age: Age | None = None


def assess(text: str) -> Reading:
    """Sees danger in one sentence."""
    return Reading("acute" if text == DANGER else "none")


@dataclass
class ScriptedEngine:
    """Knows a few sentences, and remembers what it was asked, for the tests to look at."""

    directory: Directory
    wording: Wording
    now: Callable[[], datetime]
    ready: bool = True
    opened: list[str] = field(default_factory=list)
    heard: list[str] = field(default_factory=list)
    erased: list[str] = field(default_factory=list)
    go_on: asyncio.Event = field(default_factory=asyncio.Event)

    def knows(self, payload: str) -> bool:
        return payload in self.wording.payloads()

    async def open(self, conversation: str, language: str) -> list[Message]:
        self.opened.append(conversation)
        opening = self.wording.variant("utter_apning")
        return [*map(Text, opening.text.split("\n")), Choices(opening.choices)]

    async def say(self, conversation: str, text: str) -> list[Message]:
        self.heard.append(text)
        if text == SLOW:
            await self.go_on.wait()
        return self._answer(text)

    async def choose(self, conversation: str, payload: str) -> list[Message]:
        self.heard.append(payload)
        return self._answer(TRAVEL) if "situasjon" in payload else [Text("Fint at du sier det.")]

    async def erase(self, conversation: str) -> None:
        self.erased.append(conversation)

    def _answer(self, text: str) -> list[Message]:
        if text == ERASE:
            question = self.wording.variant("utter_slett_samtalen")
            return [Text(question.text), Choices(question.choices)]
        if text != TRAVEL:
            return [Text(f"Svar på {len(text)} tegn.")]
        query = Query(("bekymret_for_reise",))
        found = self.directory.match(query, self.now())[:3]
        cards = tuple(self.directory.card(one, query, self.now()) for one in found)
        return [
            Text("Det er bra at du tar den følelsen på alvor. Mange kjenner det samme før en tur."),
            Text("Er du i tvil, er det tryggest å ikke reise. Hjelpen er mye svakere i utlandet."),
            Services(cards),
            Text("Er du trygg akkurat nå?"),
            Choices((SAFE, UNSAFE, SKIP)),
        ]
