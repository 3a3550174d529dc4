"""How long, how fast and how much of the encoder learns."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Plan:
    """What is chosen on the held-out tenth, never on the validation set."""

    layers: int = 8
    epochs: int = 10
    stop: int = 99  # after so many epochs, whatever the rates are then
    minutes: float = 60.0
    rate: float = 2e-4
    head_rate: float = 1e-3
    layer_decay: float = 0.9
    pieces_per_batch: int = 600
    warm_up: float = 0.08
    weight_decay: float = 0.01
    smoothing: float = 0.0
    dropout: float = 0.15
    slips: float = 0.4  # share of the texts that get typing errors, anew each epoch
    average: float = 0.995
    held_out: float = 0.1
    seed: int = 1
    threads: int = 2


ALL = Plan()
