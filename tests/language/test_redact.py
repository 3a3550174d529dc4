"""Redaction: true rows, near misses and regressions, and what holds for any text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.language.identifiers.numbers import is_national_id
from bot.language.redact import redact

TRUE = [
    ("jeg heter Amina", "jeg heter [navn]"),
    ("jeg heter amina hussein og er 15", "jeg heter [navn] og er 15"),
    ("eg heiter Ingrid Solheim frå Voss", "eg heiter [navn] frå Voss"),
    ("my name is sara", "my name is [navn]"),
    ("broren min Yusuf og søstera mi Hodan", "broren min [navn] og søstera mi [navn]"),
    ("venninna mi heter Leyla Ahmed", "venninna mi heter [navn]"),
    ("dette er Kari Berg på kontoret", "dette er [navn] på kontoret"),
    ("Hilsen Sara", "Hilsen [navn]"),
    ("nummeret mitt er 41234567", "nummeret mitt er [telefon]"),
    ("412 34 567", "[telefon]"),
    ("41 23 45 67", "[telefon]"),
    ("+47 412 34 567", "[telefon]"),
    ("0047 41 23 45 67", "[telefon]"),
    ("(+47) 41234567", "[telefon]"),
    ("tlf. 22 33 44 55.", "tlf. [telefon]."),
    ("onkel har +92 300 1234567", "onkel har [telefon]"),
    ("01010750160", "[fødselsnummer]"),
    ("010107 50160", "[fødselsnummer]"),
    ("fødselsnummer 12345678901", "fødselsnummer [fødselsnummer]"),
    ("personnummeret er 50160", "personnummeret er [fødselsnummer]"),
    ("ola.nordmann@gmail.com", "[e-post]"),
    ("ola (at) gmail.com", "[e-post]"),
    ("følg @amina_05 på insta", "følg [brukernavn] på insta"),
    ("snapen min er amina_05", "snapen min er [brukernavn]"),
    ("insta: hei.pa.deg", "insta: [brukernavn]"),
    ("bor i Storgata 5B, 0184 Oslo", "bor i [adresse]"),
    ("Karl Johans gate 22", "[adresse]"),
    ("jeg bor i Trondheimsveien", "jeg bor i [adresse]"),
    ("bilen er EK 12345", "bilen er [bilnummer]"),
    ("skilt dl12345", "skilt [bilnummer]"),
    ("passnummeret mitt er 29876543", "passnummeret mitt er [passnummer]"),
    ("passet CCC002005", "passet [passnummer]"),
    ("går på Hersleb vgs", "går på [skole]"),
    ("jeg går på Foss videregående skole", "jeg går på [skole]"),
    ("Majorstuen ungdomsskole", "[skole]"),
]

NEAR_MISSES = [
    "ring 112 eller 113",
    "116 111, 116 006, 116 117 og 116 123",
    "02800 og 815 55 201",
    "kompetanseteamet har 478 09 050",
    "jeg går i 10B på skolen",
    "født i 2009, det skjedde i 2019 2020",
    "12.11.2007 kl 22.15",
    "den 14. mai 2026",
    "1 200 000 kr og 25 000 kroner",
    "jeg heter ikke noe her",
    "han heter det samme som meg",
    "alle kaller meg stygge ting",
    "jeg er redd. Jeg er 16",
    "går på videregående skole i Oslo",
    "på en skole i Bergen",
    "mamma Har sagt det. Pappa sier ja",
    "mamma og pappa er i Pakistan",
    "snapen min er slettet",
    "han tok passet mitt",
    "gå gjennom § 253 og § 16",
    "klokka 18 30 40",
    "vg2 og 2. trinn, 9. klasse",
    "12345678901",
    "my dad at work. dad says no",
    "jeg har ringt 112 og 14 ganger",
    "det er sagt. 24 timer",
    "jeg må ha 3000 til bilen",
    "rådgiver vgs",
    "Helsesykepleier VGS. Jente 17",
    "etter vgs",
    "Kan skolen si det videre?",
    "kusina mi fra Sri Lanka",
]


@pytest.mark.parametrize(("text", "wanted"), TRUE)
def test_redact_takes_out(text: str, wanted: str) -> None:
    assert redact(text).text == wanted


@pytest.mark.parametrize("text", NEAR_MISSES)
def test_redact_leaves_look_alikes(text: str) -> None:
    assert redact(text).text == text


@pytest.mark.parametrize(
    ("digits", "valid"),
    [
        ("01010750160", True),
        ("41010750105", False),
        ("01010750161", False),
        ("99999999999", False),
        ("0101075016", False),
    ],
)
def test_is_national_id_checks_date_and_both_digits(digits: str, valid: bool) -> None:
    assert is_national_id(digits) is valid


def d_number(day: int) -> str:
    """A D-number with right check digits, made by the same rules that Skatteetaten publishes."""
    first = f"{day + 40:02d}0107501"
    one = 11 - sum(w * int(c) for w, c in zip((3, 7, 6, 1, 8, 9, 4, 5, 2), first)) % 11
    one = 0 if one == 11 else one
    first += str(one)
    two = 11 - sum(w * int(c) for w, c in zip((5, 4, 3, 2, 7, 6, 5, 4, 3, 2), first)) % 11
    return first + str(0 if two == 11 else two)


def test_redact_takes_out_d_numbers() -> None:
    made = [d_number(day) for day in range(1, 28)]
    whole = [number for number in made if len(number) == 11]
    assert whole
    for number in whole:
        assert redact(f"d-nr {number}").text == "d-nr [fødselsnummer]"


@given(st.text(max_size=200))
def test_redact_keeps_everything_between_the_finds(text: str) -> None:
    result = redact(text)
    rebuilt, end = "", 0
    for one in result.found:
        assert 0 <= end <= one.start < one.end <= len(text)
        rebuilt += text[end : one.start] + f"[{one.kind}]"
        end = one.end
    assert rebuilt + text[end:] == result.text


@given(st.integers(min_value=1, max_value=200))
def test_redact_stays_linear_on_long_runs(length: int) -> None:
    for piece in ("9", "a.", "@", "AA 1", "jeg heter "):
        redact(piece * length)
