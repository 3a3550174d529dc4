"""How a phrase in the lists is written, and what it is read into.

`slår|banker <meg>`      words one after another; `|` is or; `<meg>` is any word of that concept
`<far> ... <slå>`        up to four words between; `......` up to ten; never into the next sentence
`{gifte} (meg) bort`     `{gifte}` is every inflection; `(meg)`, `(til meg)` may be left out
`før|etter_at han`       `_` holds words together that belong to one side of `|`
`<ikke:slå>`             the concept, but negated; `<alle:slå>` negated or not
`<tall>` `<stort_tall>` `<klokkeslett>`  a number (ten or more, in figures); a time of day
`^ hjelp $`              `^` the message begins here, `$` it ends here
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

MEANINGFUL_LENGTH = 3
BUILT_IN = frozenset(("tall", "stort_tall", "klokkeslett"))
SHORT_GAP, LONG_GAP = 4, 10
_GAPS = {"...": SHORT_GAP, "…": SHORT_GAP, "......": LONG_GAP, "……": LONG_GAP}
_PART = re.compile(r"\([^()]*\)|[^\s()]+")
_WORD = re.compile(r"[\w'’.-]+")
_CONCEPT = re.compile(r"<(?:(?:ikke|alle):)?([^\W\d]\w*)>$")


class PatternError(ValueError):
    """A phrase that cannot be read; the message quotes it."""


class Step(NamedTuple):
    """One place in a phrase: what may stand there, and how many words may come before it."""

    symbols: tuple[str, ...]
    gap: int


class Pattern(NamedTuple):
    """A phrase ready to be looked for; `owner` is the concept or rule that it belongs to."""

    owner: str
    source: str
    steps: tuple[Step, ...]
    at_start: bool
    at_end: bool


def parse(
    owner: str,
    source: str,
    level: Callable[[str], str],
    inflect: Callable[[str], tuple[str, ...]],
    small_words: frozenset[str] = frozenset(),
    spoken: Callable[[str], tuple[str, ...]] = lambda word: (word,),
) -> list[Pattern]:
    """The patterns that `source` stands for: several when it has words that may be left out.
    `level` gives a word in levelled spelling, `inflect` the forms of a lemma, `spoken` the forms
    that a written word has in dialects. A shortened reading that is left with a concept or with
    one or two `small_words` is dropped: it would fit nearly everything."""
    parts = _PART.findall(source)
    at_start, at_end = parts[:1] == ["^"], parts[-1:] == ["$"]
    parts = parts[at_start : len(parts) - at_end]
    readings = _one_reading(parts, level)
    longest = max(map(len, readings))
    if not longest:
        raise PatternError(f"«{source}» has nothing to look for")
    found = []
    for reading in readings:
        if reading and (reading[-1] in _GAPS or reading[0] in _GAPS) and len(reading) < longest:
            continue
        steps = _steps(source, reading, inflect, spoken)
        if len(reading) < longest:
            anchored = at_start or at_end  # «^ venninna» says more than «venninna»
            if _is_small(steps, small_words) or (_is_one_concept(steps) and not anchored):
                continue
        found.append(Pattern(owner, source, steps, at_start, at_end))
    return found


def _is_one_concept(steps: tuple[Step, ...]) -> bool:
    return len(steps) == 1 and all(symbol[0] == "<" for symbol in steps[0].symbols)


def _is_small(steps: tuple[Step, ...], small_words: frozenset[str]) -> bool:
    """Whether a phrase is nothing but a word or two of the commonest kind."""
    return len(steps) < MEANINGFUL_LENGTH and all(
        any(symbol in small_words for symbol in step.symbols) for step in steps
    )


def concepts_in(pattern: Pattern) -> set[str]:
    """The concepts that a phrase asks for."""
    found = (_CONCEPT.match(symbol) for step in pattern.steps for symbol in step.symbols)
    return {match.group(1) for match in found if match} - BUILT_IN


def _one_reading(parts: list[str], level: Callable[[str], str]) -> list[list[str]]:
    """The phrase with and without what may be left out, and with each choice of many words."""
    variants: list[list[str]] = [[]]
    for part in parts:
        if part.startswith("("):
            extras = [*_one_reading(part[1:-1].split(), level), []]
        else:
            extras = _choices(part, level)
        variants = [v + extra for v in variants for extra in extras]
    return variants


def _choices(part: str, level: Callable[[str], str]) -> list[list[str]]:
    """`a|b_c` as [`a`], [`b`, `c`]; what needs only one place stays together."""
    if part[0] == "<" and "|" not in part:
        return [[part]]
    single: list[str] = []
    many: list[list[str]] = []
    for choice in part.split("|"):
        if choice[:1] in ("<", "{"):
            single.append(choice)
            continue
        words = [w for piece in choice.split("_") for w in (level(piece) or piece).split()]
        if len(words) == 1:
            single.append(words[0])
        else:
            many.append(words)
    return ([["|".join(single)]] if single else []) + many


def _steps(
    source: str,
    parts: list[str],
    inflect: Callable[[str], tuple[str, ...]],
    spoken: Callable[[str], tuple[str, ...]],
) -> tuple[Step, ...]:
    steps: list[Step] = []
    gap = 0
    for part in parts:
        if part in _GAPS:
            gap = _GAPS[part]
            continue
        steps.append(Step(_symbols(source, part, inflect, spoken), gap))
        gap = 0
    if gap:
        raise PatternError(f"«{source}» ends in a gap")
    return tuple(steps)


def _symbols(
    source: str,
    part: str,
    inflect: Callable[[str], tuple[str, ...]],
    spoken: Callable[[str], tuple[str, ...]],
) -> tuple[str, ...]:
    """What may stand in one place: words, forms of a lemma, concepts."""
    symbols: list[str] = []
    for choice in part.split("|"):
        if choice.startswith("{") and choice.endswith("}"):
            symbols += inflect(choice[1:-1])
        elif choice.startswith("<"):
            if not _CONCEPT.match(choice):
                raise PatternError(f"«{source}»: «{choice}» is not a concept")
            symbols.append(choice)
        elif not _WORD.fullmatch(choice):
            raise PatternError(f"«{source}»: «{choice}» cannot be read")
        else:
            symbols += spoken(choice)
    return tuple(dict.fromkeys(symbols))
