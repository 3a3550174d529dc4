"""What a person is shown of a service, where they are."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from bot.contract import Perspective, ServiceCard
from bot.directory.cards import card
from bot.directory.channels import grouped, of_use
from bot.directory.query import Query
from bot.wording import Wording
from tests.directory.build import DAYS, at, service

NOON = at("2026-11-24", "12:00")
AT_HOME = Query()
ABROAD = Query(abroad=True)
HELD = Query(("etterlatt_i_utlandet",))
CHAT = {
    "contact__chat_url": "https://vakta.example/chat",
    "hours__chat": "always",
    "anonymous__chat": "yes",
}
SMS = {"contact__sms": "41234567", "hours__sms": "always", "anonymous__sms": "yes"}


@pytest.mark.parametrize(
    ("digits", "shown"),
    [
        ("112", "112"),
        ("02800", "02800"),
        ("116111", "116111"),
        ("41716111", "417 16 111"),
        ("95411755", "954 11 755"),
        ("23950000", "23 95 00 00"),
        ("80033321", "800 33 321"),
        ("+4795411755", "+47 954 11 755"),
        ("+4723950000", "+47 23 95 00 00"),
    ],
)
def test_grouped_writes_numbers_as_norwegians_do(digits: str, shown: str) -> None:
    assert grouped(digits) == shown


@pytest.mark.parametrize(
    ("changes", "query", "phone"),
    [
        ({}, AT_HOME, "22 12 34 56"),
        ({}, ABROAD, None),
        ({}, HELD, None),
        ({}, Query(("etterlatt_i_utlandet",), "friend"), "22 12 34 56"),
        ({"contact__phone_from_abroad": "+4722123456"}, AT_HOME, "22 12 34 56"),
        ({"contact__phone_from_abroad": "+4722123456"}, ABROAD, "+47 22 12 34 56"),
        ({"publishable_phone": False}, AT_HOME, None),
        (
            {"publishable_phone": False, "contact__phone_from_abroad": "+4722123456"},
            ABROAD,
            None,
        ),
        (
            {
                "contact__phone_from_abroad": "+4722123456",
                "confidence": {"phone": "high", "phone_from_abroad": "low"},
                "needs_check_before_launch": ["phone_from_abroad"],
            },
            ABROAD,
            None,
        ),
        (
            {
                "contact__phone_from_abroad": "+4722123456",
                "confidence": {"phone": "high", "phone_from_abroad": "medium"},
                "needs_check_before_launch": ["phone_from_abroad"],
            },
            ABROAD,
            "+47 22 12 34 56",
        ),
        (
            {"confidence": {"phone": "unverified"}, "needs_check_before_launch": ["phone"]},
            AT_HOME,
            None,
        ),
    ],
)
def test_card_shows_only_a_number_that_is_cleared_and_works_there(
    tmp_path: Path, wording: Wording, changes: dict[str, Any], query: Query, phone: str | None
) -> None:
    assert card(service(tmp_path, **changes), query, NOON, DAYS, wording).phone == phone


@pytest.mark.parametrize(
    ("changes", "query", "sms"),
    [
        ({}, AT_HOME, "412 34 567"),
        ({}, ABROAD, None),
        (
            {"confidence": {"phone": "high", "sms": "low"}, "needs_check_before_launch": ["sms"]},
            AT_HOME,
            None,
        ),
    ],
)
def test_card_shows_sms_only_when_certain_enough_and_at_home(
    tmp_path: Path, wording: Wording, changes: dict[str, Any], query: Query, sms: str | None
) -> None:
    assert card(service(tmp_path, **SMS, **changes), query, NOON, DAYS, wording).sms == sms


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, True),  # unknown, and has a page
        ({"reachable_from_abroad__value": "no"}, False),
        ({"reachable_from_abroad__value": "no", **CHAT}, True),
        ({"reachable_from_abroad__show": "no"}, False),
        ({"contact__web_url": None}, False),
        ({"contact__web_url": None, "contact__phone_from_abroad": "+4722123456"}, True),
    ],
)
def test_of_use_abroad_needs_a_way_that_works_there(
    tmp_path: Path, changes: dict[str, Any], expected: bool
) -> None:
    one = service(tmp_path, **changes)
    assert of_use(one, outside=True) is expected
    assert of_use(one, outside=False)


@pytest.mark.parametrize(
    ("phone", "chat", "expected"),
    [
        ("yes", "yes", "yes"),
        ("yes", "no", "no"),
        ("yes", "unknown", "unknown"),
        ("yes", "partly", "unknown"),
        ("no", "no", "no"),
        ("unknown", "no", "no"),
    ],
)
def test_card_promises_anonymity_only_when_every_shown_channel_gives_it(
    tmp_path: Path, wording: Wording, phone: str, chat: str, expected: str
) -> None:
    changes = {**CHAT, "anonymous__phone": phone, "anonymous__chat": chat}
    made = card(service(tmp_path, **changes), AT_HOME, NOON, DAYS, wording)
    assert made.anonymous == expected


def test_email_says_nothing_about_the_anonymity_of_the_shown_channels(
    tmp_path: Path, wording: Wording
) -> None:
    one = service(tmp_path, contact__email="a@b.example", anonymous__email="no")
    assert card(one, AT_HOME, NOON, DAYS, wording).anonymous == "yes"


@pytest.mark.parametrize(
    ("phone", "chat", "expected"),
    [
        ("always", "unknown", True),
        ("unknown", "always", True),
        ([], "unknown", False),
        ("unknown", "unknown", None),
        ([], [], False),
    ],
)
def test_card_is_open_when_any_shown_channel_is(
    tmp_path: Path, wording: Wording, phone: Any, chat: Any, expected: bool | None
) -> None:
    changes = {**CHAT, "hours__phone": phone, "hours__chat": chat}
    made = card(service(tmp_path, **changes), AT_HOME, NOON, DAYS, wording)
    assert made.open_now is expected


def test_card_abroad_is_not_open_by_a_phone_that_is_not_shown(
    tmp_path: Path, wording: Wording
) -> None:
    one = service(tmp_path, **{**CHAT, "hours__chat": "unknown"})
    assert card(one, ABROAD, NOON, DAYS, wording).open_now is None


def test_card_abroad_has_a_name_without_the_norwegian_number(
    tmp_path: Path, wording: Wording
) -> None:
    one = service(tmp_path, name="Vakta 116 111", name_abroad="Vakta")
    assert card(one, ABROAD, NOON, DAYS, wording).name == "Vakta"
    assert card(one, AT_HOME, NOON, DAYS, wording).name == "Vakta 116 111"


WHY = {
    "default": "alle",
    "vold_i_familien": "vold",
    "psykisk_belastning": "tungt",
    "akutt": "fare",
    "utlandet": "ute",
    "venn": "venn",
}


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        (Query(), "alle"),
        (Query(("vold_i_familien",)), "vold"),
        (Query(("rettigheter", "psykisk_belastning")), "tungt"),
        (Query(("vold_i_familien",), acute=True), "fare"),
        (Query(("vold_i_familien",), abroad=True, acute=True), "ute"),
        (Query(("vold_i_familien",), "friend"), "venn"),
        (Query(("vold_i_familien",), "professional"), "vold"),
    ],
)
def test_card_says_why_in_the_most_particular_words(
    tmp_path: Path, wording: Wording, query: Query, expected: str
) -> None:
    assert card(service(tmp_path, why=WHY), query, NOON, DAYS, wording).why == expected


def test_card_keeps_the_contract(tmp_path: Path, wording: Wording) -> None:
    made = card(service(tmp_path, **CHAT), AT_HOME, NOON, DAYS, wording)
    assert made == ServiceCard(
        id="vakta",
        name="Vakta",
        description="Noen å snakke med.",
        open_now=True,
        hours_text="Åpent hele døgnet",
        anonymous="yes",
        why="De lytter.",
        phone="22 12 34 56",
        chat_url="https://vakta.example/chat",
        web_url="https://vakta.example",
    )


@pytest.mark.parametrize("perspective", ["self", "friend", "professional"])
def test_outside_is_where_the_writer_is(perspective: Perspective) -> None:
    held = Query(("etterlatt_i_utlandet",), perspective)
    assert held.outside is (perspective == "self")
    assert Query(perspective=perspective, abroad=True).outside
    assert not Query(perspective=perspective).outside
