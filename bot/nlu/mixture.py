"""The fast model and the second opinion, weighed together. How much each counts, and from which
probability on the bot acts, was chosen on examples that neither had learnt from; it lies beside
the encoder in `mixture.json`."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from bot.nlu.second_opinion import SecondOpinion

FILE = "mixture.json"
HEADS = {
    "labels": "{}",
    "main": "forst={}",
    "perspective": "perspektiv={}",
    "danger": "fare={}",
    "abroad": "i_utlandet=ja",
}


@dataclass(frozen=True)
class Mixture:
    """`weight` of the second opinion, from 0 to 1; `threshold` of every situation."""

    opinion: SecondOpinion
    weight: float
    threshold: Mapping[str, float]

    @classmethod
    def load(cls, folder: Path) -> Mixture | None:
        """What lies in `folder`; None when something of it is missing: the fast model answers
        alone then."""
        opinion = SecondOpinion.load(folder)
        if opinion is None or not (folder / FILE).exists():
            return None
        chosen = json.loads((folder / FILE).read_text(encoding="utf-8"))
        return cls(opinion, float(chosen["weight"]), dict(chosen["threshold"]))

    def read(self, text: str) -> dict[str, float]:
        """The encoder's probabilities for `text` (in levelled spelling) under the names of the
        fast model's labels, and those of each situation being the main one (`forst=`)."""
        columns = [
            HEADS[head].format(name) for head, names in self.opinion.names.items() for name in names
        ]
        return dict(zip(columns, map(float, self.opinion.read([text])[0])))

    def mixed(self, second: Mapping[str, float], fast: Mapping[str, float]) -> dict[str, float]:
        """Probabilities of all labels of `fast`; labels the encoder does not know keep theirs."""
        return {
            name: (1 - self.weight) * p + self.weight * second[name] if name in second else p
            for name, p in fast.items()
        }

    def thresholds(self, fast: Mapping[str, float]) -> dict[str, float]:
        """Its own thresholds for situations; others as they were."""
        return {**fast, **self.threshold}
