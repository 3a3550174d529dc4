"""The lines of `data/validation/`, in the shape of training examples."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from bot.content.examples import (
    DANGERS,
    FAMILIES,
    GENDERS,
    PERSPECTIVES,
    VARIETIES,
    Example,
    Found,
)
from bot.content.problem import Problem, extract, name_in
from bot.contract import OTHER_INTENTS, SITUATIONS

CLOSED: Mapping[str, tuple[object, ...]] = {
    "perspective": PERSPECTIVES,
    "acute": DANGERS,
    "acute_kind": ("", "explicit", "veiled"),
    "abroad": (True, False),
    "variety": VARIETIES,
    "gender": ("", *GENDERS),
    "family": ("", *FAMILIES),
}


def read(data: Path) -> Found:
    """Every line of every `*.jsonl`, and what is wrong with the rest."""
    examples: list[Example] = []
    problems: list[Problem] = []
    for file in sorted((data / "validation").glob("*.jsonl")):
        name = name_in(data, file)
        for number, line in enumerate(_lines(file), 1):
            raw = _parsed(line)
            wrong = list(_wrong(raw))
            problems += [Problem(name, number, kind, values) for kind, values in wrong]
            if not wrong:
                examples.append(_example(name, number, raw))
    return examples, problems


def _lines(file: Path) -> list[str]:
    return file.read_text(encoding="utf-8", errors="replace").splitlines()


def _parsed(line: str) -> Any:
    try:
        return json.loads(line)
    except ValueError:
        return None


def _wrong(raw: Any) -> Iterator[tuple[str, Mapping[str, object]]]:
    """What is not as it must be, as (kind of problem, values)."""
    if not isinstance(raw, dict):
        yield "ingen_json", {}
        return
    if not isinstance(raw.get("text"), str) or not isinstance(raw.get("situations"), list):
        yield "ingen_linje", {}
        return
    what = {"tekst": extract(raw["text"])}
    for key, value in raw.items():
        if key in CLOSED and value not in CLOSED[key]:
            allowed = ", ".join(str(v) for v in CLOSED[key] if v != "")
            yield "ukjent_verdi", {**what, "felt": key, "verdi": value, "lov": allowed}
        elif key not in CLOSED and key not in ("text", "situations", "case"):
            yield "ukjent_felt", {**what, "felt": key}
    if not _labels_are_right(raw["situations"]):
        yield "feil_merkelapper", {**what, "verdi": ", ".join(map(str, raw["situations"]))}


def _labels_are_right(labels: list[object]) -> bool:
    """One or more situations, each once, or exactly one other intent."""
    if len(labels) == 1 and labels[0] in OTHER_INTENTS:
        return True
    known = all(label in SITUATIONS for label in labels)
    return bool(labels) and known and len(set(map(str, labels))) == len(labels)


def _example(name: str, line: int, raw: Mapping[str, Any]) -> Example:
    return Example(
        file=name,
        line=line,
        text=raw["text"],
        labels=tuple(raw["situations"]),
        perspective=raw.get("perspective", "self"),
        danger=raw.get("acute", "none"),
        abroad=raw.get("abroad", False),
        variety=raw.get("variety", "nb"),
        gender=raw.get("gender", ""),
        family=raw.get("family", ""),
    )
