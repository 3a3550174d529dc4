"""The validation set: what a message should be read as, and what it was read as."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from bot.contract import SITUATIONS


@dataclass(frozen=True)
class Row:
    """One message of the validation set. `situations` holds situations, main first, or is empty;
    then `intent` is another intent. `case` and `acute_kind` are tags of hard cases, or empty."""

    text: str
    intent: str
    situations: tuple[str, ...]
    perspective: str = "self"
    acute: str = "none"
    acute_kind: str = ""
    abroad: bool = False
    variety: str = "nb"
    case: str = ""

    @property
    def words(self) -> int:
        """Length in words."""
        return len(self.text.split())


@dataclass(frozen=True)
class Guess:
    """What was read: `situations` acted on, most pressing first; `probability` per label."""

    intent: str
    situations: tuple[str, ...]
    suggestions: tuple[str, ...]
    perspective: str
    acute: str
    abroad: bool
    language: str
    probability: Mapping[str, float]
    milliseconds: float


def load(folder: Path) -> list[Row]:
    """Every line of every `*.jsonl` in `folder`. Raises `ValueError` naming file and line."""
    rows = []
    for file in sorted(folder.glob("*.jsonl")):
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
            try:
                rows.append(_row(json.loads(line)))
            except (ValueError, KeyError, TypeError):
                raise ValueError(f"{file.name}, line {number}, is not a validation line") from None
    return rows


def twins(file: Path, rows: Sequence[Row]) -> list[tuple[Row, Row]]:
    """Messages in dialect, each with itself in Bokmål: what the spelling alone costs. A line of
    `file` says how the message begins. Raises `ValueError` naming the line."""
    found = []
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
        try:
            raw = json.loads(line)
            (row,) = [row for row in rows if row.text.startswith(raw["begins"])]
            found.append((row, replace(row, text=raw["bokmaal"], variety="nb")))
        except (ValueError, KeyError, TypeError):
            raise ValueError(f"{file.name}, line {number}, is no message's twin") from None
    return found


def _row(raw: Mapping[str, Any]) -> Row:
    labels: Sequence[str] = raw["situations"]
    situations = tuple(label for label in labels if label in SITUATIONS)
    return Row(
        text=raw["text"],
        intent="situasjon" if situations else labels[0],
        situations=situations,
        perspective=raw.get("perspective", "self"),
        acute=raw.get("acute", "none"),
        acute_kind=raw.get("acute_kind", ""),
        abroad=bool(raw.get("abroad", False)),
        variety=raw.get("variety", "nb"),
        case=raw.get("case", ""),
    )
