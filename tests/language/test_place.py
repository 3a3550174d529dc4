"""Whether the writer is abroad now: true rows, near misses, and what must stay unknown."""

from __future__ import annotations

import pytest

from bot.language.reading import Reader

ABROAD = [
    "er i Pakistan nå",
    "sitter på rommet hos bestemor i Erbil",
    "they took me to Somalia",
    "vi er her i Tyrkia og får ikke dra hjem",
    "kommer meg ikke hjem til Norge",
    "jeg er 17, er i Mogadishu",
    "nå er jeg i Karachi hos tante",
    "broren min og jeg er i Kabul",
    "skriver fra Nairobi, har lånt telefon",
    "skriver fra mobilen til kusina mi i Amman",
    "stuck in Iraq, passport gone",
    "im in turkey",
    "i live with my aunt in Lagos and she keeps my passport",
    "jeg er i utlandet",
    "eg sit her i Teheran",
    "æ e i Irak no",
    "vi har vært i Syria siden juni",
    "de har sendt meg til en skole i Kenya",
    "jeg er sendt til onkel i Kosovo",
    "låst inne på et rom i Kabul, hjelp",
    "Ankara. De har passet mitt",
    "norsk, 19, Beirut. de har tatt passet",
    "bor hos svigerfamilien i Lahore",
    "ambassaden i Amman svarer meg ikke",
    "på utveksling i Polen og har det ikke bra",
]
NOT_TOLD = [
    "tante bor i Pakistan",
    "jeg skal til Tyrkia",
    "var i Irak i sommer",
    "venninna mi er i Somalia",
    "jeg er fra Somalia",
    "mamma er i Iran nå",
    "jeg har familie i Tyrkia",
    "jeg er redd for å bli igjen i Pakistan",
    "hvis jeg er i Irak, kan dere hjelpe da?",
    "jeg er født i Somalia",
    "jeg ble gift i Pakistan i sommer",
    "vi drar til Marokko i morgen",
    "de vil sende meg til Pakistan",
    "jeg er på vei til Tyrkia",
    "vi er i Tyrkia hver sommer",
    "jeg er i Tyrkia om to uker",
    "jeg har vært i Syria",
    "nå er hun i Karachi",
    "pappa sendte meg til Somalia da jeg var 12",
    "my cousin is in turkey",
    "foreldrene mine er i Pakistan og jeg er hjemme alene",
    "jeg bor i Bergen, men familien er i Irak",
    "venninna mi sitter fast i Erbil og får ikke dra hjem til Norge",
    "Elev på Vg1 er i Somalia og får ikke reise hjem. Hvem drøfter jeg med?",
    "pappa slår meg",
]
IN_NORWAY = [
    "bor i Oslo og får ikke gå ut",
    "jeg er i Norge nå",
    "jeg er tilbake i Norge",
    "kom meg hjem til Norge i går",
    "eg bur i Førde med far min",
    "i live in Stavanger with my uncle",
    "redd for at de lar meg bli igjen i Somalia når vi reiser dit i sommer",
]


@pytest.mark.parametrize("text", ABROAD)
def test_place_is_abroad(reader: Reader, text: str) -> None:
    assert reader.read(text).abroad is True


@pytest.mark.parametrize("text", NOT_TOLD)
def test_place_is_unknown_when_the_text_does_not_say_that_the_writer_is_there(
    reader: Reader, text: str
) -> None:
    assert reader.read(text).abroad is None


@pytest.mark.parametrize("text", IN_NORWAY)
def test_place_is_norway_when_the_text_says_so(reader: Reader, text: str) -> None:
    assert reader.read(text).abroad is False


def test_no_place_is_both_abroad_and_in_norway(reader: Reader) -> None:
    assert not reader.places.abroad & reader.places.norway
