"""spaCy for Norwegian, built in code: no pretrained pipeline is published for Bokmål, so a
blank one gets the chat tokenizer and the full-form lemma table (Norsk ordbank)."""

from __future__ import annotations

from functools import lru_cache

import spacy
from spacy.language import Language
from spacy.tokens import Doc
from spacy.vocab import Vocab

from bot.language.lexicon import Lexicon
from bot.settings import Settings

VERSION = "2"  # raise when tokens, norms or lemmas change: old models are then not reused


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """The lists of `data/lexicon/`, once a process."""
    return Lexicon.load(Settings().data)


class ChatTokenizer:
    """Text → `Doc`; `orth_` as written, `norm_` levelled spelling, `lemma_` in Bokmål, and in
    `user_data["tokens"]` the tokens themselves with their character offsets."""

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab

    def __call__(self, text: str) -> Doc:
        """A document; an empty text gives an empty one."""
        tokens = lexicon().tokens(text)
        doc = Doc(self.vocab, words=[token.raw for token in tokens])
        for word, token in zip(doc, tokens):
            word.norm_ = token.norm
            word.lemma_ = lexicon().lemmas.lemma(token.norm)
        doc.user_data["tokens"] = tokens
        return doc


@lru_cache(maxsize=1)
def norwegian() -> Language:
    """The one spaCy pipeline of the process."""
    nlp = spacy.blank("nb")
    nlp.tokenizer = ChatTokenizer(nlp.vocab)
    return nlp
