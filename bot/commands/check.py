"""`veiviser check`: looks over everything under data/ and says in plain words what is wrong."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Iterator, Sequence

from ruamel.yaml.error import YAMLError

from bot.cli import CommandError
from bot.content import coverage
from bot.content.checks import CHECKS, Material
from bot.content.coverage import ALL, LINES, Counts, Thin
from bot.content.examples import Example
from bot.content.problem import Problem
from bot.content.rules import Rules, RulesError
from bot.content.slips import Slips
from bot.contract import OTHER_INTENTS, SITUATIONS
from bot.language.lexicon import Lexicon
from bot.settings import Settings

WIDEST_NAME = max(map(len, SITUATIONS))


def add_options(parser: argparse.ArgumentParser) -> None:
    """`--coverage` counts instead of checking."""
    parser.add_argument(
        "--coverage",
        action="store_true",
        help="count how the examples are spread, and say where it is thin",
    )


def run(options: argparse.Namespace) -> int:
    """Prints problems: 1 if there are any. With `--coverage` the tables: 0."""
    try:
        material = Material.load(Settings().data)
    except RulesError as error:
        raise CommandError(f"{error}.") from None
    lines = report(material) if options.coverage else problems(material)
    found = 0
    for line in lines:
        sys.stdout.write(line + "\n")
        found += 1
    if options.coverage:
        return 0
    end = "funnet" if found else "ingen_funn"
    values = {"antall": found, "trening": len(material.training)}
    sys.stdout.write(material.rules.say(end, **values, validering=len(material.validation)) + "\n")
    return 1 if found else 0


def problems(material: Material) -> list[str]:
    """One line for each thing that is wrong, by file and line."""
    found = [problem for check in CHECKS for problem in check(material)]
    found.sort(key=lambda problem: problem.order)
    told = (material.rules.tell(_translated(problem, material.rules)) for problem in found)
    return list(dict.fromkeys(told))


def _translated(problem: Problem, rules: Rules) -> Problem:
    english = problem.values.get("engelsk")
    if english is None:
        return problem
    return Problem(problem.file, problem.line, problem.kind, {"hva": rules.translate(str(english))})


def report(material: Material) -> Iterator[str]:
    """The tables of the training examples and of the validation set, and where they are thin."""
    slips = Slips.with_lexicon(_lexicon(material), (example.text for example in material.all))
    sets: Iterable[tuple[str, Sequence[Example]]] = (
        ("trening", material.training),
        ("validering", material.validation),
    )
    for name, lines in sets:
        counts = coverage.count(lines, slips.any_in)
        yield material.rules.say(f"tittel_{name}", antall=len(lines))
        yield from tables(counts, material.rules)
        thin = list(coverage.thin(counts, material.rules.thin[name]))
        yield material.rules.say("tynt_antall", antall=len(thin))
        yield from (thin_line(one, material.rules) for one in thin)
        yield ""


def _lexicon(material: Material) -> Lexicon:
    try:
        return Lexicon.load(material.data)
    except (OSError, ValueError, KeyError, YAMLError):
        raise CommandError("data/lexicon cannot be read; `veiviser check` tells why.") from None


def tables(counts: Counts, rules: Rules) -> Iterator[str]:
    """The blocks of columns, a row for each situation and one for all; then the other intents."""
    for block in rules.blocks:
        yield ""
        yield _row("", [rules.columns[column] for column in block])
        for name in (*SITUATIONS, ALL):
            yield _row(name, [_cell(counts, name, column) for column in block])
    yield ""
    others = (f"{name} {counts[name][LINES] if name in counts else 0}" for name in OTHER_INTENTS)
    yield rules.say("andre", liste=" · ".join(others))
    yield ""


def thin_line(thin: Thin, rules: Rules) -> str:
    """`tynt: gutter i kjonnslemlestelse (3)`."""
    kind = "tynn_andel" if thin.share else "tynt"
    where = rules.say("i_alle") if thin.situation == ALL else thin.situation
    scale = 100 if thin.share else 1
    return rules.say(
        kind,
        hva=rules.columns[f"{thin.column}!"],
        hvor=where,
        antall=round(scale * thin.found),
        lov=round(scale * thin.wanted),
    )


def _cell(counts: Counts, name: str, column: str) -> str:
    if column == coverage.SLIP:
        return f"{round(100 * coverage.share(counts, name, column))}%"
    return str(counts[name][column])


def _row(name: str, cells: Sequence[str]) -> str:
    return f"{name:<{WIDEST_NAME}}" + "".join(f"{cell:>7}" for cell in cells)
