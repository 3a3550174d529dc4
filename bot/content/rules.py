"""`data/kontroll.yml`: the floors and thresholds of `veiviser check`, and what it says."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from bot.content.problem import Problem

NAME = "kontroll.yml"


class RulesError(ValueError):
    """`data/kontroll.yml` cannot be used; the message is one plain sentence."""


@dataclass(frozen=True)
class Rules:
    """Floors, thresholds, exceptions and sentences. The comments in the file say what each is."""

    floors: Mapping[str, float]
    similarity: Mapping[str, float]
    thin: Mapping[str, Mapping[str, float]]
    columns: Mapping[str, str]
    blocks: Sequence[Sequence[str]]
    harmless_kinds: frozenset[str]
    harmless: frozenset[str]
    sentences: Mapping[str, str]
    translations: Sequence[tuple[re.Pattern[str], str]]

    @classmethod
    def load(cls, data: Path) -> Rules:
        """From `data`/kontroll.yml. Raises `RulesError`."""
        try:
            return _rules(YAML(typ="safe").load(data / NAME))
        except (OSError, YAMLError, KeyError, TypeError, AttributeError, re.error):
            raise RulesError(f"data/{NAME} cannot be read") from None

    def say(self, kind: str, **values: object) -> str:
        """The sentence `kind`, with its gaps filled."""
        return self.sentences[kind].format(**values)

    def tell(self, problem: Problem) -> str:
        """The problem as one line: place and sentence."""
        place = "sted" if problem.line else "fil"
        sentence = self.say(problem.kind, **problem.values)
        return self.say(place, fil=problem.file, linje=problem.line, setning=sentence)

    def translate(self, english: str) -> str:
        """What the program says of a file in English, in Norwegian as far as it is known."""
        for pattern, norwegian in self.translations:
            english = pattern.sub(norwegian, english)
        return english


def _rules(raw: Any) -> Rules:
    return Rules(
        floors=raw["gulv"],
        similarity=raw["likhet"],
        thin=raw["tynt"],
        columns=raw["kolonner"],
        blocks=raw["tabeller"],
        harmless_kinds=frozenset(raw["ikke_personlig"]["slag"]),
        harmless=frozenset(str(word).casefold() for word in raw["ikke_personlig"]["ord"]),
        sentences=raw["setninger"],
        translations=[(re.compile(find), put) for find, put in raw["fra_engelsk"].items()],
    )
