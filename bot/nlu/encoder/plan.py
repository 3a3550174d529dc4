"""How long, how fast and how much of the encoder learns."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Plan:
    """What is chosen on the held-out tenth, never on the validation set."""

    layers: int = 8
    frozen: int = 0
    epochs: int = 11
    stop: int = 99  # after so many epochs, whatever the rates are then
    minutes: float = 60.0
    rate: float = 2e-4
    head_rate: float = 1e-3
    layer_decay: float = 0.9
    pieces_per_batch: int = 600
    warm_up: float = 0.08
    weight_decay: float = 0.01
    smoothing: float = 0.0
    dropout: float = 0.1
    slips: float = 0.4  # share of the texts that get typing errors, anew each epoch
    average: float = 0.995
    held_out: float = 0.1
    seed: int = 1
    threads: int = 2


ALL = Plan(epochs=6, minutes=60, dropout=0.15)
UPPER = Plan(frozen=4, epochs=5, layer_decay=0.95, average=0.99, warm_up=0.05, minutes=60)
