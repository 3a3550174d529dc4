"""Training examples as the encoder needs them, read straight from Rasa's YAML."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from ruamel.yaml import YAML

from bot.contract import OTHER_INTENTS, SITUATIONS
from bot.language.lexicon import Lexicon
from bot.settings import ROOT

LABELS = (*SITUATIONS, *OTHER_INTENTS)
PERSPECTIVES = ("self", "friend", "professional")
DANGERS = ("none", "worry", "acute")
HEADS = {  # what the encoder answers, side by side
    "labels": LABELS,  # each by itself
    "main": LABELS,  # one of them
    "perspective": PERSPECTIVES,
    "danger": DANGERS,
    "abroad": ("ja",),
}
SIZES = tuple(map(len, HEADS.values()))


@dataclass(frozen=True)
class Example:
    """A message and all that is known of it."""

    text: str
    labels: tuple[str, ...]
    perspective: str = "self"
    danger: str = "none"
    abroad: bool = False


def read(folder: Path) -> list[Example]:
    """All examples below `data/nlu`, in file order."""
    yaml = YAML(typ="safe")
    found = []
    for file in sorted(folder.rglob("*.yml")):
        for block in yaml.load(file)["nlu"]:
            found += [_example(block, item) for item in block["examples"]]
    return found


def _example(block: Mapping[str, Any], item: Mapping[str, Any]) -> Example:
    said = {**(block.get("metadata") or {}), **(item.get("metadata") or {})}
    main = said["situasjon"] if block["intent"] == "situasjon" else block["intent"]
    return Example(
        item["text"],
        (main, *said.get("ogsa", ())),
        said.get("perspektiv", "self"),
        said.get("fare", "none"),
        said.get("i_utlandet") == "ja",
    )


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """The lists that spelling is levelled by, as the product does before the encoder reads."""
    return Lexicon.load(ROOT / "data")


def targets(examples: Sequence[Example]) -> Any:
    """(examples, labels + 4) float32: 0/1 per label, then the numbers of the main label, of
    perspective and of danger, and 0/1 for abroad."""
    rows = np.zeros((len(examples), len(LABELS) + 4), np.float32)
    for row, example in zip(rows, examples, strict=True):
        for label in example.labels:
            row[LABELS.index(label)] = 1
        row[-4] = LABELS.index(example.labels[0])
        row[-3] = PERSPECTIVES.index(example.perspective)
        row[-2] = DANGERS.index(example.danger)
        row[-1] = example.abroad
    return rows
