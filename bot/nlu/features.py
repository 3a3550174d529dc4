"""Text → numbers: word n-grams over lemmas, character n-grams over normalised spelling, and
concepts of the lexicon. Plain functions over scikit-learn; the Rasa component is a shell."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from scipy import sparse
from sklearn.feature_extraction.text import TfidfVectorizer


@dataclass(frozen=True)
class Analysed:
    """One message as the model sees it: `lemmas` of words, `spelling` after normalising,
    `concepts` found (ids; a negated one is marked by the lexicon part)."""

    lemmas: tuple[str, ...]
    spelling: str
    concepts: tuple[str, ...] = ()


BLOCKS = ("words", "characters", "concepts")


def _given(items: Any) -> Any:
    return items


def _concept_terms(concepts: Sequence[str]) -> list[str]:
    once = sorted(set(concepts))
    pairs = [f"{a}+{b}" for i, a in enumerate(once) for b in once[i + 1 :]]
    return once + pairs


def _word_terms(lemmas: Sequence[str]) -> list[str]:
    terms = list(lemmas)
    for size in (2, 3):
        terms += [" ".join(lemmas[i : i + size]) for i in range(len(lemmas) - size + 1)]
    return terms


def _vectorizers() -> dict[str, TfidfVectorizer]:
    common: dict[str, Any] = {"sublinear_tf": True, "dtype": np.float32}
    return {
        "words": TfidfVectorizer(analyzer=_word_terms, min_df=2, **common),
        "characters": TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 5), min_df=3, **common),
        "concepts": TfidfVectorizer(analyzer=_concept_terms, min_df=3, **common),
    }


def _inputs(block: str, messages: Iterable[Analysed]) -> list[Any]:
    field = {"words": "lemmas", "characters": "spelling", "concepts": "concepts"}[block]
    return [getattr(message, field) for message in messages]


class Features:
    """Learns vocabularies and weights; gives one sparse float32 row per message, its blocks
    each of length 1 (times the block's weight), side by side."""

    def __init__(self, weights: dict[str, float] | None = None) -> None:
        self.weights = weights or {"words": 1.0, "characters": 1.0, "concepts": 1.0}
        self._blocks = {k: v for k, v in _vectorizers().items() if self.weights.get(k)}

    def fit_transform(self, messages: Sequence[Analysed]) -> sparse.csr_matrix:
        """Learns from `messages`; shape (messages, terms). A block without terms is dropped."""
        parts = []
        for name in list(self._blocks):
            try:
                found = self._blocks[name].fit_transform(_inputs(name, messages))
            except ValueError:  # scikit-learn's word for an empty vocabulary
                del self._blocks[name]
                continue
            parts.append(found * self.weights[name])
        return sparse.hstack(parts, format="csr", dtype=np.float32)

    def transform(self, messages: Sequence[Analysed]) -> sparse.csr_matrix:
        """The same columns for new messages."""
        parts = [
            vectorizer.transform(_inputs(name, messages)) * self.weights[name]
            for name, vectorizer in self._blocks.items()
        ]
        return sparse.hstack(parts, format="csr", dtype=np.float32)

    def terms(self) -> list[str]:
        """What each column stands for, as `block:term`."""
        return [f"{k}:{t}" for k, v in self._blocks.items() for t in v.get_feature_names_out()]

    def save(self, folder: Path) -> None:
        """Writes vocabularies as JSON and weights as arrays: nothing that can run code."""
        for name, vectorizer in self._blocks.items():
            (folder / f"{name}.json").write_text(
                json.dumps(list(vectorizer.get_feature_names_out()), ensure_ascii=False),
                encoding="utf-8",
            )
            np.save(folder / f"{name}.npy", vectorizer.idf_)
        (folder / "weights.json").write_text(json.dumps(self.weights), encoding="utf-8")

    @classmethod
    def load(cls, folder: Path) -> Features:
        """What `save` wrote. Raises `OSError` or `ValueError` when it is not whole."""
        features = cls(json.loads((folder / "weights.json").read_text(encoding="utf-8")))
        for name in list(features._blocks):
            file = folder / f"{name}.json"
            if not file.exists():
                del features._blocks[name]
                continue
            terms = json.loads(file.read_text(encoding="utf-8"))
            vectorizer = features._blocks[name]
            vectorizer.vocabulary_ = {term: column for column, term in enumerate(terms)}
            vectorizer.idf_ = np.load(folder / f"{name}.npy", allow_pickle=False)
        return features
