"""spaCy for Norwegian, built in code: no pretrained pipeline is published for Bokmål, so a
blank one gets the full-form lemma table (Norsk ordbank) and the chat normaliser."""

from __future__ import annotations

from functools import lru_cache

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from bot.language.lemmas import lemma_of
from bot.language.normalise import normalise_word

VERSION = "1"  # raise when tokens, norms or lemmas change: old models are then not reused


@Language.component("chat_norms")
def chat_norms(doc: Doc) -> Doc:
    """Gives every token its spelling after normalising (`norm_`) and its lemma (`lemma_`)."""
    for token in doc:
        norm = normalise_word(token.lower_)
        token.norm_ = norm
        token.lemma_ = lemma_of(norm)
    return doc


@lru_cache(maxsize=1)
def norwegian() -> Language:
    """The one spaCy pipeline of the process."""
    nlp = spacy.blank("nb")
    nlp.add_pipe("chat_norms")
    return nlp
