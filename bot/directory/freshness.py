"""How old the sources of a service are, so that stale entries can be found and checked."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from bot.directory.service import Service

A_YEAR = timedelta(days=365)
_DATE = re.compile(r"^(20\d\d)(?:-(\d\d))?(?:-(\d\d))?")


@dataclass(frozen=True)
class Stale:
    """A service whose newest dated source is too old; `newest` is None when none has a date."""

    id: str
    newest: date | None


def stale(services: Iterable[Service], today: date, after: timedelta = A_YEAR) -> list[Stale]:
    """Services with no source dated within `after` before `today`, the oldest first."""
    found = [Stale(service.id, newest(service)) for service in services]
    old = [one for one in found if one.newest is None or today - one.newest > after]
    return sorted(old, key=lambda one: (one.newest or date.min, one.id))


def newest(service: Service) -> date | None:
    """The date of the newest dated source."""
    dates = [source_date(source.newest_date) for source in service.sources]
    return max((found for found in dates if found), default=None)


def source_date(text: str) -> date | None:
    """The earliest day that "2026-08-13", "2026-03 (antatt)" or "2024 (ca.)" can mean; None for
    "udatert (etter 2023)", which is no date."""
    match = _DATE.match(text)
    if match is None:
        return None
    year, month, day = (int(part) if part else 1 for part in match.groups())
    return date(year, month, day)
