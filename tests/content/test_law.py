"""The facts of law: sourced, and silent where they are not confirmed."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bot.contract import SITUATIONS
from bot.directory.law import LawFact, load_law
from bot.directory.reading import DataError
from bot.settings import Settings
from tests.directory.build import copy_of

FACTS = load_law(Settings().data)
UNCONFIRMED = {
    "frist_ugyldig_ekteskap",
    "ekteskap_i_utlandet",
    "ny_barnelov",
    "utreiseforbud_for_barn",
}


@pytest.mark.parametrize("fact", FACTS, ids=lambda fact: fact.id)
def test_fact_is_sourced_and_plain(fact: LawFact) -> None:
    assert fact.sources
    assert fact.text.endswith(".")
    assert "§" not in fact.text
    assert not re.search(r"\d{3,}", fact.text)
    if fact.confidence in ("low", "low-medium"):
        assert not fact.say


def test_unconfirmed_facts_are_not_said() -> None:
    assert {fact.id for fact in FACTS if not fact.say} == UNCONFIRMED
    for fact in FACTS:
        if not fact.say:
            assert not any(fact.fits(situation, "self") for situation in SITUATIONS)


def test_rule_for_children_over_12_is_not_overstated() -> None:
    fact = next(fact for fact in FACTS if fact.id == "barn_over_12_og_utlandet")
    assert "uten en forelder" in fact.text
    assert "beskytter ikke regelen deg" in fact.text


def test_professionals_get_the_duties_with_the_law_named() -> None:
    duties = [f for f in FACTS if f.fits("kjonnslemlestelse", "professional") and "plikt" in f.id]
    assert {"meldeplikt_barnevernet", "avvergingsplikt"} <= {fact.id for fact in duties}
    assert all(fact.statute for fact in duties)


def test_load_law_refuses_an_id_used_twice(data: Path, tmp_path: Path) -> None:
    broken = copy_of(data, tmp_path)
    text = (broken / "law.yml").read_text(encoding="utf-8")
    text = text.replace("id: ny_barnelov", "id: ekteskapsalder")
    (broken / "law.yml").write_text(text, encoding="utf-8")
    with pytest.raises(DataError, match='the id "ekteskapsalder" is used twice'):
        load_law(broken)
