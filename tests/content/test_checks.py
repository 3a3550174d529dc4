"""Every check: what it must see, and what looks like it but is fine."""

from __future__ import annotations

import ast
import json
import re
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from bot.content import checks, similar
from bot.content.checks import CHECKS, Check, Material
from bot.content.problem import Problem
from bot.content.rules import Rules, RulesError
from bot.settings import ROOT
from tests.content.looked_over import lend_lemmas

NLU, VALID = "nlu/situasjoner/x.yml", "validation/x.jsonl"
HEAD = 'version: "3.1"\nnlu:\n- intent: situasjon\n  metadata: {situasjon: vold_i_familien}\n'
FRIENDS = "Jeg lurer på en ting om en venn av meg"


@pytest.fixture
def folder(data: Path, tmp_path: Path) -> Path:
    """A folder of data with the rules and the professional words, and nothing else."""
    lend_lemmas(tmp_path)
    (tmp_path / "data").mkdir()
    for name in ("kontroll.yml", "fagord.yml"):
        shutil.copy(data / name, tmp_path / "data" / name)
    return tmp_path / "data"


def write(folder: Path, name: str, content: str) -> None:
    """A file below the folder of data."""
    (folder / name).parent.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(content, encoding="utf-8")


def nlu(*items: str | tuple[str, str], head: str = HEAD) -> str:
    """A training file; an item is a text, or a text and its metadata."""
    rows = [item if isinstance(item, tuple) else (item, "{}") for item in items]
    lines = (f"  - text: {json.dumps(t, ensure_ascii=False)}\n    metadata: {m}\n" for t, m in rows)
    return f"{head}  examples:\n{''.join(lines)}"


def line(text: str, **more: Any) -> str:
    """A line of the validation set."""
    row = {"text": text, "situations": ["vold_i_familien"], **more}
    return json.dumps(row, ensure_ascii=False) + "\n"


def seen(check: Check, folder: Path) -> list[Problem]:
    return list(check(Material.load(folder)))


def kinds(check: Check, folder: Path) -> list[str]:
    return [problem.kind for problem in seen(check, folder)]


def test_valid_yaml_names_file_and_line(folder: Path) -> None:
    write(folder, NLU, HEAD + '  examples:\n  - text: "Pappa slår\n  - text: "meg"\n')
    (problem,) = seen(checks.valid_yaml, folder)
    assert problem.file == "data/nlu/situasjoner/x.yml"
    assert problem.line >= 6
    said = Rules.load(folder).tell(problem)
    assert said.startswith("data/nlu/situasjoner/x.yml, linje ") and "gyldig YAML" in said


def test_valid_yaml_sees_a_field_written_twice(folder: Path) -> None:
    write(folder, "sporsmal.yml", "venn: [alder]\nvenn: [trygg]\n")
    assert kinds(checks.valid_yaml, folder) == ["ugyldig_yaml"]


def test_valid_yaml_lets_strange_but_valid_texts_be(folder: Path) -> None:
    write(folder, NLU, nlu("han sa: «kom» - og #så gikk han 😀"))
    assert kinds(checks.valid_yaml, folder) == []


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        ("nlu: {}\n", "ingen_nlu"),
        (nlu("a", head=HEAD.replace("situasjon\n", "sitasjon\n")), "ukjent_intensjon"),
        (nlu("a", head=HEAD.replace("vold_i_", "vold_")), "ukjent_verdi"),
        (nlu("a", head=HEAD.replace("situasjon: vold_i_familien", "")), "ingen_situasjon"),
        (HEAD + "  examples: |\n    - a\n", "ingen_liste"),
        (HEAD + "  examples:\n  - a\n", "ingen_tekst"),
        (HEAD + "  examples:\n  - {text: a, metadata: worry}\n", "ingen_metadata"),
        (HEAD + "  examples:\n  - {text: a, tekst: b}\n", "ukjent_felt"),
        (nlu(("a", "{faare: worry}")), "ukjent_felt"),
        (nlu(("a", "{fare: akutt}")), "ukjent_verdi"),
        (nlu(("a", "{perspektiv: venn}")), "ukjent_verdi"),
        (nlu(("a", "{variant: nordnorsk}")), "ukjent_verdi"),
        (nlu(("a", "{kjonn: j}")), "ukjent_verdi"),
        (nlu(("a", "{familie: kristen}")), "ukjent_verdi"),
        (nlu(("a", "{i_utlandet: true}")), "ukjent_verdi"),
        (nlu(("a", "{ogsa: [skole]}")), "ukjent_verdi"),
        (nlu(("a", "{ogsa: rettigheter}")), "ukjent_verdi"),
        (nlu(("a", "{ogsa: [vold_i_familien]}")), "samme_to_ganger"),
        (nlu(("a", "{ogsa: [rettigheter]}"), head=HEAD.replace("situasjon\n", "hils\n")), None),
    ],
)
def test_known_words_sees_training(folder: Path, content: str, kind: str | None) -> None:
    write(folder, NLU, content)
    found = kinds(checks.known_words, folder)
    assert kind in found if kind else found


def test_known_words_lets_every_field_be(folder: Path) -> None:
    full = (
        "{ogsa: [rettigheter], perspektiv: friend, fare: acute, i_utlandet: ja, variant: nn, "
        "kjonn: gutt, familie: norsk}"
    )
    write(folder, NLU, nlu("a", ("b", full)))
    write(folder, VALID, line("c", case="vag", abroad=True, acute="acute", acute_kind="veiled"))
    material = Material.load(folder)
    assert material.unreadable == ()
    example = material.training[1]
    assert example.labels == ("vold_i_familien", "rettigheter")
    assert (example.perspective, example.danger, example.abroad) == ("friend", "acute", True)
    assert (example.variety, example.gender, example.family) == ("nn", "gutt", "norsk")
    assert example.line == 8


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        ("{text: a}\n", "ingen_json"),
        ("\n", "ingen_json"),
        ('{"text": "a"}\n', "ingen_linje"),
        (line("a", acute="akutt"), "ukjent_verdi"),
        (line("a", abroad="ja"), "ukjent_verdi"),
        (line("a", perspektiv="self"), "ukjent_felt"),
        (line("a", situations=["vold"]), "feil_merkelapper"),
        (line("a", situations=[]), "feil_merkelapper"),
        (line("a", situations=["hils", "takk"]), "feil_merkelapper"),
        (line("a", situations=["rettigheter", "rettigheter"]), "feil_merkelapper"),
    ],
)
def test_known_words_sees_validation(folder: Path, content: str, kind: str) -> None:
    write(folder, VALID, content)
    assert kinds(checks.known_words, folder) == [kind]


@pytest.mark.parametrize(
    ("text", "expected"), [("a" * 1001, ["for_lang"]), ("a" * 1000, []), (" ", ["tom"])]
)
def test_length(folder: Path, text: str, expected: list[str]) -> None:
    write(folder, NLU, nlu(text))
    assert kinds(checks.length, folder) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("han [slår](vold) meg", ["rasa_tegn"]),
        ('han [slår]{"entity": "vold"} meg', ["rasa_tegn"]),
        ("han [ler] (høyt) av meg", []),
        ("(han) [ler]", []),
    ],
)
def test_markup(folder: Path, text: str, expected: list[str]) -> None:
    write(folder, NLU, nlu(text))
    assert kinds(checks.markup, folder) == expected


def test_duplicates(folder: Path) -> None:
    write(folder, NLU, nlu("Pappa slår meg", "pappa  slår MEG", "pappa slår meg!"))
    assert kinds(checks.duplicates, folder) == ["dobbelt"]


def test_duplicates_sees_other_labels_in_another_file(folder: Path) -> None:
    write(folder, NLU, nlu("hun hater meg", ("han hater meg", "{ogsa: [rettigheter]}")))
    other = HEAD.replace("vold_i_familien", "psykisk_belastning")
    write(folder, "nlu/situasjoner/y.yml", nlu("Hun hater meg", head=other))
    (problem,) = seen(checks.duplicates, folder)
    assert problem.kind == "motstrid"
    assert problem.values["forst"] == "data/nlu/situasjoner/x.yml:6"


def test_duplicates_sees_validation_in_training(folder: Path) -> None:
    write(folder, NLU, nlu("hun hater meg"))
    write(folder, VALID, line("Hun hater meg") + line("han hater meg"))
    assert kinds(checks.duplicates, folder) == ["i_treningen"]


A = "Pappa slår meg når jeg kommer for sent hjem fra skolen på fredager"
NEAR = "Pappa slår meg når jeg kommer for sent hjem fra skolen på torsdager"
HALF = "Pappa slår meg når jeg kommer for sent hjem fra trening med laget"
FAR = "Mamma kjefter alltid når søsteren min kommer hjem fra trening"


@pytest.mark.parametrize(("other", "expected"), [(NEAR, ["nesten_lik"]), (HALF, []), (FAR, [])])
def test_near_copies_within_training(folder: Path, other: str, expected: list[str]) -> None:
    write(folder, NLU, nlu(A, other))
    assert kinds(checks.near_copies, folder) == expected


@pytest.mark.parametrize(
    ("other", "expected"),
    [(NEAR, ["nesten_i_treningen"]), (HALF, ["nesten_i_treningen"]), (FAR, [])],
)
def test_near_copies_across(folder: Path, other: str, expected: list[str]) -> None:
    write(folder, NLU, nlu(A))
    write(folder, VALID, line(other))
    assert kinds(checks.near_copies, folder) == expected


def test_pairs_are_those_of_a_plain_count() -> None:
    texts = [A, NEAR, HALF, FAR, "nei", "nei", "ja", "", "😀"]

    def grams(text: str) -> set[str]:
        padded = f" {similar.fold(text)} ".ljust(5)
        return {padded[at : at + 5] for at in range(len(padded) - 4)}

    def plain(a: str, b: str) -> float:
        return len(grams(a) & grams(b)) / len(grams(a) | grams(b))

    wanted = {
        (i, j): pytest.approx(plain(texts[i], texts[j]))
        for j in range(len(texts))
        for i in range(j)
        if plain(texts[i], texts[j]) > 0.3
    }
    assert {(p.first, p.second): p.likeness for p in similar.pairs(texts, 0.3)} == wanted
    assert list(similar.pairs(["nei"], 0.3)) == []


@pytest.mark.parametrize(
    ("metadata", "of", "expected"),
    [
        ("{}", 10, 1),
        ("{perspektiv: friend}", 10, 1),
        ("{perspektiv: professional}", 10, 0),
        ("{}", 99, 0),  # one of a hundred is no more than one in a hundred
    ],
)
def test_jargon(folder: Path, metadata: str, of: int, expected: int) -> None:
    plain = [f"{FRIENDS} {number}" for number in range(of)]
    write(folder, NLU, nlu(*plain, ("Er dette Negativ Sosial Kontroll?", metadata)))
    assert len(seen(checks.jargon, folder)) == expected


@pytest.mark.parametrize("text", ["jeg får ikke lov til noe", "er det kontroll i sosialen"])
def test_jargon_lets_plain_words_be(folder: Path, text: str) -> None:
    write(folder, NLU, nlu(text))
    assert seen(checks.jargon, folder) == []


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("ring meg på 412 34 567", "telefon"),
        ("skriv til kari.berg@eksempel.no", "e-post"),
        ("jeg heter Fatima Hussein", "navn"),
        ("jeg er redd for at pappa finner ut at jeg har ringt 112", None),
        ("jeg er 15 og går i 10B", None),
        ("noe som heter verge", None),
        ("jeg reiser til Sri Lanka", None),
    ],
)
def test_identifiers_says_the_kind_and_not_the_find(
    folder: Path, text: str, kind: str | None
) -> None:
    write(folder, NLU, nlu(text))
    found = seen(checks.identifiers, folder)
    assert [problem.values["slag"] for problem in found] == ([kind] if kind else [])
    said = " ".join(map(Rules.load(folder).tell, found))
    assert not re.search(r"412|berg|Hussein", said)


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        (NLU, nlu("skal jeg ringe 112?"), []),
        (NLU, nlu("ring 22 12 34 56"), ["nummer"]),
        (NLU, nlu("se https://eksempel.no"), ["lenke"]),
        ("responses/x.yml", 'responses:\n  utter_x:\n    - text: "Ring 112"\n', ["nummer"]),
        ("responses/x.yml", 'responses:\n  utter_x:\n    - text: "Du er 15"\n', []),
        ("services/x.yml", 'phone: "22123456"\nweb_url: https://eksempel.no\n', []),
    ],
)
def test_numbers_and_links(folder: Path, name: str, content: str, expected: list[str]) -> None:
    write(folder, name, content)
    assert kinds(checks.numbers_and_links, folder) == expected


def test_enough_counts_an_example_for_every_situation_it_carries(folder: Path) -> None:
    many = [(f"tekst nummer {n}", "{ogsa: [rettigheter]}" if n < 60 else "{}") for n in range(250)]
    write(folder, NLU, nlu(*many))
    missing = {(p.kind, p.values["navn"]): p.values["antall"] for p in seen(checks.enough, folder)}
    assert ("for_fa", "vold_i_familien") not in missing
    assert ("for_fa_med_flere", "vold_i_familien") not in missing
    assert missing["for_fa", "rettigheter"] == 60
    assert ("for_fa_med_flere", "rettigheter") not in missing
    assert missing["for_fa", "utenfor_tema"] == 0
    assert missing["for_fa", "hils"] == 0


def test_enough_sees_one_too_few(folder: Path) -> None:
    lines = [(f"tekst {n}", "{ogsa: [rettigheter]}" if n < 59 else "{}") for n in range(249)]
    write(folder, NLU, nlu(*lines))
    found = [p.kind for p in seen(checks.enough, folder) if p.values["navn"] == "vold_i_familien"]
    assert found == ["for_fa", "for_fa_med_flere"]


@pytest.mark.parametrize(
    ("count", "long", "expected"),
    [
        (700, 240, []),
        (699, 240, ["for_liten_validering"]),
        (700, 200, ["for_kort_validering"]),
    ],
)
def test_enough_to_validate(folder: Path, count: int, long: int, expected: list[str]) -> None:
    words = [41 if number < long else 40 for number in range(count)]
    write(folder, VALID, "".join(line("ord " * number) for number in words))
    assert kinds(checks.enough_to_validate, folder) == expected


BROKEN = [
    ("services/jurk.yml", "emergency: false", "emergency: nei", "emergency er 'nei'; det må være"),
    ("services/jurk.yml", "emergency: false", "", "emergency mangler."),
    ("services/jurk.yml", "emergency: false", "emergency: false\nfarge: rød", "farge er ikke et"),
    ("services/jurk.yml", "id: jurk", "id: jurken", "det må være «jurk», som filen heter"),
    ("routing.yml", "politi-02800", "politi", "nevner «politi», men"),
    ("routing.yml", 'updated: "2026-11-22"', 'updated: "2026-11-32"', "den datoen finnes ikke"),
    ("law.yml", "id: ny_barnelov", "id: ekteskapsalder", "er brukt to ganger"),
    ("sporsmal.yml", "venn:", "venner:", "har ikke den formen"),
    ("lexicon/begreper.yml", "nektelse:", "nektelser:", "har ikke den formen"),
    ("responses/situasjoner.yml", "utter_rad_rettigheter:", "utter_rad_x:", "rettigheter mangler"),
]


@pytest.mark.parametrize(("file", "old", "new", "said"), BROKEN)
def test_other_files(data: Path, tmp_path: Path, file: str, old: str, new: str, said: str) -> None:
    folder = tmp_path / "data"
    lend_lemmas(tmp_path)
    skip = shutil.ignore_patterns("nlu", "validation")
    shutil.copytree(data, folder, ignore=skip)
    text = (folder / file).read_text(encoding="utf-8")
    assert old in text
    (folder / file).write_text(text.replace(old, new), encoding="utf-8")
    rules = Rules.load(folder)
    told = [
        rules.translate(str(problem.values["engelsk"]))
        if "engelsk" in problem.values
        else rules.tell(problem)
        for problem in seen(checks.other_files, folder)
    ]
    assert any(said in one for one in told), told


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("a" * 241, "ordlyd_for_lang"),
        ("Ring <b>nå</b>", "ordlyd_tegn"),
        ("a" * 240, None),
    ],
)
def test_wording_of_a_situation(folder: Path, text: str, kind: str | None) -> None:
    rows = [("self", text), ("friend", "b"), ("professional", "c")]
    listed = "".join(
        f'    - condition: [{{type: slot, name: perspektiv, value: {who}}}]\n      text: "{said}"\n'
        for who, said in rows[1:]
    )
    content = f'responses:\n  utter_svar_rettigheter:\n    - text: "{text}"\n{listed}'
    write(folder, "responses/x.yml", content)
    found = [p for p in seen(checks.other_files, folder) if p.file == "data/responses/x.yml"]
    assert [(p.kind, p.line) for p in found] == ([(kind, 2)] if kind else [])


def test_wording_without_a_text_for_everyone(folder: Path) -> None:
    content = (
        "responses:\n  utter_x:\n    - condition: [{type: slot, name: perspektiv, value: friend}]\n"
        '      text: "b"\n'
    )
    write(folder, "responses/x.yml", content)
    found = [p.kind for p in seen(checks.other_files, folder) if p.file == "data/responses/x.yml"]
    assert found == ["ordlyd_uten_vilkar"]


# What is said


def kinds_in_code() -> set[str]:
    """Every name of a sentence that the code may ask for."""
    found = set()
    sentences = Rules.load(ROOT / "data").sentences
    files = [*(ROOT / "bot/content").glob("*.py"), ROOT / "bot/commands/check.py"]
    for file in files:
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and node.value in sentences:
                found.add(node.value)
    return found


def test_every_sentence_is_used() -> None:
    titles = {"tittel_trening", "tittel_validering"}  # put together from a name
    assert set(Rules.load(ROOT / "data").sentences) - kinds_in_code() == titles


def test_every_problem_of_every_check_can_be_told(folder: Path) -> None:
    write(
        folder, NLU, nlu("Pappa slår [meg](x) 412 34 567", ("b", "{fare: x, y: z, ogsa: [q]}"), A)
    )
    write(folder, "nlu/y.yml", nlu(NEAR, "sosial kontroll", "", "a" * 1001, A.upper()))
    write(folder, VALID, line(NEAR) + line(HALF) + "x\n" + line("a", situations=["x"]))
    write(folder, "responses/x.yml", "responses:\n  utter_rad_x: []\n")
    material = Material.load(folder)
    for check in CHECKS:
        for problem in check(material):
            values: Mapping[str, object] = {"hva": "x", **problem.values}
            said = material.rules.tell(Problem(problem.file, problem.line, problem.kind, values))
            assert said.startswith("data/") and said.endswith((".", ")", "x", "}")), said


def test_rules_that_cannot_be_read_are_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(RulesError, match=r"^data/kontroll.yml cannot be read$"):
        Rules.load(tmp_path)
    write(tmp_path, "kontroll.yml", "gulv: [")
    with pytest.raises(RulesError):
        Rules.load(tmp_path)


def test_a_broken_list_of_professional_words_is_told_and_stops_nothing(folder: Path) -> None:
    write(folder, "fagord.yml", "fagord: [")
    write(folder, NLU, nlu("sosial kontroll"))
    assert kinds(checks.valid_yaml, folder) == ["ugyldig_yaml"]
    assert kinds(checks.jargon, folder) == []
