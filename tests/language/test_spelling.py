"""Slips of the finger are mended only towards words that are looked for."""

from __future__ import annotations

import pytest

from bot.language.spelling import Speller

SPELLER = Speller(["tvinger", "drepe", "låser", "slår", "grensen", "passport"], ["meg", "ikke"])


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("tvingr", "tvinger"),  # a letter missing
        ("tvinnger", "tvinger"),  # a letter doubled
        ("tvinegr", "tvinger"),  # two swapped
        ("tcinger", "tvinger"),  # the key beside
        ("derpe", "drepe"),
        ("passiport", "passiport"),  # a letter from nowhere: not a slip of the finger
        ("bergen", "bergen"),  # another word, though one letter away from «grensen»'s kin
        ("rvinger", "rvinger"),  # the first letter is nearly always right
        ("slr", "slr"),  # too short to be sure
        ("tvinger", "tvinger"),
    ],
)
def test_correct_mends_likely_slips_only(written: str, meant: str) -> None:
    assert SPELLER.correct(written) == meant


@pytest.mark.parametrize(
    ("written", "parts"),
    [("slårmeg", ("slår", "meg")), ("låserikke", ("låser", "ikke")), ("umeg", ()), ("meg", ())],
)
def test_split_parts_words_written_together(written: str, parts: tuple[str, ...]) -> None:
    assert SPELLER.split(written) == parts


def test_may_be_torn_tells_a_slipped_blank() -> None:
    assert SPELLER.may_be_torn("slår", "meg")
    assert not SPELLER.may_be_torn("im", "oss")
