"""Opening hours of one channel: whether it is open, until when, and when it opens next.

All arithmetic on moments is in UTC, so that nights when the clock changes come out right."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta, timezone
from typing import Literal
from zoneinfo import ZoneInfo

from bot.directory.days import Days

OSLO = ZoneInfo("Europe/Oslo")
MIDNIGHT = 24 * 60
LOOK_AHEAD = 30  # days; longer closures are shown without a day of opening

Span = tuple[int, int]  # minutes after local midnight; the end may lie on the next day
Moments = tuple[datetime, datetime]


@dataclass(frozen=True)
class Window:
    """Open from `start` to `end` on `days` (Monday is 0). An end before the start is next day."""

    days: frozenset[int]
    start: int
    end: int

    @property
    def span(self) -> Span:
        """Start and end in minutes, the end after the start."""
        return self.start, self.end if self.end > self.start else self.end + MIDNIGHT


@dataclass(frozen=True)
class Hours:
    """When a channel is open: `always`, `unknown`, or in the `windows`.

    In a season only what the season's hours and the usual ones have in common counts; on a
    public holiday only what that weekday's and Sunday's hours have in common. So an office with
    weekday hours is closed, and nobody is sent to a line that may not answer."""

    kind: Literal["always", "unknown", "windows"]
    windows: tuple[Window, ...] = ()
    seasons: Mapping[str, Hours] = field(default_factory=dict)
    on_holidays: Literal["as_sunday", "closed", "as_usual"] = "as_sunday"


@dataclass(frozen=True)
class State:
    """`open` is None when it is not known. Moments are in Oslo time."""

    open: bool | None
    always: bool = False
    until: datetime | None = None
    opens: datetime | None = None


def state(hours: Hours, now: datetime, days: Days) -> State:
    """How the channel is at `now` (aware)."""
    local = now.astimezone(OSLO)
    if hours.kind == "always":
        return State(True, always=True)
    if hours.kind == "unknown" or _unknown_season(hours, local.date(), days):
        return State(None)
    around = _merged(_on_days(hours, local.date() - timedelta(1), 4, days))
    for start, end in around:
        if start <= now < end:
            far = end - now > timedelta(days=1)
            return State(True, until=None if far else end.astimezone(OSLO))
    return State(False, opens=_next_opening(hours, now, days))


def _next_opening(hours: Hours, now: datetime, days: Days) -> datetime | None:
    today = now.astimezone(OSLO).date()
    for ahead in range(LOOK_AHEAD):
        for start, _ in sorted(_on_days(hours, today + timedelta(ahead), 1, days)):
            if start > now:
                return start.astimezone(OSLO)
    return None


def _on_days(hours: Hours, first: date, count: int, days: Days) -> list[Moments]:
    dates = [first + timedelta(n) for n in range(count)]
    return [(_moment(d, a), _moment(d, b)) for d in dates for a, b in spans(hours, d, days)]


def spans(hours: Hours, day: date, days: Days) -> list[Span]:
    """The spans that begin on `day`."""
    usual = _weekday_spans(hours.windows, day.weekday())
    if days.is_holiday(day) and hours.on_holidays != "as_usual":
        sunday = _weekday_spans(hours.windows, 6) if hours.on_holidays == "as_sunday" else []
        usual = _common(usual, sunday)
    for season in days.seasons(day):
        special = hours.seasons.get(season)
        if special is not None and special.kind == "windows":
            usual = _common(usual, _weekday_spans(special.windows, day.weekday()))
    return usual


def _unknown_season(hours: Hours, day: date, days: Days) -> bool:
    found = [hours.seasons[s] for s in days.seasons(day) if s in hours.seasons]
    return any(special.kind == "unknown" for special in found)


def _weekday_spans(windows: Iterable[Window], weekday: int) -> list[Span]:
    return [window.span for window in windows if weekday in window.days]


def _common(one: list[Span], other: list[Span]) -> list[Span]:
    pairs = [(max(a, c), min(b, d)) for a, b in one for c, d in other]
    return [(start, end) for start, end in pairs if start < end]


def _moment(day: date, minutes: int) -> datetime:
    """Wall-clock minutes after midnight of `day`, as a moment in UTC."""
    days_on, rest = divmod(minutes, MIDNIGHT)
    wall = datetime.combine(day + timedelta(days_on), time(rest // 60, rest % 60), OSLO)
    return wall.astimezone(timezone.utc)


def _merged(moments: Iterable[Moments]) -> list[Moments]:
    """Spans that touch or overlap, joined: 18.30–24 and 00–01.30 are one evening."""
    joined: list[Moments] = []
    for start, end in sorted(moments):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], end))
        else:
            joined.append((start, end))
    return joined
