"""What led to an answer: words, concepts and examples, so that staff can follow it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from bot.nlu.features import Analysed, Features
from bot.nlu.multilabel import MultiLabel


def strongest(
    features: Features, model: MultiLabel, message: Analysed, label: str, most: int = 8
) -> list[dict[str, Any]]:
    """The terms that spoke most for `label`, as `block:term` with what each added."""
    row = features.transform([message]).tocoo()
    weights = model.weights[model.labels.index(label)]
    added = sorted(
        ((float(value * weights[column]), column) for column, value in zip(row.col, row.data)),
        reverse=True,
    )
    terms = features.terms()
    return [{"term": terms[c], "weight": round(a, 3)} for a, c in added[:most] if a > 0]


def alike(
    features: Features, message: Analysed, examples: Sequence[Analysed], most: int = 3
) -> list[tuple[int, float]]:
    """The examples whose features are most alike: index and cosine, best first."""
    rows = features.transform(examples)
    one = features.transform([message])
    lengths = np.sqrt(np.asarray(rows.multiply(rows).sum(axis=1))[:, 0])
    own = float(np.sqrt(one.multiply(one).sum())) or 1.0
    cosine = np.asarray((rows @ one.T).todense())[:, 0] / np.maximum(lengths * own, 1e-9)
    return [(int(i), round(float(cosine[i]), 3)) for i in np.argsort(-cosine)[:most]]


def found_concepts(concepts: Sequence[str]) -> Mapping[str, int]:
    """Concept → how often it was seen."""
    return {name: concepts.count(name) for name in dict.fromkeys(concepts)}
