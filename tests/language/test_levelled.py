"""Levelled spelling in its place in the message."""

from __future__ import annotations

import pytest

from bot.language.levelled import levelled
from bot.language.reading import Reader


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("æ får ikkje dra heim, itj no!", "jeg får ikke dra hjem, ikke nå!"),
        ("Eg veit ikkje. Ho sa «nei».", "Jeg vet ikke. Hun sa «nei»."),
        ("", ""),
        ("?!", "?!"),
    ],
)
def test_other_spellings_become_plain_and_all_else_stays(
    reader: Reader, written: str, plain: str
) -> None:
    assert reader.lexicon.levelled(written) == plain


def test_plain_text_is_left_alone(reader: Reader) -> None:
    text = "Pappa sier at jeg må gifte meg (i juli), og HJELP: jeg vil ikke …  Hva nå?"
    assert reader.lexicon.levelled(text) == text


def test_one_written_word_may_stand_for_several() -> None:
    assert levelled("vettikke, du", [(0, 8, "vet"), (0, 8, "ikke"), (10, 12, "du")]) == (
        "vet ikke, du"
    )
