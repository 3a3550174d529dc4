"""Rasa component: which situations a message describes, or which other intent it has."""

from __future__ import annotations

import tarfile
import tempfile
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.nlu.constants import TOKENS_NAMES
from rasa.shared.nlu.constants import ENTITIES, INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.contract import OTHER_INTENTS, SITUATIONS
from bot.language.levelled import levelled
from bot.nlu.aspects import NEVER, Aspects
from bot.nlu.decision import Decision, decide
from bot.nlu.examples import ASPECTS, aspects_of, labels_of
from bot.nlu.features import Analysed, Features
from bot.nlu.lexicon_reader import EVERYDAY, ONLY_ANSWERS, concepts
from bot.nlu.mixture import Mixture
from bot.nlu.multilabel import MultiLabel
from bot.nlu.spacy_nb import lexicon
from bot.nlu.tokenizer import CONCEPTS
from bot.settings import Settings

RANKING = "intent_ranking"
ANSWER = Decision("svar", 1.0, (), ())  # «eg er 22»: only answers what was asked
SURE_OF_MORE = 0.5
PROBABILITIES = "probabilities"  # of every label; for reports, kept nowhere


@DefaultV1Recipe.register([DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER], is_trainable=True)
class SituationClassifier(IntentClassifier, GraphComponent):
    """A thin shell over `features`, `multilabel` and `decision`. Situations go out as entities
    `situasjon`, suggestions as entities `forslag`; the intent is `situasjon` or another one."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """`c`: inverse regularisation; `folds`: of the cross-validation; `jobs`: processes;
        `weights`: of the blocks of features; `precision`: how sure an aspect must be;
        `acute_from`: from which probability on danger is raised, by what the rules found, or for
        those at work, who seldom write of this minute;
        `rules_vote`: what the rules' perspective counts beside the model's probability;
        `unrelated`: how likely «utenfor_tema» must be for danger not to be raised;
        `second_opinion`: whether to ask the encoder, where there is one."""
        precision = {"i_utlandet=ja": 0.9}
        return {
            "c": 0.2,
            "folds": 4,
            "jobs": 2,
            "weights": None,
            "precision": precision,
            "acute_from": {"none": 0.12, "worry": 0.075, "professional": 0.3},
            "rules_vote": 0.2,
            "unrelated": 0.3,
            "second_opinion": True,
        }

    def __init__(self, config: dict[str, Any], storage: ModelStorage, resource: Resource) -> None:
        self._config = config
        self._storage = storage
        self._resource = resource
        self.features = Features(config["weights"])
        self.model: MultiLabel | None = None

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> SituationClassifier:
        """An untrained component."""
        return cls(config, model_storage, resource)

    def train(self, training_data: TrainingData) -> Resource:
        """Learns from every example that has an intent; persists itself."""
        examples = [e for e in training_data.training_examples if e.get(INTENT) and e.get(TEXT)]
        known = (*SITUATIONS, *OTHER_INTENTS, *ASPECTS)
        wanted = [{*labels_of(example), *aspects_of(example)} for example in examples]
        labels = [label for label in known if any(label in want for want in wanted)]
        targets = np.array([[label in want for label in labels] for want in wanted])
        rows = self.features.fit_transform([analysed(example) for example in examples])
        config = self._config
        self.model = MultiLabel.fit(
            labels,
            rows,
            targets,
            c=config["c"],
            folds=config["folds"],
            jobs=config["jobs"],
            precision=config["precision"],
        )
        with self._storage.write_to(self._resource) as folder:
            self.features.save(folder)
            self.model.save(folder)
        return self._resource

    def process(self, messages: list[Message]) -> list[Message]:
        """Sets intent, ranking and entities on every message that has text."""
        for message in messages:
            if self.model is not None and message.get(TEXT):
                self._set(message, self.read(message))
        return messages

    def read(self, message: Message) -> tuple[Decision, dict[str, float]]:
        """The decision for one tokenised message, and every label's probability."""
        assert self.model is not None  # noqa: S101 - process() has looked
        found = self.model.predict(self.features.transform([analysed(message)]))[0]
        probability = dict(zip(self.model.labels, map(float, found)))
        threshold = dict(zip(self.model.labels, map(float, self.model.calibration.threshold)))
        mixture = second_opinion() if self._config["second_opinion"] else None
        if mixture is None:
            return decide(probability, threshold), probability
        second = mixture.read(spelt_plainly(message))
        probability = mixture.mixed(second, probability)
        main = {name: second.get(f"forst={name}", 0.0) for name in SITUATIONS}
        return decide(probability, mixture.thresholds(threshold), main), probability

    def _set(self, message: Message, read: tuple[Decision, dict[str, float]]) -> None:
        decision, probability = read
        if message.get(ONLY_ANSWERS) and not _is_sure(decision):
            decision = ANSWER
        message.set(
            INTENT, {"name": decision.intent, "confidence": decision.confidence}, add_to_output=True
        )
        ranking = [(name, p) for name, p in probability.items() if name in OTHER_INTENTS]
        ranking.append(("situasjon", max(probability.get(s, 0.0) for s in SITUATIONS)))
        ranking.sort(key=lambda pair: (pair[0] != decision.intent, -pair[1]))
        message.set(
            RANKING, [{"name": n, "confidence": p} for n, p in ranking[:5]], add_to_output=True
        )
        message.set(
            PROBABILITIES, {n: round(p, 4) for n, p in probability.items()}, add_to_output=True
        )
        entities = [
            *_entities("situasjon", decision.situations),
            *_entities("forslag", [(name, probability[name]) for name in decision.suggestions]),
        ]
        read = message.get(ENTITIES, [])
        told = {entity["entity"]: entity["value"] for entity in read}
        aspects = self._aspects().read(decision, probability, told, bool(message.get(EVERYDAY)))
        added = [entity for name, one in aspects.items() for entity in _entities(name, [one])]
        kept = [entity for entity in read if entity["entity"] not in aspects]
        message.set(ENTITIES, [*kept, *added, *entities], add_to_output=True)

    def _aspects(self) -> Aspects:
        """From which probabilities on the aspects are acted on."""
        assert self.model is not None  # noqa: S101 - process() has looked
        thresholds = dict(zip(self.model.labels, map(float, self.model.calibration.threshold)))
        abroad = thresholds.get("i_utlandet=ja", NEVER)
        chosen = (self._config[name] for name in ("acute_from", "rules_vote", "unrelated"))
        return Aspects(*chosen, abroad)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> SituationClassifier:
        """The component as it was persisted."""
        component = cls(config, model_storage, resource)
        with model_storage.read_from(resource) as folder:
            component.features = Features.load(folder)
            component.model = MultiLabel.load(folder)
        return component


@lru_cache(maxsize=1)
def second_opinion() -> Mixture | None:
    """The encoder of `data/encoder/`, once a process; None where there is none."""
    return Mixture.load(Settings().data / "encoder")


def unpacked(archive: Path) -> tuple[Features, MultiLabel]:
    """The classifier's own files out of a trained model. Raises `OSError` or `StopIteration`."""
    with tempfile.TemporaryDirectory() as folder, tarfile.open(archive) as model:
        model.extractall(folder)  # noqa: S202 - the archive that `veiviser train` has just made
        own = next(file.parent for file in Path(folder).rglob("labels.json"))
        return Features.load(own), MultiLabel.load(own)


def analysed_text(text: str) -> Analysed:
    """The same as `analysed`, from text that has been through no pipeline."""
    tokens = lexicon().tokens(text)
    return Analysed(
        lemmas=tuple(lexicon().lemmas.lemma(token.norm) for token in tokens),
        spelling=" ".join(token.norm for token in tokens),
        concepts=tuple(concepts(text)),
    )


def analysed(message: Message) -> Analysed:
    """What the features need, from the tokens of the message."""
    tokens = message.get(TOKENS_NAMES[TEXT], [])
    return Analysed(
        lemmas=tuple(token.lemma for token in tokens),
        spelling=" ".join(token.text for token in tokens),
        concepts=tuple(message.get(CONCEPTS, ())),
    )


def spelt_plainly(message: Message) -> str:
    """The message in levelled spelling: what the encoder has learnt to read."""
    tokens = message.get(TOKENS_NAMES[TEXT], [])
    return levelled(message.get(TEXT), ((t.start, t.end, t.text) for t in tokens))


def _is_sure(decision: Decision) -> bool:
    """Whether trouble is told all the same: «er 16 og redd» is more than an age."""
    return bool(decision.situations) and decision.confidence >= SURE_OF_MORE


def _entities(name: str, found: Sequence[tuple[str, float]]) -> list[dict[str, Any]]:
    return [
        {
            "entity": name,
            "value": value,
            "confidence_entity": round(p, 4),
            "extractor": "SituationClassifier",
            "start": 0,
            "end": 0,
        }
        for value, p in found
    ]
