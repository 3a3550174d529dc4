"""Which services for which need, on the real data."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.contract import SITUATIONS
from bot.directory.directory import Directory
from bot.directory.hours import OSLO
from bot.directory.query import Query
from bot.settings import Settings
from bot.wording import Wording
from tests.directory.build import at, copy_of

DAY = at("2026-11-24", "10:30")  # a Tuesday
NIGHT = at("2026-11-22", "00:30")  # a Sunday
NUMBERS_OF_NORWAY = {"politi-112", "politi-02800", "amk-113", "legevakt-116117"}

Match = Callable[..., list[str]]


@pytest.fixture(scope="module")
def directory(data: Path, wording: Wording) -> Directory:
    return Directory.load(data, wording)


@pytest.fixture(scope="module")
def match(directory: Directory) -> Match:
    def ids(now: datetime, *args: object, **kwargs: object) -> list[str]:
        query = Query(*args, **kwargs)  # type: ignore[arg-type]
        return [service.id for service in directory.match(query, now)]

    return ids


@pytest.mark.parametrize(
    ("query", "first"),
    [
        # one row for each part of the table; the rest is asked of the data in tests/content
        (
            (("tvangsekteskap_press",), "self", "under_18"),
            ["rode-kors-telefonen", "alarmtelefonen-116111", "mangfoldsradgiver"],
        ),
        (
            (("tvangsekteskap_press",), "self", "over_18"),
            ["rode-kors-telefonen", "kompetanseteamet", "vo-linjen"],
        ),
        (
            (("vil_flytte_hjemmefra",), "self", "over_18"),
            ["kompetanseteamet", "bo-og-stottetilbud", "krisesenter", "nav"],
        ),
        ((("kjonnslemlestelse",), "professional"), ["barnevernstjenesten", "politi-02800"]),
        (
            (("bildedeling_utpressing",), "friend"),
            ["slettmeg", "politi-02800", "alarmtelefonen-116111"],
        ),
        (((), "self", "under_18"), ["rode-kors-telefonen", "alarmtelefonen-116111"]),
        # unknown age: the younger row first, and both named at once
        (
            (("vold_i_familien",), "self", "unknown"),
            ["alarmtelefonen-116111", "vo-linjen", "skolehelsetjenesten"],
        ),
        (
            (("tvangsekteskap_press",), "self", "unknown"),
            ["rode-kors-telefonen", "alarmtelefonen-116111", "kompetanseteamet"],
        ),
        # near misses: unknown situations are as none
        ((("noe_annet",), "self", "under_18"), ["rode-kors-telefonen", "alarmtelefonen-116111"]),
    ],
)
def test_match_begins_with_the_row(
    match: Match, query: tuple[object, ...], first: list[str]
) -> None:
    assert match(DAY, *query)[: len(first)] == first


@pytest.mark.parametrize(
    ("query", "first"),
    [
        (((), "self", "under_18"), ["politi-112", "alarmtelefonen-116111"]),
        ((("vold_i_familien",), "self", "over_18"), ["politi-112", "vo-linjen", "krisesenter"]),
        (((), "self", "unknown"), ["politi-112", "alarmtelefonen-116111", "vo-linjen"]),
        ((("rettigheter",), "friend"), ["politi-112", "alarmtelefonen-116111"]),
        (((), "professional"), ["politi-112", "barnevernvakten"]),
        ((("selvmordstanker",), "self", "under_18"), ["amk-113", "alarmtelefonen-116111"]),
        ((("selvmordstanker",), "self", "over_18"), ["amk-113", "mental-helse-116123"]),
        (
            (("vold_i_familien", "selvmordstanker"), "self", "under_18"),
            ["politi-112", "amk-113", "alarmtelefonen-116111"],
        ),
        # sad and wants to die: the danger is not others
        (
            (("psykisk_belastning", "selvmordstanker"), "self", "under_18"),
            ["amk-113", "alarmtelefonen-116111", "mental-helse-116123"],
        ),
        (
            (("seksuelle_overgrep",), "self", "over_18"),
            ["politi-112", "vo-linjen", "overgrepsmottak"],
        ),
    ],
)
def test_acute_in_norway_stands_before_all_else(
    match: Match, query: tuple[object, ...], first: list[str]
) -> None:
    for now in (DAY, NIGHT):
        assert match(now, *query, acute=True)[: len(first)] == first


@pytest.mark.parametrize("acute", [False, True])
@pytest.mark.parametrize("situation", ["", *SITUATIONS])
@pytest.mark.parametrize("age", ["under_18", "over_18", "unknown"])
def test_abroad_begins_with_those_who_can_act_there(
    match: Match, situation: str, age: str, acute: bool
) -> None:
    situations = (situation,) if situation else ()
    found = match(NIGHT, situations, "self", age, abroad=True, acute=acute)
    assert found[0] == "ud-operative-senter"
    assert not NUMBERS_OF_NORWAY & set(found)
    if situation != "selvmordstanker":
        assert found[1:4] == [
            "norske-ambassader",
            "integreringsradgivere-utland",
            "rode-kors-telefonen",
        ]


def test_suicide_abroad_has_somebody_to_talk_to_at_once(match: Match) -> None:
    found = match(NIGHT, ("selvmordstanker",), "self", "under_18", abroad=True)
    assert found[:3] == ["ud-operative-senter", "alarmtelefonen-116111", "mental-helse-116123"]


def test_kept_abroad_is_abroad_for_oneself_only(match: Match) -> None:
    held = ("etterlatt_i_utlandet",)
    assert "politi-112" not in match(DAY, held)
    assert match(DAY, held, "friend")[0] == "ud-operative-senter"
    assert "politi-112" in match(DAY, held, "friend")
    assert match(DAY, held, "professional")[:3] == [
        "ud-operative-senter",
        "kompetanseteamet",
        "integreringsradgivere-utland",
    ]


def test_acute_for_someone_held_abroad_begins_abroad(match: Match) -> None:
    found = match(NIGHT, ("etterlatt_i_utlandet",), "friend", acute=True)
    assert found[0] == "ud-operative-senter"
    assert "politi-112" in found


def test_numbers_shown_abroad_work_there(directory: Directory) -> None:
    for situation in SITUATIONS:
        query = Query((situation,), abroad=True)
        for service in directory.match(query, DAY):
            made = directory.card(service, query, DAY)
            assert made.phone is None or made.phone.startswith("+47 ")
            assert made.sms is None
            assert made.phone or made.chat_url or made.web_url


@pytest.mark.parametrize(
    ("situations", "age", "first"),
    [
        # serves both rows, or one row and the other by its own subjects
        (("vold_i_familien", "negativ_sosial_kontroll"), "under_18", "alarmtelefonen-116111"),
        (("negativ_sosial_kontroll", "selvmordstanker"), "under_18", "alarmtelefonen-116111"),
        (("tvangsekteskap_press", "bekymret_for_reise"), "under_18", "rode-kors-telefonen"),
        (("seksuelle_overgrep", "negativ_sosial_kontroll"), "over_18", "vo-linjen"),
        (("vil_flytte_hjemmefra", "aeresrelatert_trussel"), "over_18", "kompetanseteamet"),
    ],
)
def test_service_that_serves_both_situations_comes_first(
    match: Match, situations: tuple[str, ...], age: str, first: str
) -> None:
    assert match(DAY, situations, "self", age)[0] == first


def test_first_situation_weighs_most(match: Match) -> None:
    one = match(DAY, ("lukket_trossamfunn", "bildedeling_utpressing"), "self", "over_18")
    other = match(DAY, ("bildedeling_utpressing", "lukket_trossamfunn"), "self", "over_18")
    assert one.index("hjelpekilden") < one.index("slettmeg")
    assert other.index("slettmeg") < other.index("hjelpekilden")


def test_repeated_situation_changes_nothing(match: Match) -> None:
    once = match(DAY, ("vold_i_familien",))
    assert match(DAY, ("vold_i_familien", "vold_i_familien")) == once


def test_lived_through_leads_to_health_care(match: Match) -> None:
    feared = match(DAY, ("kjonnslemlestelse",), "self", "under_18")
    lived = match(DAY, ("kjonnslemlestelse",), "self", "under_18", lived_through=True)
    assert feared[:2] == ["alarmtelefonen-116111", "rode-kors-telefonen"]
    assert lived[0] == "kjonnslemlestelse-helsehjelp"
    assert "helsestasjon-for-ungdom" in lived[:3]


@pytest.mark.parametrize("now", [DAY, NIGHT])
@pytest.mark.parametrize("perspective", ["self", "friend", "professional"])
@pytest.mark.parametrize("situation", ["", *SITUATIONS])
def test_somebody_answers_among_the_first_three(
    directory: Directory, situation: str, perspective: str, now: datetime
) -> None:
    for age in ("under_18", "over_18", "unknown"):
        query = Query((situation,) if situation else (), perspective, age)  # type: ignore[arg-type]
        first = directory.match(query, now)[:3]
        assert any(directory.answers(service, query, now) for service in first)


def test_closed_first_service_is_followed_by_one_that_answers(match: Match) -> None:
    by_day = match(at("2026-11-24", "14:30"), ("psykisk_belastning",), "self", "under_18")
    by_night = match(NIGHT, ("negativ_sosial_kontroll",), "self", "under_18")
    assert by_day[:3] == ["skolehelsetjenesten", "kors-pa-halsen", "ung-no-oss"]
    assert by_night[:3] == ["mangfoldsradgiver", "alarmtelefonen-116111", "rode-kors-telefonen"]


def test_the_one_that_answers_is_no_emergency_number_without_danger(match: Match) -> None:
    for situation in SITUATIONS:
        assert "politi-112" not in match(NIGHT, (situation,), "self", "over_18")[:3]


@pytest.mark.parametrize("now", [DAY, NIGHT, at("2026-12-25", "04:00")])
@pytest.mark.parametrize("abroad", [False, True])
def test_open_now_keeps_only_open_ones_and_is_never_empty(
    directory: Directory, now: datetime, abroad: bool
) -> None:
    for situation in SITUATIONS:
        query = Query((situation,), abroad=abroad, open_now=True)
        found = directory.match(query, now)
        assert found
        assert all(directory.card(service, query, now).open_now for service in found)
        assert directory.answers(found[0], query, now)


def test_under_18_are_not_sent_to_the_line_for_adults(match: Match) -> None:
    for situation in ("", *SITUATIONS):
        situations = (situation,) if situation else ()
        assert "vo-linjen" not in match(NIGHT, situations, "self", "under_18")
        assert match(NIGHT, situations, "self", "unknown")[0] != "vo-linjen"


def test_services_for_queer_people_are_not_shown_to_those_who_have_not_said_so(
    match: Match,
) -> None:
    others = [s for s in SITUATIONS if s != "skeiv_kontroll"]
    for situation in others:
        assert not {"ungdomstelefonen", "skeiv-verden"} & set(match(DAY, (situation,)))


QUERIES = st.builds(
    Query,
    st.lists(st.sampled_from(SITUATIONS), max_size=4).map(tuple),
    st.sampled_from(("self", "friend", "professional")),
    st.sampled_from(("under_18", "over_18", "unknown")),
    *[st.booleans()] * 4,
)
MOMENTS = st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 31), timezones=st.just(OSLO))
REAL = Directory.load(Settings().data, Wording.load(Settings().data / "responses"))


@given(QUERIES, MOMENTS)
def test_match_holds_for_every_query(query: Query, now: datetime) -> None:
    found = [service.id for service in REAL.match(query, now)]
    assert found
    assert len(found) == len(set(found))
    assert "familievernkontor" not in found
    assert "ditt-eget-valg" not in found
    if query.outside:
        assert not NUMBERS_OF_NORWAY & set(found)
    elif query.acute and "etterlatt_i_utlandet" not in query.situations:
        assert found[0] in ("politi-112", "amk-113")
    for service in REAL.match(query, now)[:3]:
        assert REAL.card(service, query, now).hours_text


def test_search_gives_the_public_directory(directory: Directory) -> None:
    everything = directory.search(None, None, None, False, NIGHT)
    assert {card.id for card in everything} == set(directory.services)
    for_staff = directory.search(None, "professional", None, False, NIGHT)
    assert "kors-pa-halsen" not in {card.id for card in for_staff}
    young = directory.search(None, None, "under_18", False, NIGHT)
    assert "nav" not in {card.id for card in young}


def test_search_with_a_situation_is_the_match(directory: Directory) -> None:
    found = directory.search("skeiv_kontroll", "self", "over_18", False, DAY)
    query = Query(("skeiv_kontroll",), "self", "over_18")
    assert [card.id for card in found] == [s.id for s in directory.match(query, DAY)]


def test_search_keeps_only_open_ones_when_asked(directory: Directory) -> None:
    assert all(card.open_now for card in directory.search(None, None, None, True, NIGHT))


def test_search_refuses_an_unknown_situation(directory: Directory) -> None:
    with pytest.raises(ValueError, match="unknown situation"):
        directory.search("kjonnslemlestelse_gjennomlevd", None, None, False, DAY)


def test_groups_hold_every_service_once(directory: Directory) -> None:
    ids = [card.id for _, cards in directory.groups(DAY) for card in cards]
    assert sorted(ids) == sorted(directory.services)
    assert [title for title, _ in directory.groups(DAY)][0] == "Når det haster"


def test_load_and_match_are_quick(data: Path, wording: Wording) -> None:
    start = time.perf_counter()
    directory = Directory.load(data, wording)
    loaded = time.perf_counter()
    for _ in range(100):
        directory.match(Query(("vold_i_familien", "negativ_sosial_kontroll")), NIGHT)
    assert loaded - start < 2  # about 0.1 s alone on the machine
    assert (time.perf_counter() - loaded) / 100 < 0.01  # about 0.1 ms alone


def test_last_resort_keeps_the_order_when_one_service_cannot_be_read(
    data: Path, tmp_path: Path, wording: Wording
) -> None:
    broken = copy_of(data, tmp_path)
    (broken / "services" / "rode-kors-telefonen.yml").write_text("id: [", encoding="utf-8")
    directory = Directory.last_resort(broken, wording)
    query = Query(("tvangsekteskap_press", "rettigheter"), "self", "under_18")
    found = [service.id for service in directory.match(query, DAY)]
    assert "rode-kors-telefonen" not in found
    assert "alarmtelefonen-116111" in found[:3]
    assert directory.groups(DAY)
