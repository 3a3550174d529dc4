"""All the real data, looked over once for all the tests that ask."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from bot.content.checks import CHECKS, Material
from bot.content.problem import Problem
from bot.language.lemmas import LemmaTable
from bot.settings import ROOT, Settings


@cache
def material() -> Material:
    """The real data."""
    return Material.load(Settings().data)


@cache
def problems() -> tuple[Problem, ...]:
    """Everything that is wrong with it."""
    return tuple(problem for check in CHECKS for problem in check(material()))


def told(kinds: tuple[str, ...], folder: str) -> list[str]:
    """The problems of these kinds in a folder, as staff read them."""
    return [
        material().rules.tell(problem)
        for problem in problems()
        if problem.kind in kinds and problem.file.startswith(folder)
    ]


def lend_lemmas(folder: Path) -> None:
    """Lets data in `folder`/data use the lemma table of the project, which is slow to build."""
    LemmaTable.load(ROOT / ".cache" / "lemma.bin")
    (folder / ".cache").symlink_to(ROOT / ".cache")
