"""Help that needs no model: acute help for free text, and the net under everything else."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime
from typing import Protocol

from bot.contract import Age, Alert, Danger, Message, Perspective, ServiceCard, Services, Text
from bot.directory.directory import Directory
from bot.directory.matching import FIRST, SUICIDE, pressing
from bot.directory.query import Query
from bot.directory.service import Service
from bot.wording import Wording

NAMES = {"friend": "utter_akutt_venn", "professional": "utter_akutt_fagperson"}


class Assessment(Protocol):
    """What the phrase lists read from a message; None where the text does not tell.

    It may also have `situations`, those that the danger itself points to."""

    @property
    def danger(self) -> Danger: ...
    @property
    def perspective(self) -> Perspective | None: ...
    @property
    def abroad(self) -> bool | None: ...
    @property
    def age(self) -> Age | None: ...


class FirstAid:
    """Deterministic help. `assess` reads a text and never keeps it."""

    def __init__(
        self, directory: Directory, wording: Wording, assess: Callable[[str], Assessment]
    ) -> None:
        self._directory = directory
        self._wording = wording
        self._assess = assess

    def alert(self, text: str, now: datetime) -> Alert | None:
        """Acute help when the text tells of danger now, else None."""
        found = self._assess(text)
        if found.danger != "acute":
            return None
        return self.alert_for(_query(found), now)

    def alert_for(self, query: Query, now: datetime) -> Alert:
        """Acute help for what is known; the first services and a text that fits them."""
        acute = replace(query, acute=True, open_now=False)
        services = self._directory.match(acute, now)[:FIRST]
        words = self._wording.text(self._text_name(acute), {"perspektiv": acute.perspective})
        return Alert(words, tuple(self._directory.card(s, acute, now) for s in services))

    def net(self, now: datetime) -> list[Message]:
        """Emergency services and national lines. Never empty, never raises: what cannot be made
        is left out."""
        cards = tuple(self._cards(self._directory.lines_for_anyone(), now))
        try:
            return [Text(self._wording.text("utter_net")), Services(cards)]
        except KeyError:
            return [Services(cards)]

    def _text_name(self, query: Query) -> str:
        """Which response of `data/responses/akutt.yml` fits."""
        suicide = pressing(query, self._directory.routing)[:1] == (SUICIDE,)
        if query.outside and suicide:
            return "utter_akutt_selvmord_utlandet"
        if query.outside or "etterlatt_i_utlandet" in query.situations:
            return "utter_akutt_utlandet"
        if suicide:
            return "utter_akutt_selvmord"
        return NAMES.get(query.perspective, "utter_akutt_norge")

    def _cards(self, services: Iterable[Service], now: datetime) -> Iterable[ServiceCard]:
        for service in services:
            try:
                yield self._directory.card(service, Query(), now)
            except (KeyError, ValueError, OverflowError):
                yield bare_card(service)


def bare_card(service: Service) -> ServiceCard:
    """The least that can be said of a service, without hours; needs nothing but its file."""
    number = service.contact.phone_display if service.may_show("phone") else None
    link = service.contact.web_url
    text, reason = service.description, service.why["default"]
    return ServiceCard(
        service.id, service.name, text, None, "", "unknown", reason, number, web_url=link
    )


def _query(found: Assessment) -> Query:
    return Query(
        situations=tuple(getattr(found, "situations", ())),
        perspective=found.perspective or "self",
        age=found.age or "unknown",
        abroad=bool(found.abroad),
        acute=True,
    )
