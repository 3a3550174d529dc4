"""The figures of the report by name, each with what it should at least (or at most) be."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np

from bot.contract import SITUATIONS
from bot.evaluation import metrics
from bot.evaluation.metrics import Figure
from bot.evaluation.rows import Guess, Row

# Shares of new cases at schools (IMDi 2023, 899 cases); the rest of the situations share 6 %.
CASE_MIX = {
    "negativ_sosial_kontroll": 0.66,
    "vold_i_familien": 0.08,
    "aeresrelatert_trussel": 0.08,
    "bekymret_for_reise": 0.06,
    "tvangsekteskap_press": 0.05,
    "etterlatt_i_utlandet": 0.04,
}

FIGURES: Mapping[str, Figure] = {
    "situations, micro F1": metrics.micro,
    "situations, macro F1": metrics.macro,
    "situations, F1 by case mix": partial(metrics.weighted, weights=CASE_MIX),
    "first situation right": metrics.first,
    "right within two": metrics.within_two,
    "out of scope, F1": metrics.out_of_scope,
    "other intents right": metrics.other_intents,
    "acute recall": metrics.acute_recall(""),
    "acute recall, explicit": metrics.acute_recall("explicit"),
    "acute recall, veiled": metrics.acute_recall("veiled"),
    "false alarms, no situation told": metrics.false_alarms,
    "alarms where danger is not now": metrics.alarms_in_calm,
    "perspective": metrics.perspective,
    "abroad": metrics.abroad,
    "language": metrics.language,
}
LOWER_IS_BETTER = frozenset({"false alarms, no situation told", "alarms where danger is not now"})

SLICES: Mapping[str, Callable[[Row], str]] = {
    "variety": lambda row: row.variety,
    "length": lambda row: length(row.words),
    "perspective": lambda row: row.perspective,
    "situations": lambda row: "several" if len(row.situations) > 1 else "one",
    "hard case": lambda row: row.case or "none",
}


def length(words: int) -> str:
    """A message's length as a class."""
    return "under 15 words" if words < 15 else "15–40 words" if words <= 40 else "over 40 words"


@dataclass(frozen=True)
class Measured:
    """A figure with the middle 95 % of what drawing anew gives."""

    value: float
    low: float
    high: float


def measure(rows: Sequence[Row], guesses: Sequence[Guess]) -> dict[str, Measured]:
    """Every figure with its spread."""
    return {
        name: Measured(figure(rows, guesses), *metrics.interval(figure, rows, guesses))
        for name, figure in FIGURES.items()
    }


def slices(rows: Sequence[Row], guesses: Sequence[Guess]) -> dict[str, dict[str, dict[str, float]]]:
    """Axis → class → number of messages with a situation, micro F1 and first right."""
    told = [(r, g) for r, g in zip(rows, guesses) if r.situations]
    found: dict[str, dict[str, dict[str, float]]] = {}
    for axis, name_of in SLICES.items():
        groups: dict[str, list[tuple[Row, Guess]]] = {}
        for row, guess in told:
            groups.setdefault(name_of(row), []).append((row, guess))
        found[axis] = {name: _slice(pairs) for name, pairs in sorted(groups.items())}
    return found


def beside_twins(
    rows: Sequence[Row],
    guesses: Sequence[Guess],
    pairs: Sequence[tuple[Row, Row]],
    same: Sequence[Guess],
) -> dict[str, dict[str, float]]:
    """Dialects as written and in Bokmål; `same` is what the twins were read as."""
    read = dict(zip((row.text for row in rows), guesses))
    groups: dict[str, list[tuple[Row, Guess]]] = {}
    for (row, twin), guess in zip(pairs, same):
        if row.situations:
            for name in (row.variety, "all"):
                groups.setdefault(name, []).append((row, read[row.text]))
                groups.setdefault(f"{name}, in Bokmål", []).append((twin, guess))
    return {name: _slice(found) for name, found in sorted(groups.items())}


def _slice(pairs: Sequence[tuple[Row, Guess]]) -> dict[str, float]:
    rows, guesses = [r for r, _ in pairs], [g for _, g in pairs]
    micro, first = metrics.micro(rows, guesses), metrics.first(rows, guesses)
    return {"messages": len(pairs), "micro F1": micro, "first right": first}


def per_situation(rows: Sequence[Row], guesses: Sequence[Guess]) -> dict[str, dict[str, float]]:
    """Precision, recall, F1 and number of messages for each situation."""
    found = {}
    for name in SITUATIONS:
        right, wrong, missed = metrics.counts(rows, guesses, name)
        found[name] = {
            "precision": right / (right + wrong) if right + wrong else float("nan"),
            "recall": right / (right + missed) if right + missed else float("nan"),
            "F1": metrics.f1(right, wrong, missed),
            "messages": right + missed,
        }
    return found


def confusion(rows: Sequence[Row], guesses: Sequence[Guess]) -> tuple[list[str], Any]:
    """Labels and a matrix: rows are the main thing told, columns the first thing named."""
    labels = [*SITUATIONS, "utenfor_tema", "annet"]
    matrix = np.zeros((len(labels), len(labels)), dtype=int)

    def place(intent: str, situations: Sequence[str]) -> int:
        name = situations[0] if situations else intent
        return labels.index(name if name in labels else "annet")

    for row, guess in zip(rows, guesses):
        matrix[place(row.intent, row.situations), place(guess.intent, guess.situations)] += 1
    return labels, matrix


def reliability(
    rows: Sequence[Row], guesses: Sequence[Guess], bins: int = 10
) -> list[tuple[float, float, int]]:
    """Per bin of probability: mean probability, share that was right, number of label guesses."""
    pairs = [
        (guess.probability.get(name, 0.0), name in row.situations)
        for row, guess in zip(rows, guesses)
        for name in SITUATIONS
    ]
    found = []
    for low in np.linspace(0, 1, bins, endpoint=False):
        inside = [(p, hit) for p, hit in pairs if low <= p < low + 1 / bins]
        if inside:
            said, true = np.mean([p for p, _ in inside]), np.mean([hit for _, hit in inside])
            found.append((float(said), float(true), len(inside)))
    return found


def latency(guesses: Sequence[Guess]) -> dict[str, float]:
    """Milliseconds of understanding one message: median and 95th percentile."""
    times = [guess.milliseconds for guess in guesses]
    return {"p50": float(np.percentile(times, 50)), "p95": float(np.percentile(times, 95))}
