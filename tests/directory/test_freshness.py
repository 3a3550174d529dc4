"""How old sources are."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from bot.directory.freshness import Stale, newest, source_date, stale
from tests.directory.build import service

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-08-13", date(2026, 8, 13)),
        ("2026-03 (antatt)", date(2026, 3, 1)),
        ("2025", date(2025, 1, 1)),
        ("2024 (ca.)", date(2024, 1, 1)),
        ("udatert", None),
        ("udatert (etter 2023)", None),
        ("udatert (plan 2017–2020)", None),
    ],
)
def test_source_date_is_the_earliest_it_can_mean(text: str, expected: date | None) -> None:
    assert source_date(text) == expected


def source(day: str) -> dict[str, str]:
    return {"url": "https://vakta.example", "newest_date": day, "kind": "official"}


def test_stale_names_those_without_a_recent_source(tmp_path: Path) -> None:
    fresh = service(tmp_path, id="ny", sources=[source("udatert"), source("2026-08-13")])
    old = service(tmp_path, id="gammel", sources=[source("2018"), source("2020-02")])
    undated = service(tmp_path, id="udatert", sources=[source("udatert")])
    assert newest(fresh) == date(2026, 8, 13)
    assert stale([fresh, old, undated], TODAY) == [
        Stale("udatert", None),
        Stale("gammel", date(2020, 2, 1)),
    ]
