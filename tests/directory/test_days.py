"""Norwegian days that are not like others."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from bot.directory.days import Days
from bot.directory.reading import DataError
from tests.directory.build import DAYS, copy_of


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2026, 5, 17), True),
        (date(2026, 12, 25), True),
        (date(2026, 12, 26), True),
        (date(2026, 4, 3), True),
        (date(2027, 3, 26), True),
        (date(2026, 12, 24), True),
        (date(2026, 5, 16), False),
        (date(2026, 11, 22), False),  # a plain Sunday is no holiday
        (date(2026, 4, 4), False),  # Saturday before Easter
    ],
)
def test_is_holiday_knows_norwegian_days(day: date, expected: bool) -> None:
    assert DAYS.is_holiday(day) is expected


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2026, 12, 20), ("jul",)),
        (date(2027, 1, 4), ("jul",)),
        (date(2027, 1, 5), ()),
        (date(2026, 3, 27), ("paske",)),
        (date(2026, 4, 6), ("paske",)),
        (date(2026, 4, 7), ()),
        (date(2026, 8, 22), ("sommer",)),
        (date(2026, 8, 23), ()),
    ],
)
def test_seasons_cover_their_days(day: date, expected: tuple[str, ...]) -> None:
    assert DAYS.seasons(day) == expected


def test_load_reads_the_calendar(data: Path) -> None:
    assert Days.load(data).seasons(date(2026, 7, 10)) == ("sommer",)


def test_load_refuses_a_bad_date(data: Path, tmp_path: Path) -> None:
    broken = copy_of(data, tmp_path)
    file = broken / "kalender.yml"
    file.write_text(file.read_text(encoding="utf-8").replace("12-24", "24-12"), encoding="utf-8")
    with pytest.raises(DataError, match=r"kalender\.yml: stille_dager\[0\] is '24-12'"):
        Days.load(broken)
