"""No telephone number and no link outside the directory: not in data, not in the program."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.content.numbers import addresses, dialable
from bot.language.identifiers.numbers import public_numbers
from bot.settings import ROOT

TEXTS = (".py", ".yml", ".jsonl", ".json", ".html", ".js", ".css", ".svg", ".md", ".txt")
AS_PEOPLE_WRITE = ("data/nlu/", "data/validation/", "data/lexicon/", "data/kontroll.yml")

# (file, what stands there): why it may.
ALLOWED = {
    ("bot/directory/reading.py", "116111"): "shows how digits are written",
    ("bot/directory/reading.py", "+4723950000"): "shows how digits are written",
    ("bot/directory/channels.py", "479 12 345"): "shows how digits are grouped",
    ("bot/directory/channels.py", "22 12 34 56"): "shows how digits are grouped",
    ("bot/gateway/cached.py", "31536000"): "seconds in a year",
    ("bot/gateway/neutral.py", "https://www.yr.no/"): "where the way out leads",
    ("bot/gateway/partners.py", "https://veiviser.example"): "an example of an address",
    ("bot/settings.py", "https://skole.example,"): "an example of an address",
    ("bot/language/place.py", "112"): "says why the place matters",
    ("bot/pages/layout.html", "https://www.yr.no/"): "where the way out leads",
    ("bot/pages/static/icon.svg", "http://www.w3.org/2000/svg"): "the name of the format",
}


def files() -> Iterator[Path]:
    for part in ("data", "bot", "actions"):
        for file in sorted((ROOT / part).rglob("*")):
            apart = {ROOT / "data" / "services", ROOT / "data" / "encoder"} & set(file.parents)
            if file.suffix in TEXTS and not apart:
                yield file


def finds() -> Iterator[tuple[str, str]]:
    """(file, number or link) of all that stands outside the directory."""
    for file in files():
        name, text = file.relative_to(ROOT).as_posix(), file.read_text(encoding="utf-8")
        people = name.startswith(AS_PEOPLE_WRITE)
        for _, found in dialable(text):
            if not (people and found.replace(" ", "") in public_numbers()):
                yield name, found
        yield from ((name, found) for _, found in addresses(text))


def test_numbers_and_links_stand_in_the_directory_only() -> None:
    assert sorted(set(finds()) - set(ALLOWED)) == []


def test_every_exception_is_still_needed() -> None:
    assert sorted(set(ALLOWED) - set(finds())) == []


@pytest.mark.parametrize(
    "text",
    [
        "ring 112 nå",
        "ring 113.",
        "Alarmtelefonen 116 111",
        "116111",
        "politiet på 02800",
        "815 55 201",
        "800 57 000",
        "22 05 50 00",
        "22055000",
        "412 34 567",
        "+47 22 05 50 00",
        "+4722055000",
        "0047 22055000",
        "tlf:22055000,",
    ],
)
def test_a_number_is_seen(text: str) -> None:
    assert list(dialable(text))


@pytest.mark.parametrize(
    "text",
    [
        "jeg er 15 og bror er 17",
        "i 2026",
        "den 17.05.2026",
        '"2026-11-22"',
        "17. mai 2026 kl 16.15",
        "klokka 22:30",
        "§ 196 og § 13-2",
        "§§ 196 og 284",
        "maks 7000 i måneden",
        "har spart 38 000",
        "har spart 240 000 kr",
        "112 000 kroner",
        "90 000 visninger",
        "alarmtelefonen-116111",
        "politi-112",
        "100 %",
        "1,5 km",
        "klasse 10B",
        "id127297",
        "https://lovdata.no/lov/2021-06-18-97",
    ],
)
def test_what_only_looks_like_a_number_is_not(text: str) -> None:
    assert list(dialable(text)) == []


@pytest.mark.parametrize("text", ["se https://ung.no/x", "http://a.no", "www.ung.no", "WWW.UNG.NO"])
def test_a_link_is_seen(text: str) -> None:
    assert list(addresses(text))


@pytest.mark.parametrize("text", ["så på ung.no", r"^https://[^\s]+$", "https:// mangler", "wwwow"])
def test_what_only_looks_like_a_link_is_not(text: str) -> None:
    assert list(addresses(text)) == []
