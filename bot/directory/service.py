"""A service of the help directory, as its file in `data/services/` describes it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from bot.directory.hours import Hours, Window
from bot.directory.reading import DataError, name_of, read
from bot.directory.schema import DAYS, SERVICE

Channel = Literal["phone", "sms", "chat"]
CHANNELS: tuple[Channel, ...] = ("phone", "sms", "chat")
Answer = Literal["yes", "no", "partly", "unknown"]


@dataclass(frozen=True)
class Contact:
    """Ways to reach the service. Numbers are strings of digits; addresses begin with https."""

    phone: str | None
    phone_display: str | None
    phone_from_abroad: str | None
    sms: str | None
    chat_url: str | None
    web_url: str | None
    email: str | None
    cost: str | None


@dataclass(frozen=True)
class Source:
    """Where a fact was read. `newest_date` is as the source has it, often "udatert"."""

    url: str
    newest_date: str
    kind: str
    read_for: str | None = None


@dataclass(frozen=True)
class Abroad:
    """Whether the service can be reached from abroad, and whether it is of use there."""

    value: Literal["yes", "likely", "unknown", "no"]
    note: str
    shown: bool


@dataclass(frozen=True, eq=False)  # told apart by identity; there is one of each
class Service:
    """`hours` holds only the hours that are safe to show; `stated_hours` what a source says
    beyond that. Topics are the field `situations` of the file."""

    id: str
    name: str
    name_abroad: str
    description: str
    why: Mapping[str, str]
    ages: str
    bands: frozenset[str]
    audience: frozenset[str]
    topics: frozenset[str]
    emergency: bool
    contact: Contact
    hours: Mapping[str, Hours]
    stated_hours: Mapping[str, Hours]
    hours_vary: bool
    hours_text: str | None
    hours_conflicts: tuple[str, ...]
    anonymous: Mapping[str, Answer]
    anonymous_note: str
    confidentiality: str
    languages: str
    abroad: Abroad
    scope: str
    places: tuple[str, ...]
    sources: tuple[Source, ...]
    confidence: Mapping[str, str]
    notes: tuple[str, ...]
    publishable_phone: bool
    needs_check: frozenset[str]

    def may_show(self, field: str) -> bool:
        """Whether the number in `field` of the contact may be shown: it must be cleared for
        publishing, and not be both unchecked and uncertain."""
        uncertain = self.confidence.get(field, "high") in ("low", "unverified")
        return self.publishable_phone and not (uncertain and field in self.needs_check)


def load_service(file: Path) -> Service:
    """The service in `file`. Raises `DataError` naming file, key and value."""
    raw: dict[str, Any] = read(file, SERVICE)
    if raw["id"] != file.stem:
        raise DataError(
            f'{name_of(file)}: id is "{raw["id"]}"; it must be "{file.stem}" as the file is named.'
        )
    for problem in _incomplete(raw):
        raise DataError(f"{name_of(file)}: {problem}")
    return _service(raw)


def _incomplete(raw: dict[str, Any]) -> list[str]:
    """What the schema cannot see: every channel needs hours and a word on anonymity."""
    contact, found = raw["contact"], []
    for channel in _channels_of(contact):
        for field in ("hours", "anonymous"):
            if channel not in raw[field]:
                found.append(f"{field}.{channel} is missing, but the service has {channel}.")
    if contact["email"] and "email" not in raw["anonymous"]:
        found.append("anonymous.email is missing, but the service has email.")
    if not _hours_given(raw["hours"]):
        found.append("hours has no channel; it needs phone, sms, chat, office or web.")
    if len(raw["anonymous"]) < 2:
        found.append("anonymous has no channel; it needs at least one.")
    if bool(contact["phone"]) != bool(contact["phone_display"]):
        found.append("contact.phone and contact.phone_display must both be given or both be null.")
    return found


def _channels_of(contact: Mapping[str, Any]) -> list[str]:
    fields = {"phone": "phone", "sms": "sms", "chat": "chat_url"}
    return [channel for channel, field in fields.items() if contact[field]]


def _hours_given(raw: Mapping[str, Any]) -> list[str]:
    return [channel for channel in (*CHANNELS, "office", "web") if channel in raw]


def _service(raw: dict[str, Any]) -> Service:
    hours, abroad = raw["hours"], raw["reachable_from_abroad"]
    stated = {channel: _hours(hours, channel) for channel in _hours_given(hours)}
    safe = {c: _hours({**hours, **hours["safe"]}, c) for c in hours.get("safe", {})}
    return Service(
        id=raw["id"],
        name=raw["name"],
        name_abroad=raw.get("name_abroad", raw["name"]),
        description=raw["description"],
        why=raw["why"],
        ages=raw["audience"]["ages"],
        bands=frozenset(raw["audience"]["bands"]),
        audience=frozenset(raw["audience"]["for"]),
        topics=frozenset(raw["situations"]),
        emergency=raw["emergency"],
        contact=Contact(**raw["contact"]),
        hours={**stated, **safe},
        stated_hours=stated,
        hours_vary=hours.get("varies", False),
        hours_text=hours.get("text"),
        hours_conflicts=tuple(raw["hours_conflicts"]),
        anonymous={k: v for k, v in raw["anonymous"].items() if k != "note"},
        anonymous_note=raw["anonymous"]["note"],
        confidentiality=raw["confidentiality_and_duty_to_report"],
        languages=raw["languages"],
        abroad=Abroad(abroad["value"], abroad["note"], abroad.get("show") != "no"),
        scope=raw["geography"]["scope"],
        places=tuple(raw["geography"]["places"]),
        sources=tuple(Source(**source) for source in raw["sources"]),
        confidence=raw["confidence"],
        notes=tuple(raw["notes"]),
        publishable_phone=raw["publishable_phone"],
        needs_check=frozenset(raw["needs_check_before_launch"]),
    )


def _hours(raw: Mapping[str, Any], channel: str) -> Hours:
    """The hours of one channel with its seasons."""
    seasons = {
        season: _plain(special[channel])
        for season, special in raw.get("seasons", {}).items()
        if channel in special
    }
    plain = _plain(raw[channel])
    return Hours(plain.kind, plain.windows, seasons, raw.get("on_holidays", "as_sunday"))


def _plain(raw: Any) -> Hours:
    if isinstance(raw, str):
        return Hours("always" if raw == "always" else "unknown")
    return Hours("windows", tuple(_window(window) for window in raw))


def _window(raw: Mapping[str, Any]) -> Window:
    days = frozenset(DAYS.index(day) for day in raw["days"])
    return Window(days, _minutes(raw["open"]), _minutes(raw["close"]))


def _minutes(text: str) -> int:
    hours, minutes = text.split(":")
    return int(hours) * 60 + int(minutes)
