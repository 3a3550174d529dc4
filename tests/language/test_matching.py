"""Finding concepts and phrases."""

from __future__ import annotations

import pytest

from bot.language.matches import Matches
from bot.language.matching import Entry, Matcher
from bot.language.negation import Negation
from bot.language.normalise import Token
from bot.language.pattern import PatternError, parse

NEGATION = Negation(
    before=frozenset(("ikke", "aldri", "uten")),
    after=frozenset(("ikke", "aldri")),
    stops=frozenset(("han", "jeg", "og", "at")),
    objects=frozenset(("meg", "jo")),
    no_denial=frozenset(("bare", "sant")),
    commands=frozenset(("si", "ring")),
)


def entry(id: str, words: str = "", phrases: tuple[str, ...] = (), **more: object) -> Entry:
    patterns = tuple(p for s in phrases for p in parse(id, s, str, lambda w: (w,)))
    vetoes = tuple(p for s in more.pop("vetoes", ()) for p in parse(id, s, str, lambda w: (w,)))  # type: ignore[attr-defined]
    return Entry(id, frozenset(words.split()), patterns, vetoes, **more)  # type: ignore[arg-type]


def tokens(text: str) -> tuple[Token, ...]:
    found: list[Token] = []
    for sentence, part in enumerate(text.split(". ")):
        for clause, piece in enumerate(part.split(",")):
            for word in piece.split():
                found.append(Token(word, word, 0, 1, sentence, 10 * sentence + clause))
    return tuple(found)


def match(entries: list[Entry], text: str) -> Matches:
    return Matcher(entries, NEGATION).match(tokens(text), frozenset(("to", "tre")))


FAMILY = [
    entry("far", "pappa far"),
    entry("slå", "slår slo", can_be_negated=True, vetoes=("slår av",)),
    entry("meg", "meg"),
    entry("slag_hjemme", phrases=("<far> ... <slå> <meg>",)),
    entry("dør", "dør", last_parts=frozenset(("døra",))),
    entry("tvang", "", first_parts=frozenset(("tvangs",))),
    entry("om_tid", phrases=("om <tall> timer", "klokka <klokkeslett>")),
]


@pytest.mark.parametrize(
    ("id", "text", "found"),
    [
        ("slag_hjemme", "pappa slår meg", True),
        ("slag_hjemme", "pappa er sint og slår meg", True),
        ("slag_hjemme", "pappa ler. onkel slår meg", False),  # never into the next sentence
        ("slag_hjemme", "pappa a b c d e slår meg", False),  # too far apart
        ("slag_hjemme", "pappa slår meg ikke", False),  # denied
        ("slå", "han slår av lyset", False),  # vetoed
        ("dør", "ytterdøra", True),  # a compound by its last part
        ("tvang", "tvangsgifte", True),  # and by its first
        ("om_tid", "om 2 timer", True),
        ("om_tid", "om to timer", True),
        ("om_tid", "klokka 06.40", True),
        ("om_tid", "om noen timer", False),
    ],
)
def test_match_finds_phrases(id: str, text: str, found: bool) -> None:
    assert match(FAMILY, text).has(id) is found


@pytest.mark.parametrize(
    ("text", "denied"),
    [
        ("pappa slår meg ikke", True),
        ("pappa har aldri slo meg", True),
        ("uten slår", True),
        ("ikke bare slår han", False),
        ("slår meg ikke si det", False),  # «ikke si det» is a plea, not a denial
        ("jeg tør ikke han slår meg", False),  # the denial belongs to the words before
        ("ikke, slår", False),
    ],
)
def test_match_tells_denied_from_said(text: str, denied: bool) -> None:
    assert [hit.negated for hit in match(FAMILY, text).found["slå"]] == [denied]


def test_match_gives_the_outermost_of_overlapping_hits() -> None:
    entries = [entry("x", "låst", phrases=("låst inne",))]
    assert [(h.start, h.end) for h in match(entries, "låst inne").found["x"]] == [(0, 2)]


@pytest.mark.parametrize(
    "entries",
    [
        [entry("a", phrases=("<b>",)), entry("b", phrases=("<a>",))],
        [entry("a", phrases=("<finnes_ikke>",))],
    ],
)
def test_matcher_refuses_circles_and_unknown_concepts(entries: list[Entry]) -> None:
    with pytest.raises(PatternError):
        Matcher(entries, NEGATION)
