"""Every file under `data/services/`: valid, sourced, and never showing what must not be shown."""

from __future__ import annotations

import re
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.contract import SITUATIONS, ServiceCard
from bot.directory.directory import Directory
from bot.directory.freshness import stale
from bot.directory.query import Query
from bot.directory.service import Service, load_service
from bot.settings import Settings
from bot.wording import Wording

DATA = Settings().data
FILES = sorted((DATA / "services").glob("*.yml"))
NOW = datetime(2026, 11, 24, 10, 30, tzinfo=ZoneInfo("Europe/Oslo"))
LOOKS_LIKE_A_NUMBER = re.compile(r"\+?\d[\d ]{3,}\d|\b\d{3,}\b")
EVERYWHERE = [Query(), Query(("etterlatt_i_utlandet",)), Query(abroad=True, acute=True)]


@pytest.fixture(scope="module")
def directory(data: Path, wording: Wording) -> Directory:
    return Directory.load(data, wording)


@pytest.fixture(scope="module")
def cards(directory: Directory) -> list[tuple[Service, Query, ServiceCard]]:
    """Every card that can be shown, wherever the person is and whoever asks."""
    queries = [
        *EVERYWHERE,
        *(Query((situation,)) for situation in SITUATIONS),
        *(Query((situation,), "friend", acute=True) for situation in SITUATIONS),
        *(Query((situation,), "professional", abroad=True) for situation in SITUATIONS),
        Query(("kjonnslemlestelse",), lived_through=True),
    ]
    return [
        (service, query, directory.card(service, query, NOW))
        for service in directory.services.values()
        for query in queries
    ]


def test_there_are_53_services() -> None:
    assert len(FILES) == 53


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_service_is_valid_and_sourced(file: Path) -> None:
    service = load_service(file)
    assert service.id == file.stem
    assert service.sources
    assert all(source.newest_date for source in service.sources)
    assert service.confidence
    assert service.why["default"]


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_texts_for_people_hold_no_number(file: Path) -> None:
    service = load_service(file)
    for text in (service.description, *service.why.values(), service.hours_text or ""):
        assert not LOOKS_LIKE_A_NUMBER.search(text), text
        assert not re.search(r"[<>*_#]|https?:|www\.", text), text


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_texts_for_people_are_short_and_end(file: Path) -> None:
    service = load_service(file)
    assert len(service.description) <= 260
    for text in (service.description, *service.why.values()):
        assert text.endswith("."), text
    for text in service.why.values():
        assert len(text) <= 150, text


def test_no_card_shows_a_number_that_is_not_cleared(
    cards: list[tuple[Service, Query, ServiceCard]],
) -> None:
    for service, _, card in cards:
        if not service.publishable_phone:
            assert card.phone is None and card.sms is None, service.id


def test_no_text_on_a_card_holds_a_number_that_is_not_cleared(
    directory: Directory, cards: list[tuple[Service, Query, ServiceCard]]
) -> None:
    places = " ".join(place for s in directory.services.values() for place in s.places)
    held_back = {digits(found) for found in LOOKS_LIKE_A_NUMBER.findall(places)}
    held_back |= {
        number
        for s in directory.services.values()
        if not s.publishable_phone
        for number in (s.contact.phone,)
        if number
    }
    held_back = {number for number in held_back if len(number) >= 5}
    assert "22480380" in held_back and "22993950" in held_back
    for _, _, card in cards:
        shown = digits(" ".join((card.name, card.description, card.why, card.hours_text)))
        assert not any(number in shown for number in held_back), card.id


def test_the_number_on_a_card_is_that_of_the_file(
    cards: list[tuple[Service, Query, ServiceCard]],
) -> None:
    for service, query, card in cards:
        if card.phone:
            known = service.contact.phone_from_abroad if query.outside else service.contact.phone
            assert known is not None
            assert digits(card.phone).removeprefix("47") == digits(known).removeprefix("47")


def test_no_card_abroad_names_a_number_that_is_only_for_norway(
    directory: Directory, cards: list[tuple[Service, Query, ServiceCard]]
) -> None:
    for service, query, card in cards:
        if not query.outside or service not in directory.match(query, NOW):
            continue
        assert not LOOKS_LIKE_A_NUMBER.search(card.name), card.name
        assert not (card.phone and service.contact.phone and card.phone == service.contact.phone)


def test_every_link_is_https(cards: list[tuple[Service, Query, ServiceCard]]) -> None:
    for _, _, card in cards:
        for link in (card.chat_url, card.web_url):
            assert link is None or link.startswith("https://")


@pytest.mark.parametrize(
    ("service", "shown"),
    [
        # regressions: what the sources disagree about, and what was decided
        ("rode-kors-telefonen", "Telefon: åpent nå, til 15.30. Chat: tidene er ikke bekreftet"),
        ("mental-helse-116123", "Telefon: åpent hele døgnet. Chat: tidene er ikke bekreftet"),
        ("vo-linjen", "Telefon: åpent hele døgnet. Chat: åpent nå, til 15.00"),
        ("alarmtelefonen-116111", "Telefon: åpent hele døgnet. SMS og chat: åpner i dag 16.15"),
        ("kirkens-sos", "Telefon: åpent hele døgnet. Chat: åpner i dag 18.30"),
        ("kors-pa-halsen", "Stengt nå. Åpner i dag 14.00"),
        ("krisesenter", "Åpent hele døgnet. Samtaler på dagtid avtaler du først"),
        ("seif", "Åpningstidene er ikke bekreftet"),
    ],
)
def test_hours_as_decided(directory: Directory, service: str, shown: str) -> None:
    assert directory.card(directory.services[service], Query(), NOW).hours_text == shown


def test_red_cross_is_not_shown_as_open_when_one_source_says_closed(
    directory: Directory,
) -> None:
    late = NOW.replace(hour=15, minute=45)
    card = directory.card(directory.services["rode-kors-telefonen"], Query(), late)
    assert card.open_now is False


@pytest.mark.parametrize(
    ("service", "expected"),
    [
        ("rode-kors-telefonen", "yes"),
        ("alarmtelefonen-116111", "yes"),
        ("vo-linjen", "yes"),
        ("kors-pa-halsen", "yes"),
        ("kompetanseteamet", "unknown"),
        ("mangfoldsradgiver", "unknown"),
        ("barnevernvakten", "unknown"),
        ("politi-112", "no"),
        ("nav", "no"),
    ],
)
def test_anonymity_as_decided(directory: Directory, service: str, expected: str) -> None:
    assert directory.card(directory.services[service], Query(), NOW).anonymous == expected


def test_stale_services_can_be_listed(directory: Directory) -> None:
    """Reported, not failing: dates are those of the sources, and few pages are dated."""
    old = stale(directory.services.values(), date(2026, 11, 22))
    assert all(one.id in directory.services for one in old)
    assert "alarmtelefonen-116111" not in {one.id for one in old}
    assert "ditt-eget-valg" in {one.id for one in old}


def digits(text: str) -> str:
    return re.sub(r"\D", "", text)
