"""The reading as a whole: all parts in one go, in time, and never an error."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.contract import SITUATIONS
from bot.language.danger import DangerRules
from bot.language.data_files import read_yaml
from bot.language.place import Places
from bot.language.reading import Reader, Reading

SITUATION_OF: list[tuple[str, str]] = [
    ("jeg skal ta livet mitt i natt, har tatt piller", "selvmordstanker"),
    ("pappa slår meg nå, jeg har låst meg inne på badet", "vold_i_familien"),
]

OWN_WORDS = (
    "jeg er i på fra til Irak Norge 17 år min søster han , . hos har vært meg sendt om igjen"
).split()


def test_reading_has_all_parts(reader: Reader) -> None:
    reading = reader.read("jeg er 16 og sitter fast i Erbil, onkel slår meg nå")
    assert reading.danger == "acute"
    assert reading.hits
    assert (reading.perspective, reading.abroad, reading.age) == ("self", True, "under_18")
    assert reading.language == "nb"
    assert "vold_i_familien" in reading.situations


@pytest.mark.parametrize(("text", "situation"), SITUATION_OF)
def test_danger_points_to_situations(reader: Reader, text: str, situation: str) -> None:
    assert situation in reader.read(text).situations


def test_no_danger_points_to_nothing(reader: Reader) -> None:
    assert reader.read("hva er åpningstidene deres?").situations == ()


def test_every_kind_of_danger_has_its_situations(reader: Reader, data: Path) -> None:
    kinds = {rule.kind for rule in DangerRules.load(data / "lexicon" / "danger.yml").rules}
    assert kinds == set(reader.situations_of)
    assert {s for named in reader.situations_of.values() for s in named} <= set(SITUATIONS)


@pytest.mark.parametrize("text", ["", " ", "\n\n", "?!", "🙏", "\x00", "a" * 5000, "å " * 2000])
def test_odd_texts_are_read(reader: Reader, text: str) -> None:
    assert isinstance(reader.read(text), Reading)


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(text=st.text(max_size=300))
def test_any_text_is_read(reader: Reader, text: str) -> None:
    reading = reader.read(text)
    tokens = reader.lexicon.tokens(text)
    assert all(0 <= hit.start < hit.end <= len(tokens) for hit in reading.hits)


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    words=st.lists(
        st.sampled_from(OWN_WORDS),
        max_size=20,
    )
)
def test_no_part_breaks_on_its_own_words(reader: Reader, words: list[str]) -> None:
    matches = reader.lexicon.match(" ".join(words))
    perspective = reader.perspectives.read(matches)
    reader.places.read(matches, perspective)
    for about in (None, "friend"):
        reader.ages.read(matches, about)
    reader.dangers.assess(matches)
    reader.languages.identify(" ".join(words), matches.tokens)


def test_a_broken_part_gives_its_default(reader: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError

    monkeypatch.setattr(Places, "read", broken)
    reading = reader.read("jeg er 16 og er i Erbil")
    assert (reading.abroad, reading.age) == (None, "under_18")


def test_a_lexicon_at_hand_is_used(reader: Reader, data: Path) -> None:
    assert Reader.load(data, reader.lexicon).lexicon is reader.lexicon


def test_lists_of_kinds_are_a_mapping(data: Path) -> None:
    assert read_yaml(data / "lexicon" / "fareslag.yml")["situasjoner"]


def test_reading_is_quick(reader: Reader) -> None:
    text = (
        "hei, jeg er 16 og bor i Oslo. " + "mamma og pappa vil at jeg skal gifte meg i sommer " * 5
    )
    spent = []
    for _ in range(40):
        start = time.thread_time()
        reader.read(text)
        spent.append(time.thread_time() - start)
    assert sorted(spent)[len(spent) // 2] < 0.005
