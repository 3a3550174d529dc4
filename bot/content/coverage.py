"""Counts how the examples are spread over everything that matters, and finds where it is thin."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from bot.content import age
from bot.content.examples import Example
from bot.contract import SITUATIONS

LENGTHS = (("under_15", 14), ("15-40", 40), ("41-60", 60))
LONGEST = "over_60"
LINES, SEVERAL, SLIP = "linjer", "flere", "skrivefeil"
READ_FOR_SLIPS = "lest_for_skrivefeil"
IN_DICTIONARY = ("nb", "slang")  # varieties in which an unknown word may be a slip
ALL = "alle"


def length(words: int) -> str:
    """The name of the length band that so many words fall in."""
    return next((name for name, most in LENGTHS if words <= most), LONGEST)


AXES: Mapping[str, Callable[[Example], str]] = {
    "perspektiv": lambda e: e.perspective,
    "fare": lambda e: e.danger,
    "utland": lambda e: "ja" if e.abroad else "nei",
    "kjonn": lambda e: e.gender or "ukjent",
    "alder": lambda e: age.band(e.text),
    "familie": lambda e: e.family or "ukjent",
    "lengde": lambda e: length(e.words),
    "variant": lambda e: e.variety,
}

Counts = Mapping[str, Counter[str]]  # situation, or ALL → column → lines


@dataclass(frozen=True)
class Thin:
    """A column of a situation (or of ALL) that holds `found` where at least `wanted` should be;
    with `share` both are parts of the lines, 0–1."""

    situation: str
    column: str
    found: float
    wanted: float
    share: bool


def columns_of(example: Example, has_slip: Callable[[str], bool]) -> Iterator[str]:
    """Every column the example counts in: `linjer`, `perspektiv.self`, `lengde.over_60` …"""
    yield LINES
    if len(example.situations) > 1:
        yield SEVERAL
    if example.variety in IN_DICTIONARY:
        yield READ_FOR_SLIPS
        if has_slip(example.text):
            yield SLIP
    yield from (f"{axis}.{value(example)}" for axis, value in AXES.items())


def count(examples: Sequence[Example], has_slip: Callable[[str], bool]) -> Counts:
    """Lines per situation and column; an example counts for every situation it carries, and once
    for ALL. Other intents count their lines only."""
    counts: dict[str, Counter[str]] = {name: Counter() for name in (*SITUATIONS, ALL)}
    for example in examples:
        if not example.situations:
            counts.setdefault(example.labels[0], Counter())[LINES] += 1
            continue
        columns = tuple(columns_of(example, has_slip))
        for name in (*example.situations, ALL):
            counts[name].update(columns)
    return counts


def share(counts: Counts, name: str, column: str) -> float:
    """The part of the lines that is in the column, 0–1; slips only of the lines read for them."""
    of = counts[name][READ_FOR_SLIPS if column == SLIP else LINES]
    return counts[name][column] / of if of else 0.0


def thin(counts: Counts, wanted: Mapping[str, float]) -> Iterator[Thin]:
    """What is below `wanted`: column → least number of lines; below 1 it is a share of the lines.
    A column that starts with `alle:` is asked of all situations together."""
    for asked, least in wanted.items():
        scope, _, column = asked.rpartition(":")
        for name in (ALL,) if scope else SITUATIONS:
            found = share(counts, name, column) if least < 1 else counts[name][column]
            if found < least:
                yield Thin(name, column, found, least, least < 1)
