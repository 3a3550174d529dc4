"""The help directory: who can help, when they are open, and what a person is shown."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from bot.contract import SITUATIONS, Age, Perspective, ServiceCard
from bot.directory import cards, channels, matching
from bot.directory.days import Days
from bot.directory.query import Query
from bot.directory.reading import DataError
from bot.directory.routing import Routing
from bot.directory.service import Service, load_service
from bot.wording import Wording

# Ids to look for when even the routing table cannot be read; all else about them is data.
LAST_RESORT = ("politi-112", "amk-113", "ud-operative-senter", "alarmtelefonen-116111")


@dataclass(frozen=True)
class Directory:
    """All services and the table that orders them. `now` is always an aware datetime."""

    services: Mapping[str, Service]
    routing: Routing
    days: Days
    wording: Wording

    @classmethod
    def load(cls, data: Path, wording: Wording) -> Directory:
        """Everything below `data`. Raises `DataError` naming file, key and value."""
        services = {file.stem: load_service(file) for file in _files(data)}
        routing = Routing.load(data)
        routing.check(data, services)
        return cls(services, routing, Days.load(data), wording)

    @classmethod
    def last_resort(cls, data: Path, wording: Wording) -> Directory:
        """What can still be read when `load` fails: each file by itself, the rest left out."""
        services = {service.id: service for service in _readable(_files(data))}
        return cls(services, _routing(data, services), _days(data), wording)

    def match(self, query: Query, now: datetime) -> list[Service]:
        """All fitting services, best first. With `open_now` those that answer now, then pages
        that are always there; never empty, for emergency lines are always open."""
        found = matching.order(
            query, self.services, self.routing, lambda s: self.answers(s, query, now)
        )
        return self._open(found, query, now) if query.open_now else found

    def card(self, service: Service, query: Query, now: datetime) -> ServiceCard:
        """What a person is shown of `service`."""
        return cards.card(service, query, now, self.days, self.wording)

    def answers(self, service: Service, query: Query, now: datetime) -> bool:
        """Whether somebody answers at `service` now, by phone, SMS or chat."""
        return channels.answers(service, query.outside, now, self.days)

    def search(
        self,
        situation: str | None,
        perspective: Perspective | None,
        age: Age | None,
        open_now: bool,
        now: datetime,
    ) -> list[ServiceCard]:
        """The public directory. With a situation what `match` gives; without one everything that
        is meant for `perspective` and `age` (None: for anyone), the most usual help first.
        Raises `ValueError` for a situation that is not known."""
        if situation is not None and situation not in SITUATIONS:
            raise ValueError("unknown situation")
        known = (situation,) if situation else ()
        query = Query(known, perspective or "self", age or "unknown")
        found = self.match(query, now)
        if situation is None:
            everything = dict.fromkeys([*found, *self._in_groups()])
            found = [s for s in everything if matching.meant_for(s, perspective, age)]
        found = self._open(found, query, now) if open_now else found
        return [self.card(service, query, now) for service in found]

    def groups(self, now: datetime) -> list[tuple[str, tuple[ServiceCard, ...]]]:
        """Every service under its title, for the help page."""
        query = Query()
        return [
            (
                self.wording.text(f"utter_gruppe_{name}"),
                tuple(self.card(service, query, now) for service in self.named(*ids)),
            )
            for name, ids in self.routing.groups.items()
        ]

    @property
    def updated(self) -> date:
        """When all services were last looked over."""
        return self.routing.updated

    def named(self, *ids: str) -> list[Service]:
        """The services with these ids, in order; those that do not exist are left out."""
        return [self.services[i] for i in ids if i in self.services]

    def lines_for_anyone(self) -> list[Service]:
        """Emergency services and national lines, for when nothing is known of the person."""
        return self.named(*self.routing.net) or self.named(*self.services)

    def _in_groups(self) -> list[Service]:
        return [s for ids in self.routing.groups.values() for s in self.named(*ids)]

    def _open(self, found: list[Service], query: Query, now: datetime) -> list[Service]:
        answering = [s for s in found if self.answers(s, query, now)]
        pages = [s for s in found if s not in answering and self._is_open(s, query, now)]
        return [*answering, *pages]

    def _is_open(self, service: Service, query: Query, now: datetime) -> bool:
        current = channels.states(service, query.outside, now, self.days)
        return cards.open_now(current.values()) is True


def _files(data: Path) -> list[Path]:
    return sorted((data / "services").glob("*.yml"))


def _readable(files: list[Path]) -> Iterator[Service]:
    for file in files:
        try:
            yield load_service(file)
        except (DataError, OSError):
            continue


def _routing(data: Path, services: Mapping[str, Service]) -> Routing:
    try:
        return Routing.load(data)
    except (DataError, OSError):
        return Routing.bare(tuple(i for i in LAST_RESORT if i in services) or tuple(services))


def _days(data: Path) -> Days:
    try:
        return Days.load(data)
    except (DataError, OSError):
        return Days()
