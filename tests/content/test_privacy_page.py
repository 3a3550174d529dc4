"""The privacy page: every promise names tests that exist, and every other sentence is marked as
what cannot be promised."""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path

import pytest

from bot.settings import ROOT, Settings
from bot.wording import Wording

PAGE = (ROOT / "bot" / "pages" / "personvern.html").read_text(encoding="utf-8")
WORDING = Wording.load(ROOT / "data" / "responses")
ELEMENTS = re.findall(r"<(?:p|li)\b([^>]*)>\{\{ text\('(utter_personvern_\w+)'\) \}\}", PAGE)
PROOF = re.compile(r'data-proof="([^"]+)"')
PROOFS = [
    (name, proof)
    for attributes, name in ELEMENTS
    for found in PROOF.findall(attributes)
    for proof in found.split()
]


@cache
def names_of_tests(file: Path) -> frozenset[str]:
    """The names of all test functions in a file."""
    tree = ast.parse(file.read_text(encoding="utf-8"))
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef)
    return frozenset(node.name for node in ast.walk(tree) if isinstance(node, kinds))


@pytest.mark.parametrize(("name", "proof"), PROOFS)
def test_every_proof_is_a_test_that_exists(name: str, proof: str) -> None:
    file, _, test = proof.rpartition("::")
    assert (ROOT / file).is_file(), f"{name}: {file}"
    assert test.startswith("test_") and test in names_of_tests(ROOT / file), f"{name}: {proof}"


def test_every_sentence_is_proven_or_candid() -> None:
    marked = [
        "data-proof=" in attributes or "data-candid" in attributes for attributes, _ in ELEMENTS
    ]
    assert len(ELEMENTS) > 20 and all(marked)


def test_every_text_of_the_page_is_a_heading_or_was_looked_at() -> None:
    headings = set(re.findall(r"<h\d[^>]*>\{\{ text\('(utter_personvern_\w+)'\)", PAGE))
    looked_at = {name for _, name in ELEMENTS}
    written = {name for name in WORDING if name.startswith("utter_personvern_")}
    assert written == headings | looked_at


def test_what_cannot_be_promised_is_never_proven_and_promises_are() -> None:
    proven = {name for name, _ in PROOFS}
    assert len(proven) >= 12 and not [n for n in proven if n.startswith("utter_personvern_kan_")]


def test_the_times_on_the_page_are_those_of_the_settings() -> None:
    words = WORDING.text("utter_personvern_tid")
    assert (Settings.idle_seconds, Settings.lifetime_seconds) == (30 * 60, 2 * 60 * 60)
    assert "en halv time" in words and "to timer" in words
