"""Help that needs no model."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.contract import Age, Danger, Perspective, Services, Text
from bot.directory.directory import Directory
from bot.directory.first_aid import FirstAid
from bot.directory.query import Query
from bot.wording import Wording
from tests.directory.build import at, copy_of

NIGHT = at("2026-11-22", "00:30")


@dataclass(frozen=True)
class Read:
    """What the phrase lists found."""

    danger: Danger = "acute"
    perspective: Perspective | None = None
    abroad: bool | None = None
    age: Age | None = None
    situations: tuple[str, ...] = ()


@pytest.fixture(scope="module")
def directory(data: Path, wording: Wording) -> Directory:
    return Directory.load(data, wording)


def first_aid(directory: Directory, wording: Wording, read: Read | None = None) -> FirstAid:
    return FirstAid(directory, wording, lambda _: read or Read())


@pytest.mark.parametrize("danger", ["none", "worry"])
def test_alert_is_none_when_nothing_is_acute(
    directory: Directory, wording: Wording, danger: Danger
) -> None:
    assert first_aid(directory, wording, Read(danger)).alert("en tekst", NIGHT) is None


@pytest.mark.parametrize(
    ("read", "name", "services"),
    [
        (Read(), "utter_akutt_norge", ["politi-112", "alarmtelefonen-116111", "vo-linjen"]),
        (
            Read(age="under_18", abroad=False),
            "utter_akutt_norge",
            ["politi-112", "alarmtelefonen-116111", "amk-113"],
        ),
        (
            Read(perspective="friend"),
            "utter_akutt_venn",
            ["politi-112", "alarmtelefonen-116111", "amk-113"],
        ),
        (
            Read(perspective="professional"),
            "utter_akutt_fagperson",
            ["politi-112", "barnevernvakten", "alarmtelefonen-116111"],
        ),
        (
            Read(abroad=True),
            "utter_akutt_utlandet",
            ["ud-operative-senter", "norske-ambassader", "integreringsradgivere-utland"],
        ),
        (
            Read(situations=("selvmordstanker",), age="over_18"),
            "utter_akutt_selvmord",
            ["amk-113", "mental-helse-116123", "kirkens-sos"],
        ),
        (
            Read(situations=("skeiv_kontroll", "selvmordstanker"), age="over_18"),
            "utter_akutt_selvmord",
            ["amk-113", "mental-helse-116123", "kirkens-sos"],
        ),
        (
            Read(situations=("vold_i_familien", "selvmordstanker"), age="over_18"),
            "utter_akutt_norge",
            ["politi-112", "amk-113", "vo-linjen"],
        ),
        (
            Read(situations=("selvmordstanker",), age="under_18", abroad=True),
            "utter_akutt_selvmord_utlandet",
            ["ud-operative-senter", "alarmtelefonen-116111", "mental-helse-116123"],
        ),
    ],
)
def test_alert_fits_what_was_read(
    directory: Directory, wording: Wording, read: Read, name: str, services: list[str]
) -> None:
    found = first_aid(directory, wording, read).alert("en tekst", NIGHT)
    assert found is not None
    assert found.text == wording.text(name, {"perspektiv": read.perspective or "self"})
    assert [card.id for card in found.services] == services


@pytest.mark.parametrize("perspective", ["friend", "professional"])
def test_alert_for_someone_held_abroad_does_not_begin_with_112(
    directory: Directory, wording: Wording, perspective: Perspective
) -> None:
    query = Query(("etterlatt_i_utlandet",), perspective)
    found = first_aid(directory, wording).alert_for(query, NIGHT)
    assert found.services[0].id == "ud-operative-senter"
    assert found.text == wording.text("utter_akutt_utlandet", {"perspektiv": perspective})


def test_alert_for_is_acute_whatever_the_query_says(directory: Directory, wording: Wording) -> None:
    found = first_aid(directory, wording).alert_for(Query(open_now=True), NIGHT)
    assert found.services[0].id == "politi-112"


def test_acute_texts_hold_no_number_and_send_nobody_abroad_to_norwegian_police(
    wording: Wording,
) -> None:
    for name in wording:
        if not name.startswith(("utter_akutt_", "utter_net")):
            continue
        for perspective in ("self", "friend", "professional"):
            text = wording.text(name, {"perspektiv": perspective})
            assert not re.search(r"\d", text), name
            assert "utlandet" not in name or "politiets nødnummer" not in text


def test_net_has_emergency_services_and_national_lines(
    directory: Directory, wording: Wording
) -> None:
    text, services = first_aid(directory, wording).net(NIGHT)
    assert text == Text(wording.text("utter_net"))
    assert isinstance(services, Services)
    shown = {card.id: card.phone for card in services.services}
    assert shown["politi-112"] == "112"
    assert shown["amk-113"] == "113"
    assert shown["ud-operative-senter"] == "+47 23 95 00 00"
    assert {"alarmtelefonen-116111", "vo-linjen", "rode-kors-telefonen"} <= set(shown)


def test_net_does_not_need_to_read_the_text(directory: Directory, wording: Wording) -> None:
    def broken(_: str) -> Read:
        raise RuntimeError

    assert FirstAid(directory, wording, broken).net(NIGHT)


BREAKS = {
    "a service": ("services/jurk.yml", "id: ["),
    "an emergency service": ("services/politi-112.yml", "id: ["),
    "the table": ("routing.yml", "net: 112"),
    "the calendar": ("kalender.yml", ""),
}


@pytest.mark.parametrize("broken", BREAKS)
def test_net_works_when_data_cannot_be_read(
    data: Path, tmp_path: Path, wording: Wording, broken: str
) -> None:
    folder = copy_of(data, tmp_path)
    name, text = BREAKS[broken]
    (folder / name).write_text(text, encoding="utf-8")
    net = first_aid(Directory.last_resort(folder, wording), wording).net(NIGHT)
    services = net[-1]
    assert isinstance(services, Services)
    shown = {card.id: card.phone for card in services.services}
    assert shown["amk-113"] == "113"
    assert shown["alarmtelefonen-116111"] == "116 111"
    assert ("politi-112" in shown) is (broken != "an emergency service")


def test_net_works_when_the_table_and_all_but_the_emergency_files_are_gone(
    data: Path, tmp_path: Path, wording: Wording
) -> None:
    folder = copy_of(data, tmp_path)
    (folder / "routing.yml").unlink()
    (folder / "kalender.yml").unlink()
    kept = {"politi-112", "amk-113", "alarmtelefonen-116111"}
    for file in (folder / "services").glob("*.yml"):
        if file.stem not in kept:
            file.unlink()
    aid = first_aid(Directory.last_resort(folder, wording), wording)
    services = aid.net(NIGHT)[-1]
    assert isinstance(services, Services)
    assert [card.id for card in services.services] == [
        "politi-112",
        "amk-113",
        "alarmtelefonen-116111",
    ]
    found = aid.alert("en tekst", NIGHT)
    assert found is not None and found.services[0].phone == "112"


def test_net_works_without_any_wording(data: Path) -> None:
    nothing = Wording({})
    net = first_aid(Directory.load(data, nothing), nothing).net(NIGHT)
    (services,) = net
    assert isinstance(services, Services)
    assert [card.phone for card in services.services][:2] == ["112", "113"]
