"""The real validation set: in shape, large enough, and not learnt by heart."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.contract import SITUATIONS
from bot.evaluation.rows import load, twins
from tests.content.looked_over import material, told

FOLDER = "data/validation"


@pytest.mark.parametrize(
    "kinds",
    [
        ("ingen_json", "ingen_linje", "feil_merkelapper"),
        ("ukjent_felt", "ukjent_verdi"),
        ("tom", "for_lang"),
        ("dobbelt", "motstrid", "nesten_lik"),
        ("i_treningen",),
        ("nesten_i_treningen",),
        ("personlig",),
        ("nummer", "lenke"),
        ("for_liten_validering",),
        ("for_kort_validering",),
    ],
    ids=lambda kinds: kinds[0],
)
def test_no_validation_line_is(kinds: tuple[str, ...]) -> None:
    assert told(kinds, FOLDER) == []


def test_every_situation_is_there() -> None:
    found = {label for example in material().validation for label in example.situations}
    assert found == set(SITUATIONS)


def test_evaluation_reads_every_line_the_same() -> None:
    rows = load(material().data / "validation")
    assert [row.text for row in rows] == [example.text for example in material().validation]
    for row, example in zip(rows, material().validation):
        assert row.situations == example.situations
        assert row.acute == example.danger and row.variety == example.variety


def test_every_dialect_line_has_a_twin_in_bokmaal() -> None:
    folder = material().data / "validation"
    rows = load(folder)
    pairs = twins(folder / "tvillinger" / "dialekt.jsonl", rows)
    in_dialect = [row for row in rows if row.variety in ("nord", "trond", "vest")]
    assert {row.text for row, _ in pairs} == {row.text for row in in_dialect}
    assert all(row.text != twin.text and row.situations == twin.situations for row, twin in pairs)
    assert all(0.7 < twin.words / row.words < 1.4 for row, twin in pairs)


@pytest.mark.parametrize("line", ['{"begins": "hei", "bokmaal": "hei"}', '{"a": 1}', "[]", "{"])
def test_a_twin_of_nothing_is_told_by_its_line(tmp_path: Path, line: str) -> None:
    file = tmp_path / "dialekt.jsonl"
    file.write_text(line + "\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"dialekt.jsonl, line 1"):
        twins(file, [])
