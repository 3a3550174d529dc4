"""Whom a message is about: the writer, somebody the writer knows, somebody met at work."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.language.data_files import read_yaml
from bot.language.matches import Matches
from bot.language.reading import Reader

PROFESSIONAL = [
    "jeg er lærer og lurer på hva jeg skal gjøre",
    "jeg er helsesykepleier på en ungdomsskole",
    "barnevernspedagog her, jente på 15 sier hun er låst inne",
    "trener i håndball, en av spillerne mine får ikke være med lenger",
    "vi har en elev som ikke har kommet tilbake etter ferien",
    "jeg har en elev i klassen min som er redd for å dra hjem",
    "jeg jobber i barnehage og et barn har blåmerker",
    "Kontaktlærer. Elev, 14, sier at hun skal gifte seg til sommeren. Har jeg meldeplikt?",
    "Krisesenter: kvinne, 22, vil anmelde, men er redd for oppholdet. Hvem kan vi drøfte med?",
    "eg er lærar og har ein elev som er redd",
    "i am a teacher and one of my students told me she is going to be married",
]
FRIEND = [
    "venninna mi skal giftes bort i sommer, hva kan jeg gjøre",
    "spør for en venn",
    "skriver på vegne av kusina mi",
    "lillesøstera mi på 12 skal sendes til Somalia",
    "kusina mi er låst inne hos foreldrene sine",
    "en jente i klassen min kommer med blåmerker",
    "bestevennen min sier at han ikke orker å leve mer",
    "kompisen min er redd for faren sin, han er 15",
    "ho kusina mi ska gift sæ, ho e berre 16",
    "venninna mi får ikkje gå ut for mor si",
    "my friend is being forced to marry, how can i help her",
]
SELF = [
    "pappa slår meg",
    "meg og søstera mi får ikke gå ut",
    "læreren min sier at jeg må si fra",
    "broren min følger etter meg på skolen",
    "mamma og pappa vil at jeg skal gifte meg",
    "jeg låner mobilen til en venninne. pappa har tatt min",
    "venninna mi sier jeg bør flytte men jeg tør ikke",
    "jeg vil bli lærer men pappa sier nei",
    "mannen min er lærer og han slår meg",
    "faren min er lege og sier at jeg er gal",
    "mor les meldingane mine og eg får ikkje vere ute",
]
NOT_PROFESSIONAL = [
    "jeg har sagt det til læreren min men hun ringte hjem",
    "helsesykepleieren på skolen vil snakke med foreldrene mine",
    "jeg går på videregående og har fått time hos rådgiveren",
    "jeg er elev på vg1",
]


@pytest.mark.parametrize("text", PROFESSIONAL)
def test_perspective_is_professional(reader: Reader, text: str) -> None:
    assert reader.read(text).perspective == "professional"


@pytest.mark.parametrize("text", FRIEND)
def test_perspective_is_friend(reader: Reader, text: str) -> None:
    assert reader.read(text).perspective == "friend"


@pytest.mark.parametrize("text", SELF)
def test_perspective_is_self_when_the_writer_is_concerned(reader: Reader, text: str) -> None:
    assert reader.read(text).perspective == "self"


@pytest.mark.parametrize("text", NOT_PROFESSIONAL)
def test_perspective_is_not_professional_when_one_is_only_mentioned(
    reader: Reader, text: str
) -> None:
    assert reader.read(text).perspective in ("self", None)


def test_perspective_is_unknown_for_no_words(reader: Reader) -> None:
    assert reader.perspectives.read(Matches((), {}, {})) is None


def test_every_sign_asks_for_concepts_that_exist(reader: Reader, data: Path) -> None:
    rules = reader.perspectives
    asked = {id for sign in rules.signs for group in sign.groups for id in group}
    asked |= {id for sign in rules.signs for id in sign.without}
    asked |= {*rules.opening.concepts, *rules.certain["venn"], *rules.certain["fag"]}
    assert asked <= set(read_yaml(data / "lexicon" / "perspektiv.yml")["begreper"])
