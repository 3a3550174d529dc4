"""The concept lexicon: what is found, what is denied, and of whom it is said."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.language.data_files import LexiconError
from bot.language.lexicon import Lexicon
from bot.language.pattern import PatternError
from bot.language.reading import Reader

FOUND = [
    ("de skal gifte meg bort", "giftet_bort"),
    ("dei skal gifta meg bort", "giftet_bort"),
    ("dæm ska jift mæ bort", "giftet_bort"),
    ("nikah i sommer", "gifte"),
    ("får ikkje lov å gå ut", "får_ikke_lov"),
    ("de har tatt passet mitt", "tatt_fra_meg"),
    ("pappa sporer meg på life360", "spore"),
    ("han banka meg opp", "slå"),
    ("mamma slår oss med beltet", "slå"),
    ("de snakker om izzat", "ære"),
    ("hooyo sier nei", "mor"),
    ("abti bestemmer", "onkel"),
    ("my uncle", "onkel"),
    ("dugsi hver helg", "moské"),
    ("enveisbillett til Nairobi", "enveis"),
    ("han holder meg rundt halsen", "kvele"),
    ("jeg er skeiv", "skeiv"),
    ("vil ikke leve", "selvmord"),
    ("om to uker", "om_uker"),
    ("i morra tidlig", "i_morgen"),
]

NOT_FOUND = [
    ("vi slo gresset", "slå"),
    ("slå av lyset", "slå"),
    ("hjertet banker", "slå"),
    ("gift i maten", "gifte"),
    ("pass på hunden", "pass"),
    ("flyttet bilen i går", "gifte"),
    ("dør av latter", "dø"),
    ("døra er åpen", "dø"),
    ("låste meg ute", "låse_inne"),
    ("kom hit da", "slå"),
]


def ids(reader: Reader, text: str) -> set[str]:
    return {hit.id for hit in reader.lexicon.concepts(text) if not hit.negated}


@pytest.mark.parametrize(("text", "id"), FOUND)
def test_concepts_are_found_across_spellings_and_languages(
    reader: Reader, text: str, id: str
) -> None:
    assert id in ids(reader, text)


@pytest.mark.parametrize(("text", "id"), NOT_FOUND)
def test_concepts_are_not_found_in_homonyms(reader: Reader, text: str, id: str) -> None:
    assert id not in ids(reader, text)


def test_concepts_give_denied_ones_too_and_say_so(reader: Reader) -> None:
    hits = {h.id: h.negated for h in reader.lexicon.concepts("pappa har aldri slått meg")}
    assert hits["slå"] is True and hits["far"] is False


@pytest.mark.parametrize(
    ("text", "about"),
    [
        ("pappa slår meg", "self"),
        ("venninna til Ida blir slått av faren", "other"),
        ("så en film der faren slo dattera", "fiction"),
        ("vi leser en bok om en jente som blir slått", "fiction"),
        ("så en film i går. pappa slo meg etterpå", "self"),
    ],
)
def test_concepts_tell_of_whom(reader: Reader, text: str, about: str) -> None:
    hits = [h for h in reader.lexicon.concepts(text) if h.id == "slå"]
    assert [hit.about for hit in hits] == [about]


def test_concepts_point_into_the_text(reader: Reader) -> None:
    text = "Hei. Pappaen min SLÅR meg"
    spans = {h.id: text[h.start : h.end] for h in reader.lexicon.concepts(text)}
    assert spans["far"] == "Pappaen" and spans["slå"] == "SLÅR"


def test_concepts_take_tokens_as_well_as_text(reader: Reader) -> None:
    text = "de har låst meg inne"
    assert reader.lexicon.concepts(text) == reader.lexicon.concepts(reader.lexicon.tokens(text))


def write(folder: Path, extra: str) -> Path:
    lists = folder / "data" / "lexicon"
    lists.mkdir(parents=True)
    (lists / "former.yml").write_text("ord: {}\n")
    (lists / "sprak.yml").write_text("engelske_ord: ''\nandre_kjente_ord: ''\n")
    (lists / "begreper.yml").write_text("nektelse: {}\ntallord: to\n" + extra)
    return folder / "data"


@pytest.mark.parametrize(
    ("extra", "error", "says"),
    [
        ("hva:\n  true:\n    former: x\n", LexiconError, "quotation marks"),
        ("hva:\n  slå:\n    ordd: x\n", LexiconError, "ordd"),
        ("hva:\n  slå:\n", LexiconError, "nothing in it"),
        ("hvem:\n  x: {former: a}\nhva:\n  x: {former: b}\n", LexiconError, "stands in"),
        ("hva:\n  x: {uttrykk: ['<y> bort']}\n", PatternError, "does not exist"),
        ("hva:\n  x: {uttrykk: ['slå ...']}\n", PatternError, "gap"),
    ],
)
def test_load_names_what_is_wrong(
    tmp_path: Path, data: Path, extra: str, error: type[Exception], says: str
) -> None:
    with pytest.raises(error, match=says):
        Lexicon.load(write(tmp_path, extra), cache=data.parent / ".cache")
