"""Names of people after the usual introductions, and names of schools."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from ruamel.yaml import YAML

from bot.language.identifiers.found import Found
from bot.language.lemmas import LemmaTable

ROOT = Path(__file__).parents[3]
_WORD = r"[^\W\d_][^\W\d_'’\-]*(?:['’\-][^\W\d_]+)*"
_CAPITAL = r"[A-ZÆØÅÀ-Þ][^\W\d_]*(?:['’\-][^\W\d_]+)*"
_LINK = r"(?:\s(?:og|and|&)\s|\s)"
_SCHOOL = re.compile(
    rf"(?P<name>(?:{_CAPITAL}\s){{0,2}}(?P<last>(?!(?i:vid[ea]reg|ungdoms|barne|grunn)){_WORD}))\s"
    r"(?i:(?:barne- og )?ungdoms?(?:skole|skule)n?|(?:barne|grunn)?(?:skole|skule)n?|"
    r"videreg[åa]ende(?:\s(?:skole|skule))?n?|vidareg[åa]ande(?:\s(?:skole|skule))?|vgs|"
    r"folkeh[øo]g?y?(?:skole|skule)n?)(?!\w)",
)


class Lists(NamedTuple):
    """`data/redact.yml`, with a pattern made of each list."""

    sure: re.Pattern[str]
    careful: re.Pattern[str]
    person: re.Pattern[str]
    never: frozenset[str]
    not_schools: frozenset[str]


@lru_cache(maxsize=1)
def lists() -> Lists:
    """The lists, once a process."""
    raw = YAML(typ="safe").load(ROOT / "data" / "redact.yml")

    def any_of(words: list[str]) -> str:
        longest_first = sorted(map(str, words), key=len, reverse=True)
        return "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in longest_first)

    own = r"(?:\s(?:min|mi|mitt|mine|vår|vårt|våre|hans|hennes|deres|til\smeg))?"
    return Lists(
        re.compile(rf"\b(?:{any_of(raw['innledninger'])})\s+", re.IGNORECASE),
        re.compile(rf"\b(?:{any_of(raw['forsiktige_innledninger'])}),?\s+", re.IGNORECASE),
        re.compile(rf"\b(?:{any_of(raw['personer'])}){own},?\s+", re.IGNORECASE),
        frozenset(map(str, raw["aldri_navn"])),
        frozenset(map(str, raw["ikke_skolenavn"])),
    )


_ANY_NAME = re.compile(rf"{_WORD}(?:\s{_CAPITAL}){{0,3}}")
_CAPITAL_NAME = re.compile(rf"{_CAPITAL}(?:\s(?:{_CAPITAL}|bin|binti|al|el|van|von|de)){{0,3}}")
_AND_NAME = re.compile(rf"(?:\s?,\s?|\s(?:og|and)\s)({_CAPITAL}(?:\s{_CAPITAL}){{0,2}})")
_SIGNED = re.compile(
    rf"(?:hilsen|helsing|mvh|klem fra|klem|regards)[\s,:]*({_CAPITAL}(?:\s{_CAPITAL}){{0,2}})",
    re.IGNORECASE,
)


def names(text: str) -> Iterator[Found]:
    """Names people give of themselves and of others. A capital in mid-sentence counts after a
    careful introduction only when it does not begin a sentence."""
    known = lists()
    for introduction, wanted in (
        (known.sure, _ANY_NAME),
        (known.person, _CAPITAL_NAME),
    ):
        for match in introduction.finditer(text):
            yield from _at(text, match.end(), wanted, known)
    for match in known.careful.finditer(text):
        if _is_name_there(match[0], text, match.end()):
            yield from _at(text, match.end(), _CAPITAL_NAME, known)
    for match in _SIGNED.finditer(text):
        if match[1][0].isupper() and match[1].split()[0].lower() not in known.never:
            yield Found("navn", match.start(1), match.end(1))


_ALWAYS = ("jeg er", "eg er", "i am", "i'm", "dette er", "this is", "mvh", "hilsen", "helsing")


def _is_name_there(introduction: str, text: str, at: int) -> bool:
    """After words that seldom introduce, only a full name (two capitals) is taken as one."""
    if introduction.lower().strip(" ,").startswith(_ALWAYS):
        return True
    return re.compile(rf"{_CAPITAL}\s{_CAPITAL}").match(text, at) is not None


def _at(text: str, at: int, wanted: re.Pattern[str], known: Lists) -> Iterator[Found]:
    """The name that begins at `at`, and those joined to it with «og»."""
    match = wanted.match(text, at)
    if match is None or match[0].split()[0].lower() in known.never:
        return
    end = _surname(text, match.end()) if match[0].islower() else match.end()
    yield Found("navn", match.start(), end)
    while more := _AND_NAME.match(text, end):
        if more[1].split()[0].lower() in known.never:
            return
        yield Found("navn", more.start(1), more.end(1))
        end = more.end()


def _surname(text: str, end: int) -> int:
    """Where a name in small letters ends: words that no Norwegian dictionary knows belong to it."""
    for word in re.compile(rf"\s({_WORD})").finditer(text, end):
        if word.start() != end or word[1].lower() in lists().never or word[1].lower() in lemmas():
            return end
        end = word.end()
    return end


@lru_cache(maxsize=1)
def lemmas() -> LemmaTable:
    """The table of Norwegian word forms, once a process."""
    return LemmaTable.load(ROOT / ".cache" / "lemma.bin")


def _is_plain(match: re.Match[str]) -> bool:
    """«Kan skolen», «etter vgs»: forms that stand alone as often as after a school's name."""
    return match[0].lower().endswith(("skolen", "skulen", "vgs", "videregående", "vidaregåande"))


def schools(text: str) -> Iterator[Found]:
    """A school by name; «på skolen» and «på videregående» name none."""
    for match in _SCHOOL.finditer(text):
        last = match["last"].lower()
        if last in lists().not_schools or (_is_plain(match) and last in lemmas()):
            continue
        if not match["last"][0].isupper() and not match[0].lower().endswith("vgs"):
            continue
        first = match["name"].split()[0]
        start = match.start() if first.lower() not in lists().not_schools else match.start("last")
        yield Found("skole", start, match.end())
