"""Opening hours in words."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from bot.directory.cards import card
from bot.directory.query import Query
from bot.wording import Wording
from tests.directory.build import DAYS, EVERY_DAY, WEEKDAYS, at, service

OFFICE = [{"days": WEEKDAYS, "open": "09:00", "close": "15:30"}]
EVENING = [{"days": EVERY_DAY, "open": "16:15", "close": "22:45"}]
LATE = [{"days": EVERY_DAY, "open": "18:30", "close": "01:30"}]
TO_MIDNIGHT = [{"days": EVERY_DAY, "open": "14:00", "close": "24:00"}]


@pytest.mark.parametrize(
    ("hours", "now", "text"),
    [
        ("always", at("2026-12-25", "03:00"), "Åpent hele døgnet"),
        ("unknown", at("2026-11-24", "10:00"), "Åpningstidene er ikke bekreftet"),
        (OFFICE, at("2026-11-24", "10:00"), "Åpent nå, til 15.30"),
        (OFFICE, at("2026-11-27", "16:00"), "Stengt nå. Åpner mandag 9.00"),
        (OFFICE, at("2026-11-24", "08:00"), "Stengt nå. Åpner i dag 9.00"),
        (EVENING, at("2026-11-24", "12:00"), "Stengt nå. Åpner i dag 16.15"),
        (LATE, at("2026-11-24", "23:30"), "Åpent nå, til 1.30"),
        (TO_MIDNIGHT, at("2026-11-24", "23:30"), "Åpent nå, til midnatt"),
        (OFFICE, at("2027-05-17", "10:00"), "Stengt nå. Åpner tirsdag 9.00"),
        (OFFICE, at("2026-12-23", "16:00"), "Stengt nå. Åpner mandag 9.00"),
        ([], at("2026-11-24", "10:00"), "Stengt nå"),
    ],
)
def test_hours_text_of_one_channel(
    tmp_path: Path, wording: Wording, hours: Any, now: datetime, text: str
) -> None:
    made = card(service(tmp_path, hours__phone=hours), Query(), now, DAYS, wording)
    assert made.hours_text == text


def test_hours_text_names_the_date_when_it_is_more_than_a_week_off(
    tmp_path: Path, wording: Wording
) -> None:
    closed: dict[str, Any] = {"jul": {"phone": []}}
    one = service(tmp_path, hours__phone=OFFICE, hours__seasons=closed)
    made = card(one, Query(), at("2026-12-20", "12:00"), DAYS, wording)
    assert made.hours_text == "Stengt nå. Åpner tirsdag 5. januar 9.00"


@pytest.mark.parametrize(
    ("phone", "chat", "text"),
    [
        ("always", EVENING, "Telefon: åpent hele døgnet. Chat: åpner i dag 16.15"),
        (OFFICE, "unknown", "Telefon: åpent nå, til 15.30. Chat: tidene er ikke bekreftet"),
        (OFFICE, OFFICE, "Åpent nå, til 15.30"),
        ([], "always", "Telefon: stengt nå. Chat: åpent hele døgnet"),
    ],
)
def test_hours_text_names_the_channels_when_they_differ(
    tmp_path: Path, wording: Wording, phone: Any, chat: Any, text: str
) -> None:
    one = service(
        tmp_path,
        hours__phone=phone,
        hours__chat=chat,
        anonymous__chat="yes",
        contact__chat_url="https://vakta.example/chat",
    )
    assert card(one, Query(), at("2026-11-24", "12:00"), DAYS, wording).hours_text == text


def test_hours_text_puts_channels_with_the_same_hours_together(
    tmp_path: Path, wording: Wording
) -> None:
    one = service(
        tmp_path,
        hours__chat=EVENING,
        hours__sms=EVENING,
        anonymous__chat="yes",
        anonymous__sms="yes",
        contact__chat_url="https://vakta.example/chat",
        contact__sms="41234567",
    )
    made = card(one, Query(), at("2026-11-24", "12:00"), DAYS, wording)
    assert made.hours_text == "Telefon: åpent hele døgnet. SMS og chat: åpner i dag 16.15"


@pytest.mark.parametrize(
    ("hours", "text", "is_open"),
    [
        ({"web": "always"}, "Nettside, åpen hele døgnet", True),
        (
            {"web": "always", "text": "Svar tar tid"},
            "Nettside, åpen hele døgnet. Svar tar tid",
            True,
        ),
        ({"web": "unknown"}, "Nettside. Det er ikke bekreftet når noen svarer", None),
        (
            {"office": "unknown", "text": "I skoletiden"},
            "I skoletiden. Tidene er ikke bekreftet",
            None,
        ),
        (
            {"office": OFFICE, "varies": True},
            "Åpent nå, til 15.30. Tidene varierer fra sted til sted",
            True,
        ),
    ],
)
def test_hours_text_of_places_and_pages(
    tmp_path: Path, wording: Wording, hours: dict[str, Any], text: str, is_open: bool | None
) -> None:
    one = service(
        tmp_path,
        hours={**hours, "note": ""},
        anonymous={"visit": "unknown", "note": ""},
        contact__phone=None,
        contact__phone_display=None,
    )
    made = card(one, Query(), at("2026-11-24", "12:00"), DAYS, wording)
    assert (made.hours_text, made.open_now) == (text, is_open)


def test_safe_hours_are_shown_instead_of_the_stated(tmp_path: Path, wording: Wording) -> None:
    stated = [{"days": WEEKDAYS, "open": "09:00", "close": "16:00"}]
    one = service(tmp_path, hours__phone=stated, hours__safe={"phone": OFFICE})
    made = card(one, Query(), at("2026-11-24", "15:45"), DAYS, wording)
    assert made.open_now is False
    assert one.stated_hours["phone"].windows[0].end == 16 * 60
