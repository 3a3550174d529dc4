"""What the model may add to the rules: more danger, never less; and nothing to everyday talk."""

from __future__ import annotations

import pytest

from bot.nlu.aspects import Aspects
from bot.nlu.decision import Decision

ASPECTS = Aspects(
    {"none": 0.2, "worry": 0.1, "professional": 0.4}, rules_vote=0.2, unrelated=0.5, abroad=0.7
)
TOLD = Decision("situasjon", 0.9, (("vold_i_familien", 0.9),), ())
KEPT = Decision("situasjon", 0.9, (("etterlatt_i_utlandet", 0.9),), ())
NOTHING = Decision("utenfor_tema", 0.9, (), ())


@pytest.mark.parametrize(
    ("likely", "told", "raised"),
    [
        (0.25, {}, True),
        (0.15, {}, False),
        (0.15, {"fare": "worry"}, True),
        (0.99, {"fare": "acute"}, False),  # it is so already
        (0.25, {"perspektiv": "professional"}, False),
    ],
)
def test_danger_is_raised_from_so_likely_on(
    likely: float, told: dict[str, str], raised: bool
) -> None:
    likelihoods = {"fare=acute": likely, "perspektiv=professional": 0.45}
    likelihoods["perspektiv=professional"] *= bool(told.get("perspektiv"))
    found = ASPECTS.read(TOLD, likelihoods, told, everyday=False)
    assert ("fare" in found) is raised


def test_neither_everyday_words_nor_small_talk_alarm() -> None:
    certain = {"fare=acute": 1.0}
    assert "fare" not in ASPECTS.read(TOLD, certain, {}, everyday=True)
    assert "fare" not in ASPECTS.read(NOTHING, certain, {}, everyday=False)
    unrelated = {"fare=acute": 1.0, "utenfor_tema": 0.6}
    assert "fare" not in ASPECTS.read(TOLD, unrelated, {}, everyday=False)


def test_abroad_is_added_only_for_those_who_are_kept_there() -> None:
    there = {"i_utlandet=ja": 0.8}
    assert ASPECTS.read(KEPT, there, {}, everyday=False)["i_utlandet"] == ("ja", 0.8)
    assert "i_utlandet" not in ASPECTS.read(TOLD, there, {}, everyday=False)
    assert "i_utlandet" not in ASPECTS.read(KEPT, there, {"i_utlandet": "nei"}, everyday=False)


def test_rules_and_model_decide_together_whom_it_is_about() -> None:
    unsure = {"perspektiv=friend": 0.45}
    assert "perspektiv" not in ASPECTS.read(TOLD, unsure, {}, everyday=False)
    told = {"perspektiv": "friend"}
    assert ASPECTS.read(TOLD, unsure, told, everyday=False)["perspektiv"][0] == "friend"
