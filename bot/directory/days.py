"""Which days are not like others: public holidays, quiet days, school-holiday periods."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any

import holidays

from bot.directory.reading import read
from bot.directory.schema import CALENDAR


@dataclass(frozen=True)
class Days:
    """Answers about Norwegian dates. Quiet days and periods are "month-day" texts."""

    quiet: frozenset[str] = frozenset()
    periods: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    easter: tuple[int, int] | None = None

    @classmethod
    def load(cls, data: Path) -> Days:
        """From `data/kalender.yml`. Raises `DataError`."""
        raw: dict[str, Any] = read(data / "kalender.yml", CALENDAR)
        periods = raw["perioder"]
        easter = periods["paske"]
        return cls(
            frozenset(raw["stille_dager"]),
            {name: (p["fra"], p["til"]) for name, p in periods.items() if name != "paske"},
            (easter["dager_for_paskedag"], easter["dager_etter_paskedag"]),
        )

    def is_holiday(self, day: date) -> bool:
        """Whether offices are closed as on a Sunday."""
        return f"{day:%m-%d}" in self.quiet or day in _public(day.year)

    def seasons(self, day: date) -> tuple[str, ...]:
        """The periods that `day` falls in."""
        found = [name for name, (start, end) in self.periods.items() if _within(day, start, end)]
        return (*found, "paske") if self._in_easter(day) else tuple(found)

    def _in_easter(self, day: date) -> bool:
        if self.easter is None:
            return False
        before, after = self.easter
        sunday = _easter_sunday(day.year)
        return sunday - timedelta(before) <= day <= sunday + timedelta(after)


def _within(day: date, start: str, end: str) -> bool:
    """Whether the day is in the period, which may pass New Year."""
    now = f"{day:%m-%d}"
    return start <= now <= end if start <= end else now >= start or now <= end


@lru_cache(maxsize=8)
def _public(year: int) -> frozenset[date]:
    return frozenset(holidays.country_holidays("NO", years=year))


@lru_cache(maxsize=8)
def _easter_sunday(year: int) -> date:
    named = holidays.country_holidays("NO", years=year, language="en_US")
    return named.get_named("Easter Sunday", lookup="exact")[0]
