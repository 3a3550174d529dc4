"""What each step of understanding gains and costs, in one run: `python -m tests.bench.classifiers`.

Each row is trained on `data/nlu` and measured on `data/validation`; thresholds come from
cross-validation on the training examples. Times are of one message on one core."""

from __future__ import annotations

import argparse
import re
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import spacy
from sklearn.linear_model import LogisticRegression
from spacy.training import Example as SpacyExample

from bot.content.examples import read
from bot.contract import OTHER_INTENTS, SITUATIONS
from bot.evaluation import metrics
from bot.evaluation.rows import Guess, Row, load
from bot.nlu import multilabel
from bot.nlu.decision import decide
from bot.nlu.features import Analysed, Features
from bot.nlu.mixture import Mixture
from bot.nlu.multilabel import Calibration, MultiLabel
from bot.nlu.situation_classifier import analysed_text
from bot.nlu.spacy_nb import lexicon
from bot.settings import Settings
from tests.bench import stock

DATA = Settings().data
LABELS = [*SITUATIONS, *OTHER_INTENTS]
Predict = Callable[[Sequence[str]], Any]
WORD = re.compile(r"\w+|[^\w\s]")


def as_written(text: str) -> Analysed:
    """Words and spelling as they stand, in small letters."""
    words = WORD.findall(text.lower())
    return Analysed(tuple(words), " ".join(words))


def without_concepts(text: str) -> Analysed:
    """Levelled spelling and lemmas, no lexicon."""
    found = analysed_text(text)
    return Analysed(found.lemmas, found.spelling)


def linear(analyse: Callable[[str], Analysed]) -> Callable[..., tuple[Predict, Calibration]]:
    """Linear support vector machines over what `analyse` gives."""

    def train(texts: Sequence[str], targets: Any) -> tuple[Predict, Calibration]:
        features = Features()
        rows = features.fit_transform([analyse(text) for text in texts])
        model = MultiLabel.fit(LABELS, rows, targets)

        def predict(new: Sequence[str]) -> Any:
            return model.predict(features.transform([analyse(text) for text in new]))

        return predict, model.calibration

    return train


def logistic(texts: Sequence[str], targets: Any) -> tuple[Predict, Calibration]:
    """The same features with logistic regressions."""
    features = Features()
    rows = features.fit_transform([analysed_text(text) for text in texts])
    rows.sort_indices()

    def fit(chosen: Any, wanted: Any) -> list[Any]:
        usual: dict[str, Any] = {"C": 4.0, "solver": "liblinear", "class_weight": {1: 3.0, 0: 1.0}}
        return [LogisticRegression(**usual).fit(chosen, column) for column in wanted.T]

    def score(models: list[Any], new: Any) -> Any:
        return np.stack([m.decision_function(new) for m in models], axis=1).astype(np.float32)

    raw = np.zeros(targets.shape, np.float32)
    fold = np.arange(len(texts)) % 4
    for k in range(4):
        raw[fold == k] = score(fit(rows[fold != k], targets[fold != k]), rows[fold == k])
    calibration = multilabel.calibrate(raw, targets)
    models = fit(rows, targets)

    def predict(new: Sequence[str]) -> Any:
        found = features.transform([analysed_text(text) for text in new])
        return multilabel.probabilities(score(models, found), calibration)

    return predict, calibration


def textcat(texts: Sequence[str], targets: Any, epochs: int = 8) -> tuple[Predict, Calibration]:
    """spaCy's `textcat_multilabel` as it comes, on blank Norwegian; one threshold of one half."""
    nlp = spacy.blank("nb")
    nlp.add_pipe("textcat_multilabel")
    examples = [
        SpacyExample.from_dict(nlp.make_doc(text), {"cats": dict(zip(LABELS, map(float, row)))})
        for text, row in zip(texts, targets)
    ]
    optimizer = nlp.initialize(lambda: examples)
    random = np.random.default_rng(multilabel.SEED)
    for _ in range(epochs):
        order = random.permutation(len(examples))
        for start in range(0, len(order), 64):
            nlp.update([examples[i] for i in order[start : start + 64]], sgd=optimizer)
    ones = np.ones(len(LABELS), np.float32)

    def predict(new: Sequence[str]) -> Any:
        return np.array([[doc.cats[name] for name in LABELS] for doc in nlp.pipe(new)])

    return predict, Calibration(ones, 0 * ones, 0.35 * ones)


def with_opinion(mixture: Mixture) -> Callable[..., tuple[Predict, Calibration]]:
    """Our features, averaged with the encoder."""

    def train(texts: Sequence[str], targets: Any) -> tuple[Predict, Calibration]:
        fast, calibration = linear(analysed_text)(texts, targets)

        def predict(new: Sequence[str]) -> Any:
            rows = fast(new)
            found = [mixture.read(lexicon().levelled(text)) for text in new]
            mixed = [mixture.mixed(f, dict(zip(LABELS, row))) for f, row in zip(found, rows)]
            return np.array([[row[name] for name in LABELS] for row in mixed])

        same = mixture.thresholds(dict(zip(LABELS, calibration.threshold)))
        threshold = np.array([same[name] for name in LABELS], np.float32)
        return predict, Calibration(calibration.slope, calibration.offset, threshold)

    return train


def main() -> None:
    """Trains and measures every row."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.classifiers", description=__doc__)
    parser.add_argument("--stock", type=Path, help="where the stock pipeline has been trained")
    options = parser.parse_args()
    examples, _ = read(DATA)
    rows = load(DATA / "validation")
    texts = [example.text for example in examples]
    targets = np.array([[name in e.labels for name in LABELS] for e in examples])
    trials: dict[str, Callable[..., tuple[Predict, Calibration]]] = {
        "n-grams as written": linear(as_written),
        "+ levelled spelling, lemmas": linear(without_concepts),
        "+ concepts (the fast model)": linear(analysed_text),
        "logistic, same features": logistic,
        "spaCy textcat_multilabel": textcat,
    }
    mixture = Mixture.load(DATA / "encoder")
    if mixture is not None:
        trials["fast model and encoder"] = with_opinion(mixture)
    head = ("micro", "macro", "first", "two", "scope", "train s", "ms")
    sys.stdout.write(f"{'':30}" + "".join(f"{name:>9}" for name in head) + "\n")
    if options.stock:
        began = time.perf_counter()
        guesses = [one_intent(ranking) for ranking in stock.rankings(options.stock, rows)]
        write("stock pipeline (DIET)", rows, guesses, "", time.perf_counter() - began)
    for name, train in trials.items():
        started = time.monotonic()
        predict, calibration = train(texts, targets)
        trained = time.monotonic() - started
        began = time.perf_counter()
        found = np.concatenate([predict([row.text]) for row in rows])
        spent = time.perf_counter() - began
        threshold = dict(zip(LABELS, map(float, calibration.threshold)))
        guesses = [guess(dict(zip(LABELS, map(float, p))), threshold) for p in found]
        write(name, rows, guesses, f"{trained:.0f}", spent)


def write(name: str, rows: Sequence[Row], guesses: Sequence[Guess], trained: str, s: float) -> None:
    """One row of the table; `s` is the seconds that reading all took."""
    wanted = (metrics.micro, metrics.macro, metrics.first, metrics.within_two, metrics.out_of_scope)
    told = "".join(f"{figure(rows, guesses):9.3f}" for figure in wanted)
    sys.stdout.write(f"{name:30}{told}{trained:>9}{s * 1000 / len(rows):9.1f}\n")
    sys.stdout.flush()


def one_intent(ranking: Mapping[str, float]) -> Guess:
    """What a bot acts on that names one intent for a message: the likeliest."""
    intent = max(ranking, key=lambda name: ranking[name])
    named = (intent,) if intent in SITUATIONS else ()
    told = "situasjon" if named else intent
    return Guess(told, named, (), "self", "none", False, "nb", ranking, 0.0)


def guess(probability: dict[str, float], threshold: dict[str, float]) -> Guess:
    """What the bot would act on."""
    found = decide(probability, threshold)
    named = tuple(name for name, _ in found.situations)
    return Guess(
        found.intent, named, found.suggestions, "self", "none", False, "nb", probability, 0.0
    )


if __name__ == "__main__":
    main()
