"""What the encoder answers for many texts, and how good the answers are."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import torch
from torch import Tensor

from bot.contract import SITUATIONS
from bot.nlu.encoder.examples import LABELS, SIZES
from bot.nlu.encoder.model import Encoder


def padded(texts: Sequence[Sequence[int]]) -> tuple[Tensor, Tensor]:
    """Piece numbers (texts, longest) and where they are."""
    longest = max(map(len, texts))
    rows = torch.tensor([[*text, *[1] * (longest - len(text))] for text in texts])
    lengths = torch.tensor([len(text) for text in texts])
    return rows, torch.arange(longest)[None] < lengths[:, None]


def probabilities(model: Encoder, texts: Sequence[Sequence[int]]) -> Any:
    """(texts, outputs): the heads side by side, all as probabilities."""
    return squashed(outputs(model, texts))


def temperature(logits: Any, wanted: Any) -> float:
    """What to divide logits by, so that the encoder is as sure as it is right."""
    tried = (1.0, 1.25, 1.5, 1.75, 2.0, 2.5, 3.0)
    return min(tried, key=lambda heat: measure(squashed(logits, heat), wanted)["log_loss"])


def squashed(found: Any, heat: float = 1.0) -> Any:
    """Logits as probabilities."""
    labels, main, perspective, danger, abroad = torch.from_numpy(found / heat).split(SIZES, dim=1)
    single = [head.softmax(1) for head in (main, perspective, danger)]
    return torch.cat((labels.sigmoid(), *single, abroad.sigmoid()), 1).numpy()


def measure(found: Any, wanted: Any) -> dict[str, float]:
    """Micro F1 over situations at the best single threshold, and the other heads' accuracy."""
    n, s = len(LABELS), len(SITUATIONS)
    _, main, perspective, danger, _ = np.split(found, np.cumsum(SIZES)[:-1], axis=1)
    got, want = found[:, :s], wanted[:, :s] > 0.5
    scores = {t: _f1(got > t, want) for t in np.arange(0.2, 0.7, 0.05)}
    best = max(scores, key=lambda t: scores[t])
    clipped = np.clip(found[:, :n], 1e-6, 1 - 1e-6)
    spent = wanted[:, :n] * np.log(clipped) + (1 - wanted[:, :n]) * np.log(1 - clipped)
    acute, is_acute = danger[:, -1] > 0.5, wanted[:, -2] == 2
    figures = {
        "micro": scores[best],
        "threshold": best,
        "log_loss": -spent.sum(1).mean(),
        "first": (main.argmax(1) == wanted[:, -4]).mean(),
        "perspective": (perspective.argmax(1) == wanted[:, -3]).mean(),
        "acute": _f1(acute, is_acute),
        "abroad": _f1(found[:, -1] > 0.5, wanted[:, -1] > 0.5),
    }
    return {name: round(float(value), 4) for name, value in figures.items()}


def _f1(got: Any, want: Any) -> float:
    right = float((got & want).sum())
    return 2 * right / max(1.0, float(got.sum() + want.sum()))


def outputs(model: Encoder, texts: Sequence[Sequence[int]], vectors: bool = False) -> Any:
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
