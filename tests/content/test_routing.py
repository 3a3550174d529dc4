"""The routing table: complete, its ids exist, and it leads where the field says it must."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from itertools import chain
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.contract import SITUATIONS
from bot.directory.cards import VOICES
from bot.directory.directory import Directory
from bot.directory.query import Query
from bot.directory.routing import Routing
from bot.directory.schema import CASES, LIVED_THROUGH
from bot.settings import Settings
from bot.wording import Wording

DATA = Settings().data
ROUTING = Routing.load(DATA)
COLUMNS = ("under_18", "over_18", "friend", "professional")
NOON = datetime(2026, 11, 24, 10, 30, tzinfo=ZoneInfo("Europe/Oslo"))
WHERE_FAMILY_IS_THE_DANGER = "familievernkontor"

# The table of the field, each cell as "under 18 | 18+ | friend | professional".
FLOOR = {
    "tvangsekteskap_press": "rode-kors-telefonen alarmtelefonen-116111 mangfoldsradgiver"
    "|rode-kors-telefonen kompetanseteamet vo-linjen"
    "|rode-kors-telefonen alarmtelefonen-116111 mangfoldsradgiver"
    "|kompetanseteamet mangfoldsradgiver rettentil",
    "tvangsekteskap_inngatt": "alarmtelefonen-116111 rode-kors-telefonen politi-02800"
    "|rode-kors-telefonen kompetanseteamet jurk fri-rettshjelp"
    "|rode-kors-telefonen|kompetanseteamet",
    "negativ_sosial_kontroll": "mangfoldsradgiver rode-kors-telefonen skolehelsetjenesten"
    "|rode-kors-telefonen kompetanseteamet"
    "|rode-kors-telefonen mangfoldsradgiver"
    "|mangfoldsradgiver kompetanseteamet rettentil",
    "digital_overvaking": "rode-kors-telefonen alarmtelefonen-116111 slettmeg"
    "|rode-kors-telefonen vo-linjen slettmeg|rode-kors-telefonen|kompetanseteamet",
    "bekymret_for_reise": "rode-kors-telefonen alarmtelefonen-116111 mangfoldsradgiver "
    "ud-operative-senter"
    "|rode-kors-telefonen kompetanseteamet politi-02800"
    "|rode-kors-telefonen alarmtelefonen-116111"
    "|kompetanseteamet barnevernstjenesten mangfoldsradgiver",
    "etterlatt_i_utlandet": "ud-operative-senter norske-ambassader integreringsradgivere-utland "
    "rode-kors-telefonen"
    "|ud-operative-senter norske-ambassader integreringsradgivere-utland rode-kors-telefonen "
    "kompetanseteamet"
    "|ud-operative-senter norske-ambassader integreringsradgivere-utland rode-kors-telefonen"
    "|ud-operative-senter kompetanseteamet integreringsradgivere-utland",
    "kjonnslemlestelse": "alarmtelefonen-116111 rode-kors-telefonen skolehelsetjenesten"
    "|rode-kors-telefonen politi-02800|alarmtelefonen-116111 rode-kors-telefonen"
    "|barnevernstjenesten politi-02800 kompetanseteamet",
    LIVED_THROUGH: "kjonnslemlestelse-helsehjelp helsestasjon-for-ungdom rode-kors-telefonen"
    "|kjonnslemlestelse-helsehjelp rode-kors-telefonen|kjonnslemlestelse-helsehjelp"
    "|kjonnslemlestelse-helsehjelp rvts",
    "vold_i_familien": "alarmtelefonen-116111 skolehelsetjenesten barnevernvakten"
    "|vo-linjen krisesenter politi-02800|alarmtelefonen-116111 vo-linjen"
    "|barnevernstjenesten politi-02800 statens-barnehus",
    "aeresrelatert_trussel": "alarmtelefonen-116111 politi-02800 rode-kors-telefonen"
    "|politi-02800 kompetanseteamet krisesenter|rode-kors-telefonen politi-02800"
    "|kompetanseteamet politi-02800",
    "seksuelle_overgrep": "alarmtelefonen-116111 overgrepsmottak "
    "hjelpetelefonen-seksuelt-misbrukte"
    "|overgrepsmottak vo-linjen nok-smiso"
    "|hjelpetelefonen-seksuelt-misbrukte alarmtelefonen-116111"
    "|statens-barnehus barnevernstjenesten",
    "selvmordstanker": "alarmtelefonen-116111 mental-helse-116123 legevakt-116117"
    "|mental-helse-116123 kirkens-sos legevakt-116117|mental-helse-116123 amk-113"
    "|legevakt-116117 amk-113",
    "skeiv_kontroll": "ungdomstelefonen alarmtelefonen-116111 rode-kors-telefonen"
    "|skeiv-verden rode-kors-telefonen|ungdomstelefonen rode-kors-telefonen"
    "|kompetanseteamet skeiv-verden",
    "lukket_trossamfunn": "hjelpekilden alarmtelefonen-116111|hjelpekilden rode-kors-telefonen"
    "|hjelpekilden|kompetanseteamet hjelpekilden",
    "bildedeling_utpressing": "slettmeg alarmtelefonen-116111 politi-02800"
    "|slettmeg politi-02800 rode-kors-telefonen|slettmeg politi-02800|politi-02800 slettmeg",
    "vil_flytte_hjemmefra": "alarmtelefonen-116111 barnevernstjenesten mangfoldsradgiver"
    "|kompetanseteamet bo-og-stottetilbud krisesenter nav|rode-kors-telefonen"
    "|kompetanseteamet bo-og-stottetilbud",
    "oppholdstillatelse_frykt": "rode-kors-telefonen fri-rettshjelp"
    "|udi-opphold-mishandling jurk seif|jurk seif|udi-opphold-mishandling kompetanseteamet",
    "psykisk_belastning": "skolehelsetjenesten kors-pa-halsen ung-no-oss"
    "|mental-helse-116123 kirkens-sos|mental-helse-116123 kors-pa-halsen|skolehelsetjenesten",
    "rettigheter": "ung-no-oss rode-kors-telefonen|rode-kors-telefonen jussbuss"
    "|rode-kors-telefonen|rettentil kompetanseteamet",
}
ACUTE_FLOOR = (
    "politi-112 alarmtelefonen-116111|politi-112 vo-linjen krisesenter"
    "|politi-112 alarmtelefonen-116111|politi-112 barnevernvakten"
)


def cells(table: str) -> Iterator[tuple[str, list[str]]]:
    for column, ids in zip(COLUMNS, table.split("|"), strict=True):
        yield column, ids.split()


@pytest.fixture(scope="module")
def directory(data: Path, wording: Wording) -> Directory:
    return Directory.load(data, wording)


def test_every_situation_is_in_the_floor() -> None:
    assert set(FLOOR) == set(CASES)


@pytest.mark.parametrize("case", CASES)
def test_row_begins_as_the_field_says(case: str) -> None:
    for column, ids in cells(FLOOR[case]):
        assert list(ROUTING.situations[case][column][: len(ids)]) == ids, column


def test_acute_and_abroad_begin_as_the_field_says() -> None:
    for column, ids in cells(ACUTE_FLOOR):
        assert list(ROUTING.acute["default"][column][: len(ids)]) == ids
    for column, ids in cells(FLOOR["etterlatt_i_utlandet"]):
        assert list(ROUTING.abroad["default"][column][: len(ids)]) == ids
    assert all(row[0] == "amk-113" for row in ROUTING.acute["selvmordstanker"].values())


@pytest.mark.parametrize("acute", [False, True])
@pytest.mark.parametrize("abroad", [False, True])
@pytest.mark.parametrize("perspective", ["self", "friend", "professional"])
@pytest.mark.parametrize("situation", ["", *SITUATIONS])
def test_every_situation_perspective_and_age_leads_to_three_services(
    directory: Directory, situation: str, perspective: str, abroad: bool, acute: bool
) -> None:
    for age in ("under_18", "over_18", "unknown"):
        query = Query(
            (situation,) if situation else (),
            perspective,  # type: ignore[arg-type]
            age,
            abroad,
            acute,
        )
        assert len(directory.match(query, NOON)) >= 3


def test_every_id_exists_and_every_service_is_reachable(directory: Directory) -> None:
    ROUTING.check(DATA, directory.services)
    listed = [service for ids in ROUTING.groups.values() for service in ids]
    assert sorted(listed) == sorted(directory.services)
    assert set(ROUTING.others) | ROUTING.never == set(directory.services)
    assert not set(ROUTING.others) & ROUTING.never


def test_every_group_has_a_title(wording: Wording) -> None:
    titles = {name for name in wording if name.startswith("utter_gruppe_")}
    assert titles == {f"utter_gruppe_{name}" for name in ROUTING.groups}


def test_no_row_names_a_service_twice_or_one_that_is_never_shown() -> None:
    tables = chain(
        ROUTING.situations.values(),
        ROUTING.acute.values(),
        ROUTING.abroad.values(),
        (ROUTING.none, ROUTING.answers_now),
    )
    for ids in (ids for row in tables for ids in row.values()):
        assert len(ids) == len(set(ids))
        assert not ROUTING.never & set(ids)


def test_family_counselling_is_never_offered() -> None:
    assert WHERE_FAMILY_IS_THE_DANGER in ROUTING.never


def test_abroad_rows_hold_no_number_that_is_only_for_norway(directory: Directory) -> None:
    for row in ROUTING.abroad.values():
        for service in chain.from_iterable(row.values()):
            assert directory.services[service].abroad.value != "no"


def test_under_18_are_never_routed_to_the_line_for_adults() -> None:
    for table in (ROUTING.situations, ROUTING.acute, ROUTING.abroad):
        assert all("vo-linjen" not in row["under_18"] for row in table.values())


@pytest.mark.parametrize("case", CASES)
def test_routed_services_say_why_they_fit(directory: Directory, case: str) -> None:
    for column, ids in ROUTING.situations[case].items():
        for service in ids:
            keys = {case, VOICES.get(column, case)}
            if case == "etterlatt_i_utlandet":
                keys.add("utlandet")
            said = directory.services[service].why
            assert keys & set(said), f"{service} has no why for {case} ({column})"


def test_services_of_acute_and_abroad_rows_say_why_they_fit(directory: Directory) -> None:
    for key, table in (("akutt", ROUTING.acute), ("utlandet", ROUTING.abroad)):
        for case, row in table.items():
            for column, ids in row.items():
                for service in ids:
                    keys = {key, case, VOICES.get(column, key)}
                    said = directory.services[service].why
                    assert keys & set(said), f"{service} has no why for {key} ({column})"


def test_why_is_written_only_for_what_can_be_asked(directory: Directory) -> None:
    for service in directory.services.values():
        assert set(service.why) <= {"default", "akutt", "utlandet", *VOICES.values(), *CASES}
