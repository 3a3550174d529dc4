"""Fine-tuning: all heads at once, held-out tenth, averaged weights, a checkpoint each epoch."""

from __future__ import annotations

import json
import logging
import math
import random
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from bot.contract import SITUATIONS
from bot.nlu.encoder.examples import DANGERS, LABELS, PERSPECTIVES, Example, targets
from bot.nlu.encoder.model import Encoder
from bot.nlu.encoder.read_weights import Weights
from bot.nlu.pieces import Pieces

OUTPUTS = len(LABELS) + len(PERSPECTIVES) + len(DANGERS) + 1
log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Plan:
    """What is chosen on the held-out tenth, never on the validation set."""

    layers: int = 8
    epochs: int = 12
    rate: float = 1.5e-4
    head_rate: float = 1e-3
    layer_decay: float = 0.9
    pieces_per_batch: int = 800
    warm_up: float = 0.08
    weight_decay: float = 0.01
    smoothing: float = 0.0
    dropout: float = 0.1
    average: float = 0.995
    held_out: float = 0.1
    seed: int = 1
    threads: int = 2


@dataclass(frozen=True)
class Set:
    """Examples as numbers: piece numbers per text, targets (texts, labels + 3)."""

    pieces: tuple[tuple[int, ...], ...]
    targets: Any

    @classmethod
    def of(cls, examples: Sequence[Example], pieces: Pieces) -> Set:
        """The examples as numbers."""
        return cls(tuple(tuple(pieces.encode(e.text)) for e in examples), targets(examples))


def split(examples: Sequence[Example], plan: Plan) -> tuple[list[Example], list[Example]]:
    """Training examples and the held-out part, the same for the same data and seed."""
    order = list(range(len(examples)))
    random.Random(plan.seed).shuffle(order)  # noqa: S311  a split, not a secret
    cut = round(len(order) * plan.held_out)
    return [examples[i] for i in sorted(order[cut:])], [examples[i] for i in sorted(order[:cut])]


def train(weights: Weights, learn: Set, held: Set, plan: Plan, folder: Path) -> Encoder:
    """The encoder with the averaged weights of the last epoch; each epoch's are in `folder`."""
    torch.set_num_threads(plan.threads)
    torch.manual_seed(plan.seed)
    model = Encoder(weights, plan.layers, OUTPUTS, plan.dropout)
    start_heads(model, learn)
    mean = _copy_of(model)
    optimiser = torch.optim.AdamW(_groups(model, plan), weight_decay=plan.weight_decay)
    steps = plan.epochs * sum(1 for _ in batches(learn, plan.pieces_per_batch, random.Random(0)))  # noqa: S311
    schedule = torch.optim.lr_scheduler.LambdaLR(optimiser, lambda n: _pace(n, steps, plan.warm_up))
    for epoch in range(plan.epochs):
        started, losses = time.monotonic(), []
        model.train()
        shuffled = random.Random(plan.seed + epoch)  # noqa: S311
        for chosen in batches(learn, plan.pieces_per_batch, shuffled):
            losses.append(_step(model, learn, chosen, optimiser, plan))
            schedule.step()
            _average(mean, model, plan.average)
        _keep(mean, folder / f"epoch-{epoch + 1}.pt")
        figures = measure(probabilities(mean, held.pieces), held.targets)
        seconds = time.monotonic() - started
        line = {"epoch": epoch + 1, "seconds": round(seconds), "loss": float(np.mean(losses))}
        log.info("%s", json.dumps({**line, **figures}))
    return mean


def start_heads(model: Encoder, learn: Set, rounds: int = 300) -> None:
    """Standardises the vectors and fits the heads on the untouched encoder."""
    vectors = torch.from_numpy(_outputs(model, learn.pieces, vectors=True))
    model.mean.data, model.scale.data = vectors.mean(0), vectors.std(0)
    x, y = (vectors - model.mean) / model.scale, torch.from_numpy(learn.targets)
    optimiser = torch.optim.AdamW(model.head.parameters(), lr=5e-3, weight_decay=0.1)
    torch.nn.init.zeros_(model.head.weight)
    for _ in range(rounds):
        optimiser.zero_grad()
        loss_of(model.head(functional.dropout(x, model.dropout)), y, 0.0).backward()
        optimiser.step()


def loss_of(logits: Tensor, wanted: Tensor, smoothing: float) -> Tensor:
    """Sum over the labels, mean over the texts; perspective, danger and abroad count half."""
    n, p, d = len(LABELS), len(PERSPECTIVES), len(DANGERS)
    soft = wanted[:, :n] * (1 - smoothing) + smoothing / n
    labels = functional.binary_cross_entropy_with_logits(logits[:, :n], soft, reduction="none")
    perspective = functional.cross_entropy(logits[:, n : n + p], wanted[:, -3].long())
    danger = functional.cross_entropy(logits[:, n + p : n + p + d], wanted[:, -2].long())
    abroad = functional.binary_cross_entropy_with_logits(logits[:, -1], wanted[:, -1])
    return labels.sum(1).mean() + 0.5 * (perspective + danger + abroad)


def batches(data: Set, pieces: int, chance: random.Random) -> Iterator[list[int]]:
    """Texts of about one length together, about so many pieces a batch, in random order."""
    order = sorted(range(len(data.pieces)), key=lambda i: len(data.pieces[i]) * chance.uniform(0.9, 1.1))
    found: list[list[int]] = [[]]
    for i in order:
        if found[-1] and (len(found[-1]) + 1) * len(data.pieces[i]) > pieces or len(found[-1]) == 32:
            found.append([])
        found[-1].append(i)
    chance.shuffle(found)
    yield from found


def padded(texts: Sequence[Sequence[int]]) -> tuple[Tensor, Tensor]:
    """Piece numbers (texts, longest) and where they are."""
    longest = max(map(len, texts))
    rows = torch.tensor([[*text, *[1] * (longest - len(text))] for text in texts])
    lengths = torch.tensor([len(text) for text in texts])
    return rows, torch.arange(longest)[None] < lengths[:, None]


def probabilities(model: Encoder, texts: Sequence[Sequence[int]]) -> Any:
    """(texts, outputs): labels, perspective, danger, abroad, all as probabilities."""
    logits = torch.from_numpy(_outputs(model, texts))
    n, p = len(LABELS), len(PERSPECTIVES)
    parts = (
        logits[:, :n].sigmoid(),
        logits[:, n : n + p].softmax(1),
        logits[:, n + p : -1].softmax(1),
        logits[:, -1:].sigmoid(),
    )
    return torch.cat(parts, 1).numpy()


def measure(found: Any, wanted: Any) -> dict[str, float]:
    """Micro F1 over situations at the best single threshold, and the other heads' accuracy."""
    n, s, p = len(LABELS), len(SITUATIONS), len(PERSPECTIVES)
    got, want = found[:, :s], wanted[:, :s] > 0.5
    scores = {t: _f1(got > t, want) for t in np.arange(0.2, 0.7, 0.05)}
    best = max(scores, key=lambda t: scores[t])
    clipped = np.clip(found[:, :n], 1e-6, 1 - 1e-6)
    spent = wanted[:, :n] * np.log(clipped) + (1 - wanted[:, :n]) * np.log(1 - clipped)
    single = wanted[:, :n].sum(1) == 1
    acute, is_acute = found[:, n + p + 2] > 0.5, wanted[:, -2] == 2
    figures = {
        "micro": scores[best],
        "threshold": best,
        "log_loss": -spent.sum(1).mean(),
        "first": (found[:, :n].argmax(1) == wanted[:, :n].argmax(1))[single].mean(),
        "perspective": (found[:, n : n + p].argmax(1) == wanted[:, -3]).mean(),
        "acute": _f1(acute, is_acute),
        "abroad": _f1(found[:, -1] > 0.5, wanted[:, -1] > 0.5),
    }
    return {name: round(float(value), 4) for name, value in figures.items()}


def _f1(got: Any, want: Any) -> float:
    right = float((got & want).sum())
    return 2 * right / max(1.0, float(got.sum() + want.sum()))


def _step(model: Encoder, data: Set, chosen: list[int], optimiser: Any, plan: Plan) -> float:
    rows, mask = padded([data.pieces[i] for i in chosen])
    with torch.autocast("cpu", torch.bfloat16):
        logits = model(rows, mask)
    loss = loss_of(logits.float(), torch.from_numpy(data.targets[chosen]), plan.smoothing)
    optimiser.zero_grad()
    loss.backward()
    torch.nn.utils.clip_grad_norm_(model.parameters(), 5.0)
    optimiser.step()
    return float(loss.detach())


def _groups(model: Encoder, plan: Plan) -> list[dict[str, Any]]:
    """The last layer learns fastest, each earlier one a little slower; the heads at their own."""
    last = len(model.layers)
    groups = [
        {"params": list(layer.parameters()), "lr": plan.rate * plan.layer_decay ** (last - 1 - i)}
        for i, layer in enumerate(model.layers)
    ]
    below = [model.place, *model.norm.parameters()]
    groups.append({"params": below, "lr": plan.rate * plan.layer_decay**last})
    return [*groups, {"params": list(model.head.parameters()), "lr": plan.head_rate}]


def _pace(step: int, steps: int, warm_up: float) -> float:
    rise = step / max(1, steps * warm_up)
    fall = 0.5 * (1 + math.cos(math.pi * min(1.0, step / steps)))
    return min(rise, fall) if rise < 1 else fall


def _copy_of(model: Encoder) -> Encoder:
    import copy

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


def _outputs(model: Encoder, texts: Sequence[Sequence[int]], vectors: bool = False) -> Any:
    """Logits or vectors in the order of `texts`, computed by length."""
    model.eval()
    order = sorted(range(len(texts)), key=lambda i: len(texts[i]))
    rows: dict[int, Any] = {}
    with torch.no_grad():
        for at in range(0, len(order), 16):
            chosen = order[at : at + 16]
            batch = padded([texts[i] for i in chosen])
            found = model.vectors(*batch) if vectors else model(*batch)
            rows.update(zip(chosen, found.float().numpy(), strict=True))
    return np.stack([rows[i] for i in range(len(texts))])
