"""Small services and folders of data for the tests of the directory."""

from __future__ import annotations

import copy
import json
import shutil
from datetime import date, datetime
from pathlib import Path
from typing import Any

from bot.directory.days import Days
from bot.directory.hours import OSLO, Hours, Window
from bot.directory.service import Service, load_service

DAYS = Days(
    quiet=frozenset({"12-24", "12-31"}),
    periods={"jul": ("12-20", "01-04"), "sommer": ("06-15", "08-22")},
    easter=(9, 1),
)
WEEKDAYS = ["mon", "tue", "wed", "thu", "fri"]
EVERY_DAY = [*WEEKDAYS, "sat", "sun"]

RAW: dict[str, Any] = {
    "id": "vakta",
    "name": "Vakta",
    "description": "Noen å snakke med.",
    "why": {"default": "De lytter."},
    "audience": {"ages": "alle", "bands": ["under_18", "over_18"], "for": ["self", "friend"]},
    "situations": ["family-violence"],
    "emergency": False,
    "contact": {
        "phone": "22123456",
        "phone_display": "22 12 34 56",
        "phone_from_abroad": None,
        "sms": None,
        "chat_url": None,
        "web_url": "https://vakta.example",
        "email": None,
        "cost": None,
    },
    "hours": {"phone": "always", "note": ""},
    "hours_conflicts": [],
    "anonymous": {"phone": "yes", "note": ""},
    "confidentiality_and_duty_to_report": "",
    "languages": "norsk",
    "reachable_from_abroad": {"value": "unknown", "note": ""},
    "geography": {"scope": "national", "places": []},
    "sources": [{"url": "https://vakta.example", "newest_date": "2026-08", "kind": "official"}],
    "confidence": {"phone": "high"},
    "notes": [],
    "publishable_phone": True,
    "needs_check_before_launch": [],
}


def raw(**changes: Any) -> dict[str, Any]:
    """The raw service with changes; `contact__sms="…"` changes one key of `contact`."""
    made = copy.deepcopy(RAW)
    for path, value in changes.items():
        *parents, key = path.split("__")
        place = made
        for parent in parents:
            place = place[parent]
        place[key] = value
    return made


def write(folder: Path, content: dict[str, Any], name: str | None = None) -> Path:
    """The service as a file; JSON is YAML."""
    file = folder / f"{name or content['id']}.yml"
    file.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
    return file


def service(folder: Path, **changes: Any) -> Service:
    """A loaded service."""
    return load_service(write(folder, raw(**changes)))


def windows(*rows: tuple[str, str, str]) -> Hours:
    """Hours from rows of ("mon tue", "09:00", "15:30")."""
    return Hours("windows", tuple(window(*row) for row in rows))


def window(days: str, start: str, end: str) -> Window:
    """One window."""
    numbers = frozenset(EVERY_DAY.index(day) for day in days.split())
    return Window(numbers, minutes(start), minutes(end))


def minutes(text: str) -> int:
    """Minutes after midnight of "16:15"."""
    hours, rest = text.split(":")
    return int(hours) * 60 + int(rest)


def at(day: str, time: str, fold: int = 0) -> datetime:
    """A moment in Oslo from "2026-05-17" and "09:30"."""
    hours, rest = time.split(":")
    start = date.fromisoformat(day)
    return datetime(
        start.year, start.month, start.day, int(hours), int(rest), tzinfo=OSLO, fold=fold
    )


def copy_of(data: Path, folder: Path) -> Path:
    """A copy of what the directory reads, to break in a test."""
    new = folder / "data"
    shutil.copytree(data / "services", new / "services")
    shutil.copytree(data / "responses", new / "responses")
    for name in ("routing.yml", "kalender.yml", "law.yml"):
        shutil.copy(data / name, new / name)
    return new
