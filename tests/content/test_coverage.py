"""What the coverage report counts, and when it says that something is thin."""

from __future__ import annotations

import pytest

from bot.content import age, coverage
from bot.content.coverage import ALL
from bot.content.examples import Example
from bot.content.slips import Slips
from tests.content.looked_over import material


def example(text: str = "hei", *labels: str, **more: object) -> Example:
    return Example("data/nlu/x.yml", 1, text, labels or ("vold_i_familien",), **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "band"),
    [
        ("jeg er 15 og bor i Bergen", "12-15"),
        ("Eg er 17", "16-17"),
        ("æ e 19 å bor på Senja", "18-25"),
        ("im 16 and scared", "16-17"),
        ("gutt på 14", "12-15"),
        ("Elev (16) forteller", "16-17"),
        ("22-åring i bofellesskap", "18-25"),
        ("fyller 18 i mai", "18-25"),
        ("Han er 8 og jeg er 13", "12-15"),
        ("17, bor hjemme", "16-17"),
        ("Storesøster her (22).", "18-25"),
        ("han har ringt 14 ganger", "ukjent"),
        ("for 15 år siden", "ukjent"),
        ("er 20 minutter unna", "ukjent"),
        ("klokka 22", "ukjent"),
        ("mamma er 45", "ukjent"),
        ("hva kan man når man er 16", "ukjent"),
        ("hei", "ukjent"),
    ],
)
def test_age_told(text: str, band: str) -> None:
    assert age.band(text) == band


@pytest.mark.parametrize(
    ("words", "name"),
    [
        (1, "under_15"),
        (14, "under_15"),
        (15, "15-40"),
        (40, "15-40"),
        (41, "41-60"),
        (61, "over_60"),
    ],
)
def test_length(words: int, name: str) -> None:
    assert coverage.length(words) == name


WORDS = frozenset("jeg får ikke lov til å gå ut pappa slår meg skole veske sekk hjem".split())


@pytest.mark.parametrize(
    ("word", "slip"),
    [
        ("ikek", True),  # swapped
        ("papppa", True),  # one too many
        ("skle", True),  # one missing
        ("pzppa", True),  # another
        ("pappa", False),
        ("skolesekk", False),  # a compound
        ("hijab", False),  # unknown, near nothing
        ("utt", False),  # too short to tell
    ],
)
def test_slip(word: str, slip: bool) -> None:
    assert Slips(WORDS.__contains__, []).is_slip(word) is slip


def test_an_unknown_word_in_many_lines_is_a_word() -> None:
    assert not Slips(WORDS.__contains__, ["papppa"] * 4).is_slip("papppa")


@pytest.mark.parametrize(
    ("text", "slip"),
    [
        ("jeg får ikke lov.pappa slår", True),
        ("jeg får ikek lov", True),
        ("jeg får ikke lov. Papppas venn", False),  # a capital may be a name
        ("på ung.no", False),
        ("jeg får ikke lov", False),
    ],
)
def test_slip_in_a_text(text: str, slip: bool) -> None:
    known = WORDS | {"på", "venn", "ung"}
    assert Slips(known.__contains__, []).any_in(text) is slip


def test_an_example_counts_for_every_situation_it_carries() -> None:
    lines = [
        example("jeg er 15", "vold_i_familien", "rettigheter", danger="acute", gender="gutt"),
        example("æ e 17", "rettigheter", variety="nord", perspective="friend", family="norsk"),
        example("hei", "hils"),
    ]
    counts = coverage.count(lines, lambda _: True)
    assert counts["vold_i_familien"]["linjer"] == 1
    assert counts["rettigheter"]["linjer"] == 2
    assert counts["rettigheter"]["flere"] == 1
    assert counts["rettigheter"]["kjonn.gutt"] == 1
    assert counts["rettigheter"]["familie.ukjent"] == 1
    assert counts["rettigheter"]["alder.16-17"] == 1
    assert counts[ALL]["linjer"] == 2
    assert counts[ALL]["perspektiv.friend"] == 1
    assert counts["hils"]["linjer"] == 1
    assert coverage.share(counts, "rettigheter", "skrivefeil") == 1.0  # of the one in Bokmål


def test_thin_says_where_and_how_much() -> None:
    lines = [example(kjonn) for kjonn in ("a", "b")] + [example("c", gender="gutt")]
    counts = coverage.count(lines, lambda _: False)
    wanted = {"kjonn.gutt": 2, "linjer": 3, "alle:flere": 0.33, "alle:linjer": 3}
    found = {(t.situation, t.column): t for t in coverage.thin(counts, wanted)}
    assert found["vold_i_familien", "kjonn.gutt"].found == 1
    assert ("vold_i_familien", "linjer") not in found
    assert found["rettigheter", "linjer"].found == 0
    assert found[ALL, "flere"].share
    assert (ALL, "linjer") not in found


def test_every_column_has_a_name_and_every_threshold_a_word_for_thin() -> None:
    rules = material().rules
    for block in rules.blocks:
        assert all(column in rules.columns for column in block)
    for wanted in rules.thin.values():
        assert all(f"{name.rpartition(':')[2]}!" in rules.columns for name in wanted)


def test_every_column_that_is_counted_is_shown() -> None:
    shown = {column for block in material().rules.blocks for column in block}
    hidden = {"utland.nei", coverage.READ_FOR_SLIPS}
    for line in material().training[::50]:
        assert set(coverage.columns_of(line, lambda _: True)) - hidden <= shown
