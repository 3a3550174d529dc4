"""Every sentence the bot says: there when it is needed, and within what may be said.
The reasons for the rules are written for editors in `docs/redaktor.md`."""

from __future__ import annotations

import ast
import itertools
import re
import unicodedata
from collections.abc import Iterator
from typing import Any

import pytest
from ruamel.yaml import YAML

from bot.contract import SITUATIONS
from bot.dialogue.buttons import parse
from bot.settings import ROOT
from bot.wording import Variant, Wording

FOLDER = ROOT / "data" / "responses"
WORDING = Wording.load(FOLDER)
DOMAIN = YAML(typ="safe").load(ROOT / "domain.yml")
SLOTS: dict[str, Any] = {
    name: set(slot["values"]) for name, slot in DOMAIN["slots"].items() if "values" in slot
}
CLOSED = {**SLOTS, "situasjon": set(SITUATIONS), "bekreftet": {"ja"}}
PERSPECTIVES = ("self", "friend", "professional")
ABROAD_DIFFERS = (
    "bekymret_for_reise",
    "etterlatt_i_utlandet",
    "tvangsekteskap_press",
    "tvangsekteskap_inngatt",
    "kjonnslemlestelse",
    "vold_i_familien",
    "aeresrelatert_trussel",
    "selvmordstanker",
    "vil_flytte_hjemmefra",
)
LIMITS = {"utter_tittel_": 40, "utter_svar_": 240, "utter_rad_": 420}

LAW = re.compile(r"§§? \d+(?:-\d+)?(?: [ab]\b)?(?: og \d*(?: ?[ab]\b)?)?")
FORBIDDEN = {
    "a number that could be dialled": re.compile(r"\d(?:[ .\-]?\d){2,}"),
    "an address": re.compile(r"https?:|www\.|\b[\wæøå-]+\.(?:no|com|org|net)\b", re.I),
    "markup": re.compile(r"[<>*#`\[\]|]|^\s*[-•] ", re.M),
    "an empty line": re.compile(r"\n\s*\n|\A\n|\n\Z"),
    "an exclamation mark": re.compile("!"),
    "family counselling or mediation": re.compile(r"familievern|mekl", re.I),
    "a claim to feel": re.compile(
        r"forstår (?:så godt )?(?:hvordan|hva) du|vet hvordan du (?:har|føler)|jeg føler", re.I
    ),
    "a promise nobody can keep": re.compile(r"alt (?:blir|ordner|vil)|lover deg|helt trygt", re.I),
    "blame": re.compile(r"du burde|du skulle ha|hvorfor (?:har|gjorde) du", re.I),
}
TO_FAMILY = re.compile(
    r"(?P<before>.{0,25})\b(?:snakk|prat|fortell|spør|si)\w*(?: \w+){0,3} (?:med |til )?"
    r"(?:familien|foreldrene|mamma|pappa|mor|far)\b(?P<after>.{0,25})",
    re.I,
)


def variants(prefix: str = "utter_") -> Iterator[tuple[str, Variant]]:
    """Every variant of every response whose name begins so."""
    for name in WORDING:
        if name.startswith(prefix):
            yield from ((name, variant) for variant in WORDING._responses[name])


def sentences() -> Iterator[tuple[str, str]]:
    """Every text and every button, with the response it stands in."""
    for name, variant in variants():
        yield name, variant.text
        yield from ((name, choice.title) for choice in variant.choices)


def names_in_code() -> Iterator[str]:
    """Response names in code, pages, rules and stories, as patterns: what is filled in is `.+`."""
    for part in ("actions", "bot"):
        for file in sorted((ROOT / part).rglob("*.py")):
            for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
                yield from _names_in(node)
    pages = (ROOT / "bot" / "pages").rglob("*.html")
    for file in (*pages, *(ROOT / "data/rules").glob("*"), *(ROOT / "data/stories").glob("*")):
        for name in re.findall(r"\butter_\w+", file.read_text(encoding="utf-8")):
            yield f"{name}.+" if name.endswith("_") else name


def _names_in(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.JoinedStr):
        pieces = [p.value if isinstance(p, ast.Constant) else ".+" for p in node.values]
        yield from [p for p in ["".join(map(str, pieces))] if p.startswith("utter_")]
    elif isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield from [p for p in [node.value] if re.fullmatch(r"utter_[a-z0-9_]*[a-z0-9]", p)]


PATTERNS = sorted(set(names_in_code()))


# Everything that is needed is there, and nothing else


@pytest.mark.parametrize("pattern", PATTERNS)
def test_every_response_used_is_written(pattern: str) -> None:
    assert any(re.fullmatch(pattern, name) for name in WORDING), pattern


def test_every_response_written_is_used() -> None:
    unused = [name for name in WORDING if not any(re.fullmatch(p, name) for p in PATTERNS)]
    assert unused == []


@pytest.mark.parametrize("situation", SITUATIONS)
@pytest.mark.parametrize("prefix", LIMITS)
def test_every_situation_speaks_to_all_three(prefix: str, situation: str) -> None:
    texts = {
        WORDING.text(f"{prefix}{situation}", {"perspektiv": perspective})
        for perspective in PERSPECTIVES
    }
    assert len(texts) == len(PERSPECTIVES)


def test_no_response_is_for_an_unknown_situation() -> None:
    for prefix in LIMITS:
        assert {n[len(prefix) :] for n, _ in variants(prefix)} == set(SITUATIONS)


def test_every_question_that_may_be_asked_is_written() -> None:
    order = YAML(typ="safe").load(ROOT / "data" / "sporsmal.yml")
    asked = {slot for slots in order["situasjoner"].values() for slot in slots}
    for slot in asked | set(order["venn"]) | set(order["fagperson"]):
        assert f"utter_sporsmal_{slot}" in WORDING


@pytest.mark.parametrize("name", list(WORDING))
def test_every_response_has_one_text_without_condition(name: str) -> None:
    assert len([v for v in WORDING._responses[name] if not v.needs]) == 1
    needs = [tuple(sorted(v.needs.items())) for v in WORDING._responses[name]]
    assert len(needs) == len(set(needs)), "two variants ask for the same"


def test_conditions_name_slots_and_values_of_the_domain() -> None:
    for name, variant in variants():
        for slot, value in variant.needs.items():
            assert value in SLOTS.get(slot, ()), (name, slot, value)


def test_where_two_variants_fit_the_one_about_another_country_wins() -> None:
    for name in WORDING:
        for perspective, age in itertools.product(PERSPECTIVES, ("under_18", "over_18")):
            slots = {"perspektiv": perspective, "alder": age, "i_utlandet": "ja"}
            fitting = [v for v in WORDING._responses[name] if v.fits(slots)]
            if any("i_utlandet" in v.needs for v in fitting):
                assert "i_utlandet" in WORDING.variant(name, slots).needs, name


# What may be said


@pytest.mark.parametrize("kind", FORBIDDEN)
def test_no_sentence_holds(kind: str) -> None:
    wrong = [(n, t) for n, t in sentences() if FORBIDDEN[kind].search(LAW.sub("", t))]
    assert wrong == []


def test_no_sentence_holds_pictures_for_letters() -> None:
    wrong = [(n, t) for n, t in sentences() if {unicodedata.category(c) for c in t} & {"So", "Co"}]
    assert wrong == []


def test_nobody_is_told_to_take_it_up_with_the_family() -> None:
    wrong = [(n, m.group()) for n, t in sentences() for m in TO_FAMILY.finditer(t) if advised(m)]
    assert wrong == []


def advised(found: re.Match[str]) -> bool:
    """Whether the family is spoken of as those to tell, not as those to keep out of it."""
    around = found.group().lower()
    return not re.search(r"\bikke\b|utenfor familien|hvis du er det|alene", around)


@pytest.mark.parametrize(
    ("kind", "sentence"),
    [
        ("a number that could be dialled", "Ring 112 nå."),
        ("a number that could be dialled", "Ring 116 111."),
        ("a number that could be dialled", "Se § 196, eller ring 815 55 201."),
        ("an address", "Les mer på ung.no."),
        ("markup", "Ring <b>nå</b>."),
        ("markup", "- Ring nå"),
        ("an empty line", "Ring nå.\n\nVent der du er."),
        ("an exclamation mark", "Så fint at du skriver!"),
        ("family counselling or mediation", "Prøv et familievernkontor."),
        ("a claim to feel", "Jeg forstår hvordan du har det."),
        ("a promise nobody can keep", "Alt ordner seg."),
        ("blame", "Du burde sagt fra før."),
    ],
)
def test_the_checks_see_what_they_are_for(kind: str, sentence: str) -> None:
    assert FORBIDDEN[kind].search(LAW.sub("", sentence))


@pytest.mark.parametrize(
    ("sentence", "wrong"),
    [
        ("Snakk med foreldrene dine om det.", True),
        ("Fortell det til mamma.", True),
        ("Det kan hjelpe å snakke rolig med familien.", True),
        ("Ikke snakk med familien om det.", False),
        ("Snakk med en voksen utenfor familien.", False),
    ],
)
def test_the_family_check_sees_what_it_is_for(sentence: str, wrong: bool) -> None:
    assert any(advised(m) for m in TO_FAMILY.finditer(sentence)) is wrong


@pytest.mark.parametrize("prefix", LIMITS)
def test_texts_are_short_enough_for_two_minutes(prefix: str) -> None:
    long = [(n, len(v.text)) for n, v in variants(prefix) if not 0 < len(v.text) <= LIMITS[prefix]]
    assert long == []


def test_advice_is_at_most_three_lines_and_an_answer_is_one() -> None:
    for name, variant in variants("utter_rad_"):
        assert variant.text.count("\n") < 3, name
    for name, variant in variants("utter_svar_"):
        assert "\n" not in variant.text, name


def test_a_text_is_only_empty_where_there_are_buttons() -> None:
    assert [name for name, v in variants() if not v.text.strip() and not v.choices] == []


# The rules of the field


@pytest.mark.parametrize("situation", ABROAD_DIFFERS)
@pytest.mark.parametrize("perspective", ("self", "friend"))
def test_advice_differs_in_another_country(perspective: str, situation: str) -> None:
    name, here = f"utter_rad_{situation}", {"perspektiv": perspective}
    there = WORDING.text(name, {**here, "i_utlandet": "ja"})
    if (situation, perspective) != ("etterlatt_i_utlandet", "friend"):
        assert there != WORDING.text(name, here)
    assert "operative senter" in there or "i det landet" in there or "i landet du er i" in there


def test_nobody_in_another_country_is_sent_to_the_norwegian_emergency_number() -> None:
    for name in WORDING:
        for perspective in PERSPECTIVES:
            slots = {"perspektiv": perspective, "i_utlandet": "ja", "alder": "unknown"}
            text = WORDING.text(name, slots)
            if name.startswith(("utter_svar_", "utter_rad_")):
                assert "politiets nødnummer" not in text, (name, perspective)
                assert "medisinske nødtelefon" not in text, (name, perspective)


@pytest.mark.parametrize("perspective", ("self", "friend"))
@pytest.mark.parametrize("situation", ("bekymret_for_reise", "tvangsekteskap_press"))
def test_fear_of_a_trip_is_answered_with_not_travelling(situation: str, perspective: str) -> None:
    assert "ikke reise" in WORDING.text(f"utter_rad_{situation}", {"perspektiv": perspective})


def test_the_rule_for_those_over_twelve_is_never_overstated() -> None:
    told = [v.text for _, v in variants() if "fylt 12" in v.text]
    assert told
    for text in told:
        assert "med foreldreansvar" in text and "verner ikke den regelen" in text


@pytest.mark.parametrize("situation", SITUATIONS)
def test_professionals_get_a_law_and_someone_to_ask(situation: str) -> None:
    text = WORDING.text(f"utter_rad_{situation}", {"perspektiv": "professional"})
    assert "§" in text
    assert re.search(r"Kompetanseteamet|arnevernstjenesten|arnehus|legevakt|kolehelse", text), text
    assert re.search(r"[Dd]røft|gir råd|følge opp", text), text


def test_the_opening_says_what_must_be_known_first() -> None:
    opening = WORDING.variant("utter_apning")
    assert opening.text.count("\n") < 4
    for told in ("et program, ikke et menneske", "ikke tatt vare på", "halv time"):
        assert told in opening.text
    for told in ("«Forlat siden»", "nødnummeret som står øverst", "ikke skrive navn"):
        assert told in opening.text
    assert len(opening.choices) == 5


def test_an_opening_a_greeting_and_a_new_start_offer_the_same_five() -> None:
    five = WORDING.variant("utter_apning").choices
    for name in ("utter_hils", "utter_noe_annet", "utter_utenfor_tema"):
        assert WORDING.variant(name).choices == five, name


def test_every_question_can_be_passed_by() -> None:
    for name, variant in variants("utter_sporsmal_"):
        assert "/vis_flere" in [choice.payload for choice in variant.choices], name


def test_nobody_is_asked_who_or_where_they_are() -> None:
    asks = re.compile(r"hva heter du|hvor bor du|hvilken skole|nummeret ditt\?", re.I)
    assert [t for _, t in sentences() if asks.search(t)] == []


# Buttons

BUTTONS = sorted({(n, c.title, c.payload) for n, v in variants() for c in v.choices})


@pytest.mark.parametrize(("name", "title", "payload"), BUTTONS)
def test_every_button_leads_somewhere(name: str, title: str, payload: str) -> None:
    read = parse(payload)
    assert read["intent"]["name"] in DOMAIN["intents"]
    for entity in read["entities"]:
        assert entity["value"] in CLOSED[entity["entity"]]
    assert 0 < len(title) <= LIMITS["utter_tittel_"]


def test_every_file_says_which_format_it_has() -> None:
    for file in sorted(FOLDER.glob("*.yml")):
        assert YAML(typ="safe").load(file)["version"] == "3.1", file.name
