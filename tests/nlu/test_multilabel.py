"""The plain classifier: learning, calibrating, saving, deciding."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from bot.contract import OTHER_INTENTS, SITUATIONS
from bot.nlu.decision import decide
from bot.nlu.features import Analysed, Features
from bot.nlu.multilabel import MultiLabel, best_threshold, precise_threshold

WORDS = {"slag": "far slå meg hardt", "reise": "vi skal reise til utland", "hei": "hei på deg du"}


def messages() -> tuple[list[Analysed], np.ndarray]:
    random = np.random.default_rng(1)
    made, targets = [], []
    for i in range(150):
        labels = [["slag"], ["reise"], ["hei"], ["slag", "reise"]][i % 4]
        words = [w for label in labels for w in WORDS[label].split()]
        random.shuffle(words)
        kept = tuple(words[: max(3, len(words) - 1)])
        made.append(Analysed(kept, " ".join(kept), tuple(labels[:1])))
        targets.append([name in labels for name in WORDS])
    return made, np.array(targets)


@pytest.fixture(scope="module")
def trained() -> tuple[Features, MultiLabel]:
    made, targets = messages()
    features = Features()
    rows = features.fit_transform(made)
    return features, MultiLabel.fit(list(WORDS), rows, targets, jobs=1)


def test_several_labels_are_seen_at_once(trained: tuple[Features, MultiLabel]) -> None:
    features, model = trained
    both = Analysed(tuple("far slå meg vi skal reise".split()), "far slå meg vi skal reise")
    found = dict(zip(model.labels, model.predict(features.transform([both]))[0]))
    assert found["slag"] > 0.5 and found["reise"] > 0.5 > found["hei"]


def test_saved_and_loaded_gives_the_same(
    trained: tuple[Features, MultiLabel], tmp_path: Path
) -> None:
    features, model = trained
    features.save(tmp_path)
    model.save(tmp_path)
    made, _ = messages()
    again = MultiLabel.load(tmp_path).predict(Features.load(tmp_path).transform(made))
    assert np.allclose(again, model.predict(features.transform(made)), atol=1e-5)


def test_best_threshold_lies_between_two_groups() -> None:
    probability = np.array([0.1] * 50 + [0.9] * 50, dtype=np.float32)
    assert 0.15 <= best_threshold(probability, probability > 0.5) <= 0.85


def test_precise_threshold_is_out_of_reach_when_no_precision_suffices() -> None:
    probability = np.linspace(0, 1, 100, dtype=np.float32)
    assert precise_threshold(probability, np.zeros(100, dtype=bool), 0.9) > 1


def probabilities(**given: float) -> dict[str, float]:
    return {name: given.get(name, 0.01) for name in (*SITUATIONS, *OTHER_INTENTS)}


HALF = {name: 0.5 for name in (*SITUATIONS, *OTHER_INTENTS)}


@pytest.mark.parametrize(
    ("given", "intent", "situations"),
    [
        ({"vold_i_familien": 0.9}, "situasjon", ["vold_i_familien"]),
        (
            {"vold_i_familien": 0.6, "bekymret_for_reise": 0.8},
            "situasjon",
            ["bekymret_for_reise", "vold_i_familien"],
        ),
        ({"vold_i_familien": 0.4, "utenfor_tema": 0.2}, "situasjon", ["vold_i_familien"]),
        ({"vold_i_familien": 0.3, "utenfor_tema": 0.6}, "utenfor_tema", []),
        ({"takk": 0.9, "vold_i_familien": 0.55}, "takk", []),
        ({"hils": 0.9}, "hils", []),
    ],
)
def test_decide(given: dict[str, float], intent: str, situations: list[str]) -> None:
    decision = decide(probabilities(**given), HALF)
    assert decision.intent == intent
    assert [name for name, _ in decision.situations] == situations


def test_unsure_offers_the_two_likeliest() -> None:
    given = {"utenfor_tema": 0.5, "vold_i_familien": 0.3, "rettigheter": 0.2}
    decision = decide(probabilities(**given), HALF)
    assert decision.suggestions == ("vold_i_familien", "rettigheter")


def test_certain_of_another_subject_offers_nothing() -> None:
    decision = decide(probabilities(utenfor_tema=0.95, vold_i_familien=0.2), HALF)
    assert decision.suggestions == ()


def test_a_pressing_situation_put_first_does_not_let_another_intent_silence_a_sure_one() -> None:
    probability = dict.fromkeys((*SITUATIONS, *OTHER_INTENTS), 0.0)
    probability.update(vold_i_familien=0.62, negativ_sosial_kontroll=0.7, hils=0.65)
    found = decide(probability, dict.fromkeys(probability, 0.4))
    assert [name for name, _ in found.situations] == ["vold_i_familien", "negativ_sosial_kontroll"]
