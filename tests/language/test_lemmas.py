"""The lemma table: right, small, quick to load, and unharmed by a damaged cache."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.language import lemmas
from bot.language.lemmas import LemmaTable

SMALL = {
    "verb": {"slår": ["slå"], "slo": ["slå"], "gift": ["gifte"]},
    "noun": {"døra": ["dør"], "gift": ["gift"]},
    "adj": {"gift": ["gift"]},
}


@pytest.fixture
def small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(lemmas, "_read_package", lambda: SMALL)
    return tmp_path / "cache" / "lemma.bin"


@pytest.mark.parametrize(
    ("form", "expected"),
    [("slår", ("slå",)), ("slo", ("slå",)), ("gift", ("gifte", "gift")), ("ukjent", ())],
)
def test_lemmas_gives_verbs_first(small: Path, form: str, expected: tuple[str, ...]) -> None:
    for _ in range(2):  # built, then from the cache
        assert LemmaTable.load(small).lemmas(form) == expected


def test_lemma_gives_the_word_itself_when_unknown(small: Path) -> None:
    assert LemmaTable.load(small).lemma("wallah") == "wallah"


def test_forms_gives_only_what_is_wanted(small: Path) -> None:
    assert LemmaTable.load(small).forms({("verb", "slå")}) == {("verb", "slå"): ("slår", "slo")}


@pytest.mark.parametrize("damage", [b"", b"VVLEMMA1", b"VVLEMMA1" + b"\0" * 40, b"other"])
def test_load_builds_anew_when_the_cache_is_damaged(small: Path, damage: bytes) -> None:
    small.parent.mkdir()
    small.write_bytes(damage)
    assert "slår" in LemmaTable.load(small)


def test_load_works_where_nothing_can_be_written(small: Path) -> None:
    small.parent.write_text("a file where the folder should be")
    assert "slår" in LemmaTable.load(small)


def test_real_table_knows_half_a_million_forms(data: Path) -> None:
    table = LemmaTable.load(data.parent / ".cache" / "lemma.bin")
    assert len(table) > 500_000
    assert table.lemma("brødrene") == "bror"
    assert "slår" in table and "slåår" not in table
