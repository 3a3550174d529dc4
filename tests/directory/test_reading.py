"""Data files that cannot be used: the error names file, key and value in one sentence."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from bot.directory.directory import Directory
from bot.directory.reading import DataError
from bot.directory.service import load_service
from bot.wording import Wording
from tests.directory.build import copy_of, raw, write

WINDOW = {"days": ["mon"], "open": "09:00", "close": "15:30"}


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        (
            {"contact__phone": 22123456},
            'contact.phone is 22123456; write it in quotes, as "22123456".',
        ),
        ({"contact__sms": 41234567}, 'contact.sms is 41234567; write it in quotes, as "41234567".'),
        (
            {"contact__phone": "22 12 34 56"},
            "contact.phone is '22 12 34 56'; it must be digits only, in quotes, as \"116111\".",
        ),
        (
            {"contact__phone_from_abroad": "22123456"},
            "contact.phone_from_abroad is '22123456'; it must be + and digits only, in quotes, "
            'as "+4723950000".',
        ),
        (
            {"contact__chat_url": "http://vakta.example"},
            "contact.chat_url is 'http://vakta.example'; "
            "it must be an address that starts with https://.",
        ),
        ({"contact__telefon": "1"}, "contact.telefon is not a key that is known here."),
        ({"why": {}}, "why.default is missing."),
        ({"sources": []}, "sources is empty; it needs at least one entry."),
        (
            {"sources": [{"url": "https://vakta.example", "kind": "official"}]},
            "sources[0].newest_date is missing.",
        ),
        (
            {"hours__phone": [{**WINDOW, "open": 9.3}]},
            'hours.phone[0].open is 9.3; write it in quotes, as "9.3".',
        ),
        (
            {"hours__phone": [{**WINDOW, "close": "25:00"}]},
            "hours.phone[0].close is '25:00'; it must be a time in quotes, as \"09:00\".",
        ),
        (
            {"hours__phone": "closed"},
            "hours.phone is 'closed'; it must be one of always, unknown.",
        ),
        (
            {"hours__phone": [{**WINDOW, "days": ["man"]}]},
            "hours.phone[0].days[0] is 'man'; it must be one of mon, tue, wed, thu, fri, sat, sun.",
        ),
        ({"description": " "}, "description is ' '; it must hold a text."),
        ({"emergency": "no"}, "emergency is 'no'; it must be boolean."),
        (
            {"contact__chat_url": "https://vakta.example"},
            "hours.chat is missing, but the service has chat.",
        ),
        (
            {"contact__phone_display": None},
            "contact.phone and contact.phone_display must both be given or both be null.",
        ),
        ({"hours": {"note": ""}}, "hours.phone is missing, but the service has phone."),
    ],
)
def test_load_service_names_file_key_and_value(
    tmp_path: Path, changes: dict[str, Any], sentence: str
) -> None:
    folder = tmp_path / "data" / "services"
    folder.mkdir(parents=True)
    with pytest.raises(DataError) as caught:
        load_service(write(folder, raw(**changes)))
    assert str(caught.value) == f"data/services/vakta.yml: {sentence}"


def test_load_service_refuses_a_phone_without_quotes(tmp_path: Path) -> None:
    text = write(tmp_path, raw()).read_text(encoding="utf-8").replace('"22123456"', "02800")
    (tmp_path / "vakta.yml").write_text(text, encoding="utf-8")
    with pytest.raises(DataError, match=r"contact\.phone is 2800; write it in quotes"):
        load_service(tmp_path / "vakta.yml")


def test_load_service_refuses_a_file_with_another_name(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r'id is "vakta"; it must be "vakten" as the file is named'):
        load_service(write(tmp_path, raw(), "vakten"))


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("id: [", r"line \d+ is not valid YAML"),
        ("id: en\nid: to\n", r"line \d+ is not valid YAML"),
        ("", r"the file is empty; it must be object"),
        ("- 1\n", r"the file is \[1\]; it must be object"),
    ],
)
def test_load_service_refuses_what_is_no_service(tmp_path: Path, text: str, sentence: str) -> None:
    file = tmp_path / "vakta.yml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(DataError, match=sentence):
        load_service(file)


def test_load_service_refuses_bytes_that_are_no_text(tmp_path: Path) -> None:
    file = tmp_path / "vakta.yml"
    file.write_bytes(b"id: \xff\xfe\n")
    with pytest.raises(DataError, match="not valid YAML"):
        load_service(file)


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        (
            "net: [politi-112,",
            "net: [politi-113,",
            'data/routing.yml: net names "politi-113", but there is no '
            "data/services/politi-113.yml.",
        ),
        (
            'updated: "2026-11-22"',
            'updated: "2026-02-30"',
            'data/routing.yml: updated is "2026-02-30"; there is no such date.',
        ),
        (
            "  rettigheter:\n    under_18: [ung",
            "  rettighet:\n    under_18: [ung",
            "data/routing.yml: situations.rettighet is not a key that is known here.",
        ),
    ],
)
def test_directory_load_names_what_is_wrong_in_the_table(
    data: Path, tmp_path: Path, wording: Wording, old: str, new: str, sentence: str
) -> None:
    broken = copy_of(data, tmp_path)
    text = (broken / "routing.yml").read_text(encoding="utf-8")
    assert old in text
    (broken / "routing.yml").write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(DataError) as caught:
        Directory.load(broken, wording)
    assert str(caught.value) == sentence


def test_directory_load_says_when_the_table_is_missing(
    data: Path, tmp_path: Path, wording: Wording
) -> None:
    broken = copy_of(data, tmp_path)
    (broken / "routing.yml").unlink()
    with pytest.raises(DataError, match=r"^data/routing\.yml is missing\.$"):
        Directory.load(broken, wording)
