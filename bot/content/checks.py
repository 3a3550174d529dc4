"""The checks of `veiviser check`: each looks at all the data and gives what is wrong."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError

from bot.content import catalogue, examples, numbers, similar, validation
from bot.content.examples import Example
from bot.content.problem import Problem, extract, name_in
from bot.content.rules import Rules
from bot.contract import OTHER_INTENTS, SITUATIONS
from bot.language.identifiers.numbers import public_numbers
from bot.language.redact import redact

LONGEST = 1000
_RASA_MARKUP = re.compile(r"\[[^\]]*\][({]")
_AS_PEOPLE_WRITE = ("nlu", "validation", "lexicon", "kontroll.yml")


@dataclass(frozen=True)
class Material:
    """All that is checked: the folder, its rules, and the examples that could be read."""

    data: Path
    rules: Rules
    training: tuple[Example, ...] = ()
    validation: tuple[Example, ...] = ()
    unreadable: tuple[Problem, ...] = ()

    @classmethod
    def load(cls, data: Path) -> Material:
        """From `data`. Raises `RulesError` when data/kontroll.yml cannot be used."""
        training, wrong = examples.read(data)
        lines, wrong_lines = validation.read(data)
        rules = Rules.load(data)
        return cls(data, rules, tuple(training), tuple(lines), (*wrong, *wrong_lines))

    @property
    def all(self) -> tuple[Example, ...]:
        """Training first, then validation."""
        return (*self.training, *self.validation)

    @cached_property
    def jargon(self) -> re.Pattern[str]:
        """The words of data/fagord.yml, from the start of a word. Matches nothing if empty."""
        terms = sorted(_terms(self.data / "fagord.yml"), key=len, reverse=True)
        return re.compile(rf"\b(?:{'|'.join(map(re.escape, terms))})" if terms else r"(?!)", re.I)


Check = Callable[[Material], Iterable[Problem]]


def valid_yaml(material: Material) -> Iterator[Problem]:
    """Files that are no YAML."""
    for file in sorted(material.data.rglob("*.yml")):
        name = name_in(material.data, file)
        try:
            YAML(typ="safe").load(file)
        except MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            yield Problem(name, mark.line + 1 if mark else 0, "ugyldig_yaml")
        except (YAMLError, UnicodeDecodeError):
            yield Problem(name, 0, "ugyldig_yaml")


def known_words(material: Material) -> Iterator[Problem]:
    """Labels, perspectives, dangers, varieties and fields that do not exist."""
    yield from material.unreadable


def length(material: Material) -> Iterator[Problem]:
    """Texts that are empty or longer than anyone can send."""
    for example in material.all:
        if not example.text.strip():
            yield _problem(example, "tom")
        elif len(example.text) > LONGEST:
            yield _problem(example, "for_lang", tegn=len(example.text), lov=LONGEST)


def markup(material: Material) -> Iterator[Problem]:
    """Texts that Rasa would read as entities."""
    for example in material.all:
        if _RASA_MARKUP.search(example.text):
            yield _problem(example, "rasa_tegn")


def duplicates(material: Material) -> Iterator[Problem]:
    """The same text twice, with the same or with other labels."""
    first: dict[str, Example] = {}
    for example in material.all:
        before = first.setdefault(similar.fold(example.text), example)
        if before is not example:
            yield _problem(example, _kind_of_repeat(before, example), forst=before.place)


def near_copies(material: Material) -> Iterator[Problem]:
    """Texts that are nearly the same; training and validation must lie further apart."""
    limits = material.rules.similarity
    lines, border = material.all, len(material.training)
    texts = [line.text for line in lines]
    for pair in similar.pairs(texts, min(limits.values())):
        first, second = lines[pair.first], lines[pair.second]
        across = pair.first < border <= pair.second
        same = similar.fold(first.text) == similar.fold(second.text)
        if not same and pair.likeness > limits["mellom" if across else "innenfor"]:
            kind = "nesten_i_treningen" if across else "nesten_lik"
            percent = round(100 * pair.likeness)
            yield _problem(second, kind, forst=first.place, prosent=percent)


def jargon(material: Material) -> Iterator[Problem]:
    """Professional words in young people's mouths: a few per situation, no more."""
    young: Counter[str] = Counter()
    found: defaultdict[str, list[Example]] = defaultdict(list)
    for example in material.training:
        if example.perspective != "professional":
            young.update(example.situations)
            for situation in example.situations if _says(material, example) else ():
                found[situation].append(example)
    most = material.rules.floors["fagord_hoyst"]
    for situation, lines in found.items():
        if len(lines) > most * young[situation]:
            values = {"situasjon": situation, "antall": len(lines), "av": young[situation]}
            for line in lines:
                word = material.jargon.search(line.text)
                yield _problem(line, "fagord", ord=word[0] if word else "", **values)


def identifiers(material: Material) -> Iterator[Problem]:
    """Texts that could point to a person. Says the kind, never what was found."""
    for example in material.all:
        for one in redact(example.text).found:
            if not _is_harmless(material.rules, one.kind, example.text[one.start : one.end]):
                yield Problem(example.file, example.line, "personlig", {"slag": one.kind})


def numbers_and_links(material: Material) -> Iterator[Problem]:
    """Telephone numbers and links outside data/services. Short numbers of help services may stand
    in what people write."""
    for file in sorted(material.data.rglob("*")):
        part = file.relative_to(material.data).parts[0]
        if file.suffix not in (".yml", ".jsonl") or part == "services":
            continue
        text = file.read_text(encoding="utf-8", errors="replace")
        for at, found in numbers.dialable(text):
            public = re.sub(r"\D", "", found) in public_numbers()
            if not (public and part in _AS_PEOPLE_WRITE):
                yield _at(material, file, text, at, "nummer")
        for at, _ in numbers.addresses(text):
            yield _at(material, file, text, at, "lenke")


def enough(material: Material) -> Iterator[Problem]:
    """Fewer examples than the floors ask for."""
    floors = material.rules.floors
    lines = Counter(label for example in material.training for label in example.labels)
    several = Counter(
        label
        for example in material.training
        if len(example.situations) > 1
        for label in example.situations
    )
    for situation in SITUATIONS:
        yield from _few(situation, lines, floors["situasjon"], "for_fa")
        yield from _few(situation, several, floors["situasjon_med_flere"], "for_fa_med_flere")
    for intent in OTHER_INTENTS:
        yield from _few(intent, lines, floors.get(intent, floors["annet"]), "for_fa")


def enough_to_validate(material: Material) -> Iterator[Problem]:
    """A validation set that is too small, or whose lines are too short."""
    floors, lines = material.rules.floors, material.validation
    if len(lines) < floors["validering"]:
        values = {"antall": len(lines), "lov": floors["validering"]}
        yield Problem("data/validation", 0, "for_liten_validering", values)
    long = sum(line.words > 40 for line in lines)
    if long < floors["validering_over_40_ord"] * len(lines):
        values = {"antall": long, "av": len(lines)}
        yield Problem("data/validation", 0, "for_kort_validering", values)


def other_files(material: Material) -> Iterator[Problem]:
    """Services, routing, law, calendar, questions, phrase lists and wording."""
    yield from catalogue.problems(material.data)


CHECKS: tuple[Check, ...] = (
    valid_yaml,
    known_words,
    length,
    markup,
    duplicates,
    near_copies,
    jargon,
    identifiers,
    numbers_and_links,
    enough,
    enough_to_validate,
    other_files,
)


def _problem(example: Example, kind: str, **values: object) -> Problem:
    return Problem(example.file, example.line, kind, {"tekst": extract(example.text), **values})


def _at(material: Material, file: Path, text: str, at: int, kind: str) -> Problem:
    line = text.count("\n", 0, at) + 1
    return Problem(name_in(material.data, file), line, kind)


def _kind_of_repeat(before: Example, example: Example) -> str:
    across = before.file.startswith("data/validation") != example.file.startswith("data/validation")
    if across:
        return "i_treningen"
    return "dobbelt" if set(before.labels) == set(example.labels) else "motstrid"


def _says(material: Material, example: Example) -> bool:
    return bool(material.jargon.search(example.text))


def _is_harmless(rules: Rules, kind: str, found: str) -> bool:
    """A kind or a find that staff have set aside, or a word that nobody would write as a name."""
    if kind in rules.harmless_kinds or found.casefold() in rules.harmless:
        return True
    return kind == "navn" and found.islower()


def _terms(file: Path) -> list[str]:
    """The professional words; none if the file cannot be read, which `valid_yaml` tells."""
    try:
        raw = YAML(typ="safe").load(file)
    except (YAMLError, OSError):
        return []
    return [str(term) for term in raw["fagord"]] if isinstance(raw, dict) else []


def _few(name: str, found: Mapping[str, int], least: float, kind: str) -> Iterator[Problem]:
    if found.get(name, 0) < least:
        values = {"navn": name, "antall": found.get(name, 0), "lov": least}
        yield Problem("data/nlu", 0, kind, values)
