"""Messages that only answer a question are read as answers, and nothing else is."""

from __future__ import annotations

import pytest

from bot.language.reading import Reader
from bot.language.short_answer import ShortAnswer


@pytest.mark.parametrize("text", ["eg er 22", "22", "jeg er 16 snart", "17 år gammel gutt"])
def test_age_alone_is_an_answer(reader: Reader, text: str) -> None:
    reading = reader.read(text)
    assert reading.age is not None
    assert reading.answer == ShortAnswer()


@pytest.mark.parametrize(
    ("text", "abroad"),
    [
        ("i Pakistan", True),
        ("nei, i et annet land", True),
        ("nei vi er i Tyrkia hos bestemor", True),
        ("jeg er i norge", False),
    ],
)
def test_place_alone_is_an_answer(reader: Reader, text: str, abroad: bool) -> None:
    assert reader.read(text).answer == ShortAnswer(abroad=abroad)


@pytest.mark.parametrize(
    "text", ["jeg er trygg nå", "det går bra, han har dratt og jeg er trygg nå", "ja jeg er trygg"]
)
def test_being_safe_is_an_answer(reader: Reader, text: str) -> None:
    assert reader.read(text).answer == ShortAnswer(safe=True)


def test_work_alone_is_an_answer(reader: Reader) -> None:
    reading = reader.read("Jeg er lærer")
    assert reading.perspective == "professional"
    assert reading.answer == ShortAnswer()


@pytest.mark.parametrize(
    "text",
    [
        "",
        "nei jeg er ikke trygg",
        "jeg er trygg når pappa er på jobb",
        "jeg er 15 og pappa slår",
        "slår meg i pakistan",
        "jeg er 16 og skal gifte meg",
        "de tok passet mitt i Irak",
        "jeg trenger hjelp",
        "hva er hovedstaden i Peru?",
    ],
)
def test_more_than_a_fact_is_no_answer(reader: Reader, text: str) -> None:
    assert reader.read(text).answer is None


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("Jeg er 17 og ble omskåret da jeg var liten. Jeg har vondt", True),
        ("Jeg er jordmor. En pasient ble omskåret som barn og har smerter.", True),
        ("jeg er 21 og er omskåret fra jeg var barn", True),
        ("er redd for at søstera mi skal bli omskåret i sommer", False),
        ("jeg er omskåret og nå skal lillesøster omskjæres", False),
        ("kan jeg bli omskåret i Norge?", False),
        ("vi hadde om omskjæring i klassen", False),
    ],
)
def test_what_is_done_is_told_from_what_is_feared(reader: Reader, text: str, cut: bool) -> None:
    assert reader.read(text).cut is cut
