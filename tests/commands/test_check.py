"""`veiviser check`: what is printed, and the exit code."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from bot import cli
from bot.commands import check
from bot.settings import Settings
from tests.content.looked_over import lend_lemmas

LINE = '  - text: "{}"\n'


@pytest.fixture
def folder(data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the real data that the command reads, without training and validation lines."""
    lend_lemmas(tmp_path)
    copy = tmp_path / "data"
    shutil.copytree(data, copy, ignore=shutil.ignore_patterns("nlu", "validation"))
    (copy / "nlu").mkdir()
    settings = replace(Settings(), data=copy)
    monkeypatch.setattr(check, "Settings", lambda: settings)
    return copy


def nlu(*texts: str) -> str:
    head = "nlu:\n- intent: situasjon\n  metadata: {situasjon: kjonnslemlestelse}\n  examples:\n"
    return head + "".join(map(LINE.format, texts))


def no_floors(folder: Path) -> None:
    rules = folder / "kontroll.yml"
    text = rules.read_text(encoding="utf-8")
    for floor in ("situasjon: 250", "situasjon_med_flere: 60", "annet: 60", "utenfor_tema: 400"):
        text = text.replace(f"  {floor}", f"  {floor.split(':')[0]}: 0")
    text = text.replace("  validering: 700", "  validering: 0")
    rules.write_text(text, encoding="utf-8")


def test_check_is_quiet_and_0_when_nothing_is_wrong(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    no_floors(folder)
    (folder / "nlu" / "x.yml").write_text(nlu("Kan det gjøres om igjen?"), encoding="utf-8")
    code = cli.main(["check"])
    said = capsys.readouterr().out
    assert said == "Ingen feil i data/. 1 treningslinjer, 0 valideringslinjer.\n"
    assert code == 0


def test_check_is_1_and_plain_when_something_is_wrong(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    no_floors(folder)
    (folder / "nlu" / "x.yml").write_text(nlu("Hvem kan hjelpe?", "hvem kan hjelpe?"), "utf-8")
    service = folder / "services" / "jurk.yml"
    text = service.read_text(encoding="utf-8").replace("emergency: false", "emergency: nei")
    service.write_text(text, encoding="utf-8")
    code = cli.main(["check"])
    lines = capsys.readouterr().out.splitlines()
    assert lines == [
        "data/nlu/x.yml, linje 6: «hvem kan hjelpe?» står allerede i data/nlu/x.yml:5.",
        "data/services/jurk.yml: emergency er 'nei'; det må være boolean.",
        "2 ting må rettes. Se docs/treningsdata.md.",
    ]
    assert code == 1


def test_check_reports_every_floor(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["check"]) == 1
    said = capsys.readouterr().out
    assert "data/nlu: kjonnslemlestelse har 0 linjer og må ha 250.\n" in said
    assert "data/nlu: hils har 0 linjer og må ha 60.\n" in said
    assert "data/validation: Valideringen har 0 linjer og må ha 700.\n" in said


def test_check_is_2_with_one_sentence_when_its_rules_are_gone(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "kontroll.yml").unlink()
    assert cli.main(["check"]) == 2
    assert capsys.readouterr().err == "veiviser check: data/kontroll.yml cannot be read.\n"


def test_coverage_counts_and_says_where_it_is_thin(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    boy = nlu("Jeg er 15 og redd") + "    metadata: {kjonn: gutt}\n"
    (folder / "nlu" / "x.yml").write_text(boy, encoding="utf-8")
    assert cli.main(["check", "--coverage"]) == 0
    said = capsys.readouterr().out
    assert "TRENING: 1 linjer" in said and "VALIDERING: 0 linjer" in said
    assert "tynt: gutter i kjonnslemlestelse (1)\n" in said
    assert "tynt: linjer over 60 ord i alle situasjoner (0 %, bør være 33 %)\n" in said
    rows = [line.split() for line in said.splitlines() if line.startswith("kjonnslemlestelse")]
    assert rows[0][1:] == ["1", "0", "1", "0", "0", "1", "0", "0", "0"]
    assert rows[1][1:8] == ["0", "1", "0", "1", "0", "0", "0"]


def test_coverage_is_2_with_one_sentence_when_the_lexicon_is_broken(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "lexicon" / "begreper.yml").write_text("hvem: [", encoding="utf-8")
    assert cli.main(["check", "--coverage"]) == 2
    assert "data/lexicon cannot be read" in capsys.readouterr().err
