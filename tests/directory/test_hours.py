"""Opening hours: tables of true, near-miss and regression rows, real holidays, and properties."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.directory.hours import OSLO, Hours, Window, spans, state
from tests.directory.build import DAYS, at, windows

OFFICE = windows(("mon tue wed thu fri", "09:00", "15:30"))
DAILY = windows(("mon tue wed thu fri sat sun", "14:00", "22:00"))
NIGHT = windows(("mon tue wed thu fri sat sun", "22:00", "06:00"))
SPLIT = windows(("thu", "18:30", "24:00"), ("fri", "00:00", "01:30"))
SUNDAY_TO_THURSDAY = windows(("mon tue wed thu sun", "18:00", "22:00"))


@pytest.mark.parametrize(
    ("hours", "now", "is_open"),
    [
        (OFFICE, at("2026-11-24", "09:00"), True),
        (OFFICE, at("2026-11-24", "15:29"), True),
        (OFFICE, at("2026-11-24", "08:59"), False),
        (OFFICE, at("2026-11-24", "15:30"), False),  # closing time is closed
        (OFFICE, at("2026-11-28", "10:00"), False),  # Saturday
        (DAILY, at("2026-11-28", "14:00"), True),
        (NIGHT, at("2026-11-24", "23:59"), True),
        (NIGHT, at("2026-11-24", "00:30"), True),  # began the day before
        (NIGHT, at("2026-11-24", "06:00"), False),
        (SPLIT, at("2026-11-27", "00:00"), True),
        (SPLIT, at("2026-11-26", "23:59"), True),
        (SPLIT, at("2026-11-27", "01:30"), False),
        (SPLIT, at("2026-11-26", "00:30"), False),  # Wednesday night has no window
        (Hours("always"), at("2026-12-25", "03:00"), True),
        (Hours("unknown"), at("2026-11-24", "10:00"), None),
    ],
)
def test_state_is_open_when_inside_a_window(
    hours: Hours, now: datetime, is_open: bool | None
) -> None:
    assert state(hours, now, DAYS).open is is_open


@pytest.mark.parametrize(
    "day",
    [
        "2027-05-17",  # a Monday
        "2026-12-25",  # a Friday
        "2026-04-03",  # Good Friday
        "2027-03-26",  # Good Friday
        "2026-04-02",  # Maundy Thursday
        "2026-05-14",  # Ascension
        "2026-05-25",  # Whit Monday
        "2026-05-01",
        "2027-01-01",
        "2026-12-24",  # quiet day
        "2026-12-31",
    ],
)
def test_offices_are_closed_on_holidays_and_round_the_clock_is_not(day: str) -> None:
    noon = at(day, "12:00")
    assert state(OFFICE, noon, DAYS).open is False
    assert state(Hours("always"), noon, DAYS).open is True


def test_daily_line_keeps_the_hours_it_shares_with_sunday_on_a_holiday() -> None:
    shorter = windows(("mon tue wed thu fri", "09:00", "21:00"), ("sat sun", "12:00", "23:00"))
    assert spans(shorter, at("2027-05-17", "12:00").date(), DAYS) == [(12 * 60, 21 * 60)]
    assert state(DAILY, at("2027-05-17", "15:00"), DAYS).open is True


@pytest.mark.parametrize(
    ("kind", "is_open"), [("as_sunday", True), ("closed", False), ("as_usual", True)]
)
def test_file_can_say_what_holds_on_holidays(kind: str, is_open: bool) -> None:
    hours = Hours("windows", SUNDAY_TO_THURSDAY.windows, on_holidays=kind)  # type: ignore[arg-type]
    assert state(hours, at("2027-05-17", "19:00"), DAYS).open is is_open


def test_good_friday_has_no_hours_when_fridays_have_none() -> None:
    assert state(SUNDAY_TO_THURSDAY, at("2026-04-03", "19:00"), DAYS).open is False


@pytest.mark.parametrize(
    ("season", "now", "is_open"),
    [
        ({"sommer": windows(("mon tue", "16:00", "22:00"))}, at("2026-07-06", "15:00"), False),
        ({"sommer": windows(("mon tue", "16:00", "22:00"))}, at("2026-07-06", "16:00"), True),
        ({"sommer": windows(("mon tue", "16:00", "22:00"))}, at("2026-11-23", "15:00"), True),
        ({"jul": windows()}, at("2026-12-29", "15:00"), False),
        ({"jul": windows()}, at("2027-01-04", "15:00"), False),  # the period passes New Year
        ({"jul": windows()}, at("2027-01-05", "15:00"), True),
        ({"paske": windows()}, at("2026-03-30", "15:00"), False),  # Monday before Easter
        ({"paske": windows()}, at("2026-04-07", "15:00"), True),
        ({"sommer": Hours("unknown")}, at("2026-07-06", "15:00"), None),
        ({"sommer": Hours("always")}, at("2026-07-06", "15:00"), True),
    ],
)
def test_season_narrows_the_usual_hours(
    season: dict[str, Hours], now: datetime, is_open: bool | None
) -> None:
    assert state(Hours("windows", DAILY.windows, season), now, DAYS).open is is_open


@pytest.mark.parametrize(
    ("hours", "now", "until"),
    [
        (OFFICE, at("2026-11-24", "10:00"), at("2026-11-24", "15:30")),
        (NIGHT, at("2026-11-24", "23:00"), at("2026-11-25", "06:00")),
        (SPLIT, at("2026-11-26", "19:00"), at("2026-11-27", "01:30")),  # joined over midnight
        (windows(("mon", "00:00", "24:00")), at("2026-11-23", "10:00"), at("2026-11-24", "00:00")),
    ],
)
def test_state_tells_until_when(hours: Hours, now: datetime, until: datetime) -> None:
    assert state(hours, now, DAYS).until == until


def test_no_closing_time_is_told_when_it_is_more_than_a_day_off() -> None:
    hours = windows(("mon tue wed thu fri sat sun", "00:00", "24:00"))
    assert state(hours, at("2026-11-24", "10:00"), DAYS).until is None


@pytest.mark.parametrize(
    ("hours", "now", "opens"),
    [
        (OFFICE, at("2026-11-24", "08:00"), at("2026-11-24", "09:00")),
        (OFFICE, at("2026-11-27", "16:00"), at("2026-11-30", "09:00")),  # over the weekend
        (OFFICE, at("2026-04-01", "16:00"), at("2026-04-07", "09:00")),  # over Easter
        (OFFICE, at("2026-12-23", "16:00"), at("2026-12-28", "09:00")),  # over Christmas
        (windows(), at("2026-11-24", "08:00"), None),
    ],
)
def test_state_tells_when_it_opens(hours: Hours, now: datetime, opens: datetime | None) -> None:
    assert state(hours, now, DAYS).opens == opens


ALL_NIGHT = windows(("mon tue wed thu fri sat sun", "20:00", "08:00"))


@pytest.mark.parametrize("night", ["2026-10-24", "2027-10-30"])
def test_night_when_the_clock_goes_back_is_an_hour_longer(night: str) -> None:
    now = at(night, "21:00")
    until = state(ALL_NIGHT, now, DAYS).until
    assert until is not None
    assert until.astimezone(timezone.utc) - now.astimezone(timezone.utc) == timedelta(hours=12)
    assert (until.hour, until.minute) == (8, 0)


@pytest.mark.parametrize("night", ["2026-03-28", "2027-03-27"])
def test_night_when_the_clock_goes_forward_is_an_hour_shorter(night: str) -> None:
    now = at(night, "21:00")
    until = state(ALL_NIGHT, now, DAYS).until
    assert until is not None
    assert until.astimezone(timezone.utc) - now.astimezone(timezone.utc) == timedelta(hours=10)


@pytest.mark.parametrize("fold", [0, 1])
def test_the_hour_that_comes_twice_is_open_both_times(fold: int) -> None:
    assert state(ALL_NIGHT, at("2026-10-25", "02:30", fold), DAYS).open is True


def test_now_in_another_zone_is_the_same_moment() -> None:
    assert state(OFFICE, datetime(2026, 7, 7, 7, 0, tzinfo=timezone.utc), DAYS).open is True
    assert state(OFFICE, datetime(2026, 12, 8, 7, 0, tzinfo=timezone.utc), DAYS).open is False


MINUTES = st.integers(0, 24 * 60 - 1)
WINDOWS = st.builds(
    Window, st.frozensets(st.integers(0, 6), min_size=1), MINUTES, st.integers(0, 24 * 60)
)
HOURS = st.builds(Hours, st.just("windows"), st.lists(WINDOWS, max_size=4).map(tuple))
MOMENTS = st.datetimes(
    datetime(2026, 1, 1), datetime(2027, 12, 31), timezones=st.just(timezone.utc)
)


@given(HOURS, MOMENTS)
def test_open_until_lies_ahead_and_is_then_closed(hours: Hours, now: datetime) -> None:
    current = state(hours, now, DAYS)
    if current.open and current.until:
        assert now < current.until <= now + timedelta(days=1)
        assert state(hours, current.until, DAYS).open is False


@given(HOURS, MOMENTS)
def test_closed_until_it_opens(hours: Hours, now: datetime) -> None:
    current = state(hours, now, DAYS)
    if current.open is False and current.opens:
        assert current.opens > now
        assert state(hours, current.opens, DAYS).open is True
        assert state(hours, now + (current.opens - now) / 2, DAYS).open is False


@given(HOURS, MOMENTS)
def test_holiday_never_opens_what_a_usual_day_does_not(hours: Hours, now: datetime) -> None:
    local = now.astimezone(OSLO).date()
    usual = Hours("windows", hours.windows, on_holidays="as_usual")
    minutes = {m for a, b in spans(hours, local, DAYS) for m in range(a, b)}
    assert minutes <= {m for a, b in spans(usual, local, DAYS) for m in range(a, b)}
