"""Rasa component: tokens with normalised spelling and Bokmål lemma, by spaCy."""

from __future__ import annotations

from typing import Any

from rasa.engine.graph import ExecutionContext
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.tokenizers.tokenizer import Token, Tokenizer
from rasa.shared.nlu.training_data.message import Message

from bot.nlu.spacy_nb import VERSION, norwegian

CONCEPTS = "concepts"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_TOKENIZER, is_trainable=False)
class NorwegianTokenizer(Tokenizer):
    """A thin shell over `spacy_nb`."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """Rasa's own keys for intents, and the version of the tokens (part of the fingerprint)."""
        return {
            "intent_tokenization_flag": False,
            "intent_split_symbol": "_",
            "token_pattern": None,
            "version": VERSION,
        }

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> NorwegianTokenizer:
        """A tokenizer; loads spaCy once per process."""
        norwegian()
        return cls(config)

    def tokenize(self, message: Message, attribute: str) -> list[Token]:
        """Tokens of one attribute; `text` is the normalised spelling."""
        nlp = norwegian()
        with nlp.memory_zone():  # else spaCy keeps every word it has ever seen
            doc = nlp(message.get(attribute))
            return [
                Token(word.norm_, token.start, token.end, lemma=word.lemma_)
                for word, token in zip(doc, doc.user_data["tokens"])
            ]
