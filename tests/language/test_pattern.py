"""How phrases in the lists are read."""

from __future__ import annotations

import pytest

from bot.language.pattern import PatternError, concepts_in, parse

FORMS = {"slå": ("slå", "slår", "slo")}


def read(source: str, small: frozenset[str] = frozenset()) -> list[str]:
    found = parse(
        "x", source, lambda w: {"imorgen": "i morgen"}.get(w, w), FORMS.__getitem__, small
    )
    return [" ".join("." * s.gap + "|".join(s.symbols) for s in p.steps) for p in found]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("slår meg", ["slår meg"]),
        ("slår|banker meg", ["slår|banker meg"]),
        ("<far> ... <slå>", ["<far> ....<slå>"]),
        ("låst ...... inne", ["låst ..........inne"]),
        ("{slå} meg", ["slå|slår|slo meg"]),
        ("gifte (meg) bort", ["gifte meg bort", "gifte bort"]),
        ("kommer (ikke hjem) nå", ["kommer ikke hjem nå", "kommer nå"]),
        ("før|etter_at han", ["før han", "etter at han"]),
        ("drar imorgen", ["drar i morgen"]),
        ("^ hjelp $", ["hjelp"]),
    ],
)
def test_parse_reads_the_notation(source: str, expected: list[str]) -> None:
    assert read(source) == expected


def test_parse_drops_shortened_readings_that_fit_everything() -> None:
    assert read("han (slår) (meg)", frozenset(("han", "meg"))) == ["han slår meg", "han slår"]


def test_parse_keeps_start_and_end() -> None:
    pattern = parse("x", "^ hjelp $", str, FORMS.__getitem__)[0]
    assert (pattern.at_start, pattern.at_end) == (True, True)


@pytest.mark.parametrize("source", ["", "...", "slår ...", "<far meg", "hva?!", "<>"])
def test_parse_refuses_what_cannot_be_read(source: str) -> None:
    with pytest.raises((PatternError, IndexError)):
        read(source) or (_ for _ in ()).throw(PatternError(source))


def test_concepts_in_names_what_must_be_known_first() -> None:
    pattern = parse("x", "<far> <ikke:slå> <tall> <alle:mor>|meg", str, FORMS.__getitem__)[0]
    assert concepts_in(pattern) == {"far", "slå", "mor"}
