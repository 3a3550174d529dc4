"""The graph components as Rasa runs them: tokens, concepts and entities; nothing is kept."""

from __future__ import annotations

import pytest
from rasa.shared.nlu.constants import ENTITIES, TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.nlu.lexicon_reader import LexiconReader, reader
from bot.nlu.spacy_nb import norwegian
from bot.nlu.tokenizer import CONCEPTS, NorwegianTokenizer


def tokenised(text: str) -> Message:
    message = Message({TEXT: text})
    return NorwegianTokenizer(NorwegianTokenizer.get_default_config()).process([message])[0]


def test_tokens_have_levelled_spelling_lemma_and_place() -> None:
    tokens = tokenised("æ e redd pappa").get("text_tokens")
    assert [t.text for t in tokens] == ["jeg", "er", "redd", "pappa"]
    assert tokens[1].lemma == "være"
    assert (tokens[3].start, tokens[3].end) == (9, 14)


def test_spacy_keeps_no_word_it_has_seen() -> None:
    tokenised("kanarifuglxq zzkanari")
    assert "kanarifuglxq" not in norwegian().vocab.strings
    assert "zzkanari" not in norwegian().vocab.strings


def test_lexicon_reader_gives_concepts_and_entities() -> None:
    message = LexiconReader(reader()).process([tokenised("jeg er lærer og har en elev")])[0]
    entities = {e["entity"]: e["value"] for e in message.get(ENTITIES)}
    assert entities["perspektiv"] == "professional"
    assert message.get(CONCEPTS)


@pytest.mark.parametrize("text", ["", " ", "\u200b", "😀😀", "." * 500, "a" * 1000])
def test_odd_texts_pass_through(text: str) -> None:
    if text.strip():
        LexiconReader(reader()).process([tokenised(text)])
