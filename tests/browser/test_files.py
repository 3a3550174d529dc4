"""What the pages are made of: small, own, and nothing inline. Needs no browser."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import pytest

from bot.gateway.pages import FOLDER

STATIC = FOLDER / "static"
CHAT = ("exit.js", "api.js", "view.js", "field.js", "chat.js", "base.css", "chat.css")
TEMPLATES = sorted(FOLDER.glob("*.html"))
BANNED = (
    "localStorage", "sessionStorage", "indexedDB", r"\.cookie", "innerHTML", "outerHTML",
    "insertAdjacentHTML", r"document\.write", r"\beval\b", "new Function", r"console\.",
)  # fmt: skip
SCRIPTS = sorted(STATIC.glob("*.js"))


def gzipped(name: str) -> int:
    """Bytes over the wire, headers aside."""
    return len(gzip.compress((STATIC / name).read_bytes(), compresslevel=9))


def test_all_script_and_style_of_the_chat_is_small() -> None:
    assert sum(map(gzipped, CHAT)) <= 13_000


def test_what_must_be_there_first_is_tiny() -> None:
    assert gzipped("exit.js") <= 1_500


@pytest.mark.parametrize("file", TEMPLATES, ids=lambda file: file.name)
def test_no_script_or_style_stands_in_a_page(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    assert not re.findall(r"<style|\sstyle=|\son\w+=|javascript:", text)
    assert all("src=" in tag for tag in re.findall(r"<script\b[^>]*>", text))


@pytest.mark.parametrize("file", [*TEMPLATES, *sorted(STATIC.iterdir())], ids=lambda f: f.name)
def test_nothing_but_the_neutral_place_is_outside(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    allowed = {"https://www.yr.no/", "http://www.w3.org/2000/svg"}
    assert set(re.findall(r"https?://[^\s\"'<>)`]+", text)) <= allowed


@pytest.mark.parametrize("file", SCRIPTS, ids=lambda file: file.name)
def test_no_script_stores_or_makes_code(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    assert not re.findall("|".join(BANNED), text)


@pytest.mark.parametrize("file", SCRIPTS, ids=lambda file: file.name)
def test_no_script_holds_words_for_people(file: Path) -> None:
    """Wording is data: comments aside, scripts are plain ASCII without Norwegian letters."""
    text = re.sub(r"/\*.*?\*/|//.*", "", file.read_text(encoding="utf-8"), flags=re.DOTALL)
    assert text.isascii()
