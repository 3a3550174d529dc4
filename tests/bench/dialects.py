"""Dialects on foreign ground: the same features and classifier, trained on NorSID's commands.

`python -m tests.bench.dialects norsid_dev.conll` prints intent accuracy per dialect, from
cross-validation over sentence numbers (the same sentence stands in the file eleven times). The
file is not part of the project: VarDial 2025, repository ltgoslo/NoMusic, built on xSID."""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

from bot.nlu.features import Features
from bot.nlu.situation_classifier import analysed_text

DIALECTS = {"B": "Bokmål", "N": "North Norwegian", "T": "Trøndersk", "V": "West Norwegian"}


class Sentence(NamedTuple):
    """One writer's version of a command."""

    number: str
    text: str
    intent: str
    dialect: str


def read(file: Path) -> Iterator[Sentence]:
    """Every sentence of a NorSID file; fields stand in comments before the tokens."""
    fields: dict[str, str] = {}
    for line in [*file.read_text(encoding="utf-8").splitlines(), ""]:
        if line.startswith("#") and ("=" in line or ":" in line):
            key, _, value = line[1:].partition("=" if "=" in line else ":")
            fields[key.strip()] = value.strip()
        elif not line.strip() and "text" in fields:
            number = fields["id"].split("/")[0]
            yield Sentence(number, fields["text"], fields["intent"], fields["dialect"])
            fields = {}


def accuracies(sentences: list[Sentence], folds: int = 10) -> dict[str, tuple[float, int]]:
    """Dialect → accuracy and number of lines."""
    messages = [analysed_text(sentence.text) for sentence in sentences]
    intents = np.array([sentence.intent for sentence in sentences])
    groups = [sentence.number for sentence in sentences]
    hits: dict[str, list[bool]] = defaultdict(list)
    for train, held in GroupKFold(folds).split(messages, groups=groups):
        features = Features()
        rows = features.fit_transform([messages[i] for i in train])
        model = LogisticRegression(C=20, max_iter=300).fit(rows, intents[train])
        guessed = model.predict(features.transform([messages[i] for i in held]))
        for i, guess in zip(held, guessed):
            hits[sentences[i].dialect].append(guess == intents[i])
            hits["all"].append(guess == intents[i])
    return {name: (float(np.mean(found)), len(found)) for name, found in hits.items()}


if __name__ == "__main__":
    for name, (accuracy, number) in sorted(accuracies(list(read(Path(sys.argv[1])))).items()):
        sys.stdout.write(f"{DIALECTS.get(name, name):18}{accuracy:.3f}  ({number} lines)\n")
