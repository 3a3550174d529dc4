"""Graded danger: the rules, what dampens them, and the points of circumstances."""

from __future__ import annotations

import pytest

from bot.contract import Danger
from bot.language.reading import Reader

ACUTE: Danger = "acute"

EXPLICIT = [
    "pappa slår mamma nå",
    "han har låst meg inne i kjelleren",
    "de har stengt meg inne på rommet",
    "eg er låst inne på rommet og får ikkje gå ut",
    "æ e låst inne i kjellarn, han far har nøkkeln",
    "broren min kommer hjem om ti minutter og da dreper han meg",
    "he is going to kill me tonight",
    "my dad locked me in the basement help",
    "they are taking me to Pakistan tomorrow and i dont want to go",
    "flyet går i morgen tidlig og jeg vil ikke",
    "dei skal sende meg til Irak i morgon, eg har sett billettane",
    "onkel har kniv og står utenfor døra mi",
    "han sparker inn døra",
    "det blør fra hodet og jeg er svimmel",
    "jeg har tatt 30 paracet",
    "står på brua",
    "jeg tar livet mitt i natt",
    "bestevennen min sier han skal ta livet sitt i natt",
    "lillesøster skal omskjæres i morgen",
    "imamen kommer i kveld og jeg har sagt nei",
    "jeg er kastet ut i natt uten sko",
    "hun er bevisstløs og puster rart",
    "hjelp han kommer",
    "er låst inne",
    "jeg ble nettopp voldtatt",
    "de kjører meg til flyplassen nå, de har tatt mobilen min",
    "Lærer her. Elev på 15 sier at faren skal drepe henne i kveld",
    "venninna mi er låst inne hos onkelen sin",
]

VEILED = [
    "flyet går 06.40 og de har tatt passet mitt",
    "de har låst døra og jeg får ikke gå ut før imamen kommer",
    "pappa vet om oss. han er på vei hjem",
    "sitter på badet, han banker på og roper",
    "jeg er i bilen med brødrene mine, de har funnet bildene, vi er ved svinesund",
    "dette er nettbrettet til lillebror, pappa har tatt mobilen min og kommer hjem om ti minutter",
    "hun svarer ikke lenger, det siste hun skrev var farvel",
    "han legger ut videoen klokka ni i kveld og da dreper brødrene mine meg",
    "vi er på ferga til Danmark og de har sagt til skolen at jeg slutter",
    "jeg tok dem for en halvtime siden og nå er jeg kvalm",
    "hørte at noe knuste og hun skrek, nå svarer hun ikke",
    "frieren er her nå, ingen har spurt meg og jeg vil ikke",
    "kan ikke snakke, han sparker i døra",
]

# Everyday messages that share their words with danger: what they are about is what tells.
EVERYDAY = [
    "hjelp jeg har låst meg ute, mamma kommer ikke før åtte",
    "vi skal gjemme oss i gangen og skremme livet av storebror når han kommer hjem i kveld",
    "trenger tre argumenter mot dødsstraff, de andre kommer til å slakte oss i debatten i morgen",
    "hva er symptomer på overdose, vi har om det i helsefag",
    "er det greit å spise laksen som har stått ute i natt",
    "hunden til naboen uler rett utenfor vinduet mitt i natt, hvem ringer jeg",
    "how do i get blood out of a white shirt",
    "tør ikke stupe fra femmeren, beina blir gele når jeg står på kanten",
    "rekker jeg skolebussen i morgen, den går 0650",
    "jeg ble kidnappet på utdrikningslaget mitt på lørdag og det var helt rått",
    "kaka brant og bestemor kommer om en time, hva gjør jeg",
]

NOT_NOW = [
    "pappa slo meg da jeg var liten",
    "han låste meg inne en gang for tre år siden",
    "hvis jeg sier noe dreper han meg",
    "vi reiser til Pakistan om tre uker og jeg er redd",
    "mannen min slår meg når han drikker",
    "har tenkt på å ta livet mitt i mange år",
]

HARMLESS = [
    "så en film der jenta ble låst inne av faren",
    "i boka blir hun drept av broren sin i natt",
    "pappa slår meg ikke",
    "drep meg nå, glemte gymtøyet",
    "flyet går i morgen til Kreta gleder meg",
    "kniven på kjøkkenet er sløv",
    "",
    "hei",
]


@pytest.mark.parametrize("text", EXPLICIT + VEILED)
def test_danger_is_acute_when_it_is_now(reader: Reader, text: str) -> None:
    assert reader.read(text).danger == ACUTE


@pytest.mark.parametrize("text", EVERYDAY)
def test_everyday_messages_give_no_alarm(reader: Reader, text: str) -> None:
    assert reader.read(text).danger != ACUTE


@pytest.mark.parametrize("text", NOT_NOW)
def test_danger_is_not_acute_when_it_was_or_may_come(reader: Reader, text: str) -> None:
    assert reader.read(text).danger != ACUTE


@pytest.mark.parametrize("text", HARMLESS)
def test_danger_is_none_in_harmless_text(reader: Reader, text: str) -> None:
    assert reader.read(text).danger == "none"


def test_danger_stands_in_a_subordinate_clause_of_a_long_message(reader: Reader) -> None:
    text = (
        "Hei, jeg lurer på om man kan bytte skole midt i året når man går i 10. klasse. Jeg har "
        "fine karakterer og rådgiveren sier det går, men foreldrene mine må skrive under. Det er "
        "litt vanskelig akkurat nå fordi de har låst meg inne på rommet siden i går, men jeg har "
        "pc-en. Hvor lang tid tar det, og må man ha en grunn?"
    )
    assert reader.read(text).danger == ACUTE


def test_hits_say_which_rule_told_and_where_but_not_what_was_written(reader: Reader) -> None:
    reading = reader.read("hei. de har låst meg inne")
    hit = next(hit for hit in reading.hits if hit.id == "innelast")
    assert (hit.kind, hit.level) == ("innelast", ACUTE)
    assert 1 <= hit.start < hit.end <= 6
    assert not any("låst meg inne" in str(value) for value in hit.__dict__.values())


def test_points_alone_need_a_sign_of_danger(reader: Reader) -> None:
    assert reader.read("de er her om ti minutter").danger != ACUTE
    assert reader.read("de vet alt og er her om ti minutter").danger == ACUTE
