"""`veiviser evaluate`: how well messages are understood, on lines that training never sees."""

from __future__ import annotations

import argparse
import asyncio
import json
import sys
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from bot.cli import CommandError
from bot.commands.train import CURRENT
from bot.commands.understand import parser_of
from bot.contract import SITUATIONS
from bot.evaluation import figures, metrics, report
from bot.evaluation.guesses import guesses
from bot.evaluation.rows import Guess, Row, load, twins
from bot.settings import ROOT, Settings

FOLDER = ROOT / "docs" / "kvalitet"
KEPT = "rapport.json"
TWINS = "dialect, and the same in Bokmål"


def add_options(parser: argparse.ArgumentParser) -> None:
    """`--keep` writes the report that later ones are compared with."""
    parser.add_argument("--keep", action="store_true", help="write docs/kvalitet/rapport.*")


def run(options: argparse.Namespace) -> int:
    """Prints the report; with `--keep` also writes it as HTML and JSON."""
    try:
        folder = Settings().data / "validation"
        rows = load(folder)
        pairs = twins(folder / "tvillinger" / "dialekt.jsonl", rows)
    except ValueError as error:
        raise CommandError(f"{error}.") from None
    except OSError as error:
        raise CommandError(f"{error.filename} cannot be read.") from None
    parser = parser_of()
    found = asyncio.run(guesses(rows, parser))
    same = asyncio.run(guesses([twin for _, twin in pairs], parser))
    made = build(rows, found, kept(FOLDER))
    made["slices"][TWINS] = figures.beside_twins(rows, found, pairs, same)
    made["cross-validation"] = cross_validation(Settings().models / CURRENT)
    sys.stdout.write(report.as_text(made) + "\n")
    if options.keep:
        FOLDER.mkdir(parents=True, exist_ok=True)
        (FOLDER / "rapport.html").write_text(report.as_html(made), encoding="utf-8")
        text = json.dumps(made, ensure_ascii=False, indent=1)
        (FOLDER / KEPT).write_text(text + "\n", encoding="utf-8")
    return 0


def cross_validation(model: Path) -> dict[str, float]:
    """F1 over situations of the fast model alone, on examples that each fold had not seen."""
    from bot.nlu.situation_classifier import unpacked

    unseen = unpacked(model)[1].unseen
    counts = [unseen[name] for name in SITUATIONS if name in unseen]
    return {
        "micro F1": round(metrics.f1(*(sum(column) for column in zip(*counts))), 4),
        "macro F1": round(sum(metrics.f1(*one) for one in counts) / len(counts), 4),
    }


def kept(folder: Path) -> Mapping[str, Any]:
    """The last report that was kept, or an empty one."""
    try:
        return dict(json.loads((folder / KEPT).read_text(encoding="utf-8")))
    except (OSError, ValueError):
        return {}


def build(rows: Sequence[Row], found: Sequence[Guess], before: Mapping[str, Any]) -> dict[str, Any]:
    """Everything the report shows, as JSON; `change` is against the figures of `before`."""
    old = before.get("figures", {})
    measured: dict[str, dict[str, float]] = {}
    for name, one in figures.measure(rows, found).items():
        measured[name] = {key: round(value, 4) for key, value in asdict(one).items()}
        if name in old:
            measured[name]["change"] = round(one.value - old[name]["value"], 4)
    labels, matrix = figures.confusion(rows, found)
    return {
        "messages": len(rows),
        "figures": measured,
        "situations": figures.per_situation(rows, found),
        "slices": figures.slices(rows, found),
        "confusion": {"labels": labels, "matrix": matrix.tolist()},
        "reliability": figures.reliability(rows, found),
        "milliseconds": figures.latency(found),
    }
