"""Rasa component: what the deterministic reading says: danger, perspective, place, age,
language, and the concepts that the classifier learns from."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import ENTITIES, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.language.lexicon import ConceptHit
from bot.language.reading import Reader, Reading
from bot.language.short_answer import ShortAnswer
from bot.nlu.spacy_nb import lexicon
from bot.nlu.tokenizer import CONCEPTS
from bot.settings import Settings

ONLY_ANSWERS = "only_answers"
EVERYDAY = "everyday"


@lru_cache(maxsize=1)
def reader() -> Reader:
    """The reader of the process."""
    return Reader.load(Settings().data, lexicon())


def lexicon_version(folder: Path) -> str:
    """A digest of the lexicon files: a change must not be answered from Rasa's cache."""
    digest = hashlib.sha256()
    for file in sorted(folder.glob("*.yml")):
        digest.update(file.read_bytes())
    return digest.hexdigest()[:16]


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=False)
class LexiconReader(GraphComponent):
    """A thin shell over `bot.language.reading`. Registered as a featurizer, since only those
    (and tokenizers) also run over training data."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """`version` follows the lexicon files and is part of the fingerprint."""
        return {"version": lexicon_version(Settings().data / "lexicon")}

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> LexiconReader:
        """A component; the lexicon is read from `data/lexicon/`."""
        return cls(reader())

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Sets the concepts on every example."""
        for example in training_data.training_examples:
            if example.get(TEXT):
                example.set(CONCEPTS, concepts(example.get(TEXT)))
        return training_data

    def process(self, messages: list[Message]) -> list[Message]:
        """Sets concepts and entities. What is at its default gives no entity."""
        for message in messages:
            if message.get(TEXT):
                reading = self._reader.read(message.get(TEXT))
                message.set(CONCEPTS, names(reading.concepts))
                message.set(ONLY_ANSWERS, reading.answer is not None)
                message.set(EVERYDAY, reading.everyday)
                found = [*message.get(ENTITIES, []), *entities(reading)]
                message.set(ENTITIES, found, add_to_output=True)
        return messages


def concepts(text: str) -> list[str]:
    """Names of the concepts in `text`."""
    return names(lexicon().concepts(text))


def names(hits: Iterable[ConceptHit]) -> list[str]:
    """Ids of concepts: `ikke_` before a denied one, `@` and whom it is about after one that is
    not about the writer."""
    return [
        ("ikke_" if hit.negated else "") + hit.id + ("" if hit.about == "self" else f"@{hit.about}")
        for hit in hits
    ]


def entities(reading: Reading) -> list[dict[str, Any]]:
    """The reading as entities with closed values."""
    answer = reading.answer or ShortAnswer()
    abroad = answer.abroad if reading.abroad is None else reading.abroad
    values = {
        "fare": reading.danger if reading.danger != "none" else None,
        "perspektiv": reading.perspective,
        "alder": reading.age,
        "i_utlandet": {True: "ja", False: "nei", None: None}[abroad],
        "trygg": "ja" if answer.safe else None,
        "gjennomlevd": "ja" if reading.cut else None,
        "sprak": reading.language if reading.language != "nb" else None,
    }
    return [
        {"entity": name, "value": value, "start": 0, "end": 0, "extractor": "LexiconReader"}
        for name, value in values.items()
        if value is not None
    ]
